/* The interface of OpenSSL 3.0 without what that version deprecates: a call of the old interface doesn't compile. */
#define OPENSSL_API_COMPAT 30000
#define OPENSSL_NO_DEPRECATED

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/params.h>
#include <openssl/provider.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>

/* Macros made of other macros, which Swift doesn't see. */
enum {
    dxflow_EVP_PKEY_PUBLIC_KEY = EVP_PKEY_PUBLIC_KEY,
    dxflow_EVP_PKEY_KEYPAIR = EVP_PKEY_KEYPAIR
};
