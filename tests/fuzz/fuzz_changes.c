/* SPDX-License-Identifier: EUPL-1.2
 *
 * Two foreign texts, separated by the first NUL, compared word by word. What
 * was removed is the old one's, what was added the new one's, and every word
 * of both is accounted for.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "casework/changes.h"
#include "casework/words.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static size_t
count(const char *text, size_t length)
{
	struct words words;
	size_t found;

	if (words_split(text, length, &words) != RESULT_OK)
		abort();
	found = (size_t)words.count;
	words_free(&words);
	return found;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *from = (const char *)data, *end = from + size;
	const char *to = size == 0 ? NULL : memchr(from, '\0', size);
	size_t from_length = to == NULL ? size : (size_t)(to - from);
	size_t removed = 0, added = 0, alike = 0;
	struct changes changes = {0};

	to = to == NULL ? end : to + 1;
	if (changes_find(from, from_length, to, (size_t)(end - to), 2,
	    &changes) != RESULT_OK)
		return 0;
	for (size_t i = 0; i < changes.count; i++) {
		const struct change *it = &changes.items[i];
		bool old = it->at >= from &&
		    it->at + it->length <= from + from_length;
		bool new = it->at >= to && it->at + it->length <= end;
		if (it->words == 0 || (it->what == CHANGE_REMOVED && !old) ||
		    (it->what == CHANGE_ADDED && !new) || (!old && !new))
			abort();
		removed += it->what == CHANGE_REMOVED ? it->words : 0;
		added += it->what == CHANGE_ADDED ? it->words : 0;
		alike += it->what == CHANGE_SAME || it->what == CHANGE_SKIPPED
		    ? it->words : 0;
	}
	if (changes.count > 0 &&
	    (removed + alike != count(from, from_length) ||
	    added + alike != count(to, (size_t)(end - to))))
		abort();
	changes_free(&changes);
	return 0;
}
