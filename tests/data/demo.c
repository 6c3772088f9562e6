/* SPDX-License-Identifier: EUPL-1.2
 *
 * minsag-demo [--today YYYY-MM-DD] [--stories FOLDER] DIR: writes the demo
 * municipality as a folder that minsag-import takes. The same day gives the
 * same bytes. Persons, addresses and numbers are invented.
 */
#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "calendar.h"
#include "paper.h"
#include "phrase.h"
#include "picture.h"
#include "record.h"
#include "story.h"

#define BIG_SIZE (UINT64_C(64) << 20)
#define BOOK_PAGES 179

struct demo {
	const char *stories, *folder;
	int32_t today;
	const char *guidance; /* goes with every decision */
	FILE *manifest;
	int cases, documents, versions;
};

static const struct {
	const char *key, *cpr, *name, *address;
} persons[] = {
	{"anna", "6101893012", "Anna Holm", "Egetræsvænget 7\n0042 Egeskov"},
	{"bent", "6212564033", "Bent Kragh",
	    "Gammel Møllesti 12, st. tv.\n0042 Egeskov"},
	{"carla", "7005994044", "Carla Yıldız Møller",
	    "Rørsangerparken 31, 2. th.\n0043 Egeskov N"},
};

static const struct unit {
	const char *key, *name, *phone, *hours, *email;
} units[] = {
	{"jobcenter", "Jobcenter Egeskov", "00 12 34 10",
	    "mandag-onsdag 9-15, torsdag 9-17, fredag 9-12",
	    "jobcenter@egeskov.example"},
	{"sygedagpenge", "Sygedagpengeteamet", "00 12 34 12",
	    "mandag-fredag 9-12, torsdag også 14-17",
	    "sygedagpenge@egeskov.example"},
	{"ydelse", "Ydelsescentret", "00 12 34 14", "mandag-fredag 10-13",
	    "ydelse@egeskov.example"},
	{"myndighed", "Myndighed Voksen", "00 12 34 20",
	    "mandag-fredag 8.30-11.30", "voksen@egeskov.example"},
	{"familie", "Børne- og Familieafdelingen", "00 12 34 24",
	    "mandag-fredag 9-14", "familie@egeskov.example"},
	{"borgerservice", "Borgerservice", "00 12 34 30",
	    "mandag-onsdag 10-15, torsdag 10-18, fredag 10-13",
	    "borgerservice@egeskov.example"},
};

static const struct {
	const char *key, *name_da, *name_en, *kle;
	int starts; /* weekdays before today */
	const char *hidden_kind; /* not shown in this area, or NULL */
} areas[] = {
	{"beskaeftigelse", "Beskæftigelse", "Employment", "91.20", -260, NULL},
	{"social", "Social støtte", "Social support", "92.10", -220, NULL},
	{"borgerservice", "Borgerservice", "Citizen service", "93.05", -130,
	    "other"},
};

static const char *const kinds[] = {"note", "letter", "application",
    "decision", "assessment", "medical", "plan", "photo", "other"};

static const char *const stories[] = {"anna-sygedagpenge.txt",
    "anna-job.txt", "anna-hjaelpemidler.txt", "anna-pas.txt",
    "bent-fleksjob.txt", "bent-boligstoette.txt", "bent-hjemmehjaelp.txt",
    "bent-koerekort.txt", "carla-uddannelseshjaelp.txt",
    "carla-kontaktperson.txt", "carla-skolestart.txt", "carla-flytning.txt"};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static size_t
person_index(const char *key)
{
	for (size_t i = 0; i < COUNT(persons); i++)
		if (strcmp(persons[i].key, key) == 0)
			return i;
	fprintf(stderr, "minsag-demo: no person %s\n", key);
	exit(1);
}

static const struct unit *
unit_of(const struct story *story)
{
	for (size_t i = 0; i < COUNT(units); i++)
		if (strcmp(units[i].key, story->unit) == 0)
			return &units[i];
	fprintf(stderr, "minsag-demo: no unit %s\n", story->unit);
	exit(1);
}

static const char *
kind_danish(const char *kind)
{
	static const char *const words[] = {"Journalnotat", "Brev",
	    "Ansøgning", "Afgørelse", "Vurdering", "Lægelige oplysninger",
	    "Plan", "Foto", "Bilag"};

	for (size_t i = 0; i < COUNT(kinds); i++)
		if (strcmp(kinds[i], kind) == 0)
			return words[i];
	fprintf(stderr, "minsag-demo: no kind %s\n", kind);
	exit(1);
}

