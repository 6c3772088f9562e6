/* SPDX-License-Identifier: EUPL-1.2
 *
 * Brings a manifest's lines into the database, one transaction a case.
 *
 * A case's lines stand together, the case first; a document's versions and
 * withholdings stand behind it. Each line names its case (and document) all
 * the same, and one that names another than the one it stands under is bad:
 * a lost line never puts a document on someone else's case. A line that
 * fails is undone alone (savepoint) and named; the rest of its case goes in.
 */
#ifndef MINSAG_LOAD_H
#define MINSAG_LOAD_H

#include <stdbool.h>
#include <stdio.h>
#include "core/db.h"
#include "examine/examine.h"
#include "import/person.h"
#include "import/report.h"

struct load_options {
	struct db *db;
	struct examiner *examiner;
	struct person_keys *keys;
	struct report *report;
	int folder;          /* descriptor; files are opened below it */
	bool all_or_nothing; /* one transaction, kept if no line is bad */
};

struct load;

/* The caller owns it: load_close. options are borrowed until then. */
enum result
load_open(const struct load_options *options, struct load **ret_load)
    must_check;

/*
 * Reads every line of the file. only_kle: a file of KLE numbers. A bad line
 * is reported and is no failure. Otherwise RESULT_TRY_AGAIN: the database
 * went away; what was committed stays.
 */
enum result
load_file(struct load *load, FILE *file, bool only_kle) must_check;

/*
 * Commits what is still open; with all_or_nothing all of it, or nothing when
 * a line was bad (*ret_kept is false then).
 */
enum result
load_finish(struct load *load, bool *ret_kept) must_check;

/* Accepts NULL; gives back what has not been committed. */
void
load_close(struct load *load);

#endif
