/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "import/store.h"

static struct db_value
date_or_null(struct date_field date)
{
	return date.given ? db_date(date.days) : db_null(DB_DATE);
}

static enum outcome
outcome_of(const char *word)
{
	if (strcmp(word, "new") == 0)
		return OUTCOME_NEW;
	if (strcmp(word, "none") == 0)
		return OUTCOME_NONE;
	if (strcmp(word, "held") == 0)
		return OUTCOME_HELD;
	return strcmp(word, "changed") == 0 ? OUTCOME_CHANGED : OUTCOME_SAME;
}

/* Calls what answers with its outcome alone. */
static enum result
put(struct db_transaction *in, const struct db_statement *statement,
    const struct db_value *values, enum outcome *ret_outcome,
    const char **ret_rule)
{
	struct db_rows *rows = NULL;
	enum result result = db_call_in(in, statement, values, &rows,
	    ret_rule);

	if (result == RESULT_OK)
		*ret_outcome = outcome_of(db_get_text(rows, 0, 0));
	db_rows_free(rows);
	return result;
}

/* Calls what answers with an id and its outcome. */
static enum result
put_named(struct db_transaction *in, const struct db_statement *statement,
    const struct db_value *values, struct uuid *ret_id,
    enum outcome *ret_outcome, const char **ret_rule)
{
	struct db_rows *rows = NULL;
	enum result result = db_call_in(in, statement, values, &rows,
	    ret_rule);

	if (result == RESULT_OK) {
		*ret_id = db_get_uuid(rows, 0, 0);
		*ret_outcome = outcome_of(db_get_text(rows, 0, 1));
	}
	db_rows_free(rows);
	return result;
}

enum result
store_health(struct db *db, const char **ret_rule)
{
	static const struct db_statement statement = {"health",
	    "SELECT ret_ok FROM api_import.health()", 0, {DB_BOOL}};

	return db_call(db, &statement, NULL, NULL, ret_rule);
}

enum result
store_kle_put(struct db_transaction *in, const struct manifest_line *line,
    enum outcome *ret_outcome, const char **ret_rule)
{
	static const struct db_statement statement = {"kle_put",
	    "SELECT ret_outcome FROM api_import.kle_put($1, $2, $3, $4)", 4,
	    {DB_TEXT, DB_TEXT, DB_DATE, DB_DATE}};
	const struct db_value values[] = {db_text(line->key),
	    db_text(line->title), date_or_null(line->valid_from),
	    date_or_null(line->valid_to)};

	return put(in, &statement, values, ret_outcome, ret_rule);
}

enum result
store_unit_put(struct db_transaction *in, const struct manifest_line *line,
    enum outcome *ret_outcome, const char **ret_rule)
{
	static const struct db_statement statement = {"unit_put",
	    "SELECT ret_outcome FROM api_import.unit_put($1, $2, $3, $4, $5)",
	    5,
	    {DB_TEXT, DB_TEXT, DB_TEXT, DB_TEXT, DB_TEXT}};
	const struct db_value values[] = {db_text(line->key),
	    db_text(line->name), db_text(line->phone), db_text(line->hours),
	    db_text(line->email)};

	return put(in, &statement, values, ret_outcome, ret_rule);
}

enum result
store_party_put(struct db_transaction *in, struct uuid case_id,
    const struct manifest_line *line, const struct person *person,
    enum outcome *ret_outcome, const char **ret_rule)
{
	static const struct db_statement statement = {"party_put",
	    "SELECT ret_outcome FROM api_import.party_put($1, $2, $3, $4, $5, "
	    "$6)", 6,
	    {DB_UUID, DB_BYTES, DB_BYTES, DB_TEXT, DB_DATE, DB_DATE}};
	const struct db_value values[] = {db_uuid(case_id),
	    db_bytes(person->hash, sizeof(person->hash)),
	    db_bytes(person->sealed, sizeof(person->sealed)),
	    db_text(line->role), date_or_null(line->valid_from),
	    date_or_null(line->valid_to)};

	return put(in, &statement, values, ret_outcome, ret_rule);
}

enum result
store_status_put(struct db_transaction *in, struct uuid case_id,
    const struct manifest_line *line, enum outcome *ret_outcome,
    const char **ret_rule)
{
	static const struct db_statement statement = {"status_put",
	    "SELECT ret_outcome FROM api_import.status_put($1, $2, $3)", 3,
	    {DB_UUID, DB_TIME, DB_TEXT}};
	const struct db_value values[] = {db_uuid(case_id),
	    db_time(line->at.at), db_text(line->status)};

	return put(in, &statement, values, ret_outcome, ret_rule);
}

