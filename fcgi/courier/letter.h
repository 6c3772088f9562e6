/* SPDX-License-Identifier: EUPL-1.2
 *
 * What a message says, in plain words of two languages. It names kinds and
 * links, never a title, a person or a number of theirs: whoever else reads it
 * learns that there is a case and no more. A link opens the very thing, after
 * log-in.
 */
#ifndef MINSAG_LETTER_H
#define MINSAG_LETTER_H

#include <stddef.h>
#include "core/language.h"
#include "core/result.h"
#include "courier/draft.h"

#define LETTER_ITEMS_MOST 20 /* links in one text; the rest is counted */

enum letter_kind { LETTER_NEW_DOCUMENT, LETTER_ANSWERED_REMARK,
	LETTER_REJECTED_UPLOAD, LETTER_DEADLINE_NEAR, LETTER_KINDS };

struct letter_item {
	enum letter_kind kind;
	const char *page; /* below the site: "dokument.html?id=…" */
};

struct letter {
	enum language language;
	const char *municipality;
	const char *base_url;
	const struct letter_item *items;
	size_t count;
	const char *code; /* 8 digits that confirm an address, or NULL */
};

/* Reads a kind's word as the database has it. */
enum result
letter_kind_read(const char *word, enum letter_kind *ret_kind) must_check;

/* The subject, at most 60 characters. Static. */
const char *
letter_subject(const struct letter *letter);

/* What a kind is called above its links and on a button. Static. */
const char *
letter_name(enum letter_kind kind, enum language language);

/* The whole text, UTF-8, lines ended by line feeds. */
void
letter_text(const struct letter *letter, struct draft *draft);

/*
 * The text of an SMS, at most 150 characters (NemSMS). Without a link: public
 * authorities don't send any by SMS, because fraud looks like that.
 */
void
letter_short(const struct letter *letter, struct draft *draft);

#endif
