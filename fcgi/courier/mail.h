/* SPDX-License-Identifier: EUPL-1.2
 *
 * A mail as RFC 5322 has it: one part of plain text, UTF-8, quoted-printable
 * (RFC 2045 section 6.7), letters outside ASCII in the head as encoded words
 * (RFC 2047). Lines end with CRLF and are no longer than 76 bytes.
 */
#ifndef MINSAG_MAIL_H
#define MINSAG_MAIL_H

#include <stdint.h>
#include "core/language.h"
#include "core/uuid.h"
#include "courier/draft.h"

struct mail {
	const char *from_name;
	const char *from; /* addresses as email.h takes them */
	const char *to;
	const char *subject;
	const char *text; /* lines ended by line feeds */
	struct uuid id;   /* Message-ID: <id@domain of from> */
	int64_t time;     /* Unix seconds: Date */
	enum language language;
};

void
mail_compose(const struct mail *mail, struct draft *draft);

#endif
