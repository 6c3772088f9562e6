/* SPDX-License-Identifier: EUPL-1.2
 *
 * The examining child: it has left every descriptor but the file and a pipe,
 * every right to open or talk, and has limits of memory and time.
 */
#ifndef MINSAG_CHILD_H
#define MINSAG_CHILD_H

#include <sys/types.h>
#include "examine/examine.h"

struct child {
	pid_t pid;
	int fd; /* where its answer comes; -1: given away */
};

/* Forks it. RESULT_BROKEN: it could not be made. */
enum result
child_begin(const struct examiner *examiner, const struct examine_file *file,
    struct child *ret_child) must_check;

/* Ends it, wherever it is, and closes its pipe. */
void
child_end(struct child *child);

/*
 * Hears what a child says on the other end of its pipe about a file of size
 * bytes, for a minute at most, and believes nothing that it has not checked.
 * EXAMINE_UNABLE: nothing that can be believed.
 */
void
child_hear(int fd, int64_t size, struct examined *ret_examined);

#endif
