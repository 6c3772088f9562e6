/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdio.h>
#include <string.h>

#include "audit/canonical.h"
#include "audit/chain.h"
#include "audit/rows.h"

#define SEALS_AT_ONCE 1000

/* A seal as it stands in the database. */
struct seal {
	int64_t number, sealed_at, from_xid, before_xid, rows;
	unsigned char rows_hash[VAULT_HASH_BYTES];
	unsigned char chain_hash[VAULT_HASH_BYTES];
};

static void
copy_hash(unsigned char *to, const struct db_rows *rows, int r, int c)
{
	size_t length;
	const unsigned char *from = db_get_bytes(rows, r, c, &length);

	memset(to, 0, VAULT_HASH_BYTES);
	memcpy(to, from, length < VAULT_HASH_BYTES ? length : VAULT_HASH_BYTES);
}

/* Columns 3 to 6 of api_audit.seal. */
static void
read_wait(const struct db_rows *rows, struct chain_wait *ret_wait)
{
	*ret_wait = (struct chain_wait){.role = "?"};
	if (db_is_null(rows, 0, 3))
		return;
	ret_wait->seconds = db_get_int8(rows, 0, 3);
	if (!db_is_null(rows, 0, 4))
		ret_wait->pid = db_get_int4(rows, 0, 4);
	if (!db_is_null(rows, 0, 5))
		snprintf(ret_wait->role, sizeof(ret_wait->role), "%s",
		    db_get_text(rows, 0, 5));
	ret_wait->behind = db_get_int8(rows, 0, 6);
}

enum result
chain_seal(struct db *db, struct chain_head *ret_head,
    struct chain_wait *ret_wait, const char **ret_rule)
{
	static const struct db_statement statement = {"seal",
	    "SELECT ret_number, ret_rows, ret_chain_hash, ret_waits_s, "
	    "ret_pid, ret_role, ret_behind FROM api_audit.seal()",
	    0, {DB_BOOL}};
	struct db_rows *rows = NULL;
	enum result result = db_call(db, &statement, NULL, &rows, ret_rule);

	if (result == RESULT_OK) {
		ret_head->number = db_get_int8(rows, 0, 0);
		ret_head->rows = db_get_int8(rows, 0, 1);
		copy_hash(ret_head->hash, rows, 0, 2);
		read_wait(rows, ret_wait);
	}
	db_rows_free(rows);
	return result;
}

enum result
chain_head(struct db *db, struct chain_head *ret_head, const char **ret_rule)
{
	static const struct db_statement statement = {"head",
	    "SELECT ret_number, ret_sealed_at, ret_chain_hash, ret_waiting "
	    "FROM api_audit.head()", 0, {DB_BOOL}};
	struct db_rows *rows = NULL;
	enum result result = db_call(db, &statement, NULL, &rows, ret_rule);

	if (result == RESULT_OK) {
		*ret_head = (struct chain_head){0};
		if (db_rows_count(rows) > 0) {
			ret_head->number = db_get_int8(rows, 0, 0);
			copy_hash(ret_head->hash, rows, 0, 2);
			ret_head->rows = db_get_int8(rows, 0, 3);
		}
	}
	db_rows_free(rows);
	return result;
}

/* ---- Seals ---- */

static void
hash_seal(const struct seal *seal, const unsigned char *previous,
    unsigned char *ret_hash)
{
	struct canonical form;

	canonical_begin(&form);
	canonical_int(&form, seal->number);
	canonical_int(&form, seal->sealed_at);
	canonical_int(&form, seal->from_xid);
	canonical_int(&form, seal->before_xid);
	canonical_int(&form, seal->rows);
	canonical_hash(&form, seal->rows_hash);
	canonical_hash(&form, previous);
	canonical_end(&form, ret_hash);
}

