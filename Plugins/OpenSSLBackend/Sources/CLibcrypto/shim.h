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

#include <unistd.h>
#ifdef __linux__
#include <sys/syscall.h>
#endif

/* How many cores this thread may run on: a container may have fewer than the machine. glibc has a function for it that Swift doesn't see. */
static inline long dxflow_usable_cores(void)
{
#ifdef __linux__
    unsigned long mask[128];
    long size = syscall(SYS_sched_getaffinity, 0, sizeof mask, mask);
    long cores = 0;
    for (long index = 0; index < size / (long)sizeof *mask; index++) {
        cores += __builtin_popcountl(mask[index]);
    }
    if (cores > 0) {
        return cores;
    }
#endif
    long online = sysconf(_SC_NPROCESSORS_ONLN);
    return online > 0 ? online : 1;
}

/* Macros made of other macros, which Swift doesn't see. */
enum {
    dxflow_EVP_PKEY_PUBLIC_KEY = EVP_PKEY_PUBLIC_KEY,
    dxflow_EVP_PKEY_KEYPAIR = EVP_PKEY_KEYPAIR
};
