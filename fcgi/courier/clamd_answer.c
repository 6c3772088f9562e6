/* SPDX-License-Identifier: EUPL-1.2 */
#include "config.h"

#include <stdbool.h>
#include <string.h>

#include "courier/clamd.h"

#define STREAM "stream: "
#define TOO_BIG "INSTREAM size limit exceeded. ERROR"

struct words {
	const char *at;
	size_t length;
};

static bool
is(struct words words, const char *text)
{
	return words.length == strlen(text) &&
	    memcmp(words.at, text, words.length) == 0;
}

static bool
begins(struct words words, const char *text)
{
	return words.length >= strlen(text) &&
	    memcmp(words.at, text, strlen(text)) == 0;
}

/* Takes text off the end. */
static bool
take_end(struct words *words, const char *text)
{
	size_t length = strlen(text);

	if (words->length <= length ||
	    memcmp(words->at + words->length - length, text, length) != 0)
		return false;
	words->length -= length;
	return true;
}

/* The heuristics' names; every other one is a signature's. */
static enum clamd_verdict
sort_of(struct words name)
{
	if (begins(name, "Heuristics.Limits.Exceeded"))
		return CLAMD_BOMB;
	if (begins(name, "Heuristics.Encrypted."))
		return CLAMD_LOCKED;
	if (begins(name, "Heuristics.OLE2.ContainsMacros"))
		return CLAMD_MACROS;
	return CLAMD_MALWARE;
}

static void
keep_name(struct words name, char ret_name[CLAMD_NAME_SIZE])
{
	size_t length = name.length < CLAMD_NAME_SIZE - 1 ? name.length
	    : CLAMD_NAME_SIZE - 1;

	for (size_t i = 0; i < length; i++)
		ret_name[i] = name.at[i] > ' ' && name.at[i] < 0x7f
		    ? name.at[i] : '?';
	ret_name[length] = '\0';
}

enum result
clamd_answer_parse(const char *at, size_t length,
    struct clamd_answer *ret_answer)
{
	struct words words = {at, length};
	struct clamd_answer answer = {.verdict = CLAMD_CLEAN};

	if (is(words, TOO_BIG)) {
		answer.verdict = CLAMD_TOO_BIG;
		*ret_answer = answer;
		return RESULT_OK;
	}
	if (!begins(words, STREAM))
		return RESULT_BROKEN;
	words.at += strlen(STREAM);
	words.length -= strlen(STREAM);
	if (take_end(&words, " FOUND")) {
		answer.verdict = sort_of(words);
		keep_name(words, answer.name);
	} else if (!is(words, "OK")) {
		return RESULT_BROKEN;
	}
	*ret_answer = answer;
	return RESULT_OK;
}
