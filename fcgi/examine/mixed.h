/* SPDX-License-Identifier: EUPL-1.2
 *
 * Files that read as more than one type: a PDF that is also an archive, a
 * picture or a film that is also a page. One program's harmless file is another's attack,
 * and a scanner sees only one of the two.
 */
#ifndef MINSAG_MIXED_H
#define MINSAG_MIXED_H

#include <stdbool.h>
#include <stddef.h>

/* What a file of its type has by right. */
enum mixed_right {
	MIXED_ARCHIVE = 1, /* an archive's end */
	MIXED_PAGE = 2     /* markup at its beginning */
};

/*
 * Whether it also reads as something else. right: of enum mixed_right, what
 * does not count.
 */
bool
mixed_is(const char *at, size_t size, int right);

#endif
