/* SPDX-License-Identifier: EUPL-1.2
 *
 * The lines of an import manifest: JSON Lines, one flat object a line, its
 * first member "type". Each type's members are a field table here; the same,
 * for people and other programs, is manifest.schema.json. A line is checked
 * on its own: whether what it speaks of exists is for load.c.
 */
#ifndef MINSAG_MANIFEST_H
#define MINSAG_MANIFEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "core/field.h"
#include "core/pool.h"
#include "core/result.h"

#define MANIFEST_FORMAT 1
#define MANIFEST_LINE_MOST 65536 /* bytes */

enum manifest_type {
	MANIFEST_HEAD,
	MANIFEST_KLE,
	MANIFEST_UNIT,
	MANIFEST_AREA,
	MANIFEST_CASE,
	MANIFEST_PARTY,
	MANIFEST_STATUS,
	MANIFEST_DOCUMENT,
	MANIFEST_VERSION,
	MANIFEST_WITHHOLDING,
	MANIFEST_TYPES
};

/* A time as text and as Unix microseconds; given when the line has it. */
struct manifest_time {
	const char *text;
	bool given;
	int64_t at;
};

/*
 * One line. Members that its type does not have stay NULL, 0 or false; texts
 * are the pool's. Words are texts that have been checked.
 */
struct manifest_line {
	enum manifest_type type;
	const char *type_word;
	int64_t format;
	const char *municipality;
	const char *key, *name, *name_en, *phone, *hours, *email;
	const char *kle_number, *shown_kinds, *title;
	struct date_field valid_from, valid_to, starts_on, closed_on, dated_on;
	struct date_field deadline_on;
	const char *deadline_da, *deadline_en;
	bool is_open;
	const char *case_key, *document_key, *area, *unit;
	const char *cpr, *role, *status, *kind, *state;
	const char *media_type, *file, *file_name;
	const char *published_by, *withdrawn_cause, *withdrawn_by;
	const char *section, *decided_by;
	bool lifted, alone;
	bool may_show_less; /* gleaned, and of a kind that does */
	int64_t number;
	struct manifest_time opened_at, at, created_at, published_at;
	struct manifest_time withdrawn_at, decided_at;
};

/*
 * Reads one line without its line feed. RESULT_BAD_INPUT: *ret_rule names the
 * member and what was wanted, never what stands there; static or the pool's.
 */
enum result
manifest_read(const char *text, size_t length, struct pool *pool,
    struct manifest_line *ret_line, const char **ret_rule) must_check;

/*
 * What can be told of a line that manifest_read refuses: its type, and, each by
 * itself, the members that say what it is about and what shows less: key, case,
 * document, number, cpr, the end of a party, a withdrawal. False when not even
 * the type can be told.
 */
bool
manifest_glean(const char *text, size_t length, struct pool *pool,
    struct manifest_line *ret_line) must_check;

/*
 * Whether the line shows somebody less than before: the end of a party, a
 * withdrawal, a withholding. Of a gleaned one: whether it may.
 */
bool
manifest_shows_less(const struct manifest_line *line);

/*
 * Where a line stands, bad or not: it begins a case, or belongs inside one,
 * as a line also does whose type can't be told.
 */
void
manifest_place(const char *text, size_t length, bool *ret_inside,
    bool *ret_begins);

/* "case", "version", …; for messages and the summary. */
const char *
manifest_word(enum manifest_type type);

/* The type's members, for the test that compares them with the schema. */
const struct field *
manifest_fields(enum manifest_type type, size_t *ret_count);

/*
 * Whether a path stays inside the folder: relative, no empty, "." or ".."
 * part, at most 1,000 bytes.
 */
bool
manifest_path_is_inside(const char *path) must_check;

#endif
