/* SPDX-License-Identifier: EUPL-1.2
 *
 * What the importer tells: bad lines with file, line and rule on standard
 * error, a bar while it works when standard error is a terminal, and a table at
 * the end.
 * Never a CPR number, a name or a title.
 */
#ifndef MINSAG_REPORT_H
#define MINSAG_REPORT_H

#include <stdbool.h>
#include <stdint.h>
#include "import/manifest.h"

enum outcome { OUTCOME_NEW, OUTCOME_SAME, OUTCOME_CHANGED, OUTCOME_BAD,
	OUTCOME_COUNT,
	OUTCOME_NONE, /* there was nothing that it could be done to */
	OUTCOME_HELD  /* held back */
};

struct report {
	const char *file; /* the one being read, as named in messages */
	int64_t done, total; /* bytes of manifests: what the bar shows */
	int64_t bytes;    /* of documents brought to the database */
	int64_t counts[MANIFEST_TYPES][OUTCOME_COUNT];
	int64_t unread;   /* bad lines whose type is not known */
	bool bar;     /* standard error is a terminal */
	bool again;   /* what was tried out is done: only bad lines count */
	int64_t drawn_ms;
};

/* Begins. The caller says total: the bar goes once through all manifests. */
void
report_open(struct report *report);

/* Counts what became of the line. */
void
report_outcome(struct report *report, enum manifest_type type,
    enum outcome outcome);

/* Names a line as bad; type NULL when it could not be told. */
void
report_bad(struct report *report, int64_t line,
    const enum manifest_type *type, const char *rule);

/* Counts a bad line that is not named, for another is in its place. */
void
report_count_bad(struct report *report, const enum manifest_type *type);

/* Says something about the file that is no fault. */
void
report_warn(struct report *report, const char *text);

/* Says something that is not about a line. */
void
report_say(struct report *report, const char *text);

/* Shows how far it is, at most ten times a second. */
void
report_progress(struct report *report);

/* Bad lines so far. */
int64_t
report_bad_count(const struct report *report);

/* Takes the bar away and prints the table on standard output. kept: false
 * when all was given back. */
void
report_close(struct report *report, bool kept);

#endif
