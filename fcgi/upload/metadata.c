/* SPDX-License-Identifier: EUPL-1.2 */
#include "upload/metadata.h"

#include <stdbool.h>
#include <string.h>

#include "core/base64.h"
#include "core/text.h"

enum key { KEY_CASE, KEY_NAME, KEY_TYPE, KEY_COUNT };

static const char *const key_words[KEY_COUNT] = {"case", "filename",
    "filetype"};

/* A pair's parts in the header, then its value. */
struct pair {
	const char *key;
	size_t key_length;
	unsigned char *value;
	size_t value_length;
};

/*
 * The soft hyphen stays: names that are made of a page's title have it, and it
 * turns nothing. Ends of lines, U+2028 and U+2029, and U+2065 do not: the
 * column's constraint refuses them.
 */
static bool
is_unseen(const char *at, size_t left)
{
	if (left >= 2 && memcmp(at, "\xc2\xad", 2) == 0)
		return false;
	return text_unseen(at, left) > 0 ||
	    (left >= 3 && (memcmp(at, "\xe2\x80\xa8", 3) == 0 ||
		memcmp(at, "\xe2\x80\xa9", 3) == 0 ||
		memcmp(at, "\xe2\x81\xa5", 3) == 0));
}

static bool
has_unseen(const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (is_unseen(text + i, length - i))
			return true;
	return false;
}

const char *
metadata_name(const char *at, size_t length)
{
	if (!text_is_utf8(at, length))
		return "filename: UTF-8";
	if (length == 0 || text_characters(at, length) > METADATA_NAME_MOST)
		return "filename: 1 to 255 characters";
	if (text_has_control(at, length, false) || has_unseen(at, length))
		return "filename: no control or invisible characters";
	if (memchr(at, '/', length) != NULL ||
	    memchr(at, '\\', length) != NULL ||
	    (at[0] == '.' && (length == 1 || (length == 2 && at[1] == '.'))))
		return "filename: a name, not a path";
	return NULL;
}

/* Visible ASCII: what is sent here is given back in a header. */
static bool
is_key(const char *at, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (at[i] <= ' ' || at[i] >= 0x7f)
			return false;
	return length > 0;
}

/* One "key" or "key value" of length characters. */
static const char *
read_pair(const char *at, size_t length, struct pool *pool,
    struct pair *ret_pair)
{
	const char *space = memchr(at, ' ', length);
	size_t key_length = space == NULL ? length : (size_t)(space - at);
	size_t rest = length - key_length - (space != NULL);

	if (!is_key(at, key_length) || memchr(at, '\t', length) != NULL)
		return "Upload-Metadata: key value, …";
	ret_pair->key = at;
	ret_pair->key_length = key_length;
	ret_pair->value_length = 0;
	ret_pair->value = pool_alloc(pool, BASE64_BYTES_SIZE(rest) + 1);
	if (ret_pair->value == NULL)
		return "Upload-Metadata: too long";
	if (rest > 0 && base64_decode(space + 1, rest, BASE64_LINES,
		ret_pair->value, &ret_pair->value_length) != RESULT_OK)
		return "Upload-Metadata: values in base64";
	ret_pair->value[ret_pair->value_length] = '\0';
	return NULL;
}

static const char *
take_case(const struct pair *pair, struct metadata *metadata)
{
	return uuid_parse((const char *)pair->value, pair->value_length,
	    &metadata->of_case) ? NULL : "case: a UUID";
}

static const char *
take_name(const struct pair *pair, struct metadata *metadata)
{
	metadata->file_name = (const char *)pair->value;
	return metadata_name(metadata->file_name, pair->value_length);
}

static const char *
take_type(const struct pair *pair, struct metadata *metadata)
{
	metadata->said_type = (const char *)pair->value;
	for (size_t i = 0; i < pair->value_length; i++)
		if (pair->value[i] < 0x20 || pair->value[i] > 0x7e)
			return "filetype: ASCII";
	return pair->value_length > METADATA_TYPE_MOST
	    ? "filetype: at most 100 characters" : NULL;
}

static const char *
take_pair(const struct pair *pair, bool seen[KEY_COUNT],
    struct metadata *metadata)
{
	static const char *(*const takers[KEY_COUNT])(const struct pair *,
	    struct metadata *) = {take_case, take_name, take_type};

	for (int i = 0; i < KEY_COUNT; i++) {
		if (strlen(key_words[i]) != pair->key_length ||
		    memcmp(key_words[i], pair->key, pair->key_length) != 0)
			continue;
		if (seen[i])
			return "Upload-Metadata: each key once";
		seen[i] = true;
		return takers[i](pair, metadata);
	}
	return NULL;
}

static const char *
read_all(const char *text, struct pool *pool, struct metadata *metadata)
{
	bool seen[KEY_COUNT] = {false};
	const char *rule;

	for (;; text++) {
		size_t length = strcspn(text, ",");
		struct pair pair;

		if ((rule = read_pair(text, length, pool, &pair)) != NULL ||
		    (rule = take_pair(&pair, seen, metadata)) != NULL)
			return rule;
		text += length;
		if (*text == '\0')
			break;
	}
	if (!seen[KEY_CASE])
		return "case: is required";
	return seen[KEY_NAME] ? NULL : "filename: is required";
}

enum result
metadata_parse(const char *text, struct pool *pool,
    struct metadata *ret_metadata, const char **ret_rule)
{
	struct metadata metadata = {.said_type = ""};

	if (text == NULL)
		*ret_rule = "Upload-Metadata: is required";
	else if (strlen(text) > METADATA_CHARACTERS_MOST ||
	    strpbrk(text, "\r\n") != NULL)
		*ret_rule = "Upload-Metadata: at most 2048 characters";
	else
		*ret_rule = read_all(text, pool, &metadata);
	if (*ret_rule != NULL)
		return RESULT_BAD_INPUT;
	*ret_metadata = metadata;
	return RESULT_OK;
}
