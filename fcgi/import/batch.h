/* SPDX-License-Identifier: EUPL-1.2
 *
 * The lines of one case, together in memory, so that what shows less is done
 * before what shows more, in whatever order they stand.
 *
 * A line is bad when it could not be read or was refused. A bad line that would
 * have shown less to somebody is a bar: nothing of its document, or of its case
 * when the document can't be told, is published, and nobody new sees what
 * was published of it before.
 * Bars are numbers of lines; 0: none.
 */
#ifndef MINSAG_BATCH_H
#define MINSAG_BATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "core/pool.h"
#include "import/manifest.h"
#include "import/report.h"

#define BATCH_POOL_MOST ((size_t)256 << 20)

struct batch_line {
	int64_t number;
	bool typed; /* its type could be told */
	bool bad;   /* for good: as it stands, or by its file */
	const char *rule; /* with bad, or refused; else NULL */
	struct manifest_line line; /* of a bad one what could be told */
	int document;              /* index, -1: of none */
	bool staged;               /* new here by this import */
	bool withdrawn;            /* done by its keys */
	bool has_version;
	struct uuid version;
	enum outcome outcome;
};

struct batch_document {
	const char *key;
	int64_t line; /* of its document line, 0: none that can be read */
	bool bad;     /* that line is */
	int64_t bar;
};

struct batch {
	struct pool *pool;
	struct batch_line *lines; /* the first is the case's own */
	size_t count, room;
	struct batch_document *documents;
	size_t document_count, document_room;
	bool known; /* the case is in the database, under id */
	struct uuid id;
	int64_t bar;      /* nothing of the case is published */
	int64_t less_bar; /* the first bad line that would have shown less */
};

/* The caller owns it: batch_close. */
enum result
batch_open(struct batch **ret_batch) must_check;
void
batch_close(struct batch *batch); /* accepts NULL */

/* Empties it for the next case. */
void
batch_clear(struct batch *batch);

/*
 * Adds a line of the manifest: reads it, tells to which document it belongs,
 * and notes what it bars when it is bad. The first one is a case's. Texts are
 * the batch's own. RESULT_BROKEN: memory.
 */
enum result
batch_add(struct batch *batch, int64_t number, const char *text,
    size_t length) must_check;

/* The key of the case, or NULL when its line is too bad to tell it. */
const char *
batch_key(const struct batch *batch);

/* The line was refused. The rule is copied. */
void
batch_refuse(struct batch *batch, struct batch_line *line, const char *rule);

/* The same for good, whatever is tried later. */
void
batch_spoil(struct batch *batch, struct batch_line *line, const char *rule);

/* Refuses it because another line is bad: "not done, for line N is bad"; what:
 * the member that is not done, "" all of it. */
void
batch_hold_back(struct batch *batch, struct batch_line *line,
    const char *what, int64_t because);

/*
 * The line would have shown less and could not be done. Says whether that was
 * not known yet.
 */
bool
batch_bar(struct batch *batch, const struct batch_line *line);

/* What bars publishing of the line's document; 0: nothing. */
int64_t
batch_bars(const struct batch *batch, const struct batch_line *line);

#endif
