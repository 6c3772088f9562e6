/* SPDX-License-Identifier: EUPL-1.2 */
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

#include "core/pool.h"
#include "import/file.h"
#include "import/load.h"
#include "import/manifest.h"
#include "import/store.h"

#define POOL_MOST (1 << 20)
#define CHUNK (1 << 20) /* bytes a statement; api_import.content_put's most */
#define KEY_SIZE 1024   /* 200 characters of UTF-8, and NUL */
#define RULE_SIZE 256

/* Where the lines that follow belong. line is 0 when there is none. */
struct place {
	char key[KEY_SIZE];
	struct uuid id;
	int64_t line;
	bool good;
};

struct load {
	struct load_options options;
	struct pool *pool;
	struct db_transaction *transaction; /* of a case, or of everything */
	struct place in_case;
	struct place in_document;
	char rule[RULE_SIZE];
	unsigned char *chunk;
	bool has_head;
};

enum result
load_open(const struct load_options *options, struct load **ret_load)
{
	struct load *load = calloc(1, sizeof(*load));

	if (load == NULL)
		return RESULT_BROKEN;
	load->options = *options;
	load->pool = pool_new(POOL_MOST);
	load->chunk = malloc(CHUNK);
	if (load->pool == NULL || load->chunk == NULL) {
		load_close(load);
		return RESULT_BROKEN;
	}
	*ret_load = load;
	return RESULT_OK;
}

void
load_close(struct load *load)
{
	if (load == NULL)
		return;
	db_rollback(load->transaction);
	pool_free(load->pool);
	free(load->chunk);
	free(load);
}

/* ---- Where a line stands ---- */

static void
set_place(struct load *load, struct place *place, const char *key)
{
	snprintf(place->key, sizeof(place->key), "%s", key);
	place->line = load->options.report->line;
	place->good = false;
}

static enum result
check_place(struct load *load, const struct place *place, const char *key,
    const char *word, const char **ret_rule)
{
	if (place->line == 0 || strcmp(place->key, key) != 0) {
		snprintf(load->rule, sizeof(load->rule),
		    "%s: not the %s that this line stands under", word, word);
		*ret_rule = load->rule;
		return RESULT_BAD_INPUT;
	}
	if (!place->good) {
		snprintf(load->rule, sizeof(load->rule),
		    "%s: line %lld is bad", word, (long long)place->line);
		*ret_rule = load->rule;
		return RESULT_BAD_INPUT;
	}
	return RESULT_OK;
}

/* ---- Transactions ---- */

static enum result
begin(struct load *load, const char **ret_rule)
{
	if (load->transaction != NULL)
		return RESULT_OK;
	return db_begin(load->options.db, &load->transaction, ret_rule);
}

static enum result
commit(struct load *load, const char **ret_rule)
{
	struct db_transaction *transaction = load->transaction;

	load->in_case.line = 0;
	load->in_document.line = 0;
	if (transaction == NULL || load->options.all_or_nothing)
		return RESULT_OK;
	load->transaction = NULL;
	return db_commit_take(transaction, ret_rule);
}

/* ---- A version and its bytes ---- */

static void
forget(void *context)
{
	struct load *load = context;

	person_close(load->options.keys);
	load->options.keys = NULL;
}

/* Sends the file in chunks; it must still be what was hashed. */
static enum result
send_content(struct load *load, int fd, int64_t size, struct uuid version,
    const unsigned char *sha256, const char **ret_rule)
{
	unsigned char again[VAULT_HASH_BYTES];
	struct vault_sha256 sum;
	enum result result;

	vault_sha256_begin(&sum);
	for (int64_t offset = 0; offset < size;) {
		size_t part = size - offset < CHUNK ? (size_t)(size - offset)
		    : CHUNK;

		result = file_read(fd, offset, load->chunk, part, ret_rule);
		if (result == RESULT_OK)
			result = store_content_put(load->transaction, version,
			    offset, load->chunk, part, ret_rule);
		if (result != RESULT_OK)
			return result;
		vault_sha256_add(&sum, load->chunk, part);
		offset += (int64_t)part;
		load->options.report->bytes += (int64_t)part;
		report_progress(load->options.report);
	}
	vault_sha256_end(&sum, again);
	if (memcmp(again, sha256, sizeof(again)) == 0)
		return RESULT_OK;
	*ret_rule = "file: it changed while it was read";
	return RESULT_BAD_INPUT;
}

static enum result
add_version(struct load *load, const struct manifest_line *line, int fd,
    int64_t size, const unsigned char *sha256, struct uuid *ret_version,
    const char **ret_rule)
{
	const struct examine_file file = {.fd = fd, .size = size,
	    .media_type = line->media_type, .forget = forget,
	    .context = load};
	struct examined examined = {.verdict = EXAMINE_UNABLE};
	enum result result = examine(load->options.examiner, &file, &examined);

	*ret_rule = examine_rule(examined.verdict);
	if (result == RESULT_OK && examined.verdict != EXAMINE_GOOD)
		result = RESULT_BAD_INPUT;
	if (result == RESULT_OK)
		result = store_version_put(load->transaction,
		    load->in_document.id, line, sha256, size, &examined,
		    ret_version, ret_rule);
	free(examined.text);
	if (result != RESULT_OK)
		return result;
	return send_content(load, fd, size, *ret_version, sha256, ret_rule);
}

