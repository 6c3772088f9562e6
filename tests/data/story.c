/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "phrase.h"
#include "story.h"

struct reader {
	const char *folder, *name;
	int line;
	struct story *story;
	struct story_document *document;
};

static void __attribute__((noreturn))
bad(const struct reader *reader, const char *what)
{
	fprintf(stderr, "minsag-demo: %s:%d: %s\n", reader->name, reader->line,
	    what);
	exit(1);
}

char *
story_file(const char *folder, const char *sub, const char *name)
{
	char path[4096];
	FILE *file;
	char *text;
	long size;

	snprintf(path, sizeof(path), "%s/%s/%s", folder, sub, name);
	file = fopen(path, "rb");
	if (file == NULL || fseek(file, 0, SEEK_END) != 0 ||
	    (size = ftell(file)) < 0 || fseek(file, 0, SEEK_SET) != 0) {
		perror(path);
		exit(1);
	}
	text = calloc(1, (size_t)size + 1);
	if (text == NULL || fread(text, 1, (size_t)size, file) != (size_t)size) {
		perror(path);
		exit(1);
	}
	fclose(file);
	return text;
}

/* Cuts text at the separator and returns the next trimmed part, or NULL. */
static char *
part(char **text, char separator)
{
	char *begin = *text, *end;

	if (begin == NULL)
		return NULL;
	begin += strspn(begin, " \t");
	end = strchr(begin, separator);
	*text = end == NULL ? NULL : end + 1;
	if (end == NULL)
		end = begin + strlen(begin);
	while (end > begin && (end[-1] == ' ' || end[-1] == '\t'))
		end--;
	*end = '\0';
	return *begin == '\0' ? NULL : begin;
}

static char *
need(const struct reader *reader, char **text, char separator)
{
	char *word = part(text, separator);

	if (word == NULL)
		bad(reader, "something is missing");
	return word;
}

static int
day(const struct reader *reader, char **text, char separator)
{
	char *end, *word = need(reader, text, separator);
	long value = strtol(word, &end, 10);

	if (*end != '\0')
		bad(reader, "a day is a number");
	return (int)value;
}

static struct story_time
moment(const struct reader *reader, char **text)
{
	struct story_time time = {.given = true};
	int hour, minute;

	time.day = day(reader, text, ' ');
	if (sscanf(need(reader, text, ' '), "%2d:%2d", &hour, &minute) != 2)
		bad(reader, "a time is HH:MM");
	time.minute = hour * 60 + minute;
	return time;
}

static struct story_document *
add_document(const struct reader *reader)
{
	struct story *story = reader->story;

	if (story->document_count == STORY_DOCUMENTS)
		bad(reader, "too many documents");
	return &story->documents[story->document_count++];
}

static struct story_version *
add_version(const struct reader *reader, struct story_document *document)
{
	if (document->version_count == STORY_VERSIONS)
		bad(reader, "too many versions");
	return &document->versions[document->version_count++];
}

static void
read_form(const struct reader *reader, char *value)
{
	static const char *const words[] = {"pdf", "txt", "html", "png", "jpg",
	    "scan", "book"};
	char *word = need(reader, &value, ' ');

	for (int i = 0; i < 7; i++)
		if (strcmp(word, words[i]) == 0) {
			reader->document->form = (enum story_form)i;
			reader->document->form_word = part(&value, ' ');
			return;
		}
	bad(reader, "no such form");
}

static void
read_version(const struct reader *reader, char *value)
{
	struct story_version *version = add_version(reader, reader->document);
	char *word = need(reader, &value, ' ');

	version->final = strcmp(word, "final") == 0;
	if (!version->final && strcmp(word, "draft") != 0)
		bad(reader, "a version is draft or final");
	version->created = moment(reader, &value);
	while ((word = part(&value, ' ')) != NULL) {
		if (strcmp(word, "pub") == 0)
			version->published = moment(reader, &value);
		else if (strcmp(word, "out") == 0) {
			version->withdrawn = moment(reader, &value);
			version->cause = need(reader, &value, ' ');
		} else
			bad(reader, "pub or out");
	}
}

/* One document a time, every some weekdays, each told with phrases. Every
 * fourth was a draft first, and every third is a plain text note. */
static void
read_series(const struct reader *reader, char *value)
{
	const char *kind = need(reader, &value, '|');
	const char *name = need(reader, &value, '|');
	int first = day(reader, &value, ' '), every = day(reader, &value, ' ');
	int count = day(reader, &value, ' ');
	struct phrases *phrases = phrase_read(reader->folder, name,
	    reader->story->key);

	for (int i = 0; i < count; i++) {
		struct story_document *document = add_document(reader);
		struct story_version *version;
		int at = first + i * every;

		document->kind = kind;
		document->title = phrase_title(phrases);
		document->day = at;
		document->form = i % 3 == 1 && strcmp(kind, "note") == 0 ?
		    FORM_TXT : FORM_PDF;
		version = add_version(reader, document);
		version->text = phrase_text(phrases, 2);
		version->created = (struct story_time){at, 500 + i * 17 % 300, true};
		version->published = version->created;
		version->published.minute += 25 + i * 13 % 90;
		version->final = true;
		if (i % 4 != 2)
			continue;
		version->final = false;
		version = add_version(reader, document);
		*version = document->versions[0];
		version->final = true;
		version->created.day = version->published.day = at + 1;
		version->text = phrase_longer(phrases, version->text);
	}
}

