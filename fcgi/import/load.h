/* SPDX-License-Identifier: EUPL-1.2
 *
 * Brings a manifest's lines into the database.
 *
 * A case's lines stand together, the case first; a document's versions and
 * withholdings stand behind it. Each line names its case (and document) all
 * the same, and one that names another than the one it stands under is bad:
 * a lost line never puts a document on someone else's case. A line that
 * fails is undone alone and named; the rest of its case goes in, as far as the
 * bad line does not bar it (batch.h).
 *
 * An area shows less at once, and more after all cases, unless a line that
 * would have shown less was bad anywhere before.
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
	const char *municipality; /* that the manifest must be of */
	int folder;               /* descriptor; files are opened below it */
	/*
	 * One transaction, in which files come in and all else is tried out
	 * and undone; it is kept if no line is bad. Then the same is loaded
	 * once more without this, case by case.
	 */
	bool try_out;
};

struct load;

/* The caller owns it: load_close. options are borrowed until then. */
enum result
load_open(const struct load_options *options, struct load **ret_load)
    must_check;

/*
 * Reads every line of the file. only_kle: a file of KLE numbers. A bad line
 * is reported and is no failure. Otherwise, said to the report:
 * RESULT_BAD_INPUT: it is no manifest of this municipality; RESULT_TRY_AGAIN:
 * the database went away; RESULT_HUNG_UP: a signal. What was committed stays.
 */
enum result
load_file(struct load *load, FILE *file, bool only_kle) must_check;

/*
 * To be called when all files went well. With try_out nothing is kept when a
 * line was bad (*ret_kept is false then).
 */
enum result
load_finish(struct load *load, bool *ret_kept) must_check;

/* Accepts NULL; gives back what has not been committed. */
void
load_close(struct load *load);

#endif
