/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "import/apply.h"
#include "import/store.h"

struct apply {
	struct work *work;
	const struct person_keys *keys;
	struct batch *batch;
	struct batch_line **shown; /* lines with something to publish */
	size_t shown_count;
	struct db_transaction *in;
	int64_t bar; /* for which nobody new may see the case; 0: none */
	bool case_failed;
	bool published; /* something was, and is still to be shown */
	bool news; /* there is a bar that was not known before */
};

/* What is done for one line. */
typedef enum result step_for(struct apply *apply, struct batch_line *line,
    enum outcome *ret_outcome, const char **ret_rule);

/* ---- The steps ---- */

static enum result
read_person(const struct apply *apply, const char *cpr,
    struct person *ret_person, const char **ret_rule)
{
	*ret_rule = "cpr: it could not be sealed";
	return person_read(apply->keys, cpr, ret_person) == RESULT_OK
	    ? RESULT_OK : RESULT_BAD_INPUT;
}

static enum result
end_party(struct apply *apply, struct batch_line *line,
    enum outcome *ret_outcome, const char **ret_rule)
{
	struct person person;
	enum result result = read_person(apply, line->line.cpr, &person,
	    ret_rule);

	if (result != RESULT_OK)
		return result;
	return store_party_end(apply->in, apply->batch->id, &line->line,
	    &person, ret_outcome, ret_rule);
}

static enum result
put_party(struct apply *apply, struct batch_line *line,
    enum outcome *ret_outcome, const char **ret_rule)
{
	struct person person;
	enum result result = read_person(apply, line->line.cpr, &person,
	    ret_rule);

	if (result != RESULT_OK)
		return result;
	return store_party_put(apply->in, apply->batch->id, &line->line,
	    &person, ret_outcome, ret_rule);
}

/* What is new is said of a version: it changes. */
static void
known_changes(enum outcome *outcome)
{
	if (*outcome == OUTCOME_NEW)
		*outcome = OUTCOME_CHANGED;
}

static enum result
withdraw(struct apply *apply, struct batch_line *line,
    enum outcome *ret_outcome, const char **ret_rule)
{
	enum result result = store_withdrawal_put(apply->in, apply->batch->id,
	    &line->line, ret_outcome, ret_rule);

	line->withdrawn = result == RESULT_OK && *ret_outcome != OUTCOME_NONE;
	known_changes(ret_outcome);
	return result;
}

static enum result
put_case(struct apply *apply, struct batch_line *line,
    enum outcome *ret_outcome, const char **ret_rule)
{
	return store_case_put(apply->in, &line->line,
	    apply->batch->less_bar != 0,
	    &apply->batch->id, ret_outcome, ret_rule);
}

static enum result
put_document(struct apply *apply, struct batch_line *line,
    enum outcome *ret_outcome, const char **ret_rule)
{
	enum result result = store_document_put(apply->in, apply->batch->id,
	    &line->line, apply->batch->less_bar != 0, ret_outcome, ret_rule);

	if (result == RESULT_OK && *ret_outcome == OUTCOME_HELD &&
	    apply->batch->less_bar == 0) {
		*ret_rule = "title: not corrected while something is withheld";
		result = RESULT_BAD_INPUT;
	}
	return result;
}

static enum result
put_withholding(struct apply *apply, struct batch_line *line,
    enum outcome *ret_outcome, const char **ret_rule)
{
	struct person person;
	bool from_all = line->line.cpr == NULL;
	enum result result = from_all ? RESULT_OK
	    : read_person(apply, line->line.cpr, &person, ret_rule);

	if (result != RESULT_OK)
		return result;
	return store_withholding_put(apply->in, apply->batch->id, &line->line,
	    from_all ? NULL : &person, ret_outcome, ret_rule);
}

static enum result
put_status(struct apply *apply, struct batch_line *line,
    enum outcome *ret_outcome, const char **ret_rule)
{
	return store_status_put(apply->in, apply->batch->id, &line->line,
	    ret_outcome, ret_rule);
}

