#include "bare_loops.h"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/rsa.h>

struct bare_key {
    EVP_PKEY *key;
    EVP_MD *digest;
    /* Prepared once: to prepare a context for each call would cost a fifth of a verification, to duplicate one costs little. */
    EVP_PKEY_CTX *signing, *verifying;
    size_t length;
};

static int push(OSSL_PARAM_BLD *builder, const char *name, bare_number number, BIGNUM **made)
{
    *made = BN_bin2bn(number.bytes, (int)number.length, NULL);
    return *made != NULL && OSSL_PARAM_BLD_push_BN(builder, name, *made);
}

static EVP_PKEY *make_key(const bare_numbers *numbers)
{
    OSSL_PARAM_BLD *builder = OSSL_PARAM_BLD_new();
    BIGNUM *made[8] = {0};
    EVP_PKEY *key = NULL;
    if (push(builder, OSSL_PKEY_PARAM_RSA_N, numbers->n, &made[0]) && push(builder, OSSL_PKEY_PARAM_RSA_E, numbers->e, &made[1])
        && push(builder, OSSL_PKEY_PARAM_RSA_D, numbers->d, &made[2]) && push(builder, OSSL_PKEY_PARAM_RSA_FACTOR1, numbers->p, &made[3])
        && push(builder, OSSL_PKEY_PARAM_RSA_FACTOR2, numbers->q, &made[4])
        && push(builder, OSSL_PKEY_PARAM_RSA_EXPONENT1, numbers->dp, &made[5])
        && push(builder, OSSL_PKEY_PARAM_RSA_EXPONENT2, numbers->dq, &made[6])
        && push(builder, OSSL_PKEY_PARAM_RSA_COEFFICIENT1, numbers->qinv, &made[7])) {
        OSSL_PARAM *parameters = OSSL_PARAM_BLD_to_param(builder);
        EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_name(NULL, "RSA", NULL);
        if (EVP_PKEY_fromdata_init(context) == 1) {
            EVP_PKEY_fromdata(context, &key, EVP_PKEY_KEYPAIR, parameters);
        }
        EVP_PKEY_CTX_free(context);
        OSSL_PARAM_free(parameters);
    }
    for (int index = 0; index < 8; index++) {
        BN_clear_free(made[index]);
    }
    OSSL_PARAM_BLD_free(builder);
    return key;
}

bare_key *bare_openssl_key(const bare_numbers *numbers)
{
    bare_key *key = OPENSSL_zalloc(sizeof *key);
    key->length = numbers->n.length;
    key->key = make_key(numbers);
    key->digest = EVP_MD_fetch(NULL, "SHA2-256", NULL);
    key->signing = EVP_PKEY_CTX_new_from_pkey(NULL, key->key, NULL);
    key->verifying = EVP_PKEY_CTX_new_from_pkey(NULL, key->key, NULL);
    if (key->key != NULL && EVP_PKEY_sign_init(key->signing) == 1 && EVP_PKEY_verify_init(key->verifying) == 1
        && EVP_PKEY_CTX_set_rsa_padding(key->signing, RSA_PKCS1_PADDING) == 1
        && EVP_PKEY_CTX_set_signature_md(key->signing, key->digest) == 1
        && EVP_PKEY_CTX_set_rsa_padding(key->verifying, RSA_PKCS1_PADDING) == 1
        && EVP_PKEY_CTX_set_signature_md(key->verifying, key->digest) == 1) {
        return key;
    }
    bare_openssl_free(key);
    return NULL;
}

int bare_openssl_sign(bare_key *key, const uint8_t *message, size_t length, size_t rounds, uint8_t *signature)
{
    int is_good = 1;
    while (is_good && rounds-- > 0) {
        unsigned char value[EVP_MAX_MD_SIZE];
        unsigned int value_length = 0;
        size_t signature_length = key->length;
        EVP_PKEY_CTX *context = EVP_PKEY_CTX_dup(key->signing);
        is_good = context != NULL && EVP_Digest(message, length, value, &value_length, key->digest, NULL) == 1
            && EVP_PKEY_sign(context, signature, &signature_length, value, value_length) == 1;
        EVP_PKEY_CTX_free(context);
    }
    return is_good;
}

int bare_openssl_verify(bare_key *key, const uint8_t *message, size_t length, size_t rounds, const uint8_t *signature)
{
    int is_good = 1;
    while (is_good && rounds-- > 0) {
        unsigned char value[EVP_MAX_MD_SIZE];
        unsigned int value_length = 0;
        EVP_PKEY_CTX *context = EVP_PKEY_CTX_dup(key->verifying);
        is_good = context != NULL && EVP_Digest(message, length, value, &value_length, key->digest, NULL) == 1
            && EVP_PKEY_verify(context, signature, key->length, value, value_length) == 1;
        EVP_PKEY_CTX_free(context);
    }
    return is_good;
}

void bare_openssl_free(bare_key *key)
{
    EVP_PKEY_CTX_free(key->signing);
    EVP_PKEY_CTX_free(key->verifying);
    EVP_PKEY_free(key->key);
    EVP_MD_free(key->digest);
    OPENSSL_free(key);
}
