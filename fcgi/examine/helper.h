/* SPDX-License-Identifier: EUPL-1.2
 *
 * For a program that sees one stranger's papers after the other: the examining
 * child is forked by a helper that was forked before the program opened keys or
 * saw a paper. A child has a copy of all its parent's memory, also of what was
 * freed; taken over, it could say another's text as this file's. The helper has
 * nothing to give: it gets a descriptor and never the bytes, and the child's
 * answer goes past it.
 */
#ifndef MINSAG_HELPER_H
#define MINSAG_HELPER_H

#include <stdint.h>
#include "examine/examine.h"

struct helper; /* the program's end */

/*
 * Forks the helper, in a sandbox that lets it fork and no more. Before
 * anything private is read. It ends with helper_stop or with the program.
 */
enum result
helper_start(struct examiner *examiner, struct helper **ret_helper) must_check;
void
helper_stop(struct helper *helper); /* accepts NULL */

/*
 * As examine, for a stranger's file: size bytes behind fd. RESULT_TRY_AGAIN:
 * no child could be made now. RESULT_HUNG_UP: the helper is gone; the program
 * has to be started again.
 */
enum result
helper_examine(struct helper *helper, int fd, int64_t size,
    struct examined *ret_examined) must_check;

#endif