/* What is published and taken back in one line is so at once. */
static enum result
publish(struct apply *apply, struct batch_line *line,
    enum outcome *ret_outcome, const char **ret_rule)
{
	enum outcome ignored;
	enum result result = store_publication_put(apply->in, line->version,
	    &line->line, ret_outcome, ret_rule);

	known_changes(ret_outcome);
	apply->published |= *ret_outcome == OUTCOME_CHANGED;
	if (result != RESULT_OK || !line->line.withdrawn_at.given ||
	    line->withdrawn)
		return result;
	return store_withdrawal_put(apply->in, apply->batch->id, &line->line,
	    &ignored, ret_rule);
}

/* ---- One step, alone ---- */

static enum outcome
both(enum outcome one, enum outcome other)
{
	if (one == other || other == OUTCOME_SAME || other == OUTCOME_NONE)
		return one;
	if (one == OUTCOME_SAME)
		return other;
	return one == OUTCOME_NEW ? OUTCOME_NEW : OUTCOME_CHANGED;
}

static enum result
fail(struct apply *apply, struct batch_line *line, const char *rule)
{
	const char *ignored;

	batch_refuse(apply->batch, line, rule);
	if (line == apply->batch->lines)
		apply->case_failed = true;
	if (manifest_shows_less(&line->line) || line == apply->batch->lines)
		apply->news |= batch_bar(apply->batch, line);
	return db_undo(apply->in, &ignored);
}

/*
 * Does the step, undone when it fails. because: a bad line for which nothing
 * may come of it; what is so already may stay, and is no fault.
 */
static enum result
do_step(struct apply *apply, struct batch_line *line, step_for *step,
    int64_t because, const char *what, const char **ret_rule)
{
	enum outcome outcome = OUTCOME_SAME;
	const char *rule = "";
	enum result result = db_mark(apply->in, ret_rule);

	if (result != RESULT_OK)
		return RESULT_TRY_AGAIN;
	result = step(apply, line, &outcome, &rule);
	if (result == RESULT_TRY_AGAIN)
		*ret_rule = rule;
	if (result == RESULT_TRY_AGAIN)
		return result;
	if (result != RESULT_OK)
		return fail(apply, line, rule);
	if (because != 0 && outcome != OUTCOME_SAME) {
		batch_hold_back(apply->batch, line, what, because);
		return db_undo(apply->in, ret_rule);
	}
	line->outcome = both(line->outcome, outcome);
	return RESULT_OK;
}

/* ---- All lines of a kind ---- */

static bool
is_of(const struct batch_line *line, enum manifest_type type)
{
	return line->typed && line->line.type == type;
}

/* What shows less in a line, whatever else it says, also in a bad one. */
static enum result
show_less(struct apply *apply, const char **ret_rule)
{
	struct batch *batch = apply->batch;
	enum result result = RESULT_OK;

	for (size_t i = 1; i < batch->count && result == RESULT_OK; i++) {
		struct batch_line *line = &batch->lines[i];
		const struct manifest_line *its = &line->line;

		if (is_of(line, MANIFEST_PARTY) && its->valid_to.given &&
		    its->cpr != NULL)
			result = do_step(apply, line, end_party, 0, "",
			    ret_rule);
		else if (is_of(line, MANIFEST_VERSION) &&
		    its->withdrawn_at.given && its->document_key != NULL &&
		    its->number > 0)
			result = do_step(apply, line, withdraw, 0, "",
			    ret_rule);
	}
	return result;
}

/* Which lines of a type are meant. */
typedef bool meant_line(const struct batch_line *line);

static bool
all_of_them(const struct batch_line *line)
{
	(void)line;
	return true;
}

static bool
is_withheld(const struct batch_line *line)
{
	return !line->line.lifted;
}

static bool
is_lifted(const struct batch_line *line)
{
	return line->line.lifted;
}

/* What of a line is not done for a bar. */
static const char *
held_back(enum manifest_type type)
{
	if (type == MANIFEST_DOCUMENT)
		return "title";
	return type == MANIFEST_PARTY ? "" : "lifted";
}

