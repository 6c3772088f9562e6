/* SPDX-License-Identifier: EUPL-1.2
 *
 * Looks into a foreign file: its type by content, the pages and text of a
 * PDF. Each file is looked at by a child of its own that has left every
 * descriptor but this file and a pipe, every secret, every right to open or
 * talk, and has limits of memory and time; its standard descriptors are
 * /dev/null. So a hostile file can take down its own examination and nothing
 * else. What the child says is checked here.
 */
#ifndef MINSAG_EXAMINE_H
#define MINSAG_EXAMINE_H

#include <stddef.h>
#include <stdint.h>
#include "core/result.h"

#define EXAMINE_TEXT_MOST (8 << 20) /* bytes of extracted text that are kept */

struct examiner; /* libmagic's database, loaded once */

/* Loads it. The caller owns it: examine_close. */
enum result
examine_open(struct examiner **ret_examiner) must_check;
void
examine_close(struct examiner *examiner); /* accepts NULL */

struct examined {
	int pages;  /* 0: none to count */
	char *text; /* UTF-8 without NUL, or NULL; the caller's: free */
};

/*
 * Examines size bytes of fd, said to be of media_type. forget, which may be
 * NULL, wipes the caller's secrets in the child. On RESULT_BAD_INPUT *ret_rule
 * says what is wrong with the file.
 */
enum result
examine(struct examiner *examiner, int fd, int64_t size,
    const char *media_type, void (*forget)(void *context), void *context,
    struct examined *ret_examined, const char **ret_rule) must_check;

#endif
