/* SPDX-License-Identifier: EUPL-1.2
 *
 * One C function per SQL function of api_import, of the same name; the
 * contracts are there. All go into the transaction and say through ret_rule
 * which rule was broken.
 */
#ifndef MINSAG_STORE_H
#define MINSAG_STORE_H

#include "core/db.h"
#include "examine/examine.h"
#include "import/manifest.h"
#include "import/person.h"
#include "import/report.h"

enum result
store_health(struct db *db, const char **ret_rule) must_check;

enum result
store_kle_put(struct db_transaction *in, const struct manifest_line *line,
    enum outcome *ret_outcome, const char **ret_rule) must_check;
enum result
store_unit_put(struct db_transaction *in, const struct manifest_line *line,
    enum outcome *ret_outcome, const char **ret_rule) must_check;
/* less: only as far as it shows less; *ret_more: something is left then. */
enum result
store_area_put(struct db_transaction *in, const struct manifest_line *line,
    bool less, enum outcome *ret_outcome, bool *ret_more,
    const char **ret_rule) must_check;

/* hold: until the transaction ends. *ret_found is false for an unknown key. */
enum result
store_case_find(struct db_transaction *in, const char *key, bool hold,
    bool *ret_found, struct uuid *ret_case, const char **ret_rule) must_check;
enum result
store_case_stage(struct db_transaction *in, const struct manifest_line *line,
    struct uuid *ret_case, enum outcome *ret_outcome, const char **ret_rule)
    must_check;

/* stay: a known case keeps area and title; OUTCOME_HELD when they differ. */
enum result
store_case_put(struct db_transaction *in, const struct manifest_line *line,
    bool stay, struct uuid *ret_case, enum outcome *ret_outcome,
    const char **ret_rule) must_check;
enum result
store_party_end(struct db_transaction *in, struct uuid case_id,
    const struct manifest_line *line, const struct person *person,
    enum outcome *ret_outcome, const char **ret_rule) must_check;
enum result
store_party_put(struct db_transaction *in, struct uuid case_id,
    const struct manifest_line *line, const struct person *person,
    enum outcome *ret_outcome, const char **ret_rule) must_check;
enum result
store_status_put(struct db_transaction *in, struct uuid case_id,
    const struct manifest_line *line, enum outcome *ret_outcome,
    const char **ret_rule) must_check;
/*
 * stay: a known document keeps its title, as while something of it is withheld;
 * OUTCOME_HELD when it differs.
 */
enum result
store_document_put(struct db_transaction *in, struct uuid case_id,
    const struct manifest_line *line, bool stay, enum outcome *ret_outcome,
    const char **ret_rule) must_check;

/* Whether a version of it has been published; false when there is none. */
enum result
store_document_published(struct db_transaction *in, struct uuid case_id,
    const char *key, bool *ret_published, const char **ret_rule) must_check;

struct found {
	bool there;  /* else the number is free */
	bool sealed; /* its bytes are whole */
	struct uuid version;
};

/* sha256 is NULL when there is no file to compare. */
enum result
store_version_find(struct db_transaction *in, struct uuid case_id,
    const struct manifest_line *line, const unsigned char *sha256,
    struct found *ret_found, const char **ret_rule) must_check;
enum result
store_version_put(struct db_transaction *in, struct uuid case_id,
    const struct manifest_line *line, const unsigned char *sha256,
    int64_t size, const struct examined *examined, struct found *ret_found,
    const char **ret_rule) must_check;
enum result
store_content_put(struct db_transaction *in, struct uuid version,
    int64_t offset, const void *at, size_t size, const char **ret_rule)
    must_check;
enum result
store_version_seal(struct db_transaction *in, struct uuid version,
    const char **ret_rule) must_check;
enum result
store_publication_put(struct db_transaction *in, struct uuid version,
    const struct manifest_line *line, enum outcome *ret_outcome,
    const char **ret_rule) must_check;

/* Shows what was published. */
enum result
store_case_show(struct db_transaction *in, struct uuid case_id,
    const char **ret_rule) must_check;

/* OUTCOME_NONE: it is not published here. */
enum result
store_withdrawal_put(struct db_transaction *in, struct uuid case_id,
    const struct manifest_line *line, enum outcome *ret_outcome,
    const char **ret_rule) must_check;

/* person is NULL when it is withheld from all. */
enum result
store_withholding_put(struct db_transaction *in, struct uuid case_id,
    const struct manifest_line *line, const struct person *person,
    enum outcome *ret_outcome, const char **ret_rule) must_check;

#endif
