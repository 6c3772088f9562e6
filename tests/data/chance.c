/* SPDX-License-Identifier: EUPL-1.2 */
#include "chance.h"

struct chance
chance_from(const char *text)
{
	uint64_t hash = UINT64_C(14695981039346656037); /* FNV-1a */

	for (; *text != '\0'; text++) {
		hash ^= (unsigned char)*text;
		hash *= UINT64_C(1099511628211);
	}
	return (struct chance){.state = hash};
}

uint64_t
chance_next(struct chance *chance)
{
	uint64_t z = chance->state += UINT64_C(0x9e3779b97f4a7c15);

	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return z ^ (z >> 31);
}

size_t
chance_below(struct chance *chance, size_t below)
{
	return (size_t)(chance_next(chance) % below);
}

double
chance_share(struct chance *chance)
{
	return (double)(chance_next(chance) >> 11) / 9007199254740992.0;
}
