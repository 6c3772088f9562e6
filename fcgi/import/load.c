/* SPDX-License-Identifier: EUPL-1.2 */
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>

#include "core/pool.h"
#include "import/apply.h"
#include "import/areas.h"
#include "import/batch.h"
#include "import/bring.h"
#include "import/load.h"
#include "import/name.h"
#include "import/store.h"

#define POOL_MOST (1 << 20)
#define AREAS_POOL_MOST (16 << 20)

struct load {
	struct load_options options;
	struct work work;
	struct bring *bring;
	struct batch *batch;
	struct pool *pool;       /* for the line in hand */
	struct pool *areas_pool;
	struct areas areas;
	bool in_case, has_head;
	int64_t line;  /* the one in hand, from 1 */
	int64_t lines; /* besides the head */
	int64_t bar;   /* the first bad line that would have shown less */
};

/* ---- Signals: obeyed between lines and between files ---- */

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

/* ---- Beginning and end ---- */

static enum result
open_parts(struct load *load)
{
	const struct bring_options options = {.work = &load->work,
	    .examiner = load->options.examiner, .keys = &load->options.keys,
	    .report = load->options.report, .folder = load->options.folder,
	    .stop = &interrupted};
	const char *rule = "";
	enum result result = bring_open(&options, &load->bring);

	if (result == RESULT_OK)
		result = batch_open(&load->batch);
	if (result == RESULT_OK && load->options.try_out)
		result = work_try_out(&load->work, &rule);
	return result;
}

enum result
load_open(const struct load_options *options, struct load **ret_load)
{
	struct load *load = calloc(1, sizeof(*load));
	enum result result = RESULT_BROKEN;

	if (load == NULL)
		return RESULT_BROKEN;
	load->options = *options;
	load->work.db = options->db;
	load->pool = pool_new(POOL_MOST);
	load->areas_pool = pool_new(AREAS_POOL_MOST);
	if (load->pool != NULL && load->areas_pool != NULL)
		result = open_parts(load);
	if (result != RESULT_OK) {
		load_close(load);
		return result;
	}
	watch_signals();
	*ret_load = load;
	return RESULT_OK;
}

void
load_close(struct load *load)
{
	if (load == NULL)
		return;
	work_drop(&load->work);
	bring_close(load->bring);
	batch_close(load->batch);
	pool_free(load->pool);
	pool_free(load->areas_pool);
	free(load);
}

/* ---- A case ---- */

/* A line that is meant for another case, and would have shown less there. */
static enum result
spoil_strays(struct load *load)
{
	const struct batch *batch = load->batch;
	const char *key = batch_key(batch);
	enum result result = RESULT_OK;

	for (size_t i = 1; i < batch->count && result == RESULT_OK; i++) {
		const struct batch_line *line = &batch->lines[i];
		const char *named = line->line.case_key;

		if (line->typed && manifest_shows_less(&line->line) &&
		    named != NULL && (key == NULL || strcmp(named, key) != 0))
			result = areas_spoil(&load->areas, line->number, NULL);
	}
	return result;
}

static const enum manifest_type *
type_of(const struct batch_line *line)
{
	return line->typed ? &line->line.type : NULL;
}

static void
tell_lines(struct load *load)
{
	struct report *report = load->options.report;

	for (size_t i = 0; i < load->batch->count; i++) {
		const struct batch_line *line = &load->batch->lines[i];

		if (line->rule != NULL)
			report_bad(report, line->number, type_of(line),
			    line->rule);
		else
			report_outcome(report, line->line.type,
			    line->outcome);
	}
}

static void
note_bar(struct load *load, int64_t number)
{
	if (load->bar == 0)
		load->bar = number;
}

/* Nothing of the case was done, so nothing of it shows less either. */
static void
tell_held(struct load *load, const char *rule)
{
	struct report *report = load->options.report;
	struct batch *batch = load->batch;

	report_bad(report, batch->lines[0].number, type_of(&batch->lines[0]),
	    rule);
	for (size_t i = 1; i < batch->count; i++)
		report_count_bad(report, type_of(&batch->lines[i]));
	note_bar(load, batch->lines[0].number);
}

/* An area that may have been closed by a bad line is one where all waits. */
static void
bar_by_area(struct load *load)
{
	struct batch_line *line = &load->batch->lines[0];
	int64_t bar = areas_bar(&load->areas, line->line.area);

	if (bar != 0 && load->batch->bar == 0)
		load->batch->bar = bar;
}

