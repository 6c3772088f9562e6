/* SPDX-License-Identifier: EUPL-1.2
 *
 * JSON as it is sent (RFC 8259), written straight from rows into one buffer of
 * the request pool: no tree, no copy. Room for the answer's head is left in
 * front of it, so that both leave in one write.
 *
 * Memory that runs short is noted and told once, by response_json. Balance of
 * objects and lists is the caller's.
 */
#ifndef MINSAG_WRITER_H
#define MINSAG_WRITER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "core/db.h"
#include "core/language.h"
#include "core/pool.h"

#define WRITER_HEAD_ROOM 512

struct writer {
	struct pool *pool;
	char *at;      /* WRITER_HEAD_ROOM bytes, then the JSON */
	size_t length; /* the room included */
	size_t size;
	bool comma;    /* the next value is not the first of its list */
	bool failed;
};

/* Begins an empty text. The pool owns what is written. */
void
writer_begin(struct writer *writer, struct pool *pool);

/* '{', '[', '}' or ']'. */
void
writer_open(struct writer *writer, char bracket);
void
writer_close(struct writer *writer, char bracket);

/* A member's name: a literal that needs no escape. Its value comes next. */
void
writer_key(struct writer *writer, const char *key);

void
writer_null(struct writer *writer);
void
writer_bool(struct writer *writer, bool value);
void
writer_int(struct writer *writer, int64_t value);

/* Valid UTF-8; NULL becomes null. */
void
writer_text(struct writer *writer, const char *text);
void
writer_text_length(struct writer *writer, const char *text, size_t length);

/*
 * A value of a row, by its column's type: text as a string, numbers and truth
 * as such, uuid in lower case, date YYYY-MM-DD, time RFC 3339 in UTC with
 * seconds, bytes in hexadecimal, text[] as a list; SQL null as null.
 */
void
writer_value(struct writer *writer, const struct db_rows *rows, int r, int c);

/* A member that shows column c; with en, column c is Danish, en English. */
struct column {
	const char *key;
	int c;
	int en; /* 0: the same in both languages */
};

/* Writes members of an object that has been opened. */
void
writer_columns(struct writer *writer, const struct db_rows *rows, int r,
    const struct column *columns, size_t count, enum language language);

#endif
