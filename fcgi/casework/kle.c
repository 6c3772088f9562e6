/* SPDX-License-Identifier: EUPL-1.2 */
#include "casework/kle.h"

#define PARTS_MOST 3

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

bool
kle_valid(const char *text)
{
	for (int part = 1; part <= PARTS_MOST; part++) {
		if (!is_digit(text[0]) || !is_digit(text[1]))
			return false;
		text += 2;
		if (*text == '\0')
			return true;
		if (*text++ != '.')
			return false;
	}
	return false;
}
