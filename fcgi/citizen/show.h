/* SPDX-License-Identifier: EUPL-1.2
 *
 * What the operations share: the call with the session's key, pages of a list,
 * and the shapes that stand in more than one answer.
 */
#ifndef MINSAG_CITIZEN_SHOW_H
#define MINSAG_CITIZEN_SHOW_H

#include "core/db.h"
#include "core/request.h"
#include "core/result.h"
#include "core/writer.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

/* The words of data.document.kind and data.version.state, NULL behind. */
extern const char *const document_kinds[];
extern const char *const document_states[];
extern const char *const remark_kinds[]; /* of data.remark.kind */
extern const char *const truths[]; /* "false", "true": by their value */

/* ---- Pages ---- */

#define PAGE_LIMIT 20 /* rows, unless the client asks for 1 to 100 */

struct page {
	int64_t limit;
	struct cursor after;
};

/* The fields of a page, for a field table of this struct. */
#define PAGE_FIELDS(input)                                     \
	{.name = "limit", .type = FIELD_INT,                   \
	    .offset = offsetof(input, page.limit), .least = 1, \
	    .most = 100},                                      \
	{.name = "after", .type = FIELD_CURSOR,                \
	    .offset = offsetof(input, page.after)}

/* A page's three parameters. One row more than asked for tells of a next. */
struct db_value page_time(const struct page *page);
struct db_value page_id(const struct page *page);
struct db_value page_rows(const struct page *page);

/* ---- Parameters ---- */

struct db_value session_value(const struct request *req);
struct db_value uuid_value(struct uuid_field field); /* null if not given */
struct db_value date_value(struct date_field field);
/* A word's text or truth; null for an index of -1. */
struct db_value word_value(const char *const *words, int index);
struct db_value truth_value(int index);

/* Calls the operation's function; a failure's rule is noted. */
enum result
call(struct request *req, const struct db_statement *statement,
    const struct db_value *values, struct db_rows **ret_rows) must_check;

/* ---- Answers ---- */

typedef void show_row(struct writer *writer, const struct request *req,
    const struct db_rows *rows, int r);

/*
 * Answers {"items": […], "next": cursor or null} and frees rows. The cursor is
 * made of the columns of time and id.
 */
enum result
answer_list_take(struct request *req, struct db_rows *rows,
    const struct page *page, int time_column, int id_column, show_row *show)
    must_check;

/* Answers the first row as one object and frees rows; none is not found. */
enum result
answer_row_take(struct request *req, struct db_rows *rows, show_row *show)
    must_check;

/* The members of a case: the first columns of case_list and case_read. */
#define CASE_NAMES "ret_id, ret_area_key, ret_area_da, ret_area_en, ret_title, " \
	"ret_status, ret_latest_at, ret_latest_what, ret_unit_name, "         \
	"ret_unit_phone, ret_unit_hours, ret_deadline_on, ret_deadline_da, "  \
	"ret_deadline_en, ret_opened_on, ret_closed_on, ret_unread, "         \
	"ret_area_open"
#define CASE_ID 0
#define CASE_LATEST_AT 6
#define CASE_COLUMNS 18
show_row show_case;

/* The members of an upload: all columns of upload_list and upload_read. */
#define UPLOAD_NAMES "ret_id, ret_case_id, ret_file_name, ret_size, "       \
	"ret_received, ret_state, ret_reason, ret_created_at, "             \
	"ret_finished_at, ret_expires_at, ret_sha256, ret_media_type, "     \
	"ret_document_id, ret_version_id, ret_released_at"
#define UPLOAD_ID 0
#define UPLOAD_CREATED_AT 7
show_row show_upload;

/* "unit": {"name", "phone", "hours"} from three columns. */
void
show_unit(struct writer *writer, const struct db_rows *rows, int r, int name,
    int phone, int hours);

#endif