enum result
store_content_put(struct db_transaction *in, struct uuid version,
    int64_t offset, const void *at, size_t size, const char **ret_rule)
{
	static const struct db_statement statement = {"content_put",
	    "SELECT ret_ok FROM api_import.content_put($1, $2, $3)", 3,
	    {DB_UUID, DB_INT8, DB_BYTES}};
	const struct db_value values[] = {db_uuid(version), db_int8(offset),
	    db_bytes(at, size)};

	return db_call_in(in, &statement, values, NULL, ret_rule);
}

enum result
store_publication_put(struct db_transaction *in, struct uuid version,
    const struct manifest_line *line, enum outcome *ret_outcome,
    const char **ret_rule)
{
	static const struct db_statement statement = {"publication_put",
	    "SELECT ret_outcome FROM api_import.publication_put($1, $2, $3)", 3,
	    {DB_UUID, DB_TIME, DB_TEXT}};
	const struct db_value values[] = {db_uuid(version),
	    db_time(line->published_at.at), db_text(line->published_by)};

	return put(in, &statement, values, ret_outcome, ret_rule);
}

enum result
store_area_put(struct db_transaction *in, const struct manifest_line *line,
    bool less, enum outcome *ret_outcome, bool *ret_more,
    const char **ret_rule)
{
	static const struct db_statement statement = {"area_put",
	    "SELECT ret_outcome, ret_more FROM api_import.area_put($1, $2, $3, "
	    "$4, $5, $6, $7, $8)", 8,
	    {DB_TEXT, DB_TEXT, DB_TEXT, DB_TEXT, DB_DATE, DB_BOOL, DB_TEXT,
	    DB_BOOL}};
	const struct db_value values[] = {db_text(line->key),
	    db_text(line->name), db_text(line->name_en),
	    db_text(line->kle_number), date_or_null(line->starts_on),
	    db_bool(line->is_open), db_text(line->shown_kinds), db_bool(less)};
	struct db_rows *rows = NULL;
	enum result result = db_call_in(in, &statement, values, &rows,
	    ret_rule);

	if (result == RESULT_OK) {
		*ret_outcome = outcome_of(db_get_text(rows, 0, 0));
		*ret_more = db_get_bool(rows, 0, 1);
	}
	db_rows_free(rows);
	return result;
}

/* The case that has this id, when there is one. */
static bool
take_case(const struct db_rows *rows, struct uuid *ret_case)
{
	if (db_rows_count(rows) == 0)
		return false;
	*ret_case = db_get_uuid(rows, 0, 0);
	return true;
}

enum result
store_case_find(struct db_transaction *in, const char *key, bool hold,
    bool *ret_found, struct uuid *ret_case, const char **ret_rule)
{
	static const struct db_statement statement = {"case_find",
	    "SELECT ret_case FROM api_import.case_find($1, $2)", 2,
	    {DB_TEXT, DB_BOOL}};
	const struct db_value values[] = {db_text(key), db_bool(hold)};
	struct db_rows *rows = NULL;
	enum result result = db_call_in(in, &statement, values, &rows,
	    ret_rule);

	if (result == RESULT_OK)
		*ret_found = take_case(rows, ret_case);
	db_rows_free(rows);
	return result;
}

#define CASE_COUNT 9

static void
case_values(const struct manifest_line *line,
    struct db_value ret_values[CASE_COUNT])
{
	const struct db_value values[] = {db_text(line->key),
	    db_text(line->area), db_text(line->unit), db_text(line->title),
	    db_time(line->opened_at.at), date_or_null(line->closed_on),
	    date_or_null(line->deadline_on), db_text(line->deadline_da),
	    db_text(line->deadline_en)};

	memcpy(ret_values, values, sizeof(values));
}

enum result
store_case_stage(struct db_transaction *in, const struct manifest_line *line,
    struct uuid *ret_case, enum outcome *ret_outcome, const char **ret_rule)
{
	static const struct db_statement statement = {"case_stage",
	    "SELECT ret_case, ret_outcome FROM api_import.case_stage($1, $2, "
	    "$3, $4, $5, $6, $7, $8, $9)", CASE_COUNT, {DB_TEXT, DB_TEXT,
	    DB_TEXT, DB_TEXT, DB_TIME, DB_DATE, DB_DATE, DB_TEXT, DB_TEXT}};
	struct db_value values[CASE_COUNT];

