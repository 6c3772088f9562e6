/* SPDX-License-Identifier: EUPL-1.2
 *
 * A story is one case, told in a text file of tests/data/stories:
 *
 *   case: KEY            area: KEY      unit: KEY       title: TEXT
 *   party: PERSON ROLE   opened: DAY HH:MM   closed: DAY
 *   deadline: DAY | DANISH | ENGLISH
 *   status: DAY HH:MM WORD
 *   doc: KIND | TITLE | DAY
 *     form: pdf (default), txt, html, png NAME, jpg NAME, scan, book PHRASES
 *     withheld: DAY SECTION [PERSON]
 *     v: draft|final DAY HH:MM [pub DAY HH:MM] [out DAY CAUSE]
 *     ---            the version's text up to the next ---; a text that
 *     ---            begins with "=" goes on where the version before ended
 *   series: KIND | PHRASES | FIRST EVERY COUNT
 *
 * DAY counts weekdays from today. In titles and texts {navn} and {fornavn}
 * stand for the first party, {dato:DAY} for a date.
 */
#ifndef MINSAG_DATA_STORY_H
#define MINSAG_DATA_STORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define STORY_PARTIES 3
#define STORY_STATUSES 12
#define STORY_VERSIONS 4
#define STORY_DOCUMENTS 64

struct story_time {
	int day; /* weekdays from today */
	int minute; /* of the day, UTC */
	bool given;
};

struct story_version {
	bool final;
	struct story_time created, published, withdrawn;
	const char *cause;
	char *text;
};

enum story_form { FORM_PDF, FORM_TXT, FORM_HTML, FORM_PNG, FORM_JPG, FORM_SCAN,
	FORM_BOOK };

struct story_document {
	const char *kind, *title;
	int day;
	enum story_form form;
	const char *form_word; /* picture's or phrases' name */
	struct story_time withheld;
	const char *section, *withheld_from;
	struct story_version versions[STORY_VERSIONS];
	int version_count;
};

struct story {
	const char *key, *area, *unit, *title;
	struct {
		const char *person, *role;
	} parties[STORY_PARTIES];
	int party_count;
	struct story_time opened, closed, deadline;
	const char *deadline_da, *deadline_en;
	struct {
		struct story_time at;
		const char *word;
	} statuses[STORY_STATUSES];
	int status_count;
	struct story_document documents[STORY_DOCUMENTS];
	int document_count;
};

/* Reads a story; series become documents made of phrases from folder. Ends
 * the program with file and line when a story is not well formed. Lives until
 * the program ends. */
struct story *
story_read(const char *folder, const char *name);

/* Reads a whole file, NUL-terminated, or ends the program. */
char *
story_file(const char *folder, const char *sub, const char *name);

#endif