/* Puts names and dates where the story has {…}; the caller frees it. */
static char *
filled(const struct demo *demo, const struct story *story, const char *text)
{
	const char *name = persons[person_index(story->parties[0].person)].name;
	char *out = NULL;
	size_t size;
	FILE *stream = open_memstream(&out, &size);

	if (stream == NULL)
		exit(1);
	while (*text != '\0') {
		int day, used = 0;

		if (strncmp(text, "{navn}", 6) == 0) {
			fputs(name, stream);
			text += 6;
		} else if (strncmp(text, "{fornavn}", 9) == 0) {
			fprintf(stream, "%.*s", (int)strcspn(name, " "), name);
			text += 9;
		} else if (sscanf(text, "{dato:%d}%n", &day, &used) == 1 &&
		    used > 0) {
			char date[32];

			calendar_danish(calendar_weekday(demo->today, day),
			    date);
			fputs(date, stream);
			text += used;
		} else
			fputc(*text++, stream);
	}
	fclose(stream);
	return out;
}

static char *
joined(const char *first, const char *second)
{
	size_t size = strlen(first) + strlen(second) + 3;
	char *both = malloc(size);

	if (both == NULL)
		exit(1);
	snprintf(both, size, "%s\n\n%s", first, second);
	return both;
}

/* Plain text has no markup: a heading is a line of its own, no more. */
static void
write_text(const char *path, const char *text)
{
	FILE *file = fopen(path, "wb");

	while (file != NULL && *text != '\0') {
		size_t length;

		if (strncmp(text, "## ", 3) == 0)
			text += 3;
		length = strcspn(text, "\n");
		length += text[length] == '\n';
		fwrite(text, 1, length, file);
		text += length;
	}
	if (file == NULL || ferror(file) || fclose(file) != 0) {
		perror(path);
		exit(1);
	}
}

static void
write_html(const char *path, const char *title, const char *text)
{
	FILE *file = fopen(path, "wb");

	if (file == NULL) {
		perror(path);
		exit(1);
	}
	fprintf(file, "<!DOCTYPE html>\n<html lang=\"da\"><head><meta "
	    "charset=\"utf-8\"><title>%s</title></head><body><h1>%s</h1>\n",
	    title, title);
	while (*text != '\0') {
		size_t length = strcspn(text, "\n");

		if (strncmp(text, "## ", 3) == 0)
			fprintf(file, "<h2>%.*s</h2>\n", (int)length - 3, text + 3);
		else if (length > 0)
			fprintf(file, "<p>%.*s</p>\n", (int)length, text);
		text += length + (text[length] == '\n');
	}
	fprintf(file, "</body></html>\n");
	fclose(file);
}

static void
write_book(const struct demo *demo, const char *path,
    const struct story_document *document, const struct story *story,
    const struct paper *paper)
{
	struct phrases *phrases = phrase_read(demo->stories,
	    document->form_word, story->key);
	char *texts[BOOK_PAGES];
	int32_t days[BOOK_PAGES];

	for (int i = 0; i < BOOK_PAGES; i++) {
		char *text = phrase_text(phrases, 4);

		texts[i] = filled(demo, story, text);
		free(text);
		days[i] = calendar_weekday(demo->today,
		    document->day - 2 * (BOOK_PAGES - i));
	}
	paper_write_book(path, paper, texts, days, BOOK_PAGES);
	for (int i = 0; i < BOOK_PAGES; i++)
		free(texts[i]);
}

static void
write_paper(const struct demo *demo, const char *path,
    const struct story *story, const struct story_document *document,
    const struct story_version *version, const char *title)
{
	size_t person = person_index(story->parties[0].person);
	bool letter = strcmp(document->kind, "letter") == 0 ||
	    strcmp(document->kind, "decision") == 0;
	bool guided = strcmp(document->kind, "decision") == 0 && version->final;
	char *own = joined(version->text ? version->text : "",
	    guided ? demo->guidance : ""), *text = filled(demo, story, own);
	const struct paper paper = {
		.unit = unit_of(story)->name,
		.title = title,
		.kind = kind_danish(document->kind),
		.case_title = story->title,
		.name = letter ? persons[person].name : NULL,
		.address = persons[person].address,
		.days = calendar_weekday(demo->today, version->created.day),
		.draft = !version->final,
		.text = text,
	};

	if (document->form == FORM_TXT)
		write_text(path, text);
	else if (document->form == FORM_HTML)
		write_html(path, title, text);
	else if (document->form == FORM_BOOK)
		write_book(demo, path, document, story, &paper);
	else
		paper_write(path, &paper);
	if (document->form == FORM_SCAN)
		paper_pad(path, BIG_SIZE);
	free(text);
	free(own);
}

