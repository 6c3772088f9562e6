/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "import/areas.h"

void
areas_begin(struct areas *areas, struct pool *pool)
{
	*areas = (struct areas){.pool = pool};
	areas->last = &areas->waiting;
}

static struct area_line *
make(struct areas *areas, int64_t number, const char *text, size_t length)
{
	struct area_line *line = pool_alloc(areas->pool, sizeof(*line));

	if (line == NULL)
		return NULL;
	line->number = number;
	line->length = length;
	if (text != NULL)
		line->text = pool_copy(areas->pool, text, length);
	return text != NULL && line->text == NULL ? NULL : line;
}

enum result
areas_wait(struct areas *areas, int64_t number, const char *text,
    size_t length)
{
	struct area_line *line = make(areas, number, text, length);

	if (line == NULL)
		return RESULT_BROKEN;
	*areas->last = line;
	areas->last = &line->next;
	return RESULT_OK;
}

enum result
areas_spoil(struct areas *areas, int64_t number, const char *key)
{
	struct area_line *line = make(areas, number, key,
	    key == NULL ? 0 : strlen(key));

	if (line == NULL)
		return RESULT_BROKEN;
	line->next = areas->bad;
	areas->bad = line;
	return RESULT_OK;
}

void
areas_mend(struct areas *areas, const char *key)
{
	struct area_line **at = &areas->bad;

	while (*at != NULL)
		if ((*at)->text != NULL && strcmp((*at)->text, key) == 0)
			*at = (*at)->next;
		else
			at = &(*at)->next;
}

int64_t
areas_bar(const struct areas *areas, const char *key)
{
	for (const struct area_line *bad = areas->bad; bad != NULL;
	    bad = bad->next)
		if (bad->text == NULL || key == NULL ||
		    strcmp(bad->text, key) == 0)
			return bad->number;
	return 0;
}