static enum result
do_all(struct apply *apply, enum manifest_type type, meant_line *meant,
    step_for *step, const char **ret_rule)
{
	struct batch *batch = apply->batch;
	enum result result = RESULT_OK;

	for (size_t i = 1; i < batch->count && result == RESULT_OK; i++) {
		struct batch_line *line = &batch->lines[i];
		int64_t because = 0;

		if (line->rule != NULL || !is_of(line, type) || !meant(line))
			continue;
		if (type == MANIFEST_PARTY)
			because = apply->bar;
		else if (type == MANIFEST_DOCUMENT)
			because = batch->less_bar;
		else if (type == MANIFEST_WITHHOLDING && line->line.lifted)
			because = batch_bars(batch, line);
		result = do_step(apply, line, step, because, held_back(type),
		    ret_rule);
	}
	return result;
}

static enum result
do_case(struct apply *apply, const char **ret_rule)
{
	struct batch_line *line = &apply->batch->lines[0];
	enum result result;

	if (line->rule != NULL)
		return RESULT_OK;
	result = do_step(apply, line, put_case, 0, "", ret_rule);
	if (result == RESULT_OK && line->outcome == OUTCOME_HELD)
		batch_hold_back(apply->batch, line, "area or title",
		    apply->batch->less_bar);
	return result;
}

/* The newest first, so that the case's latest is moved once. */
static enum result
publish_all(struct apply *apply, const char **ret_rule)
{
	enum result result = RESULT_OK;

	for (size_t i = 0; i < apply->shown_count && result == RESULT_OK; i++) {
		struct batch_line *line = apply->shown[i];

		if (line->rule == NULL)
			result = do_step(apply, line, publish,
			    batch_bars(apply->batch, line), "published_at",
			    ret_rule);
	}
	return result;
}

/* ---- The transaction ---- */

static void
refuse_for(struct batch *batch, struct batch_line *line, const char *what,
    int64_t number)
{
	char rule[80];

	snprintf(rule, sizeof(rule), "%s: line %lld is bad", what,
	    (long long)number);
	batch_refuse(batch, line, rule);
}

/* As it was before this transaction. */
static void
reset(struct apply *apply)
{
	struct batch *batch = apply->batch;

	apply->news = false;
	apply->published = false;
	apply->bar = batch->bar;
	apply->case_failed = batch->lines[0].bad;
	for (size_t i = 0; i < batch->count; i++) {
		struct batch_line *line = &batch->lines[i];

		line->withdrawn = false;
		if (line->bad)
			continue;
		line->rule = NULL;
		line->outcome = line->staged ? OUTCOME_NEW : OUTCOME_SAME;
		if (is_of(line, MANIFEST_VERSION) && line->document >= 0 &&
		    batch->documents[line->document].bad)
			refuse_for(batch, line, "document",
			    batch->documents[line->document].line);
	}
}

/* Lines that nothing was tried with, for the case's own is bad. */
static void
refuse_rest(struct batch *batch)
{
	for (size_t i = 1; i < batch->count; i++) {
		struct batch_line *line = &batch->lines[i];

		if (line->rule == NULL && (!batch->known ||
		    !is_of(line, MANIFEST_WITHHOLDING) || line->line.lifted))
			refuse_for(batch, line, "case",
			    batch->lines[0].number);
	}
}

static enum result
find_case(struct apply *apply, const char **ret_rule)
{
	struct batch *batch = apply->batch;
	const char *key = batch_key(batch);

	batch->known = false;
	if (key == NULL)
		return RESULT_OK;
	return store_case_find(apply->in, key, true, &batch->known,
	    &batch->id, ret_rule);
}