static const struct {
	const char *ending, *media_type;
} forms[] = {
	[FORM_PDF] = {"pdf", "application/pdf"},
	[FORM_TXT] = {"txt", "text/plain"},
	[FORM_HTML] = {"html", "text/html"},
	[FORM_PNG] = {"png", "image/png"},
	[FORM_JPG] = {"jpg", "image/jpeg"},
	[FORM_SCAN] = {"pdf", "application/pdf"},
	[FORM_BOOK] = {"pdf", "application/pdf"},
};

static void
write_version(struct demo *demo, const struct story *story,
    const struct story_document *document, int number, const char *key,
    const char *title)
{
	const struct story_version *version = &document->versions[number - 1];
	const char *ending = forms[document->form].ending;
	struct json_object *record = record_new("version");
	char file[256], path[4096], shown[300];

	snprintf(file, sizeof(file), "files/%s/%s-%d.%s", story->key, key,
	    number, ending);
	snprintf(path, sizeof(path), "%s/%s", demo->folder, file);
	if (document->form == FORM_PNG)
		picture_write_png(path, document->form_word);
	else if (document->form == FORM_JPG)
		picture_write_jpeg(path, document->form_word);
	else
		write_paper(demo, path, story, document, version, title);
	snprintf(shown, sizeof(shown), "%s%s.%s", title,
	    version->final ? "" : " (udkast)", ending);
	record_text(record, "case", story->key);
	record_text(record, "document", key);
	record_number(record, "number", number);
	record_text(record, "state", version->final ? "final" : "draft");
	record_time(record, "created_at", demo->today, version->created);
	record_text(record, "media_type", forms[document->form].media_type);
	record_text(record, "file", file);
	record_text(record, "file_name", shown);
	record_time(record, "published_at", demo->today, version->published);
	if (version->published.given)
		record_text(record, "published_by", unit_of(story)->name);
	record_time(record, "withdrawn_at", demo->today, version->withdrawn);
	record_text(record, "withdrawn_cause", version->cause);
	if (version->withdrawn.given)
		record_text(record, "withdrawn_by", unit_of(story)->name);
	record_write(demo->manifest, record);
	demo->versions++;
}

static void
write_document(struct demo *demo, const struct story *story, int index)
{
	const struct story_document *document = &story->documents[index];
	struct json_object *record = record_new("document");
	char *title = filled(demo, story, document->title), key[32];

	snprintf(key, sizeof(key), "%03d", index + 1);
	kind_danish(document->kind);
	record_text(record, "case", story->key);
	record_text(record, "key", key);
	record_text(record, "kind", document->kind);
	record_text(record, "title", title);
	record_date(record, "dated_on", calendar_weekday(demo->today,
	    document->day));
	record_write(demo->manifest, record);
	for (int i = 1; i <= document->version_count; i++)
		write_version(demo, story, document, i, key, title);
	if (document->withheld.given) {
		record = record_new("withholding");
		record_text(record, "case", story->key);
		record_text(record, "document", key);
		record_text(record, "section", document->section);
		if (document->withheld_from != NULL)
			record_text(record, "cpr", persons[person_index(
			    document->withheld_from)].cpr);
		record_time(record, "decided_at", demo->today,
		    document->withheld);
		record_text(record, "decided_by", unit_of(story)->name);
		record_write(demo->manifest, record);
	}
	free(title);
	demo->documents++;
}

static void
write_parties(struct demo *demo, const struct story *story)
{
	for (int i = 0; i < story->party_count; i++) {
		struct json_object *record = record_new("party");

		record_text(record, "case", story->key);
		record_text(record, "cpr", persons[person_index(
		    story->parties[i].person)].cpr);
		record_text(record, "role", story->parties[i].role);
		record_date(record, "valid_from", calendar_weekday(demo->today,
		    story->opened.day));
		record_write(demo->manifest, record);
	}
	for (int i = 0; i < story->status_count; i++) {
		struct json_object *record = record_new("status");

		record_text(record, "case", story->key);
		record_time(record, "at", demo->today, story->statuses[i].at);
		record_text(record, "status", story->statuses[i].word);
		record_write(demo->manifest, record);
	}
}

