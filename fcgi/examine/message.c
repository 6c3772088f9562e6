/* SPDX-License-Identifier: EUPL-1.2 */
#include "config.h"
#include "examine/message.h"

#include <string.h>
#include <strings.h>

#define HEAD_MOST (64 * 1024)

struct line {
	const char *at;
	size_t length; /* without its end */
};

struct found {
	bool from, date, program;
};

/* Takes a line off; false when there is no end of one. */
static bool
next_line(const char **at, size_t *left, struct line *ret_line)
{
	const char *end = memchr(*at, '\n', *left);

	if (end == NULL)
		return false;
	*ret_line = (struct line){*at, (size_t)(end - *at)};
	*left -= ret_line->length + 1;
	*at = end + 1;
	if (ret_line->length > 0 && ret_line->at[ret_line->length - 1] == '\r')
		ret_line->length--;
	return true;
}

/* The length of a field's name; 0: the line is no field. */
static size_t
name_length(struct line line)
{
	size_t length = 0;

	while (length < line.length && line.at[length] > ' ' &&
	    line.at[length] < 0x7f && line.at[length] != ':')
		length++;
	return length < line.length && line.at[length] == ':' ? length : 0;
}

static bool
is_named(struct line line, size_t length, const char *name)
{
	return length == strlen(name) && strncasecmp(line.at, name, length) == 0;
}

static void
note(struct line line, size_t length, struct found *found)
{
	if (is_named(line, length, "From"))
		found->from = found->from ||
		    memchr(line.at, '@', line.length) != NULL;
	else if (is_named(line, length, "Date"))
		found->date = true;
	else if (is_named(line, length, "Message-ID") ||
	    is_named(line, length, "MIME-Version") ||
	    is_named(line, length, "Received"))
		found->program = true;
}

bool
message_is(const char *at, size_t size)
{
	size_t left = size < HEAD_MOST ? size : HEAD_MOST;
	struct found found = {false, false, false};
	struct line line;
	bool in_field = false;

	while (next_line(&at, &left, &line) && line.length > 0) {
		size_t name = name_length(line);

		if (in_field && (*line.at == ' ' || *line.at == '\t'))
			continue; /* the field goes on */
		if (name == 0)
			return false;
		in_field = true;
		note(line, name, &found);
		if (found.from && found.date && found.program)
			return true;
	}
	return false;
}
