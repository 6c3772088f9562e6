/* SPDX-License-Identifier: EUPL-1.2
 *
 * UUIDs (RFC 9562 section 4) as 16 bytes and as text.
 */
#ifndef MINSAG_UUID_H
#define MINSAG_UUID_H

#include <stdbool.h>
#include <stddef.h>
#include "core/result.h"

#define UUID_TEXT_LENGTH 36

struct uuid {
	unsigned char bytes[16];
};

/*
 * Reads exactly 36 characters 8-4-4-4-12, digits in either case. Says false
 * and leaves *ret_uuid untouched for anything else.
 */
bool
uuid_parse(const char *text, size_t length, struct uuid *ret_uuid) must_check;

/* Writes the text in lower case with a NUL behind it. */
void
uuid_format(struct uuid uuid, char ret_text[UUID_TEXT_LENGTH + 1]);

#endif
