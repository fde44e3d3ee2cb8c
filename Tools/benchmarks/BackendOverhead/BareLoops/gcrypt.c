#include "bare_loops.h"

#include <gcrypt.h>
#include <stdlib.h>
#include <string.h>

struct bare_key {
    gcry_sexp_t private_key, public_key;
    size_t length;
};

/* The library must have been set up. */
bare_key *bare_gcrypt_key(const bare_numbers *numbers)
{
    bare_key *key = calloc(1, sizeof *key);
    if (key == NULL) {
        return NULL;
    }
    key->length = numbers->n.length;
    /* libgcrypt's p is the smaller prime, and its u the inverse of p modulo q: qInv is that if the primes change places. */
    if (gcry_sexp_build(
            &key->private_key, NULL, "(private-key(rsa(n %b)(e %b)(d %b)(p %b)(q %b)(u %b)))", (int)numbers->n.length, numbers->n.bytes,
            (int)numbers->e.length, numbers->e.bytes, (int)numbers->d.length, numbers->d.bytes, (int)numbers->q.length, numbers->q.bytes,
            (int)numbers->p.length, numbers->p.bytes, (int)numbers->qinv.length, numbers->qinv.bytes) == 0
        && gcry_sexp_build(
               &key->public_key, NULL, "(public-key(rsa(n %b)(e %b)))", (int)numbers->n.length, numbers->n.bytes,
               (int)numbers->e.length, numbers->e.bytes) == 0) {
        return key;
    }
    bare_gcrypt_free(key);
    return NULL;
}

static gcry_sexp_t data(const uint8_t *message, size_t length)
{
    unsigned char value[32];
    gcry_sexp_t made = NULL;
    gcry_md_hash_buffer(GCRY_MD_SHA256, value, message, length);
    gcry_sexp_build(&made, NULL, "(data(flags pkcs1)(hash sha256 %b))", (int)sizeof value, value);
    return made;
}

int bare_gcrypt_sign(bare_key *key, const uint8_t *message, size_t length, size_t rounds, uint8_t *signature)
{
    int is_good = 1;
    while (is_good && rounds-- > 0) {
        gcry_sexp_t input = data(message, length), made = NULL, list = NULL;
        is_good = input != NULL && gcry_pk_sign(&made, input, key->private_key) == 0
            && (list = gcry_sexp_find_token(made, "s", 1)) != NULL;
        if (is_good) {
            size_t found = 0;
            const char *bytes = gcry_sexp_nth_data(list, 1, &found);
            is_good = bytes != NULL && found <= key->length;
            if (is_good) {
                memset(signature, 0, key->length - found);
                memcpy(signature + key->length - found, bytes, found);
            }
        }
        gcry_sexp_release(list);
        gcry_sexp_release(made);
        gcry_sexp_release(input);
    }
    return is_good;
}

int bare_gcrypt_verify(bare_key *key, const uint8_t *message, size_t length, size_t rounds, const uint8_t *signature)
{
    int is_good = 1;
    while (is_good && rounds-- > 0) {
        gcry_sexp_t input = data(message, length), value = NULL;
        is_good = input != NULL && gcry_sexp_build(&value, NULL, "(sig-val(rsa(s %b)))", (int)key->length, signature) == 0
            && gcry_pk_verify(value, input, key->public_key) == 0;
        gcry_sexp_release(value);
        gcry_sexp_release(input);
    }
    return is_good;
}

void bare_gcrypt_free(bare_key *key)
{
    gcry_sexp_release(key->private_key);
    gcry_sexp_release(key->public_key);
    free(key);
}
