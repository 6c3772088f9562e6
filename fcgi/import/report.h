/* SPDX-License-Identifier: EUPL-1.2
 *
 * What the importer tells: bad lines with file, line and rule on standard
 * error as they are found, a bar while it works when standard error is a
 * terminal (else a plain line at each tenth), and a table at the end.
 * Never a CPR number, a name or a title.
 */
#ifndef MINSAG_REPORT_H
#define MINSAG_REPORT_H

#include <stdbool.h>
#include <stdint.h>
#include "import/manifest.h"

enum outcome { OUTCOME_NEW, OUTCOME_SAME, OUTCOME_CHANGED, OUTCOME_BAD,
	OUTCOME_COUNT };

struct report {
	const char *file; /* the one being read, as named in messages */
	int64_t line;     /* the line being worked on, from 1 */
	int64_t done, total; /* bytes of manifests: what the bar shows */
	int64_t bytes;    /* of documents brought to the database */
	int64_t counts[MANIFEST_TYPES][OUTCOME_COUNT];
	int64_t unread;   /* bad lines whose type is not known */
	bool bar;
	int tenth;
	int64_t drawn_ms;
};

/* Begins; total: bytes of all manifests together. */
void
report_open(struct report *report, int64_t total);

/* Counts what became of the line. */
void
report_outcome(struct report *report, enum manifest_type type,
    enum outcome outcome);

/* Names the line as bad; type NULL when it could not be told. */
void
report_bad(struct report *report, const enum manifest_type *type,
    const char *rule);

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
