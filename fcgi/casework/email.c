/* SPDX-License-Identifier: EUPL-1.2 */
#include "casework/email.h"

#include <stddef.h>
#include <string.h>

#define LOCAL_MOST 64 /* RFC 5321 section 4.5.3.1.1 */
#define LABEL_MOST 63 /* RFC 1035 section 2.3.4 */

static const char letters[] =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

/* atext of RFC 5322 section 3.2.3 */
static bool
in_atom(char c)
{
	return c != '\0' && (strchr(letters, c) != NULL ||
	    strchr("!#$%&'*+-/=?^_`{|}~", c) != NULL);
}

/* dot-atom: atoms with single dots between them */
static bool
local_valid(const char *at, size_t length)
{
	if (length == 0 || length > LOCAL_MOST || at[0] == '.' ||
	    at[length - 1] == '.')
		return false;
	for (size_t i = 0; i < length; i++)
		if (at[i] == '.' ? at[i - 1] == '.' : !in_atom(at[i]))
			return false;
	return true;
}

static bool
label_valid(const char *at, size_t length)
{
	if (length == 0 || length > LABEL_MOST || at[0] == '-' ||
	    at[length - 1] == '-')
		return false;
	for (size_t i = 0; i < length; i++)
		if (at[i] != '-' &&
		    (at[i] == '\0' || strchr(letters, at[i]) == NULL))
			return false;
	return true;
}

static bool
domain_valid(const char *at)
{
	size_t labels = 0;

	for (;;) {
		size_t length = strcspn(at, ".");
		if (!label_valid(at, length))
			return false;
		labels++;
		if (at[length] == '\0')
			break;
		at += length + 1;
	}
	return labels > 1 && strspn(at, "0123456789") < strlen(at);
}

bool
email_valid(const char *text)
{
	const char *at = strchr(text, '@');

	return at != NULL && strlen(text) <= EMAIL_MOST &&
	    local_valid(text, (size_t)(at - text)) && domain_valid(at + 1);
}