/* Whether a document that is barred has been published before. */
static enum result
find_bar(struct apply *apply, const char **ret_rule)
{
	struct batch *batch = apply->batch;
	enum result result = RESULT_OK;

	for (size_t i = 0; i < batch->document_count && batch->known &&
	    apply->bar == 0 && result == RESULT_OK; i++) {
		const struct batch_document *document = &batch->documents[i];
		bool published = false;

		if (document->bar == 0)
			continue;
		result = store_document_published(apply->in, batch->id,
		    document->key, &published, ret_rule);
		if (published)
			apply->bar = document->bar;
	}
	return result;
}

static enum result
show_more(struct apply *apply, const char **ret_rule)
{
	enum result result = do_all(apply, MANIFEST_STATUS, all_of_them,
	    put_status, ret_rule);

	if (result == RESULT_OK)
		result = do_all(apply, MANIFEST_WITHHOLDING, is_lifted,
		    put_withholding, ret_rule);
	if (result == RESULT_OK)
		result = do_all(apply, MANIFEST_DOCUMENT, all_of_them,
		    put_document, ret_rule);
	if (result == RESULT_OK)
		result = publish_all(apply, ret_rule);
	if (result == RESULT_OK && apply->published)
		result = store_case_show(apply->in, apply->batch->id,
		    ret_rule);
	return result;
}

static enum result
run(struct apply *apply, const char **ret_rule)
{
	struct batch *batch = apply->batch;
	bool good;
	enum result result = find_case(apply, ret_rule);

	if (result == RESULT_OK)
		result = find_bar(apply, ret_rule);
	if (result == RESULT_OK && batch->known)
		result = show_less(apply, ret_rule);
	if (result == RESULT_OK && batch->known)
		result = do_case(apply, ret_rule);
	good = batch->known && !apply->case_failed;
	if (result == RESULT_OK && good)
		result = do_all(apply, MANIFEST_PARTY, all_of_them, put_party,
		    ret_rule);
	if (result == RESULT_OK && batch->known)
		result = do_all(apply, MANIFEST_WITHHOLDING, is_withheld,
		    put_withholding, ret_rule);
	if (result == RESULT_OK && good)
		result = show_more(apply, ret_rule);
	if (result == RESULT_OK && !good)
		refuse_rest(batch);
	return result;
}

/* RESULT_CHANGED: there is a new bar; to be begun anew. */
static enum result
piece(void *context, struct db_transaction *in, bool *ret_keep,
    const char **ret_rule)
{
	struct apply *apply = context;
	enum result result;

	apply->in = in;
	reset(apply);
	*ret_keep = apply->work->all == NULL;
	result = run(apply, ret_rule);
	return result == RESULT_OK && apply->news ? RESULT_CHANGED : result;
}

static int
newest_first(const void *one, const void *other)
{
	const struct batch_line *a = *(struct batch_line *const *)one;
	const struct batch_line *b = *(struct batch_line *const *)other;

	if (a->line.published_at.at != b->line.published_at.at)
		return a->line.published_at.at > b->line.published_at.at ? -1
		    : 1;
	return a->number < b->number ? -1 : 1;
}

static bool
find_shown(struct apply *apply)
{
	struct batch *batch = apply->batch;

	apply->shown = calloc(batch->count, sizeof(struct batch_line *));
	if (apply->shown == NULL)
		return false;
	for (size_t i = 1; i < batch->count; i++) {
		struct batch_line *line = &batch->lines[i];

		if (is_of(line, MANIFEST_VERSION) && !line->bad &&
		    line->has_version && line->line.published_at.given)
			apply->shown[apply->shown_count++] = line;
	}
	qsort(apply->shown, apply->shown_count, sizeof(struct batch_line *),
	    newest_first);
	return true;
}

enum result
apply_case(struct work *work, const struct person_keys *keys,
    struct batch *batch, const char **ret_rule)
{
	struct apply apply = {.work = work, .keys = keys, .batch = batch};
	enum result result;

	*ret_rule = "memory";
	if (!find_shown(&apply))
		return RESULT_TRY_AGAIN;
	/* Each time there is a bar more, and there are no more than lines. */
	do
		result = work_do(work, piece, &apply, ret_rule);
	while (result == RESULT_CHANGED);
	free(apply.shown);
	return result;
}
