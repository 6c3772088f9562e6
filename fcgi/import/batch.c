/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "import/batch.h"

#define ROOM 64

enum result
batch_open(struct batch **ret_batch)
{
	struct batch *batch = calloc(1, sizeof(*batch));

	if (batch == NULL)
		return RESULT_BROKEN;
	batch->pool = pool_new(BATCH_POOL_MOST);
	if (batch->pool == NULL) {
		batch_close(batch);
		return RESULT_BROKEN;
	}
	*ret_batch = batch;
	return RESULT_OK;
}

void
batch_close(struct batch *batch)
{
	if (batch == NULL)
		return;
	pool_free(batch->pool);
	free(batch->lines);
	free(batch->documents);
	free(batch);
}

void
batch_clear(struct batch *batch)
{
	pool_clear(batch->pool);
	batch->count = 0;
	batch->document_count = 0;
	batch->known = false;
	batch->bar = 0;
	batch->less_bar = 0;
}

const char *
batch_key(const struct batch *batch)
{
	return batch->lines[0].line.key;
}

/* ---- Refusals and bars ---- */

void
batch_refuse(struct batch *batch, struct batch_line *line, const char *rule)
{
	const char *copy = pool_copy(batch->pool, rule, strlen(rule));

	line->rule = copy == NULL ? "memory" : copy;
}

void
batch_spoil(struct batch *batch, struct batch_line *line, const char *rule)
{
	batch_refuse(batch, line, rule);
	line->bad = true;
}

void
batch_hold_back(struct batch *batch, struct batch_line *line,
    const char *what, int64_t because)
{
	char rule[200];

	snprintf(rule, sizeof(rule), "%s%snot done, for line %lld is bad",
	    what, what[0] == '\0' ? "" : ": ", (long long)because);
	batch_refuse(batch, line, rule);
}

static bool
set_bar(int64_t *bar, int64_t number)
{
	if (*bar != 0)
		return false;
	*bar = number;
	return true;
}

bool
batch_bar(struct batch *batch, const struct batch_line *line)
{
	bool news = set_bar(&batch->less_bar, line->number);
	int64_t *bar = line->document < 0 ? &batch->bar
	    : &batch->documents[line->document].bar;

	return set_bar(bar, line->number) || news;
}

int64_t
batch_bars(const struct batch *batch, const struct batch_line *line)
{
	int64_t bar = line->document < 0 ? 0
	    : batch->documents[line->document].bar;

	return batch->bar != 0 ? batch->bar : bar;
}

/* ---- Adding ---- */

static bool
make_room(void **array, size_t *room, size_t count, size_t size)
{
	size_t wanted = *room == 0 ? ROOM : *room * 2;
	void *larger;

	if (count < *room)
		return true;
	larger = realloc(*array, wanted * size);
	if (larger == NULL)
		return false;
	*array = larger;
	*room = wanted;
	return true;
}

/* The document of this key, from the last one back; -1: none, or memory. */
static int
find_document(struct batch *batch, const char *key, bool add)
{
	for (size_t i = batch->document_count; i > 0; i--)
		if (strcmp(batch->documents[i - 1].key, key) == 0)
			return (int)i - 1;
	if (!add || !make_room((void **)&batch->documents,
	    &batch->document_room, batch->document_count,
	    sizeof(*batch->documents)))
		return -1;
	batch->documents[batch->document_count] =
	    (struct batch_document){.key = key};
	return (int)batch->document_count++;
}

/* Where the line before stands, for lines that must stand below it. */
static int
document_above(const struct batch *batch)
{
	for (size_t i = batch->count; i > 0; i--)
		if (batch->lines[i - 1].typed &&
		    batch->lines[i - 1].line.type == MANIFEST_DOCUMENT)
			return batch->lines[i - 1].document;
	return -1;
}

static void
place_document(struct batch *batch, struct batch_line *line)
{
	struct batch_document *document;

	if (line->line.key == NULL)
		return;
	line->document = find_document(batch, line->line.key, true);
	if (line->document < 0)
		return;
	document = &batch->documents[line->document];
	document->line = line->number;
	document->bad = line->bad;
}

/* A version or withholding belongs to the document that it names. */
static void
place_below(struct batch *batch, struct batch_line *line)
{
	int above = document_above(batch);

	if (line->line.document_key == NULL)
		return;
	line->document = find_document(batch, line->line.document_key, true);
	if (line->bad || (above >= 0 && line->document == above))
		return;
	batch_spoil(batch, line,
	    "document: not the document that this line stands under");
	/* It may be meant for the one above. */
	if (manifest_shows_less(&line->line) && above >= 0)
		set_bar(&batch->documents[above].bar, line->number);
}

static void
place(struct batch *batch, struct batch_line *line)
{
	const struct manifest_line *its = &line->line;

	if (line->typed && its->type == MANIFEST_DOCUMENT)
		place_document(batch, line);
	else if (line->typed && (its->type == MANIFEST_VERSION ||
	    its->type == MANIFEST_WITHHOLDING))
		place_below(batch, line);
	if (line->bad && (!line->typed || its->type == MANIFEST_CASE ||
	    manifest_shows_less(its)))
		batch_bar(batch, line);
}

/* Each line names its case; one that names another is lost here. */
static void
check_case(struct batch *batch, struct batch_line *line)
{
	const char *named = line->line.case_key, *key;

	if (batch->count == 0)
		return;
	key = batch_key(batch);
	if (key != NULL && (named == NULL || strcmp(named, key) == 0))
		return;
	if (!line->bad)
		batch_spoil(batch, line,
		    "case: not the case that this line stands under");
	/* Whom it is about can't be told, so it bars the whole case. */
	line->line.document_key = NULL;
	line->line.key = NULL;
	line->line.cpr = NULL;
}

enum result
batch_add(struct batch *batch, int64_t number, const char *text,
    size_t length)
{
	struct batch_line *line;
	const char *rule = "";

	if (!make_room((void **)&batch->lines, &batch->room, batch->count,
	    sizeof(*batch->lines)))
		return RESULT_BROKEN;
	line = &batch->lines[batch->count];
	*line = (struct batch_line){.number = number, .document = -1,
	    .typed = true};
	if (manifest_read(text, length, batch->pool, &line->line, &rule) !=
	    RESULT_OK) {
		line->typed = manifest_glean(text, length, batch->pool,
		    &line->line);
		batch_spoil(batch, line, rule);
	}
	check_case(batch, line);
	place(batch, line);
	batch->count++;
	return RESULT_OK;
}