	case_values(line, values);
	return put_named(in, &statement, values, ret_case, ret_outcome,
	    ret_rule);
}

enum result
store_case_put(struct db_transaction *in, const struct manifest_line *line,
    bool stay, struct uuid *ret_case, enum outcome *ret_outcome,
    const char **ret_rule)
{
	static const struct db_statement statement = {"case_put",
	    "SELECT ret_case, ret_outcome FROM api_import.case_put($1, $2, $3, "
	    "$4, $5, $6, $7, $8, $9, $10)", CASE_COUNT + 1, {DB_TEXT, DB_TEXT,
	    DB_TEXT, DB_TEXT, DB_TIME, DB_DATE, DB_DATE, DB_TEXT, DB_TEXT,
	    DB_BOOL}};
	struct db_value values[CASE_COUNT + 1];

	case_values(line, values);
	values[CASE_COUNT] = db_bool(stay);
	return put_named(in, &statement, values, ret_case, ret_outcome,
	    ret_rule);
}

enum result
store_party_end(struct db_transaction *in, struct uuid case_id,
    const struct manifest_line *line, const struct person *person,
    enum outcome *ret_outcome, const char **ret_rule)
{
	static const struct db_statement statement = {"party_end",
	    "SELECT ret_outcome FROM api_import.party_end($1, $2, $3)", 3,
	    {DB_UUID, DB_BYTES, DB_DATE}};
	const struct db_value values[] = {db_uuid(case_id),
	    db_bytes(person->hash, sizeof(person->hash)),
	    date_or_null(line->valid_to)};

	return put(in, &statement, values, ret_outcome, ret_rule);
}

enum result
store_document_put(struct db_transaction *in, struct uuid case_id,
    const struct manifest_line *line, bool stay, enum outcome *ret_outcome,
    const char **ret_rule)
{
	static const struct db_statement statement = {"document_put",
	    "SELECT ret_document, ret_outcome "
	    "FROM api_import.document_put($1, $2, $3, $4, $5, $6)", 6,
	    {DB_UUID, DB_TEXT, DB_TEXT, DB_TEXT, DB_DATE, DB_BOOL}};
	const struct db_value values[] = {db_uuid(case_id),
	    db_text(line->key), db_text(line->kind), db_text(line->title),
	    date_or_null(line->dated_on), db_bool(stay)};
	struct uuid ignored;

	return put_named(in, &statement, values, &ignored, ret_outcome,
	    ret_rule);
}

enum result
store_document_published(struct db_transaction *in, struct uuid case_id,
    const char *key, bool *ret_published, const char **ret_rule)
{
	static const struct db_statement statement = {"document_published",
	    "SELECT ret_published FROM api_import.document_published($1, $2)",
	    2, {DB_UUID, DB_TEXT}};
	const struct db_value values[] = {db_uuid(case_id), db_text(key)};
	struct db_rows *rows = NULL;
	enum result result = db_call_in(in, &statement, values, &rows,
	    ret_rule);

	if (result == RESULT_OK)
		*ret_published = db_get_bool(rows, 0, 0);
	db_rows_free(rows);
	return result;
}

enum result
store_version_find(struct db_transaction *in, struct uuid case_id,
    const struct manifest_line *line, const unsigned char *sha256,
    struct found *ret_found, const char **ret_rule)
{
	static const struct db_statement statement = {"version_find",
	    "SELECT ret_version, ret_sealed FROM api_import.version_find($1, "
	    "$2, $3, $4, $5, $6, $7, $8)", 8, {DB_UUID, DB_TEXT, DB_INT4,
	    DB_TEXT, DB_TIME, DB_TEXT, DB_BYTES, DB_TEXT}};
	const struct db_value values[] = {db_uuid(case_id),
	    db_text(line->document_key), db_int4((int32_t)line->number),
	    db_text(line->state), db_time(line->created_at.at),
	    db_text(line->media_type), sha256 == NULL ? db_null(DB_BYTES)
	    : db_bytes(sha256, VAULT_HASH_BYTES), db_text(line->file_name)};
	struct db_rows *rows = NULL;
	enum result result = db_call_in(in, &statement, values, &rows,
	    ret_rule);

