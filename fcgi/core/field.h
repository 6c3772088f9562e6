/* SPDX-License-Identifier: EUPL-1.2
 *
 * Fields are declared in a table; out comes a typed struct. One converter for
 * query, form and JSON, so that a field means the same wherever it stands.
 * Strings are the pool's, valid UTF-8 without NUL and other control
 * characters (tab and line feed are let through for FIELD_TEXT). What nobody
 * sees in a text is taken out (text_drop_unseen); it comes along when a
 * telephone number is copied, and could turn the text around it.
 */
#ifndef MINSAG_FIELD_H
#define MINSAG_FIELD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "core/pool.h"
#include "core/result.h"
#include "core/uuid.h"

enum field_type {
	FIELD_TEXT,   /* const char *; least..most characters */
	FIELD_WORD,   /* int: index into words */
	FIELD_INT,    /* int64_t; least..most */
	FIELD_BOOL,   /* bool: true/false */
	FIELD_UUID,   /* struct uuid_field */
	FIELD_DATE,   /* struct date_field: YYYY-MM-DD */
	FIELD_CURSOR  /* struct cursor: what the previous page ended with */
};

struct uuid_field {
	bool given;
	struct uuid uuid;
};

struct date_field {
	bool given;
	int32_t days; /* since 1970-01-01 */
};

/* Keyset position: the last row's time and id; base64url of 24 bytes. */
struct cursor {
	bool given;
	int64_t time; /* Unix microseconds, years 0001 to 9999 */
	struct uuid id;
};

#define CURSOR_TEXT_LENGTH 32

struct field {
	const char *name;
	enum field_type type;
	size_t offset; /* offsetof in the typed struct */
	bool required;
	int64_t least, most;
	const char *const *words; /* NULL-terminated */
};

#define FIELDS_MOST 32

/*
 * Reads the value of one field, given as text (valid UTF-8, no NUL), into its
 * place in ret_struct. A text outlives the call: text must be the pool's.
 * Says NULL when it went well, else what was wanted: static text, or the
 * pool's.
 */
const char *
field_read(const struct field *field, const char *text, size_t length,
    struct pool *pool, void *ret_struct) must_check;

/* The same for a number and a truth that JSON gives as such. */
const char *
field_read_int(const struct field *field, int64_t value, struct pool *pool,
    void *ret_struct) must_check;
const char *
field_read_bool(const struct field *field, bool value, void *ret_struct)
    must_check;

/* Index of the field with this name, or -1. */
int
field_find(const struct field *fields, size_t count, const char *name,
    size_t length) must_check;

/* Writes a cursor's text, NUL-terminated. */
void
cursor_format(int64_t time, struct uuid id,
    char ret_text[CURSOR_TEXT_LENGTH + 1]);

/* Reads a cursor's text; false for anything cursor_format doesn't write. */
bool
cursor_parse(const char *text, size_t length, struct cursor *ret_cursor)
    must_check;

#endif
