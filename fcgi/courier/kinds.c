/* SPDX-License-Identifier: EUPL-1.2 */
#include "courier/kinds.h"

#include <stdio.h>
#include <string.h>

#include "courier/operations.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define AT(hour, minute) ((hour) * 60 + (minute))

/*
 * name, function, seconds of a lease, attempts, minute of the day
 */
static const struct kind kinds[] = {
	{"scan", scan, 90, 6, KIND_ON_DEMAND},
	/* 10 seconds to an hour between attempts: dead after a day or two */
	{"notice", notice, 180, 40, KIND_ON_DEMAND},
	{"receipts", receipts, 180, 20, KIND_ON_DEMAND},
	{"area", area, 120, 20, KIND_ON_DEMAND},
	{"deadline", deadline, 180, 20, AT(8, 0)},
	{"party-start", party_start, 90, 40, KIND_ON_DEMAND},
	{"sweep", sweep, 120, 5, AT(3, 30)},
};

const struct kind *
kinds_find(const char *name)
{
	for (size_t i = 0; i < COUNT(kinds); i++)
		if (strcmp(kinds[i].name, name) == 0)
			return &kinds[i];
	return NULL;
}

/* One column being written. */
struct column {
	char *at;
	size_t size, length;
};

static void
add(struct column *column, const char *word)
{
	int put = snprintf(column->at + column->length,
	    column->size - column->length, "%s%s",
	    column->length == 0 ? "{" : ",", word);

	if (put > 0)
		column->length += (size_t)put;
}

static void
add_number(struct column *column, int number)
{
	char word[16];

	snprintf(word, sizeof(word), "%d", number);
	add(column, word);
}

static void
finish(struct column *column)
{
	snprintf(column->at + column->length, column->size - column->length,
	    "%s", column->length == 0 ? "{}" : "}");
}

/* The place in the table behind the kind of that name. */
static size_t
place_after(const char *name)
{
	const struct kind *kind = name == NULL ? NULL : kinds_find(name);

	return kind == NULL ? 0 : (size_t)(kind - kinds) + 1;
}

void
kinds_columns(const char *after, struct kinds_columns *ret_columns)
{
#define COLUMN(name) \
	{.at = ret_columns->name, .size = sizeof(ret_columns->name)}
	struct column columns[] = {COLUMN(names), COLUMN(leases),
	    COLUMN(attempts), COLUMN(daily_names), COLUMN(daily_minutes)};
#undef COLUMN

	size_t first = place_after(after);

	for (size_t i = 0; i < COUNT(kinds); i++) {
		const struct kind *kind = &kinds[(first + i) % COUNT(kinds)];

		add(&columns[0], kind->name);
		add_number(&columns[1], kind->lease_seconds);
		add_number(&columns[2], kind->attempts);
		if (kind->daily_minute == KIND_ON_DEMAND)
			continue;
		add(&columns[3], kind->name);
		add_number(&columns[4], kind->daily_minute);
	}
	for (size_t i = 0; i < COUNT(columns); i++)
		finish(&columns[i]);
}
