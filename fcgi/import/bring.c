/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "import/bring.h"
#include "import/file.h"
#include "import/store.h"

#define CHUNK (1 << 20) /* bytes a statement; api_import.content_put's most */

/* The one version that is being brought. */
struct bring {
	struct bring_options options;
	unsigned char *chunk;
	struct batch *batch;
	struct batch_line *line;
	int fd;
	int64_t size;
	unsigned char sha256[VAULT_HASH_BYTES];
	bool has_file;
	struct found found;
	struct examined examined;
};

enum result
bring_open(const struct bring_options *options, struct bring **ret_bring)
{
	struct bring *bring = calloc(1, sizeof(*bring));

	if (bring == NULL)
		return RESULT_BROKEN;
	bring->options = *options;
	bring->chunk = malloc(CHUNK);
	if (bring->chunk == NULL) {
		free(bring);
		return RESULT_BROKEN;
	}
	*ret_bring = bring;
	return RESULT_OK;
}

void
bring_close(struct bring *bring)
{
	if (bring == NULL)
		return;
	free(bring->chunk);
	free(bring);
}

/* ---- Room for the files ---- */

static void
spoil_document(struct batch *batch, struct batch_line *line, const char *rule)
{
	batch_spoil(batch, line, rule);
	batch->documents[line->document].bad = true;
}

static enum result
stage_document(struct batch *batch, struct batch_line *line,
    struct db_transaction *in, const char **ret_rule)
{
	enum outcome outcome = OUTCOME_SAME;
	enum result result = db_mark(in, ret_rule);

	if (result != RESULT_OK)
		return RESULT_TRY_AGAIN;
	/* A title is corrected with what is withheld: apply.c. */
	result = store_document_put(in, batch->id, &line->line, true,
	    &outcome, ret_rule);
	line->staged |= result == RESULT_OK && outcome == OUTCOME_NEW;
	if (result == RESULT_OK || result == RESULT_TRY_AGAIN)
		return result;
	spoil_document(batch, line, *ret_rule);
	return db_undo(in, ret_rule);
}

static enum result
stage_case(struct batch *batch, struct db_transaction *in,
    const char **ret_rule)
{
	struct batch_line *line = &batch->lines[0];
	enum outcome outcome = OUTCOME_SAME;
	enum result result = store_case_stage(in, &line->line, &batch->id,
	    &outcome, ret_rule);

	if (result != RESULT_OK)
		return result;
	batch->known = true;
	line->staged |= outcome == OUTCOME_NEW;
	for (size_t i = 1; i < batch->count && result == RESULT_OK; i++) {
		line = &batch->lines[i];
		if (line->typed && !line->bad && line->document >= 0 &&
		    line->line.type == MANIFEST_DOCUMENT)
			result = stage_document(batch, line, in, ret_rule);
	}
	return result;
}

static enum result
stage(void *context, struct db_transaction *in, bool *ret_keep,
    const char **ret_rule)
{
	(void)ret_keep;
	return stage_case(context, in, ret_rule);
}

/* ---- A file ---- */

static void
forget(void *context)
{
	struct bring *bring = context;

	person_close(*bring->options.keys);
	*bring->options.keys = NULL;
}

/* Sends the file in chunks; it must still be what was hashed. */
static enum result
send_content(struct bring *bring, struct db_transaction *in,
    struct uuid version, const char **ret_rule)
{
	struct report *report = bring->options.report;
	enum result result = RESULT_OK;

	for (int64_t at = 0; at < bring->size && result == RESULT_OK;) {
		size_t part = bring->size - at < CHUNK
		    ? (size_t)(bring->size - at) : CHUNK;

		result = file_read(bring->fd, at, bring->chunk, part,
		    ret_rule);
		if (result == RESULT_OK)
			result = store_content_put(in, version, at,
			    bring->chunk, part, ret_rule);
		at += (int64_t)part;
		report_progress(report);
	}
	/* Compares the hash of what has come. */
	if (result == RESULT_OK)
		result = store_version_seal(in, version, ret_rule);
	if (result == RESULT_OK)
		report->bytes += bring->size;
	return result;
}

static enum result
put(void *context, struct db_transaction *in, bool *ret_keep,
    const char **ret_rule)
{
	struct bring *bring = context;
	enum result result = store_version_put(in, bring->batch->id,
	    &bring->line->line, bring->sha256, bring->size, &bring->examined,
	    &bring->found, ret_rule);

	(void)ret_keep;
	if (result != RESULT_OK || bring->found.sealed)
		return result;
	return send_content(bring, in, bring->found.version, ret_rule);
}