static void
read_key(struct reader *reader, const char *key, char *value)
{
	struct story *story = reader->story;

	if (strcmp(key, "case") == 0)
		story->key = value;
	else if (strcmp(key, "area") == 0)
		story->area = value;
	else if (strcmp(key, "unit") == 0)
		story->unit = value;
	else if (strcmp(key, "title") == 0)
		story->title = value;
	else if (strcmp(key, "opened") == 0)
		story->opened = moment(reader, &value);
	else if (strcmp(key, "closed") == 0)
		story->closed = (struct story_time){day(reader, &value, ' '), 0,
		    true};
	else if (strcmp(key, "party") == 0) {
		if (story->party_count == STORY_PARTIES)
			bad(reader, "too many parties");
		story->parties[story->party_count].person =
		    need(reader, &value, ' ');
		story->parties[story->party_count++].role =
		    need(reader, &value, ' ');
	} else if (strcmp(key, "deadline") == 0) {
		story->deadline = (struct story_time){day(reader, &value, '|'),
		    0, true};
		story->deadline_da = need(reader, &value, '|');
		story->deadline_en = need(reader, &value, '|');
	} else if (strcmp(key, "status") == 0) {
		if (story->status_count == STORY_STATUSES)
			bad(reader, "too many statuses");
		story->statuses[story->status_count].at = moment(reader, &value);
		story->statuses[story->status_count++].word =
		    need(reader, &value, ' ');
	} else if (strcmp(key, "series") == 0)
		read_series(reader, value);
	else if (strcmp(key, "doc") == 0) {
		reader->document = add_document(reader);
		reader->document->kind = need(reader, &value, '|');
		reader->document->title = need(reader, &value, '|');
		reader->document->day = day(reader, &value, '|');
	} else if (reader->document == NULL)
		bad(reader, "unknown word, or no document yet");
	else if (strcmp(key, "form") == 0)
		read_form(reader, value);
	else if (strcmp(key, "v") == 0)
		read_version(reader, value);
	else if (strcmp(key, "withheld") == 0) {
		reader->document->withheld = moment(reader, &value);
		reader->document->section = need(reader, &value, ' ');
		reader->document->withheld_from = part(&value, ' ');
	} else
		bad(reader, "unknown word");
}

/* A text that begins with "=" goes on where the version before ended. */
static void
keep_text(const struct reader *reader, char *text)
{
	struct story_document *document = reader->document;
	struct story_version *version;
	size_t length;

	if (document == NULL || document->version_count == 0)
		bad(reader, "a text without a version");
	version = &document->versions[document->version_count - 1];
	if (text[0] != '=') {
		version->text = text;
		return;
	}
	if (document->version_count < 2 || version[-1].text == NULL)
		bad(reader, "nothing to go on from");
	length = strlen(version[-1].text) + strlen(text) + 2;
	version->text = malloc(length);
	if (version->text == NULL)
		bad(reader, "memory");
	snprintf(version->text, length, "%s\n%s", version[-1].text, text + 1);
}

static void
read_line(struct reader *reader, char *line)
{
	char *colon;

	if (line[0] == '#' || line[strspn(line, " \t")] == '\0')
		return;
	line += strspn(line, " \t");
	colon = strchr(line, ':');
	if (colon == NULL)
		bad(reader, "a line is word: value");
	*colon = '\0';
	read_key(reader, line, colon + 1 + strspn(colon + 1, " \t"));
}

struct story *
story_read(const char *folder, const char *name)
{
	struct reader reader = {.folder = folder, .name = name};
	char *text = story_file(folder, "stories", name), *next = text;

	reader.story = calloc(1, sizeof(*reader.story));
	if (reader.story == NULL)
		bad(&reader, "memory");
	while (next != NULL && *next != '\0') {
		char *line = next, *end = strchr(line, '\n');

		reader.line++;
		next = end == NULL ? NULL : end + 1;
		if (end != NULL)
			*end = '\0';
		if (strcmp(line, "---") != 0) {
			read_line(&reader, line);
			continue;
		}
		end = next == NULL ? NULL : strstr(next, "\n---\n");
		if (end == NULL)
			bad(&reader, "a text without end");
		*end = '\0';
		for (const char *p = next; *p != '\0'; p++)
			reader.line += *p == '\n';
		reader.line += 2;
		keep_text(&reader, next);
		next = end + 5;
	}
	return reader.story;
}
