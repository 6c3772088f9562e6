/* SPDX-License-Identifier: EUPL-1.2 */
#include <glib.h>
#include <string.h>

#include "import/name.h"

bool
name_write(const char *name, enum name_form form, char *ret_name, size_t size)
{
	char *written = g_utf8_normalize(name, -1, form == NAME_COMPOSED
	    ? G_NORMALIZE_NFC : G_NORMALIZE_NFD);
	bool fits = written != NULL && strlen(written) < size;

	if (fits)
		strcpy(ret_name, written);
	g_free(written);
	return fits;
}

bool
name_is_same(const char *one, const char *other)
{
	char *a = g_utf8_normalize(one, -1, G_NORMALIZE_NFC);
	char *b = g_utf8_normalize(other, -1, G_NORMALIZE_NFC);
	bool same = a != NULL && b != NULL && strcmp(a, b) == 0;

	g_free(a);
	g_free(b);
	return same;
}