/* Brings and applies the case whose lines are together. */
static enum result
end_case(struct load *load)
{
	const char *rule = "";
	enum result result;

	if (!load->in_case)
		return RESULT_OK;
	load->in_case = false;
	bar_by_area(load);
	result = bring_case(load->bring, load->batch, &rule);
	if (result == RESULT_OK)
		result = apply_case(&load->work, load->options.keys,
		    load->batch, &rule);
	if (result == RESULT_OK) {
		tell_lines(load);
		if (load->batch->less_bar != 0)
			note_bar(load, load->batch->less_bar);
		result = spoil_strays(load);
	} else if (result == RESULT_DENIED) {
		tell_held(load, rule);
		result = RESULT_OK;
	} else if (result != RESULT_HUNG_UP) {
		report_say(load->options.report, rule);
	}
	batch_clear(load->batch);
	return result;
}

/* ---- A line that stands alone ---- */

struct alone {
	const struct manifest_line *line;
	bool less; /* an area: only as far as it shows less */
	bool more; /* and there is more of it */
	bool try_out;
	enum outcome outcome;
};

static enum result
put_alone(void *context, struct db_transaction *in, bool *ret_keep,
    const char **ret_rule)
{
	struct alone *alone = context;
	enum result result;

	switch (alone->line->type) {
	case MANIFEST_KLE:
		return store_kle_put(in, alone->line, &alone->outcome,
		    ret_rule);
	case MANIFEST_UNIT:
		return store_unit_put(in, alone->line, &alone->outcome,
		    ret_rule);
	case MANIFEST_AREA:
		result = store_area_put(in, alone->line, alone->less,
		    &alone->outcome, &alone->more, ret_rule);
		/* Cases of a known one would wait for it all the time. */
		*ret_keep = !alone->try_out || alone->outcome == OUTCOME_NEW;
		return result;
	default:
		*ret_rule = alone->line->type == MANIFEST_HEAD
		    ? "type: only in the first line"
		    : "case: not the case that this line stands under";
		return RESULT_BAD_INPUT;
	}
}

/* A line that would have shown less, but it can't be told to whom. */
static enum result
spoil_area(struct load *load, const struct manifest_line *line,
    int64_t number)
{
	if (line->type != MANIFEST_AREA && !manifest_shows_less(line))
		return RESULT_OK;
	note_bar(load, number);
	return areas_spoil(&load->areas, number,
	    line->type == MANIFEST_AREA ? line->key : NULL);
}

static enum result
take_alone(struct load *load, const struct manifest_line *line, bool less,
    int64_t number, bool *ret_more)
{
	struct alone alone = {.line = line, .less = less,
	    .try_out = load->options.try_out};
	const char *rule = "";
	enum result result = work_do(&load->work, put_alone, &alone, &rule);

	*ret_more = false;
	if (result == RESULT_TRY_AGAIN) {
		report_say(load->options.report, rule);
		return result;
	}
	if (result != RESULT_OK) {
		report_bad(load->options.report, number, &line->type, rule);
		return spoil_area(load, line, number);
	}
	*ret_more = alone.more;
	if (line->type == MANIFEST_AREA)
		areas_mend(&load->areas, line->key);
	if (!alone.more)
		report_outcome(load->options.report, line->type,
		    alone.outcome);
	return RESULT_OK;
}

/* ---- Areas that show more ---- */

static enum result
widen(struct load *load, const struct area_line *area)
{
	struct report *report = load->options.report;
	struct manifest_line line;
	const char *rule = "";
	char text[100];
	bool more;

	/* It was read before. */
	if (manifest_read(area->text, area->length, load->pool, &line, &rule) !=
	    RESULT_OK)
		return RESULT_BROKEN;
	if (load->bar == 0)
		return take_alone(load, &line, false, area->number, &more);
	snprintf(text, sizeof(text), "shows no more, for line %lld is bad",
	    (long long)load->bar);
	report_bad(report, area->number, &line.type, text);
	return RESULT_OK;
}

static enum result
widen_all(struct load *load)
{
	enum result result = RESULT_OK;

	for (const struct area_line *area = load->areas.waiting;
	    area != NULL && result == RESULT_OK; area = area->next) {
		result = widen(load, area);
		pool_clear(load->pool);
	}
	return result;
}

/* ---- The lines ---- */

/* A line that can't be read and stands under no case. */
static enum result
take_bad(struct load *load, const char *text, size_t length, const char *rule)
{
	struct manifest_line line;
	bool typed = manifest_glean(text, length, load->pool, &line);

	report_bad(load->options.report, load->line,
	    typed ? &line.type : NULL, rule);
	if (typed)
		return spoil_area(load, &line, load->line);
	/* It may have been about an area. */
	note_bar(load, load->line);
	return areas_spoil(&load->areas, load->line, NULL);
}

static enum result
take_outside(struct load *load, const char *text, size_t length,
    bool only_kle)
{
	struct manifest_line line;
	const char *rule = "";
	bool more = false;
	enum result result;

	if (manifest_read(text, length, load->pool, &line, &rule) != RESULT_OK)
		return take_bad(load, text, length, rule);
	if (only_kle && line.type != MANIFEST_KLE) {
		report_bad(load->options.report, load->line, &line.type,
		    "type: kle alone in this file");
		return RESULT_OK;
	}
	result = take_alone(load, &line, true, load->line, &more);
	if (result == RESULT_OK && more)
		result = areas_wait(&load->areas, load->line, text, length);
	return result;
}