static enum result
find_or_add(struct load *load, const struct manifest_line *line,
    struct uuid *ret_version, enum outcome *ret_outcome,
    const char **ret_rule)
{
	unsigned char sha256[VAULT_HASH_BYTES];
	bool found = false;
	int64_t size;
	int fd;
	enum result result = file_open(load->options.folder, line->file, &fd,
	    &size, ret_rule);

	if (result != RESULT_OK)
		return result;
	result = file_hash(fd, size, sha256, ret_rule);
	if (result == RESULT_OK)
		result = store_version_find(load->transaction,
		    load->in_document.id, line, sha256, &found, ret_version,
		    ret_rule);
	*ret_outcome = found ? OUTCOME_SAME : OUTCOME_NEW;
	if (result == RESULT_OK && !found)
		result = add_version(load, line, fd, size, sha256,
		    ret_version, ret_rule);
	close(fd);
	return result;
}

/* A known version may be published or withdrawn later than it came. */
static enum result
put_version(struct load *load, const struct manifest_line *line,
    enum outcome *ret_outcome, const char **ret_rule)
{
	enum outcome version = OUTCOME_NEW, shown = OUTCOME_SAME;
	enum outcome withdrawn = OUTCOME_SAME;
	struct uuid id;
	enum result result = find_or_add(load, line, &id, &version, ret_rule);

	if (result == RESULT_OK && line->published_at.given)
		result = store_publication_put(load->transaction, id, line,
		    &shown, ret_rule);
	if (result == RESULT_OK && line->withdrawn_at.given)
		result = store_withdrawal_put(load->transaction, id, line,
		    &withdrawn, ret_rule);
	if (version == OUTCOME_SAME &&
	    (shown == OUTCOME_NEW || withdrawn == OUTCOME_NEW))
		version = OUTCOME_CHANGED;
	*ret_outcome = version;
	return result;
}

/* ---- One line ---- */

static enum result
put_party(struct load *load, const struct manifest_line *line,
    enum outcome *ret_outcome, const char **ret_rule)
{
	struct person person;

	*ret_rule = "cpr: it could not be sealed";
	if (person_read(load->options.keys, line->cpr, &person) != RESULT_OK)
		return RESULT_BAD_INPUT;
	return store_party_put(load->transaction, load->in_case.id, line,
	    &person, ret_outcome, ret_rule);
}

static enum result
put_withholding(struct load *load, const struct manifest_line *line,
    enum outcome *ret_outcome, const char **ret_rule)
{
	struct person person;

	*ret_rule = "cpr: it could not be sealed";
	if (line->cpr != NULL &&
	    person_read(load->options.keys, line->cpr, &person) != RESULT_OK)
		return RESULT_BAD_INPUT;
	return store_withholding_put(load->transaction, load->in_document.id,
	    line, line->cpr == NULL ? NULL : &person, ret_outcome, ret_rule);
}

static enum result
put_case(struct load *load, const struct manifest_line *line,
    enum outcome *ret_outcome, const char **ret_rule)
{
	enum result result = store_case_put(load->transaction, line,
	    &load->in_case.id, ret_outcome, ret_rule);

	load->in_case.good = result == RESULT_OK;
	return result;
}

static enum result
put_document(struct load *load, const struct manifest_line *line,
    enum outcome *ret_outcome, const char **ret_rule)
{
	enum result result = store_document_put(load->transaction,
	    load->in_case.id, line, &load->in_document.id, ret_outcome,
	    ret_rule);

	load->in_document.good = result == RESULT_OK;
	return result;
}

static enum result
put_line(struct load *load, const struct manifest_line *line,
    enum outcome *ret_outcome, const char **ret_rule)
{
	struct db_transaction *in = load->transaction;
	struct uuid case_id = load->in_case.id;

	switch (line->type) {
	case MANIFEST_KLE:
		return store_kle_put(in, line, ret_outcome, ret_rule);
	case MANIFEST_UNIT:
		return store_unit_put(in, line, ret_outcome, ret_rule);
	case MANIFEST_AREA:
		return store_area_put(in, line, ret_outcome, ret_rule);
	case MANIFEST_CASE:
		return put_case(load, line, ret_outcome, ret_rule);
	case MANIFEST_PARTY:
		return put_party(load, line, ret_outcome, ret_rule);
	case MANIFEST_STATUS:
		return store_status_put(in, case_id, line, ret_outcome,
		    ret_rule);
	case MANIFEST_DOCUMENT:
		return put_document(load, line, ret_outcome, ret_rule);
	case MANIFEST_VERSION:
		return put_version(load, line, ret_outcome, ret_rule);
	case MANIFEST_WITHHOLDING:
		return put_withholding(load, line, ret_outcome, ret_rule);
	default:
		*ret_rule = "type: only in the first line";
		return RESULT_BAD_INPUT;
	}
}

