/* SPDX-License-Identifier: EUPL-1.2
 *
 * A bound on what one input may cost: the processor time of the process, so
 * that other programs don't matter.
 */
#ifndef MINSAG_TESTS_FUZZ_BOUND_H
#define MINSAG_TESTS_FUZZ_BOUND_H

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

/* 20 ms is the goal (tests/login/check_cost.c, where the best of several runs
 * counts); here one run must do, under instruments that cost ten times. */
#define BOUND_MS 1000

static inline clock_t
bound_begin(void)
{
	return clock();
}

static inline void
bound_end(clock_t begin)
{
	clock_t took = (clock() - begin) / (CLOCKS_PER_SEC / 1000);

	if (took <= BOUND_MS)
		return;
	fprintf(stderr, "one input cost %ld ms\n", (long)took);
	abort();
}

#endif
