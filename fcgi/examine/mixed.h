/* SPDX-License-Identifier: EUPL-1.2
 *
 * Files that read as more than one type: a PDF that is also an archive, a
 * picture that is also a page. One program's harmless file is another's attack,
 * and a scanner sees only one of the two.
 */
#ifndef MINSAG_MIXED_H
#define MINSAG_MIXED_H

#include <stdbool.h>
#include <stddef.h>

/* Whether a PDF or picture also reads as something else. */
bool
mixed_is(const char *at, size_t size);

#endif
