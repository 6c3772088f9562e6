/* SPDX-License-Identifier: EUPL-1.2
 *
 * Danish civil registration numbers (CPR): ddmmyy-nnnn, where the digit after
 * the birthday tells the century. Source: CPR-kontoret, "Personnummeret i
 * CPR": the century table, replacement numbers (day + 60), and that numbers
 * given since October 2007 need not fit modulus 11, which is therefore not
 * asked for.
 */
#ifndef MINSAG_CPR_H
#define MINSAG_CPR_H

#include "core/result.h"

#define CPR_DIGITS 10

/*
 * Reads "ddmmyynnnn" or "ddmmyy-nnnn" and gives the ten digits, with NUL.
 * RESULT_BAD_INPUT when the text has another form or names no day of the
 * calendar. A number that passes need not have been given to anyone.
 */
enum result
cpr_parse(const char *text, char ret_digits[CPR_DIGITS + 1]) must_check;

#endif
