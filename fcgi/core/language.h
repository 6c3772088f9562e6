/* SPDX-License-Identifier: EUPL-1.2
 *
 * The languages of the site, and which of them a browser asks for.
 */
#ifndef MINSAG_LANGUAGE_H
#define MINSAG_LANGUAGE_H

enum language { LANGUAGE_DA, LANGUAGE_EN };

/*
 * Chooses by Accept-Language (RFC 9110 section 12.5.4, basic filtering of
 * RFC 4647 section 3.3.1). Danish unless English is ranked higher; Danish
 * too for NULL and for a header that is malformed or longer than 512 bytes:
 * a preference that can't be read is no reason to refuse a request.
 */
enum language
language_from_header(const char *header);

/* "da" or "en": also the word of ?lang=. */
const char *
language_word(enum language language);

#endif
