/* SPDX-License-Identifier: EUPL-1.2 */
#include "citizen/reasons.h"

#include <string.h>

struct reason {
	const char *code;
	const char *da, *en;
};

/* The last row also speaks for a code that this table doesn't know. */
static const struct reason table[] = {
	{"not-a-party",
	    "Du er ikke part i den sag, som dokumentet hører til.",
	    "You are not a party to the case that the document belongs to."},
	{"not-published",
	    "Kommunen har ikke lagt dokumentet frem her endnu.",
	    "The municipality has not put the document here yet."},
	{"not-released",
	    "En anden i sagen har sendt det til kommunen, og kommunen har ikke "
	    "vist det til dig.",
	    "Someone else in the case sent it to the municipality, which has "
	    "not shown it to you."},
	{"withdrawn",
	    "Kommunen har taget dokumentet tilbage. Det skulle ikke have "
	    "været lagt her.",
	    "The municipality has taken the document back. It should not have "
	    "been put here."},
	{"withheld",
	    "Kommunen har besluttet, at du ikke kan se dokumentet. Loven giver "
	    "lov til det i nogle tilfælde.",
	    "The municipality has decided that you cannot see the document. "
	    "The law allows that in some cases."},
	{"before-start",
	    "Dokumentet er fra før, området kom med i Min Sag. Du kan bede om "
	    "aktindsigt i det.",
	    "The document is from before the area became part of Min Sag. You "
	    "can ask for access to it."},
	{"area-closed",
	    "Området er lukket for Min Sag lige nu. Du kan bede om aktindsigt "
	    "i dokumentet.",
	    "The area is closed for Min Sag right now. You can ask for access "
	    "to the document."},
	{"kind-not-shown",
	    "Den slags dokumenter bliver ikke vist i Min Sag på dette område. "
	    "Du kan bede om aktindsigt i dokumentet.",
	    "Documents of this kind are not shown in Min Sag in this area. You "
	    "can ask for access to the document."},
	{"not-ready",
	    "Dokumentet er på vej. Det bliver vist her af sig selv.",
	    "The document is on its way. It will be shown here by itself."},
	{"unknown-value",
	    "Vi mangler en oplysning for at kunne vise dokumentet. Ring til "
	    "kommunen, så finder vi den.",
	    "We lack a piece of information to show the document. Call the "
	    "municipality, and we will find it."},
};

#define COUNT (sizeof(table) / sizeof(table[0]))

static const struct reason *
find(const char *code, size_t length)
{
	for (size_t i = 0; i < COUNT; i++)
		if (strlen(table[i].code) == length &&
		    memcmp(table[i].code, code, length) == 0)
			return &table[i];
	return &table[COUNT - 1];
}

static void
show_law(struct writer *writer, const struct db_rows *rows, int r,
    struct reason_columns columns, enum language language)
{
	if (columns.law == 0 || db_is_null(rows, r, columns.law))
		return;
	writer_key(writer, "law");
	writer_value(writer, rows, r, columns.law);
	writer_key(writer, "plain");
	writer_value(writer, rows, r, language == LANGUAGE_EN
	    ? columns.plain_en : columns.plain_da);
}

static void
show_reason(struct writer *writer, const struct db_rows *rows, int r, int i,
    struct reason_columns columns, enum language language)
{
	size_t length;
	const char *code = db_texts_item(rows, r, columns.reasons, i, &length);
	const struct reason *reason = find(code, length);

	writer_open(writer, '{');
	writer_key(writer, "code");
	writer_text_length(writer, code, length);
	writer_key(writer, "text");
	writer_text(writer, language == LANGUAGE_EN ? reason->en : reason->da);
	if (strcmp(reason->code, "withheld") == 0)
		show_law(writer, rows, r, columns, language);
	writer_close(writer, '}');
}

void
show_reasons(struct writer *writer, const struct db_rows *rows, int r,
    struct reason_columns columns, enum language language)
{
	int count = db_is_null(rows, r, columns.reasons) ? 0
	    : db_texts_count(rows, r, columns.reasons);

	writer_key(writer, "reasons");
	writer_open(writer, '[');
	for (int i = 0; i < count; i++)
		show_reason(writer, rows, r, i, columns, language);
	writer_close(writer, ']');
}
