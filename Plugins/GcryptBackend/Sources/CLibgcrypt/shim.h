#ifndef CLIBGCRYPT_SHIM_H
#define CLIBGCRYPT_SHIM_H

#include <gcrypt.h>

/* gcry_control is variadic, which Swift can't call. Every command that is used takes an unsigned int or nothing. */
static inline gcry_error_t gcrypt_control(enum gcry_ctl_cmds command, unsigned int argument)
{
    return gcry_control(command, argument);
}

#endif