static enum result
find(void *context, struct db_transaction *in, bool *ret_keep,
    const char **ret_rule)
{
	struct bring *bring = context;

	(void)ret_keep;
	return store_version_find(in, bring->batch->id, &bring->line->line,
	    bring->has_file ? bring->sha256 : NULL, &bring->found, ret_rule);
}

/* Looked into outside of any transaction: that may take its time. */
static enum result
look_into(struct bring *bring, const char **ret_rule)
{
	const struct examine_file file = {.fd = bring->fd, .size = bring->size,
	    .media_type = bring->line->line.media_type, .forget = forget,
	    .context = bring};
	enum result result;

	bring->examined = (struct examined){.verdict = EXAMINE_UNABLE};
	result = examine(bring->options.examiner, &file, &bring->examined);
	*ret_rule = examine_rule(bring->examined.verdict);
	if (result == RESULT_OK && bring->examined.verdict != EXAMINE_GOOD)
		result = RESULT_BAD_INPUT;
	return result;
}

static enum result
bring_file(struct bring *bring, const char **ret_rule)
{
	enum result result = file_hash(bring->fd, bring->size, bring->sha256,
	    ret_rule);

	bring->has_file = true;
	if (result == RESULT_OK)
		result = work_do(bring->options.work, find, bring, ret_rule);
	if (result != RESULT_OK || (bring->found.there && bring->found.sealed))
		return result;
	result = look_into(bring, ret_rule);
	if (result == RESULT_OK)
		result = work_do(bring->options.work, put, bring, ret_rule);
	if (result == RESULT_OK)
		bring->line->staged = true;
	free(bring->examined.text);
	bring->examined.text = NULL;
	return result;
}

/*
 * What is taken from view needs no file any more, when it is here. A missing
 * one is told as what it is.
 */
static enum result
do_without(struct bring *bring, const char **ret_rule)
{
	const char *rule = *ret_rule;
	enum result result;

	if (!bring->line->line.withdrawn_at.given)
		return RESULT_BAD_INPUT;
	bring->has_file = false;
	result = work_do(bring->options.work, find, bring, ret_rule);
	if (result != RESULT_OK || bring->found.there)
		return result;
	*ret_rule = rule;
	return RESULT_BAD_INPUT;
}

/* ---- A version ---- */

static enum result
bring_version(struct bring *bring, struct batch_line *line,
    const char **ret_rule)
{
	enum result result;

	bring->line = line;
	bring->found = (struct found){0};
	result = file_open(bring->options.folder, line->line.file, &bring->fd,
	    &bring->size, ret_rule);
	if (result != RESULT_OK) {
		result = do_without(bring, ret_rule);
	} else {
		result = bring_file(bring, ret_rule);
		close(bring->fd);
	}
	line->has_version = result == RESULT_OK;
	line->version = bring->found.version;
	return result;
}

static bool
has_file(const struct batch *batch, const struct batch_line *line)
{
	return line->typed && !line->bad &&
	    line->line.type == MANIFEST_VERSION && line->document >= 0 &&
	    !batch->documents[line->document].bad;
}

static enum result
bring_files(struct bring *bring, struct batch *batch, const char **ret_rule)
{
	for (size_t i = 1; i < batch->count; i++) {
		struct batch_line *line = &batch->lines[i];
		enum result result;

		if (!has_file(batch, line))
			continue;
		if (*bring->options.stop)
			return RESULT_HUNG_UP;
		result = bring_version(bring, line, ret_rule);
		if (result == RESULT_TRY_AGAIN || result == RESULT_DENIED)
			return result;
		if (result != RESULT_OK)
			batch_spoil(batch, line, *ret_rule);
	}
	return RESULT_OK;
}

enum result
bring_case(struct bring *bring, struct batch *batch, const char **ret_rule)
{
	struct batch_line *line = &batch->lines[0];
	enum result result;

	bring->batch = batch;
	if (line->bad)
		return RESULT_OK;
	result = work_do(bring->options.work, stage, batch, ret_rule);
	if (result == RESULT_TRY_AGAIN || result == RESULT_DENIED)
		return result;
	if (result == RESULT_OK)
		return bring_files(bring, batch, ret_rule);
	batch_spoil(batch, line, *ret_rule);
	batch_bar(batch, line);
	return RESULT_OK;
}
