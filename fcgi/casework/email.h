/* SPDX-License-Identifier: EUPL-1.2
 *
 * E-mail addresses as citizens have them, and the box in which one waits for
 * the courier: the address, filled up with NULs so that its length tells
 * nothing, and behind it the code that confirms it.
 */
#ifndef MINSAG_EMAIL_H
#define MINSAG_EMAIL_H

#include <stdbool.h>

#define EMAIL_MOST 254 /* bytes, RFC 5321 section 4.5.3.1.3 less <> */
#define EMAIL_CODE_DIGITS 8
#define EMAIL_BOX_BYTES (EMAIL_MOST + EMAIL_CODE_DIGITS)

/*
 * Whether text is dot-atom "@" domain (RFC 5322 section 3.4.1) in ASCII: a
 * local part of at most 64 bytes, a domain of two or more labels of letters,
 * digits and inner hyphens, the last one not all digits. Quoted local parts,
 * comments, address literals and letters outside ASCII are not taken: what
 * passes needs no escape in a header or an SMTP command.
 */
bool
email_valid(const char *text);

#endif
