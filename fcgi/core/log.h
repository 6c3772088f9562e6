/* SPDX-License-Identifier: EUPL-1.2
 *
 * Log lines on standard error: "<level> <program> <request id> <message>".
 * A message states facts and rules; never a name, a CPR number, free text
 * from a client, a query string or a token. Bytes outside printable ASCII
 * become '?', and a line ends at 1,000 bytes.
 * core and casework never log by themselves: a failure is logged once, where
 * the route ends (route.c) or where a program ends (main).
 */
#ifndef MINSAG_LOG_H
#define MINSAG_LOG_H

#include "core/result.h"

/* Sets the program's name and the least level that is written. Once. */
void
log_open(const char *program, enum log_level least);

/* Reads a level's word: debug, info, warning or error. */
enum result
log_level_parse(const char *word, enum log_level *ret_level) must_check;

/* Writes one line in one write(2). request_id may be NULL: "-". */
void
log_write(enum log_level level, const char *request_id, const char *format,
    ...) __attribute__((format(printf, 3, 4)));

#endif