/* The first line says what the file is; a file of KLE numbers has none. */
static enum result
take_head(struct load *load, const char *text, size_t length)
{
	struct manifest_line line;
	const char *rule = "", *wanted = load->options.municipality;
	bool typed = true;

	load->has_head = true;
	if (length > 1 && (memcmp(text, "\xff\xfe", 2) == 0 ||
	    memcmp(text, "\xfe\xff", 2) == 0)) {
		report_bad(load->options.report, load->line, NULL,
		    "UTF-16; a manifest is UTF-8");
		return RESULT_BAD_INPUT;
	}
	if (manifest_read(text, length, load->pool, &line, &rule) != RESULT_OK)
		typed = manifest_glean(text, length, load->pool, &line);
	else if (line.type != MANIFEST_HEAD)
		rule = "type: the first line is of type manifest";
	else if (!name_is_same(line.municipality, wanted))
		rule = "municipality: not the one of the configuration";
	else
		return RESULT_OK;
	report_bad(load->options.report, load->line, typed ? &line.type : NULL,
	    rule);
	return RESULT_BAD_INPUT;
}

/* What type the line is of, as far as that can be told. */
static enum result
take_line(struct load *load, const char *text, size_t length, bool only_kle)
{
	bool inside = false, begins = false;
	enum result result = RESULT_OK;

	if (!only_kle && !load->has_head)
		return take_head(load, text, length);
	load->lines++;
	if (!only_kle)
		manifest_place(text, length, &inside, &begins);
	if (begins || (load->in_case && !inside))
		result = end_case(load);
	if (result != RESULT_OK)
		return result;
	if (begins)
		load->in_case = true;
	if (!load->in_case)
		return take_outside(load, text, length, only_kle);
	return batch_add(load->batch, load->line, text, length);
}

/* Windows writes a byte order mark and ends lines with CR LF. */
static const char *
trim(const char *text, size_t *length, bool first)
{
	static const char mark[] = "\xef\xbb\xbf";
	const size_t size = sizeof(mark) - 1;

	if (*length > 0 && text[*length - 1] == '\n')
		--*length;
	if (*length > 0 && text[*length - 1] == '\r')
		--*length;
	if (!first || *length < size || memcmp(text, mark, size) != 0)
		return text;
	*length -= size;
	return text + size;
}

static enum result
read_lines(struct load *load, FILE *file, bool only_kle)
{
	struct report *report = load->options.report;
	enum result result = RESULT_OK;
	char *text = NULL;
	size_t room = 0;
	ssize_t got;

	while (result == RESULT_OK && !interrupted &&
	    (got = getline(&text, &room, file)) > 0) {
		size_t length = (size_t)got;
		const char *line = trim(text, &length, ++load->line == 1);

		report->done += got;
		if (length > 0)
			result = take_line(load, line, length, only_kle);
		pool_clear(load->pool);
		report_progress(report);
	}
	free(text);
	return result == RESULT_OK && interrupted ? RESULT_HUNG_UP : result;
}

static enum result
check_lines(struct load *load, bool only_kle)
{
	struct report *report = load->options.report;

	if (load->lines > 0)
		return RESULT_OK;
	if (!only_kle && load->has_head) {
		report_warn(report, "nothing stands behind its first line");
		return RESULT_OK;
	}
	report_bad(report, 1, NULL, only_kle
	    ? "empty: a line for each KLE number is wanted"
	    : "empty: the first line is of type manifest");
	return RESULT_BAD_INPUT;
}

enum result
load_file(struct load *load, FILE *file, bool only_kle)
{
	enum result result;

	load->line = load->lines = load->bar = 0;
	load->has_head = load->in_case = false;
	pool_clear(load->areas_pool);
	areas_begin(&load->areas, load->areas_pool);
	batch_clear(load->batch);
	result = read_lines(load, file, only_kle);
	if (result == RESULT_OK)
		result = check_lines(load, only_kle);
	if (result == RESULT_OK)
		result = end_case(load);
	if (result == RESULT_OK)
		result = widen_all(load);
	if (result == RESULT_HUNG_UP)
		report_say(load->options.report,
		    "stopped by a signal; run it again to go on");
	return result;
}

enum result
load_finish(struct load *load, bool *ret_kept)
{
	const char *rule = "";
	enum result result;

	*ret_kept = true;
	if (!load->options.try_out)
		return RESULT_OK;
	if (report_bad_count(load->options.report) > 0) {
		*ret_kept = false;
		work_drop(&load->work);
		return RESULT_OK;
	}
	result = work_keep(&load->work, &rule);
	if (result != RESULT_OK)
		report_say(load->options.report, rule);
	return result;
}
