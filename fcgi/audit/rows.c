/* SPDX-License-Identifier: EUPL-1.2 */
#include "audit/rows.h"

#include <string.h>

#include "audit/canonical.h"

#define ROWS_AT_ONCE 10000

/* Columns of api_audit.row_list. */
enum { ID, XID, AT, ACTOR, ACTION, OUTCOME, SESSION, PERSON, CASE, VERSION,
	REQUEST_ID, DETAIL, PURPOSE, UNIT_KEY, STAFF_ROLE, STAFF_NAME, SALT,
	DIGEST, ERASED };

static void
add_text(struct canonical *form, const struct db_rows *rows, int r, int c)
{
	if (db_is_null(rows, r, c))
		canonical_null(form);
	else
		canonical_text(form, db_get_text(rows, r, c),
		    (size_t)db_get_length(rows, r, c));
}

static void
add_uuid(struct canonical *form, const struct db_rows *rows, int r, int c)
{
	if (db_is_null(rows, r, c))
		canonical_null(form);
	else
		canonical_uuid(form, db_get_uuid(rows, r, c));
}

/* What the digest of a row must be, in the form's order. */
static void
hash_row(const struct db_rows *rows, int r, unsigned char *ret_hash)
{
	struct canonical form;

	canonical_begin(&form);
	add_uuid(&form, rows, r, SALT);
	canonical_int(&form, db_get_int8(rows, r, ID));
	canonical_int(&form, db_get_int8(rows, r, XID));
	canonical_int(&form, db_get_time(rows, r, AT));
	for (int c = ACTOR; c <= OUTCOME; c++)
		add_text(&form, rows, r, c);
	for (int c = SESSION; c <= VERSION; c++)
		add_uuid(&form, rows, r, c);
	for (int c = REQUEST_ID; c <= STAFF_NAME; c++)
		add_text(&form, rows, r, c);
	canonical_end(&form, ret_hash);
}

static bool
is_empty(const struct db_rows *rows, int r)
{
	for (int c = AT; c <= SALT; c++)
		if (!db_is_null(rows, r, c))
			return false;
	return true;
}

/* Of a row that was erased only the digest is left, and another row says so. */
static void
check_row(const struct db_rows *rows, int r, const unsigned char *digest,
    struct rows_sum *sum)
{
	unsigned char hash[VAULT_HASH_BYTES];

	if (is_empty(rows, r)) {
		sum->erased++;
		if (!db_get_bool(rows, r, ERASED))
			sum->rule = "a row was emptied, and none says so";
		return;
	}
	if (db_is_null(rows, r, AT)) { /* no row that was written has none */
		sum->rule = "a row is not what it was when it was written";
		return;
	}
	hash_row(rows, r, hash);
	if (memcmp(hash, digest, sizeof(hash)) != 0)
		sum->rule = "a row is not what it was when it was written";
}

static void
add_row(const struct db_rows *rows, int r, struct vault_sha256 *digests,
    struct rows_sum *sum)
{
	unsigned char digest[VAULT_HASH_BYTES] = {0};
	size_t length;
	const unsigned char *at = db_get_bytes(rows, r, DIGEST, &length);

	memcpy(digest, at, length < sizeof(digest) ? length : sizeof(digest));
	vault_sha256_add(digests, digest, sizeof(digest));
	check_row(rows, r, digest, sum);
	sum->count++;
}

static enum result
list(struct db *db, const struct db_value values[5],
    struct db_rows **ret_rows, const char **ret_rule)
{
	static const struct db_statement statement = {"row_list",
	    "SELECT ret_id, ret_xid, ret_at, ret_actor, ret_action, "
	    "ret_outcome, ret_session, ret_person, ret_case, ret_version, "
	    "ret_request_id, ret_detail, ret_purpose, ret_unit_key, "
	    "ret_staff_role, ret_staff_name, ret_salt, ret_digest, ret_erased "
	    "FROM api_audit.row_list($1, $2, $3, $4, $5)", 5,
	    {DB_INT8, DB_INT8, DB_INT8, DB_INT8, DB_INT4}};

	return db_call(db, &statement, values, ret_rows, ret_rule);
}

enum result
rows_sum(struct db *db, int64_t from_xid, int64_t before_xid,
    struct rows_sum *ret_sum, const char **ret_rule)
{
	struct db_value values[] = {db_int8(from_xid), db_int8(before_xid),
	    db_int8(0), db_int8(0), db_int4(ROWS_AT_ONCE)};
	struct vault_sha256 digests;
	int got;

	*ret_sum = (struct rows_sum){0};
	vault_sha256_begin(&digests);
	do {
		struct db_rows *rows = NULL;
		enum result result = list(db, values, &rows, ret_rule);

		if (result != RESULT_OK)
			return result;
		got = db_rows_count(rows);
		for (int r = 0; r < got; r++)
			add_row(rows, r, &digests, ret_sum);
		if (got > 0) {
			values[2] = db_int8(db_get_int8(rows, got - 1, XID));
			values[3] = db_int8(db_get_int8(rows, got - 1, ID));
		}
		db_rows_free(rows);
	} while (got == ROWS_AT_ONCE);
	vault_sha256_end(&digests, ret_sum->hash);
	return RESULT_OK;
}
