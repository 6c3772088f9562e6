/* SPDX-License-Identifier: EUPL-1.2
 *
 * What the lists of looks share: what may be asked for, and the words for who
 * looked, what they did and why, in Danish and English.
 */
#ifndef MINSAG_CITIZEN_LOOKS_H
#define MINSAG_CITIZEN_LOOKS_H

#include "citizen/show.h"
#include "core/request.h"

struct looks_input {
	struct uuid_field within, document; /* one of them */
	int who, what;                      /* -1: all */
	struct date_field from, to;
	struct page page;                   /* of look_list alone */
};

#define LOOKS_INPUT {.who = -1, .what = -1, .page.limit = PAGE_LIMIT}

/* The words of the two filters, NULL behind. */
extern const char *const looks_who[];
extern const char *const looks_what[];

/* The fields without the page, for a field table of struct looks_input. */
#define LOOKS_FIELDS                                                    \
	{.name = "case", .type = FIELD_UUID,                            \
	    .offset = offsetof(struct looks_input, within)},            \
	{.name = "document", .type = FIELD_UUID,                        \
	    .offset = offsetof(struct looks_input, document)},          \
	{.name = "who", .type = FIELD_WORD,                             \
	    .offset = offsetof(struct looks_input, who),                \
	    .words = looks_who},                                        \
	{.name = "what", .type = FIELD_WORD,                            \
	    .offset = offsetof(struct looks_input, what),               \
	    .words = looks_what},                                       \
	{.name = "from", .type = FIELD_DATE,                            \
	    .offset = offsetof(struct looks_input, from)},              \
	{.name = "to", .type = FIELD_DATE,                              \
	    .offset = offsetof(struct looks_input, to)}

/* A look as its SQL functions give it, and the columns' places. */
struct looks_columns {
	int who, action, purpose, role, unit, name;
};

/*
 * Who looked, what they did and why, as people say it. The pool's or static;
 * NULL when the pool is full. looks_group is the action's word among
 * looks_what, looks_side who's among looks_who.
 */
const char *
looks_say_who(struct pool *pool, const struct db_rows *rows, int r,
    const struct looks_columns *columns, enum language language) must_check;
const char *
looks_say_what(const struct db_rows *rows, int r,
    const struct looks_columns *columns, enum language language);
const char *
looks_say_why(const struct db_rows *rows, int r,
    const struct looks_columns *columns, enum language language);
const char *
looks_group(const char *action);
const char *
looks_side(const char *who);

/* ---- The lists to keep ---- */

/* Columns of api_citizen.look_export. */
enum { EXPORT_CASE, EXPORT_DOCUMENT, EXPORT_DOCUMENT_KIND, EXPORT_MADE,
	EXPORT_CHECKED, EXPORT_WHOLE, EXPORT_MORE, EXPORT_AT, EXPORT_LOCAL,
	EXPORT_WHO, EXPORT_ACTION, EXPORT_PURPOSE, EXPORT_ROLE, EXPORT_UNIT,
	EXPORT_NAME, EXPORT_NUMBER, EXPORT_KIND, EXPORT_TITLE, EXPORT_SINCE,
	EXPORT_UNTIL, EXPORT_PROVED_FROM, EXPORT_UNSEALED_SINCE };

extern const struct looks_columns export_columns;

/* Cells of a row of a list to keep, and how many. */
enum { CELL_AT, CELL_WHO, CELL_WHAT, CELL_WHY, CELL_DOCUMENT, CELLS };

/* What stands above the cells. */
const char *
looks_heading(int cell, enum language language);

/*
 * Reads the request's fields and calls api_citizen.look_export. *ret_input is
 * what was asked for; *ret_rows, at least one, is the caller's.
 */
enum result
looks_export(struct request *req, struct looks_input *ret_input,
    struct db_rows **ret_rows) must_check;

/*
 * The cells of a row as text, the pool's or static; false when the pool is
 * full. A row without a look (EXPORT_AT is null) has none.
 */
bool
looks_cells(struct request *req, const struct db_rows *rows, int r,
    const char *ret_cells[CELLS]) must_check;

/* Sends a made file as a download and frees it (free(3)). */
enum result
looks_send_take(struct request *req, const char *type, const char *file_name,
    char *bytes, size_t length) must_check;

#endif
