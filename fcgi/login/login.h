/* SPDX-License-Identifier: EUPL-1.2
 *
 * What only minsag-login holds: SAML keys, IdPs, the keys that hash and seal
 * CPR numbers and the log. Opened before the sandbox, read-only afterwards.
 */
#ifndef MINSAG_LOGIN_LOGIN_H
#define MINSAG_LOGIN_LOGIN_H

#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include "core/conf.h"
#include "core/request.h"
#include "core/result.h"
#include "core/secret.h"
#include "login/build.h"
#include "login/saml.h"

struct login {
	struct saml saml;
	char *acs_url, *slo_url, *slo_soap_url; /* saml borrows them */
	struct secret *identity_key; /* hashes CPR numbers */
	struct secret *courier_key;  /* public: seals them */
	struct secret *log_key;      /* public: seals the log */
	struct build metadata;       /* ours, ready to send */
	_Atomic int64_t swept_at;    /* microseconds: last call of sweep */
};

/* As worker_options' open and close; *ret_own is a struct login. */
enum result
login_open(const struct conf *conf, void **ret_own, char *message,
    size_t size) must_check;
void
login_close(void *own);

/* The worker's own, for a handler. */
struct login *
login_of(const struct request *req);

#endif
