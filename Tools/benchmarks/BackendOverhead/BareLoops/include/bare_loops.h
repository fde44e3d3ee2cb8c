/* The same library calls that the backends make for PKCS#1 v1.5 with SHA-256, in plain C: what the backends are measured against. */
#ifndef BARE_LOOPS_H
#define BARE_LOOPS_H

#include <stddef.h>
#include <stdint.h>

/* A number, big-endian. */
typedef struct {
    const uint8_t *bytes;
    size_t length;
} bare_number;

/* The numbers of an RSA private key (RFC 8017 A.1.2). */
typedef struct {
    bare_number n, e, d, p, q, dp, dq, qinv;
} bare_numbers;

/* A key as a library holds it, ready to sign and to verify. */
typedef struct bare_key bare_key;

/* Each returns NULL if the library doesn't take the key. */
bare_key *bare_openssl_key(const bare_numbers *numbers);
bare_key *bare_gcrypt_key(const bare_numbers *numbers);

/* Hash and sign a message `rounds` times; 0 if that fails. The signature is as long as the modulus. */
int bare_openssl_sign(bare_key *key, const uint8_t *message, size_t length, size_t rounds, uint8_t *signature);
int bare_gcrypt_sign(bare_key *key, const uint8_t *message, size_t length, size_t rounds, uint8_t *signature);

/* Hash a message and verify a signature of it `rounds` times; 0 if it isn't valid. */
int bare_openssl_verify(bare_key *key, const uint8_t *message, size_t length, size_t rounds, const uint8_t *signature);
int bare_gcrypt_verify(bare_key *key, const uint8_t *message, size_t length, size_t rounds, const uint8_t *signature);

void bare_openssl_free(bare_key *key);
void bare_gcrypt_free(bare_key *key);

/* Seconds on a clock that only goes forward. */
double bare_clock(void);

/* Memory of this process that lies in RAM, in KiB. */
long bare_resident_memory(void);

#endif
