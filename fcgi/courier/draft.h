/* SPDX-License-Identifier: EUPL-1.2
 *
 * A text being written into memory that the caller chose, so that what is
 * written of a citizen stands in guarded memory alone. What does not fit makes
 * the draft full, and a full draft is not sent.
 */
#ifndef MINSAG_DRAFT_H
#define MINSAG_DRAFT_H

#include <stdbool.h>
#include <stddef.h>

struct draft {
	char *at; /* NUL-terminated */
	size_t size, length;
	bool full;
};

/* An empty draft of size bytes, NUL included. at is borrowed. */
void
draft_begin(struct draft *draft, char *at, size_t size);

void
draft_add(struct draft *draft, const char *text);
void
draft_add_length(struct draft *draft, const char *text, size_t length);
void
draft_printf(struct draft *draft, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
