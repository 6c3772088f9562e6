/* SPDX-License-Identifier: EUPL-1.2
 *
 * The demo's own source of chance: the same seed gives the same municipality.
 */
#ifndef MINSAG_DATA_CHANCE_H
#define MINSAG_DATA_CHANCE_H

#include <stddef.h>
#include <stdint.h>

struct chance {
	uint64_t state;
};

/* Begins a sequence that depends on the text alone. */
struct chance
chance_from(const char *text);

/* Returns the next 64 bits (SplitMix64). */
uint64_t
chance_next(struct chance *chance);

/* Returns a number from 0 to below - 1; below > 0. */
size_t
chance_below(struct chance *chance, size_t below);

/* Returns a number from 0 to 1. */
double
chance_share(struct chance *chance);

#endif
