/* SPDX-License-Identifier: EUPL-1.2
 *
 * Job kind receipts: fetches what Digital Post says of messages, notes it, and
 * only then removes it there. What is not ours, or not understood, stays.
 */
#include "courier/operations.h"

#include "core/pool.h"
#include "courier/post.h"

#define POOL_MOST (4 << 20)
#define PIECE 500 /* receipts that one job notes, so that others get a turn */

static const struct db_statement say = {"notice_state",
    "SELECT ret_known FROM api_courier.notice_state($1, $2, $3)", 3,
    {DB_UUID, DB_TEXT, DB_TEXT}};
static const struct db_statement done = {"notice_receipts_done",
    "SELECT ret_waiting FROM api_courier.notice_receipts_done($1)", 1,
    {DB_BOOL}};

static enum result
note(struct courier *courier, const struct receipt *receipt, bool *ret_known,
    const char **ret_rule)
{
	struct db_rows *rows = NULL;
	enum result result = db_call(courier->db, &say, (struct db_value[]){
	    db_uuid(receipt->message),
	    db_text(fate_word(receipt->outcome.fate)),
	    db_text(receipt->outcome.detail)}, &rows, ret_rule);

	if (result != RESULT_OK)
		return result;
	*ret_known = db_get_bool(rows, 0, 0);
	db_rows_free(rows);
	return RESULT_OK;
}

/* Counts it when it was one of ours. */
static enum result
fetch(struct courier *courier, const char *id, struct pool *pool,
    size_t *count, const char **ret_rule)
{
	struct receipt receipt;
	bool known = false;
	enum result result;

	if (!receipt_id_valid(id))
		return RESULT_OK;
	result = post_receipt_read(&courier->post, id, pool, &receipt,
	    ret_rule);
	if (result == RESULT_NOT_FOUND || result == RESULT_BAD_INPUT)
		return RESULT_OK;
	if (result == RESULT_OK)
		result = note(courier, &receipt, &known, ret_rule);
	if (result != RESULT_OK || !known)
		return result;
	++*count;
	return post_receipt_remove(&courier->post, id, pool, ret_rule);
}

static enum result
fetch_all(struct courier *courier, struct job *job, struct pool *list,
    struct pool *each, const char **ret_rule)
{
	const char *const *ids;
	size_t count, i, noted = 0;
	bool more;
	enum result result;

	result = post_receipt_list(&courier->post, list, &ids, &count, &more,
	    ret_rule);
	for (i = 0; result == RESULT_OK && i < count && noted < PIECE; i++) {
		result = job_keep(courier, job, ret_rule);
		if (result == RESULT_OK)
			result = fetch(courier, ids[i], each, &noted,
			    ret_rule);
		pool_clear(each);
	}
	if (result != RESULT_OK)
		return result;
	if (more && noted == 0) {
		/* The list has no second page: ours may stand behind these. */
		*ret_rule = "receipts: the list is full of those of others";
		return RESULT_BROKEN;
	}
	more = more || i < count;
	return db_call(courier->db, &done,
	    (struct db_value[]){db_bool(more)}, NULL, ret_rule);
}

enum result
receipts(struct courier *courier, struct job *job, const char **ret_rule)
{
	struct pool *list = pool_new(POOL_MOST), *each = pool_new(POOL_MOST);
	enum result result = RESULT_BROKEN;

	*ret_rule = "receipts: memory";
	if (list != NULL && each != NULL)
		result = fetch_all(courier, job, list, each, ret_rule);
	pool_free(list);
	pool_free(each);
	return result;
}