static struct seal
read_seal(const struct db_rows *rows, int r)
{
	struct seal seal = {
		.number = db_get_int8(rows, r, 0),
		.sealed_at = db_get_time(rows, r, 1),
		.from_xid = db_get_int8(rows, r, 2),
		.before_xid = db_get_int8(rows, r, 3),
		.rows = db_get_int8(rows, r, 4),
	};

	copy_hash(seal.rows_hash, rows, r, 5);
	copy_hash(seal.chain_hash, rows, r, 6);
	return seal;
}

static enum result
list_seals(struct db *db, int64_t after, struct db_rows **ret_rows,
    const char **ret_rule)
{
	static const struct db_statement statement = {"seal_list",
	    "SELECT ret_number, ret_sealed_at, ret_from_xid, ret_before_xid, "
	    "ret_rows, ret_rows_hash, ret_chain_hash FROM "
	    "api_audit.seal_list($1, $2)", 2,
	    {DB_INT8, DB_INT4}};
	const struct db_value values[] = {db_int8(after),
	    db_int4(SEALS_AT_ONCE)};

	return db_call(db, &statement, values, ret_rows, ret_rule);
}

static void
break_at(struct chain_proof *proof, int64_t number, const char *rule)
{
	proof->broken = number;
	proof->rule = rule;
}

/* What the seal's own columns must be, given the seal before. */
static bool
links_up(const struct seal *seal, const struct seal *before,
    struct chain_proof *proof)
{
	unsigned char hash[VAULT_HASH_BYTES];

	if (seal->number != before->number + 1) {
		break_at(proof, before->number + 1, "the seal is missing");
		return false;
	}
	if (seal->from_xid != before->before_xid ||
	    seal->before_xid < seal->from_xid) {
		break_at(proof, seal->number,
		    "its range does not begin where the seal before ends");
		return false;
	}
	hash_seal(seal, before->chain_hash, hash);
	if (memcmp(hash, seal->chain_hash, sizeof(hash)) != 0) {
		break_at(proof, seal->number,
		    "its chain hash does not follow from the seal before");
		return false;
	}
	return true;
}

static enum result
check_rows(struct db *db, const struct seal *seal, struct chain_proof *proof,
    const char **ret_rule)
{
	struct rows_sum sum;
	enum result result = rows_sum(db, seal->from_xid, seal->before_xid,
	    &sum, ret_rule);

	if (result != RESULT_OK)
		return result;
	if (sum.count != seal->rows) {
		snprintf(proof->text, sizeof(proof->text),
		    "%lld rows were sealed, %lld are here",
		    (long long)seal->rows, (long long)sum.count);
		break_at(proof, seal->number, proof->text);
	} else if (memcmp(sum.hash, seal->rows_hash, sizeof(sum.hash)) != 0)
		break_at(proof, seal->number,
		    "a row's digest is not the one that was sealed");
	else if (sum.rule != NULL)
		break_at(proof, seal->number, sum.rule);
	proof->rows += sum.count;
	proof->erased += sum.erased;
	return RESULT_OK;
}

static void
note_known(const struct seal *seal, const struct chain_head *known,
    struct chain_proof *proof)
{
	if (known != NULL && known->number == seal->number &&
	    memcmp(known->hash, seal->chain_hash, VAULT_HASH_BYTES) != 0)
		break_at(proof, seal->number, "it is not the one that was "
		    "noted: the chain was made anew");
}

static enum result
check_seal(struct db *db, const struct seal *seal, struct seal *before,
    const struct chain_head *known, struct chain_proof *proof,
    const char **ret_rule)
{
	enum result result;
	int64_t pause;

	if (!links_up(seal, before, proof))
		return RESULT_OK;
	result = check_rows(db, seal, proof, ret_rule);
	if (result != RESULT_OK || proof->broken != 0)
		return result;
	note_known(seal, known, proof);
	pause = (seal->sealed_at - before->sealed_at) / 1000000;
	if (before->number > 0 && pause > proof->longest_pause)
		proof->longest_pause = pause;
	proof->seals++;
	*before = *seal;
	return RESULT_OK;
}

