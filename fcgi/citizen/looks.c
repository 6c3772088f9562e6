/* SPDX-License-Identifier: EUPL-1.2 */
#include "citizen/looks.h"

#include <string.h>

const char *const looks_who[] = {"me", "party", "staff", "system", NULL};
const char *const looks_what[] = {"read", "case", "search", "send", "check",
    NULL};

/* A word of the database, which filter finds it, and how people say it. */
struct word {
	const char *word;
	const char *group;
	const char *da, *en;
};

/* The last row of a table also speaks for a word that it doesn't know. */
static const struct word whos[] = {
	{"me", "me", "Dig", "You"},
	{"me-for-another", "me", "Dig, som værge", "You, as guardian"},
	{"party", "party", "En anden part i sagen",
	    "Another party to the case"},
	{"job", "system", "Kommunen, automatisk",
	    "The municipality, automatically"},
	{"system", "system", "Kommunens system", "The municipality's system"},
};

static const struct word actions[] = {
	{"case", "case", "Så på sagen", "Looked at the case"},
	{"hit", "read", "Åbnede dokumentet fra en søgning",
	    "Opened the document from a search"},
	{"search", "search", "Søgte i sagen og fandt noget",
	    "Searched the case and found something"},
	{"preview", "read", "Så en forhåndsvisning af dokumentet",
	    "Saw a preview of the document"},
	{"bundle", "send", "Samlede dokumentet i en fil",
	    "Put the document into a bundle"},
	{"deliver", "send", "Sendte dokumentet", "Sent the document"},
	{"scan", "check", "Undersøgte filen", "Examined the file"},
	{"desk-case", "case", "Så på sagen", "Looked at the case"},
	{"desk-remark", "case", "Læste en bemærkning", "Read a remark"},
	{"desk-list", "read", "Så dokumentet på en liste",
	    "Saw the document in a list"},
	{"desk-read", "read", "Læste dokumentet", "Read the document"},
	{"read", "read", "Læste dokumentet", "Read the document"},
};

static const struct word purposes[] = {
	{"own-case", "", "Indsigt i egen sag", "Insight into own case"},
	{"on-behalf", "", "Indsigt på vegne af en part",
	    "Insight on behalf of a party"},
	{"virus-check", "", "Kontrol for virus", "Check for viruses"},
	{"delivery", "", "Levering til en part", "Delivery to a party"},
	{"access-request", "", "Aktindsigt", "Access to records"},
	{"", "", "En fast opgave i kommunens systemer",
	    "A fixed task of the municipality's systems"},
};

static const struct word headings[CELLS] = {
	[CELL_AT] = {"", "", "Tidspunkt", "Time"},
	[CELL_WHO] = {"", "", "Hvem", "Who"},
	[CELL_WHAT] = {"", "", "Hvad", "What"},
	[CELL_WHY] = {"", "", "Hvorfor", "Why"},
	[CELL_DOCUMENT] = {"", "", "Dokument", "Document"},
};

static const char *
say(const struct word *word, enum language language)
{
	return language == LANGUAGE_EN ? word->en : word->da;
}

static const struct word *
find(const struct word *table, size_t count, const char *wanted)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(table[i].word, wanted) == 0)
			return &table[i];
	return &table[count - 1];
}

/* "Sagsbehandler Ida Holm, Jobcenteret"; name and unit may be missing. */
static const char *
say_staff(struct pool *pool, const struct db_rows *rows, int r,
    const struct looks_columns *columns)
{
	bool named = !db_is_null(rows, r, columns->name);
	bool of_unit = !db_is_null(rows, r, columns->unit);

	return pool_printf(pool, "%s%s%s%s%s",
	    db_get_text(rows, r, columns->role), named ? " " : "",
	    named ? db_get_text(rows, r, columns->name) : "",
	    of_unit ? ", " : "",
	    of_unit ? db_get_text(rows, r, columns->unit) : "");
}

const char *
looks_say_who(struct pool *pool, const struct db_rows *rows, int r,
    const struct looks_columns *columns, enum language language)
{
	const char *who = db_get_text(rows, r, columns->who);

	if (strcmp(who, "staff") == 0)
		return say_staff(pool, rows, r, columns);
	return say(find(whos, LENGTH(whos), who), language);
}

const char *
looks_say_what(const struct db_rows *rows, int r,
    const struct looks_columns *columns, enum language language)
{
	const char *action = db_get_text(rows, r, columns->action);

	return say(find(actions, LENGTH(actions), action), language);
}

/* Staff's own words are shown as they are; they were told so. */
const char *
looks_say_why(const struct db_rows *rows, int r,
    const struct looks_columns *columns, enum language language)
{
	const char *why;

	if (db_is_null(rows, r, columns->purpose))
		return language == LANGUAGE_EN ? "Not noted at the time"
		    : "Blev ikke noteret dengang";
	why = db_get_text(rows, r, columns->purpose);
	if (strcmp(db_get_text(rows, r, columns->who), "staff") == 0)
		return why;
	return say(find(purposes, LENGTH(purposes), why), language);
}

const char *
looks_group(const char *action)
{
	return find(actions, LENGTH(actions), action)->group;
}

const char *
looks_side(const char *who)
{
	return strcmp(who, "staff") == 0 ? who
	    : find(whos, LENGTH(whos), who)->group;
}

const char *
looks_heading(int cell, enum language language)
{
	return say(&headings[cell], language);
}
