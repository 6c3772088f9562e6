/* SPDX-License-Identifier: EUPL-1.2
 *
 * XML signatures of our own messages (LogoutResponse in SOAP), in the one
 * shape that verify.h accepts.
 */
#ifndef MINSAG_LOGIN_SIGN_H
#define MINSAG_LOGIN_SIGN_H

#include <openssl/evp.h>
#include "core/result.h"
#include "login/build.h"

/* Adds an empty Signature over the element id; it belongs behind Issuer. */
void
sign_template(struct build *build, const char *id);

/*
 * Replaces the message in build, one element with such a template, by the
 * same message signed.
 */
enum result
sign_message(EVP_PKEY *key, struct build *build) must_check;

#endif