/* Opens and closes cases and documents as the lines go by. */
static enum result
arrive(struct load *load, const struct manifest_line *line,
    const char **ret_rule)
{
	enum result result = RESULT_OK;

	if (line->case_key == NULL)
		result = commit(load, ret_rule);
	if (result == RESULT_OK)
		result = begin(load, ret_rule);
	if (result != RESULT_OK)
		return RESULT_TRY_AGAIN;
	if (line->type == MANIFEST_CASE)
		set_place(load, &load->in_case, line->key);
	if (line->case_key != NULL)
		result = check_place(load, &load->in_case, line->case_key,
		    "case", ret_rule);
	if (line->type == MANIFEST_DOCUMENT)
		set_place(load, &load->in_document, line->key);
	if (result == RESULT_OK && line->document_key != NULL)
		result = check_place(load, &load->in_document,
		    line->document_key, "document", ret_rule);
	return result;
}

/* Undoes the one line and reports it; RESULT_TRY_AGAIN ends the import. */
static enum result
undo_line(struct load *load, const struct manifest_line *line,
    enum result result, const char *rule)
{
	const char *ignored;

	if (result == RESULT_TRY_AGAIN ||
	    db_undo(load->transaction, &ignored) != RESULT_OK) {
		report_say(load->options.report, rule);
		return RESULT_TRY_AGAIN;
	}
	report_bad(load->options.report, &line->type, rule);
	return RESULT_OK;
}

static enum result
take_line(struct load *load, const struct manifest_line *line)
{
	enum outcome outcome = OUTCOME_SAME;
	const char *rule = "";
	enum result result = arrive(load, line, &rule);

	if (result == RESULT_BAD_INPUT) {
		report_bad(load->options.report, &line->type, rule);
		return RESULT_OK;
	}
	if (result == RESULT_OK)
		result = db_mark(load->transaction, &rule);
	if (result != RESULT_OK) {
		report_say(load->options.report, rule);
		return RESULT_TRY_AGAIN;
	}
	result = put_line(load, line, &outcome, &rule);
	if (result != RESULT_OK)
		return undo_line(load, line, result, rule);
	report_outcome(load->options.report, line->type, outcome);
	return RESULT_OK;
}

/* The first line says what the file is; a file of KLE numbers has none. */
static enum result
read_line(struct load *load, const char *text, size_t length, bool only_kle)
{
	struct report *report = load->options.report;
	struct manifest_line line;
	const char *rule = "";

	if (manifest_read(text, length, load->pool, &line, &rule) !=
	    RESULT_OK) {
		report_bad(report, NULL, rule);
		return RESULT_OK;
	}
	if (only_kle && line.type != MANIFEST_KLE) {
		report_bad(report, &line.type, "type: kle alone in this file");
		return RESULT_OK;
	}
	if (!only_kle && !load->has_head) {
		load->has_head = true;
		if (line.type == MANIFEST_HEAD)
			return RESULT_OK;
		report_bad(report, &line.type,
		    "type: the first line is of type manifest");
		return RESULT_BAD_INPUT;
	}
	return take_line(load, &line);
}

static volatile sig_atomic_t interrupted;

static void
interrupt(int number)
{
	interrupted = number;
}

static void
watch_signals(void)
{
	struct sigaction action = {.sa_handler = interrupt};

	sigaction(SIGINT, &action, NULL);
	sigaction(SIGTERM, &action, NULL);
}

enum result
load_file(struct load *load, FILE *file, bool only_kle)
{
	struct report *report = load->options.report;
	enum result result = RESULT_OK;
	char *text = NULL;
	size_t room = 0;
	ssize_t length;

	watch_signals();
	report->line = 0;
	load->has_head = false;
	while (result == RESULT_OK &&
	    (length = getline(&text, &room, file)) > 0) {
		report->line++;
		report->done += length;
		if (text[length - 1] == '\n')
			length--;
		if (length > 0)
			result = read_line(load, text, (size_t)length,
			    only_kle);
		pool_clear(load->pool);
		report_progress(report);
		if (interrupted) {
			report_say(report, "stopped by a signal; run it again "
			    "to go on");
			result = RESULT_HUNG_UP;
		}
	}
	free(text);
	return result;
}

enum result
load_finish(struct load *load, bool *ret_kept)
{
	struct db_transaction *transaction = load->transaction;
	const char *rule = "";
	enum result result;

	*ret_kept = true;
	load->transaction = NULL;
	if (load->options.all_or_nothing &&
	    report_bad_count(load->options.report) > 0) {
		*ret_kept = false;
		db_rollback(transaction);
		return RESULT_OK;
	}
	if (transaction == NULL)
		return RESULT_OK;
	result = db_commit_take(transaction, &rule);
	if (result != RESULT_OK)
		report_say(load->options.report, rule);
	return result;
}
