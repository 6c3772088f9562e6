/* SPDX-License-Identifier: EUPL-1.2
 *
 * What minsag-citizen opens besides the token ring, before the sandbox closes.
 */
#ifndef MINSAG_CITIZEN_OWN_H
#define MINSAG_CITIZEN_OWN_H

#include "core/conf.h"
#include "core/result.h"
#include "core/secret.h"

struct print;

struct citizen_own {
	struct secret *courier; /* VAULT_KEY_BYTES; e-mail addresses are sealed */
	struct print *print;    /* fonts of the lists to keep */
};

/* worker.h's open and close. */
enum result
own_open(const struct conf *conf, void **ret_own, char *message, size_t size)
    must_check;
void
own_close(void *own); /* accepts NULL */

#endif
