/* SPDX-License-Identifier: EUPL-1.2
 *
 * What a file is, by its content alone.
 */
#ifndef MINSAG_TYPE_H
#define MINSAG_TYPE_H

#include <magic.h>
#include <stddef.h>
#include "examine/package.h"
#include "examine/plain.h"

struct type {
	const char *media_type;       /* NULL: unknown; libmagic's or a constant */
	enum plain plain;             /* of a plain text; else PLAIN_NONE */
	enum package_verdict package; /* of a package; else PACKAGE_NONE */
};

/*
 * Finds it. First what can be told for sure by its structure, then whether it is
 * text, then what libmagic takes it for: its rules for the first words of a text
 * fit letters that begin with "Date:" or "P2" too.
 */
struct type
type_find(magic_t magic, const char *at, size_t size);

#endif
