/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "chance.h"
#include "phrase.h"
#include "story.h"

enum section { SECTION_TITLE, SECTION_OPEN, SECTION_MIDDLE, SECTION_CLOSE,
	SECTION_COUNT };

#define LINES_MOST 64

struct deck {
	const char *lines[LINES_MOST];
	size_t count, used;
};

struct phrases {
	struct chance chance;
	struct deck decks[SECTION_COUNT];
};

static struct deck *
section(struct phrases *phrases, const char *line)
{
	static const char *const words[] = {"[title]", "[open]", "[middle]",
	    "[close]"};

	for (int i = 0; i < SECTION_COUNT; i++)
		if (strcmp(line, words[i]) == 0)
			return &phrases->decks[i];
	return NULL;
}

struct phrases *
phrase_read(const char *folder, const char *name, const char *seed)
{
	struct phrases *phrases = calloc(1, sizeof(*phrases));
	struct deck *deck = NULL;
	char file[256], *text, *save = NULL;

	if (phrases == NULL)
		exit(1);
	snprintf(file, sizeof(file), "%s %s", name, seed);
	phrases->chance = chance_from(file);
	snprintf(file, sizeof(file), "%s.txt", name);
	text = story_file(folder, "phrases", file);
	for (char *line = strtok_r(text, "\n", &save); line != NULL;
	     line = strtok_r(NULL, "\n", &save)) {
		if (line[0] == '#')
			continue;
		if (line[0] == '[')
			deck = section(phrases, line);
		else if (deck != NULL && deck->count < LINES_MOST)
			deck->lines[deck->count++] = line;
	}
	for (int i = 0; i < SECTION_COUNT; i++) {
		deck = &phrases->decks[i];
		deck->used = deck->count;
		if (deck->count == 0) {
			fprintf(stderr, "minsag-demo: %s: empty section\n", file);
			exit(1);
		}
	}
	return phrases;
}

static const char *
draw(struct phrases *phrases, enum section which)
{
	struct deck *deck = &phrases->decks[which];

	if (deck->used == deck->count) {
		for (size_t i = deck->count - 1; i > 0; i--) {
			size_t j = chance_below(&phrases->chance, i + 1);
			const char *line = deck->lines[i];

			deck->lines[i] = deck->lines[j];
			deck->lines[j] = line;
		}
		deck->used = 0;
	}
	return deck->lines[deck->used++];
}

const char *
phrase_title(struct phrases *phrases)
{
	return draw(phrases, SECTION_TITLE);
}

char *
phrase_text(struct phrases *phrases, size_t least)
{
	size_t middles = least + chance_below(&phrases->chance, 3), size;
	char *text = NULL;
	FILE *out = open_memstream(&text, &size);

	if (out == NULL)
		exit(1);
	fprintf(out, "%s\n\n", draw(phrases, SECTION_OPEN));
	while (middles-- > 0)
		fprintf(out, "%s\n\n", draw(phrases, SECTION_MIDDLE));
	fprintf(out, "%s\n", draw(phrases, SECTION_CLOSE));
	fclose(out);
	return text;
}

char *
phrase_longer(struct phrases *phrases, const char *text)
{
	size_t size;
	char *longer = NULL;
	FILE *out = open_memstream(&longer, &size);

	if (out == NULL)
		exit(1);
	fprintf(out, "%s\n## Tilføjet efter gennemlæsning\n\n%s\n\n%s\n", text,
	    draw(phrases, SECTION_MIDDLE), draw(phrases, SECTION_MIDDLE));
	fclose(out);
	return longer;
}