static void
make_folder(const char *folder, const char *name)
{
	char path[4096];

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	if (mkdir(path, 0755) != 0 && errno != EEXIST) {
		perror(path);
		exit(1);
	}
}

static void
write_case(struct demo *demo, const char *name)
{
	struct story *story = story_read(demo->stories, name);
	struct json_object *record = record_new("case");
	char folder[256];

	snprintf(folder, sizeof(folder), "files/%s", story->key);
	make_folder(demo->folder, folder);
	record_text(record, "key", story->key);
	record_text(record, "area", story->area);
	record_text(record, "unit", story->unit);
	record_text(record, "title", story->title);
	record_time(record, "opened_at", demo->today, story->opened);
	if (story->closed.given)
		record_date(record, "closed_on", calendar_weekday(demo->today,
		    story->closed.day));
	if (story->deadline.given)
		record_date(record, "deadline_on", calendar_weekday(
		    demo->today, story->deadline.day));
	record_text(record, "deadline_da", story->deadline_da);
	record_text(record, "deadline_en", story->deadline_en);
	record_write(demo->manifest, record);
	write_parties(demo, story);
	for (int i = 0; i < story->document_count; i++)
		write_document(demo, story, i);
	demo->cases++;
}

static void
write_frame(struct demo *demo)
{
	struct json_object *record = record_new("manifest");

	record_number(record, "format", 1);
	record_text(record, "municipality", "Egeskov Kommune");
	record_write(demo->manifest, record);
	for (size_t i = 0; i < COUNT(units); i++) {
		record = record_new("unit");
		record_text(record, "key", units[i].key);
		record_text(record, "name", units[i].name);
		record_text(record, "phone", units[i].phone);
		record_text(record, "hours", units[i].hours);
		record_text(record, "email", units[i].email);
		record_write(demo->manifest, record);
	}
	for (size_t i = 0; i < COUNT(areas); i++) {
		char shown[256] = "";

		record = record_new("area");
		record_text(record, "key", areas[i].key);
		record_text(record, "name_da", areas[i].name_da);
		record_text(record, "name_en", areas[i].name_en);
		record_text(record, "kle_number", areas[i].kle);
		record_date(record, "starts_on", calendar_weekday(demo->today,
		    areas[i].starts));
		for (size_t k = 0; k < COUNT(kinds); k++)
			if (areas[i].hidden_kind == NULL ||
			    strcmp(areas[i].hidden_kind, kinds[k]) != 0)
				snprintf(shown + strlen(shown),
				    sizeof(shown) - strlen(shown), "%s%s",
				    k == 0 ? "" : " ", kinds[k]);
		record_text(record, "shown_kinds", shown);
		record_write(demo->manifest, record);
	}
}

static void
copy_kle(const struct demo *demo)
{
	char path[4096], *text = story_file(demo->stories, ".", "kle.jsonl");

	snprintf(path, sizeof(path), "%s/kle.jsonl", demo->folder);
	write_text(path, text);
	free(text);
}

static void __attribute__((noreturn))
usage(void)
{
	fprintf(stderr, "usage: minsag-demo [--today YYYY-MM-DD] "
	    "[--stories FOLDER] DIR\n");
	exit(2);
}

int
main(int argc, char *argv[])
{
	static const struct option options[] = {
		{"today", required_argument, NULL, 't'},
		{"stories", required_argument, NULL, 's'},
		{0},
	};
	struct demo demo = {.stories = DEMO_FOLDER,
	    .today = calendar_today()};
	char path[4096];
	int option;

	while ((option = getopt_long(argc, argv, "", options, NULL)) != -1) {
		if (option == 's')
			demo.stories = optarg;
		else if (option != 't' || !calendar_read(optarg, &demo.today))
			usage();
	}
	if (optind != argc - 1)
		usage();
	demo.folder = argv[optind];
	make_folder(demo.folder, "");
	make_folder(demo.folder, "files");
	snprintf(path, sizeof(path), "%s/manifest.jsonl", demo.folder);
	demo.manifest = fopen(path, "wb");
	if (demo.manifest == NULL) {
		perror(path);
		return 1;
	}
	copy_kle(&demo);
	demo.guidance = story_file(demo.stories, ".", "guidance.txt");
	write_frame(&demo);
	for (size_t i = 0; i < COUNT(stories); i++)
		write_case(&demo, stories[i]);
	if (fclose(demo.manifest) != 0) {
		perror(path);
		return 1;
	}
	printf("%d cases, %d documents, %d versions\n", demo.cases,
	    demo.documents, demo.versions);
	return 0;
}
