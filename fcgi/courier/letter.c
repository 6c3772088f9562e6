/* SPDX-License-Identifier: EUPL-1.2 */
#include "courier/letter.h"

#include <string.h>

#include "core/text.h"

#define SHORT_CHARACTERS 150 /* MeMo: notification */

/* In both languages, by enum language. */
struct words {
	const char *in[2];
};

static const char *const kind_words[LETTER_KINDS] = {"new-document",
    "answered-remark", "rejected-upload", "deadline-near"};

static const struct words subjects[LETTER_KINDS] = {
	{{"Nyt dokument i din sag", "New document in your case"}},
	{{"Svar på din bemærkning", "An answer to your remark"}},
	{{"En fil kom ikke med i din sag",
	    "A file was not added to your case"}},
	{{"En frist nærmer sig", "A deadline is near"}},
};
static const struct words several = {{"Nyt i dine sager",
    "News in your cases"}};
static const struct words code_subject = {{"Din kode til Min Sag",
    "Your code for Min Sag"}};

static const struct words names[LETTER_KINDS] = {
	{{"Nyt dokument", "New document"}},
	{{"Svar på en bemærkning", "Answer to a remark"}},
	{{"En fil, der ikke kom med", "A file that was not added"}},
	{{"En frist, der nærmer sig", "A deadline that is near"}},
};

static const struct words begin = {{
	"Hej\n\nDer er nyt til dig i Min Sag hos %s.\n",
	"Hello\n\nThere is news for you in Min Sag at %s.\n"}};
static const struct words more = {{
	"\nDer er mere nyt. Se alle dine sager:\n%s/sager.html\n",
	"\nThere is more. See all your cases:\n%s/sager.html\n"}};
static const struct words end = {{
	"\nLog ind med MitID for at læse det. Af hensyn til dit privatliv står "
	"der ikke mere her.\n"
	"\nEr du i tvivl, om beskeden er ægte, så gå selv ind på kommunens "
	"hjemmeside.\n"
	"\nDu bestemmer selv, hvad vi skriver til dig om:\n"
	"%s/beskeder.html\n"
	"\nDu kan ikke svare på denne besked.\n",
	"\nLog in with MitID to read it. For the sake of your privacy there is "
	"nothing more here.\n"
	"\nIf you doubt that this message is genuine, go to the "
	"municipality's website yourself.\n"
	"\nYou decide what we write to you about:\n"
	"%s/beskeder.html\n"
	"\nYou can't reply to this message.\n"}};
static const struct words code_text = {{
	"Hej\n\nDin kode til Min Sag er %s\n"
	"\nSkriv den på siden Beskeder i Min Sag, hvor du gav os adressen. "
	"Koden gælder i en halv time.\n"
	"\nHar du ikke bedt om en kode, så gør ingenting. Så bruger vi ikke "
	"adressen.\n"
	"\nDu kan ikke svare på denne besked.\n",
	"Hello\n\nYour code for Min Sag is %s\n"
	"\nType it on the page Messages in Min Sag, where you gave us the "
	"address. The code is good for half an hour.\n"
	"\nIf you didn't ask for a code, do nothing. Then we won't use the "
	"address.\n"
	"\nYou can't reply to this message.\n"}};
static const struct words short_text = {{
	"%s. Log ind på Min Sag via kommunens hjemmeside.",
	"%s. Log in to Min Sag from the municipality's website."}};

enum result
letter_kind_read(const char *word, enum letter_kind *ret_kind)
{
	for (int i = 0; i < LETTER_KINDS; i++)
		if (strcmp(word, kind_words[i]) == 0) {
			*ret_kind = (enum letter_kind)i;
			return RESULT_OK;
		}
	return RESULT_BAD_INPUT;
}

const char *
letter_subject(const struct letter *letter)
{
	if (letter->code != NULL)
		return code_subject.in[letter->language];
	for (size_t i = 1; i < letter->count; i++)
		if (letter->items[i].kind != letter->items[0].kind)
			return several.in[letter->language];
	return subjects[letter->items[0].kind].in[letter->language];
}

const char *
letter_name(enum letter_kind kind, enum language language)
{
	return names[kind].in[language];
}

/* The formats are constants of this file; the arguments no more than texts. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
static void
put(struct draft *draft, const struct words *words, enum language language,
    const char *text)
{
	draft_printf(draft, words->in[language], text);
}
#pragma GCC diagnostic pop

static void
put_kind(const struct letter *letter, enum letter_kind kind,
    struct draft *draft)
{
	bool named = false;

	for (size_t i = 0; i < letter->count && i < LETTER_ITEMS_MOST; i++) {
		if (letter->items[i].kind != kind)
			continue;
		if (!named)
			draft_printf(draft, "\n%s:\n",
			    letter_name(kind, letter->language));
		named = true;
		draft_printf(draft, "%s/%s\n", letter->base_url,
		    letter->items[i].page);
	}
}

void
letter_text(const struct letter *letter, struct draft *draft)
{
	if (letter->code != NULL) {
		put(draft, &code_text, letter->language, letter->code);
		return;
	}
	put(draft, &begin, letter->language, letter->municipality);
	for (int kind = 0; kind < LETTER_KINDS; kind++)
		put_kind(letter, (enum letter_kind)kind, draft);
	if (letter->count > LETTER_ITEMS_MOST)
		put(draft, &more, letter->language, letter->base_url);
	put(draft, &end, letter->language, letter->base_url);
}

void
letter_short(const struct letter *letter, struct draft *draft)
{
	put(draft, &short_text, letter->language, letter_subject(letter));
	if (text_characters(draft->at, draft->length) > SHORT_CHARACTERS)
		draft->full = true;
}
