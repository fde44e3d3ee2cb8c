#include <openssl/bn.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/rand.h>

/* Macros that are made of other macros don't come through to Swift; constants do. */
enum { example_PUBLIC_KEY = EVP_PKEY_PUBLIC_KEY, example_KEY_PAIR = EVP_PKEY_KEYPAIR };
