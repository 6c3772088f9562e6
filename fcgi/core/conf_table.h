/* SPDX-License-Identifier: EUPL-1.2
 *
 * The table of configuration keys; conf.c reads files by it and prints it.
 */
#ifndef MINSAG_CONF_TABLE_H
#define MINSAG_CONF_TABLE_H

#include <stddef.h>
#include "core/conf.h"

enum conf_type {
	TYPE_TEXT,   /* any printable text */
	TYPE_FILE,   /* absolute path */
	TYPE_NUMBER, /* least to most */
	TYPE_WORD,   /* one of words, separated by spaces */
	TYPE_URL     /* https://host[:port][/path] */
};

struct conf_row {
	const char *key;
	enum conf_type type;
	size_t offset;       /* in struct conf */
	unsigned programs;   /* who reads it */
	unsigned required;   /* who can't start without it */
	const char *preset;  /* value when absent; NULL: none */
	long least, most;    /* TYPE_NUMBER */
	const char *words;   /* TYPE_WORD */
	const char *line;    /* description */
};

#define CONF_ROWS 47

extern const struct conf_row conf_rows[CONF_ROWS];

#endif