/* What is left to do, and what is known of the chain. */
struct errand {
	struct db *db;
	const struct chain_head *known;
	int64_t seals_most, rows_most;
	struct seal before;
	const char **ret_rule;
};

static bool
goes_on(const struct errand *errand, const struct chain_proof *proof)
{
	return proof->broken == 0 && proof->seals < errand->seals_most &&
	    proof->rows < errand->rows_most;
}

static enum result
check_seals(struct errand *errand, struct chain_proof *proof)
{
	enum result result;
	int got;

	do {
		struct db_rows *rows = NULL;

		result = list_seals(errand->db, errand->before.number, &rows,
		    errand->ret_rule);
		if (result != RESULT_OK)
			return result;
		got = db_rows_count(rows);
		for (int r = 0; r < got && result == RESULT_OK &&
		    goes_on(errand, proof); r++) {
			struct seal seal = read_seal(rows, r);

			result = check_seal(errand->db, &seal,
			    &errand->before, errand->known, proof,
			    errand->ret_rule);
		}
		db_rows_free(rows);
	} while (result == RESULT_OK && goes_on(errand, proof) &&
	    got == SEALS_AT_ONCE);
	proof->last = errand->before.number;
	memcpy(proof->hash, errand->before.chain_hash, VAULT_HASH_BYTES);
	return result;
}

enum result
chain_verify(struct db *db, const struct chain_head *known,
    struct chain_proof *ret_proof, const char **ret_rule)
{
	struct errand errand = {.db = db, .known = known,
	    .seals_most = INT64_MAX, .rows_most = INT64_MAX,
	    .ret_rule = ret_rule};
	enum result result;

	*ret_proof = (struct chain_proof){0};
	result = check_seals(&errand, ret_proof);
	if (result == RESULT_OK && ret_proof->broken == 0 && known != NULL &&
	    known->number > ret_proof->last)
		break_at(ret_proof, known->number,
		    "it was noted, but the chain ends before it");
	return result;
}

/* Fetches the seal that the errand goes on behind, as it stands now. */
static enum result
fetch_before(struct errand *errand, int64_t number, struct chain_proof *proof)
{
	struct db_rows *rows = NULL;
	enum result result;

	if (number == 0)
		return RESULT_OK;
	result = list_seals(errand->db, number - 1, &rows, errand->ret_rule);
	if (result != RESULT_OK)
		return result;
	if (db_rows_count(rows) > 0)
		errand->before = read_seal(rows, 0);
	db_rows_free(rows);
	if (errand->before.number != number)
		break_at(proof, number, "the seal is missing");
	return RESULT_OK;
}

enum result
chain_verify_after(struct db *db, const struct chain_head *from,
    int64_t seals_most, int64_t rows_most, struct chain_proof *ret_proof,
    const char **ret_rule)
{
	struct errand errand = {.db = db, .seals_most = seals_most,
	    .rows_most = rows_most, .ret_rule = ret_rule};
	enum result result;

	*ret_proof = (struct chain_proof){0};
	result = fetch_before(&errand, from->number, ret_proof);
	if (result == RESULT_OK && ret_proof->broken == 0 && from->number > 0)
		note_known(&errand.before, from, ret_proof);
	if (result != RESULT_OK || ret_proof->broken != 0)
		return result;
	return check_seals(&errand, ret_proof);
}

enum result
chain_verify_again(struct db *db, int64_t after, int64_t seals,
    struct chain_proof *ret_proof, const char **ret_rule)
{
	struct errand errand = {.db = db, .seals_most = seals,
	    .rows_most = INT64_MAX, .ret_rule = ret_rule};
	enum result result;

	*ret_proof = (struct chain_proof){0};
	result = fetch_before(&errand, after, ret_proof);
	if (result != RESULT_OK || ret_proof->broken != 0)
		return result;
	return check_seals(&errand, ret_proof);
}
