/* SPDX-License-Identifier: EUPL-1.2
 *
 * Looks into a foreign file: its type by content, the pages and text of a
 * PDF, the size of a picture. Each file is looked at by a child of its own that
 * has left every descriptor but this file and a pipe, every secret, every right
 * to open or talk, and has limits of memory and time; its standard descriptors
 * are /dev/null. So a hostile file can take down its own examination and
 * nothing else. What the child says is checked here.
 */
#ifndef MINSAG_EXAMINE_H
#define MINSAG_EXAMINE_H

#include <stddef.h>
#include <stdint.h>
#include "core/result.h"

#define EXAMINE_TEXT_MOST (8 << 20) /* bytes of extracted text that are kept */
#define EXAMINE_TYPE_SIZE 96

/* What a file can be; what the child says and the parent understands. */
enum examine_verdict {
	EXAMINE_GOOD,
	EXAMINE_TYPE,     /* of another type than the one that was said */
	EXAMINE_MIXED,    /* reads as more than one type */
	EXAMINE_DAMAGED,  /* cannot be read to its end */
	EXAMINE_LOCKED,   /* asks for a password, or stays encrypted */
	EXAMINE_PICTURE,  /* more pixels than PICTURE_PIXELS_MOST */
	EXAMINE_NOT_UTF8, /* text, but not in UTF-8 as it was said to be */
	EXAMINE_MACROS,   /* an office document with programs in it */
	EXAMINE_UNABLE,   /* the child broke off: a limit, or a crash */
	EXAMINE_COUNT
};

/* What the verdict says of the file, as a rule. */
const char *
examine_rule(enum examine_verdict verdict);

struct examiner; /* libmagic's database, loaded once */

/*
 * Loads it, before a sandbox closes. The caller owns it: examine_close.
 */
enum result
examine_open(struct examiner **ret_examiner) must_check;
void
examine_close(struct examiner *examiner); /* accepts NULL */

/* What is to be examined. Everything is borrowed. */
struct examine_file {
	int fd;
	int64_t size;
	/*
	 * What it is said to be, by somebody who is believed and only makes
	 * mistakes. NULL: a stranger's file, whose type is found and which is
	 * held to the stricter rules (EXAMINE_MIXED, EXAMINE_PICTURE).
	 */
	const char *media_type;
	void (*forget)(void *context); /* wipes secrets in the child; or NULL */
	void *context;
};

struct examined {
	enum examine_verdict verdict;
	char media_type[EXAMINE_TYPE_SIZE]; /* "": unknown */
	int pages;  /* 0: none to count */
	char *text; /* UTF-8 without NUL, or NULL; the caller's: free */
	/*
	 * A stranger's PDF that is encrypted and opens without a password: the
	 * same, not encrypted, for a scanner. Or NULL; the caller's: free.
	 */
	void *plain;
	size_t plain_size;
};

/*
 * RESULT_OK: it was looked at, and *ret_examined has the verdict; pages,
 * text and plain only with EXAMINE_GOOD. RESULT_BROKEN: no child could be made.
 */
enum result
examine(struct examiner *examiner, const struct examine_file *file,
    struct examined *ret_examined) must_check;

#endif
