/* SPDX-License-Identifier: EUPL-1.2
 *
 * What the subcommands share: a call that says on standard error why it was
 * refused, what was typed on standard input, and rows as lines.
 */
#ifndef MINSAG_ADMIN_CALL_H
#define MINSAG_ADMIN_CALL_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include "admin/command.h"
#include "core/uuid.h"

/*
 * Calls a statement. Returns ADMIN_DONE with rows (db_rows_free), else the
 * status to end with, after a line on standard error.
 */
int
call(const struct admin *admin, const struct db_statement *statement,
    const struct db_value *values, struct db_rows **ret_rows);

/* Says why on standard error and returns status. */
int
refuse(const struct admin *admin, int status, const char *why);

/* Says which word of the command line cannot be, and what can. */
int
refuse_word(const struct admin *admin, const char *what, const char *word,
    const char *wanted);

/* A whole number from 0 to most, in decimal digits alone. */
bool
read_number(const char *text, int64_t most, int64_t *ret_number);

/*
 * Reads standard input to its end, at most most bytes, white space at the end
 * taken away, and what nobody sees, which standard error then tells. Says false
 * when there is more, none, or no valid UTF-8.
 * *ret_text is the caller's: free.
 */
bool
read_input(size_t most, char **ret_text);

/* Reads a UUID of the command line. */
bool
read_uuid(const char *text, struct uuid *ret_uuid);

/*
 * Column c of row r as people read it: text as it is, numbers, yes or no, UUID,
 * date, time in UTC; null as "-". Lists (text[]) are separated by commas.
 */
void
print_value(FILE *out, const struct db_rows *rows, int r, int c);

/* The first columns of a row on one line, separated by tabs. */
void
print_row(FILE *out, const struct db_rows *rows, int r, int columns);

#endif