	if (result == RESULT_OK) {
		ret_found->there = db_rows_count(rows) > 0;
		ret_found->sealed = false;
	}
	if (result == RESULT_OK && ret_found->there) {
		ret_found->version = db_get_uuid(rows, 0, 0);
		ret_found->sealed = db_get_bool(rows, 0, 1);
	}
	db_rows_free(rows);
	return result;
}

static struct db_value
pages_of(const struct examined *examined)
{
	return examined->pages == 0 ? db_null(DB_INT4)
	    : db_int4(examined->pages);
}

enum result
store_version_put(struct db_transaction *in, struct uuid case_id,
    const struct manifest_line *line, const unsigned char *sha256,
    int64_t size, const struct examined *examined, struct found *ret_found,
    const char **ret_rule)
{
	static const struct db_statement statement = {"version_put",
	    "SELECT ret_version, ret_sealed FROM api_import.version_put($1, "
	    "$2, $3, $4, $5, $6, $7, $8, $9, $10, $11)", 11, {DB_UUID, DB_TEXT, DB_INT4,
	    DB_TEXT, DB_TIME, DB_TEXT, DB_INT8, DB_INT4, DB_BYTES, DB_TEXT,
	    DB_TEXT}};
	const struct db_value values[] = {db_uuid(case_id),
	    db_text(line->document_key), db_int4((int32_t)line->number),
	    db_text(line->state), db_time(line->created_at.at),
	    db_text(line->media_type), db_int8(size), pages_of(examined),
	    db_bytes(sha256, VAULT_HASH_BYTES), db_text(line->file_name),
	    db_text(examined->text)};
	struct db_rows *rows = NULL;
	enum result result = db_call_in(in, &statement, values, &rows,
	    ret_rule);

	if (result == RESULT_OK) {
		ret_found->there = true;
		ret_found->version = db_get_uuid(rows, 0, 0);
		ret_found->sealed = db_get_bool(rows, 0, 1);
	}
	db_rows_free(rows);
	return result;
}

enum result
store_version_seal(struct db_transaction *in, struct uuid version,
    const char **ret_rule)
{
	static const struct db_statement statement = {"version_seal",
	    "SELECT ret_ok FROM api_import.version_seal($1)", 1, {DB_UUID}};
	const struct db_value values[] = {db_uuid(version)};

	return db_call_in(in, &statement, values, NULL, ret_rule);
}

enum result
store_case_show(struct db_transaction *in, struct uuid case_id,
    const char **ret_rule)
{
	static const struct db_statement statement = {"case_show",
	    "SELECT ret_ok FROM api_import.case_show($1)", 1, {DB_UUID}};
	const struct db_value values[] = {db_uuid(case_id)};

	return db_call_in(in, &statement, values, NULL, ret_rule);
}

enum result
store_withdrawal_put(struct db_transaction *in, struct uuid case_id,
    const struct manifest_line *line, enum outcome *ret_outcome,
    const char **ret_rule)
{
	static const struct db_statement statement = {"withdrawal_put",
	    "SELECT ret_outcome FROM api_import.withdrawal_put($1, $2, $3, $4, "
	    "$5, $6)", 6, {DB_UUID, DB_TEXT, DB_INT4, DB_TIME, DB_TEXT,
	    DB_TEXT}};
	const struct db_value values[] = {db_uuid(case_id),
	    db_text(line->document_key), db_int4((int32_t)line->number),
	    db_time(line->withdrawn_at.at), db_text(line->withdrawn_cause),
	    db_text(line->withdrawn_by)};

	return put(in, &statement, values, ret_outcome, ret_rule);
}

enum result
store_withholding_put(struct db_transaction *in, struct uuid case_id,
    const struct manifest_line *line, const struct person *person,
    enum outcome *ret_outcome, const char **ret_rule)
{
	static const struct db_statement statement = {"withholding_put",
	    "SELECT ret_outcome FROM api_import.withholding_put($1, $2, $3, "
	    "$4, $5, $6, $7, $8)", 8, {DB_UUID, DB_TEXT, DB_BYTES, DB_TEXT,
	    DB_TIME, DB_BOOL, DB_TEXT, DB_BOOL}};
	const struct db_value values[] = {db_uuid(case_id),
	    db_text(line->document_key), person == NULL ? db_null(DB_BYTES)
	    : db_bytes(person->hash, sizeof(person->hash)),
	    db_text(line->section), db_time(line->decided_at.at),
	    db_bool(line->lifted), db_text(line->decided_by),
	    db_bool(line->alone)};

	return put(in, &statement, values, ret_outcome, ret_rule);
}
