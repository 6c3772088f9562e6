/* SPDX-License-Identifier: EUPL-1.2 */
#include "config.h"

#include <string.h>
#include "casework/cpr.h"
#include "casework/kle.h"
#include "core/json.h"
#include "core/vault.h"
#include "import/manifest.h"
#include "import/moment.h"

#define KEY_MOST 200 /* characters of a case system's key */
#define NAME_MOST 200
#define TITLE_MOST 500

#define AT(member) offsetof(struct manifest_line, member)
#define TYPE {"type", FIELD_TEXT, AT(type_word), true, 1, 20, NULL}
#define TEXT(name, member, required, most) \
	{name, FIELD_TEXT, AT(member), required, 1, most, NULL}
#define TIME(name, member, required) \
	{name, FIELD_TEXT, AT(member.text), required, 20, 25, NULL}
#define DATE(name, member, required) \
	{name, FIELD_DATE, AT(member), required, 0, 0, NULL}
#define BOOL(name, member) \
	{name, FIELD_BOOL, AT(member), false, 0, 0, NULL}

static const struct field head_fields[] = {
	TYPE,
	{"format", FIELD_INT, AT(format), true, 1, 1000, NULL},
	TEXT("municipality", municipality, true, NAME_MOST),
};

static const struct field kle_fields[] = {
	TYPE,
	TEXT("number", key, true, 8),
	TEXT("title", title, true, TITLE_MOST),
	DATE("valid_from", valid_from, false),
	DATE("valid_to", valid_to, false),
};

static const struct field unit_fields[] = {
	TYPE,
	TEXT("key", key, true, 40),
	TEXT("name", name, true, NAME_MOST),
	TEXT("phone", phone, true, NAME_MOST),
	TEXT("hours", hours, true, NAME_MOST),
	TEXT("email", email, false, NAME_MOST),
};

static const struct field area_fields[] = {
	TYPE,
	TEXT("key", key, true, 40),
	TEXT("name_da", name, true, NAME_MOST),
	TEXT("name_en", name_en, true, NAME_MOST),
	TEXT("kle_number", kle_number, true, 8),
	DATE("starts_on", starts_on, true),
	BOOL("is_open", is_open),
	TEXT("shown_kinds", shown_kinds, true, 200),
};

static const struct field case_fields[] = {
	TYPE,
	TEXT("key", key, true, KEY_MOST),
	TEXT("area", area, true, 40),
	TEXT("unit", unit, true, 40),
	TEXT("title", title, true, TITLE_MOST),
	TIME("opened_at", opened_at, true),
	DATE("closed_on", closed_on, false),
	DATE("deadline_on", deadline_on, false),
	TEXT("deadline_da", deadline_da, false, TITLE_MOST),
	TEXT("deadline_en", deadline_en, false, TITLE_MOST),
};

static const struct field party_fields[] = {
	TYPE,
	TEXT("case", case_key, true, KEY_MOST),
	TEXT("cpr", cpr, true, 20),
	TEXT("role", role, true, 20),
	DATE("valid_from", valid_from, true),
	DATE("valid_to", valid_to, false),
};

static const struct field status_fields[] = {
	TYPE,
	TEXT("case", case_key, true, KEY_MOST),
	TIME("at", at, true),
	TEXT("status", status, true, 20),
};

static const struct field document_fields[] = {
	TYPE,
	TEXT("case", case_key, true, KEY_MOST),
	TEXT("key", key, true, KEY_MOST),
	TEXT("kind", kind, true, 20),
	TEXT("title", title, true, TITLE_MOST),
	DATE("dated_on", dated_on, true),
};

static const struct field version_fields[] = {
	TYPE,
	TEXT("case", case_key, true, KEY_MOST),
	TEXT("document", document_key, true, KEY_MOST),
	{"number", FIELD_INT, AT(number), true, 1, INT32_MAX, NULL},
	TEXT("state", state, true, 20),
	TIME("created_at", created_at, true),
	TEXT("media_type", media_type, true, 40),
	TEXT("file", file, true, 1000),
	TEXT("file_name", file_name, true, NAME_MOST),
	TIME("published_at", published_at, false),
	TEXT("published_by", published_by, false, NAME_MOST),
	TIME("withdrawn_at", withdrawn_at, false),
	TEXT("withdrawn_cause", withdrawn_cause, false, 40),
	TEXT("withdrawn_by", withdrawn_by, false, NAME_MOST),
};

static const struct field withholding_fields[] = {
	TYPE,
	TEXT("case", case_key, true, KEY_MOST),
	TEXT("document", document_key, true, KEY_MOST),
	TEXT("section", section, true, 40),
	TEXT("cpr", cpr, false, 20),
	TIME("decided_at", decided_at, true),
	TEXT("decided_by", decided_by, true, NAME_MOST),
	BOOL("lifted", lifted),
	BOOL("alone", alone),
};

#define TABLE(word, fields) {word, fields, sizeof(fields) / sizeof((fields)[0])}

static const struct {
	const char *word;
	const struct field *fields;
	size_t count;
} types[MANIFEST_TYPES] = {
	[MANIFEST_HEAD] = TABLE("manifest", head_fields),
	[MANIFEST_KLE] = TABLE("kle", kle_fields),
	[MANIFEST_UNIT] = TABLE("unit", unit_fields),
	[MANIFEST_AREA] = TABLE("area", area_fields),
	[MANIFEST_CASE] = TABLE("case", case_fields),
	[MANIFEST_PARTY] = TABLE("party", party_fields),
	[MANIFEST_STATUS] = TABLE("status", status_fields),
	[MANIFEST_DOCUMENT] = TABLE("document", document_fields),
	[MANIFEST_VERSION] = TABLE("version", version_fields),
	[MANIFEST_WITHHOLDING] = TABLE("withholding", withholding_fields),
};

static const char kind_words[] = " note letter application decision "
    "assessment medical plan photo other ";
static const char status_words[] = " received being-examined "
    "awaiting-citizen in-hearing decided closed ";

/* Members whose value is one of some words. */
static const struct {
	size_t at;
	const char *words;
	const char *rule;
} worded[] = {
	{AT(role), " subject applicant guardian ",
	    "role: subject, applicant or guardian"},
	{AT(status), status_words, "status: received, being-examined, "
	    "awaiting-citizen, in-hearing, decided or closed"},
	{AT(kind), kind_words, "kind: note, letter, application, decision, "
	    "assessment, medical, plan, photo or other"},
	{AT(state), " draft final ", "state: draft or final"},
	{AT(media_type), " application/pdf image/jpeg image/png image/heic "
	    "text/plain text/html ", "media_type: application/pdf, image/jpeg, "
	    "image/png, image/heic, text/plain or text/html"},
	{AT(withdrawn_cause), " sent-to-wrong-person others-information "
	    "wrong-case ", "withdrawn_cause: sent-to-wrong-person, "
	    "others-information or wrong-case"},
};

static const struct {
	size_t at;
	const char *rule;
} timed[] = {
	{AT(opened_at), "opened_at: a time, RFC 3339 with seconds and zone"},
	{AT(at), "at: a time, RFC 3339 with seconds and zone"},
	{AT(created_at), "created_at: a time, RFC 3339 with seconds and zone"},
	{AT(published_at),
	    "published_at: a time, RFC 3339 with seconds and zone"},
	{AT(withdrawn_at),
	    "withdrawn_at: a time, RFC 3339 with seconds and zone"},
	{AT(decided_at), "decided_at: a time, RFC 3339 with seconds and zone"},
};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

const char *
manifest_word(enum manifest_type type)
{
	return types[type].word;
}

const struct field *
manifest_fields(enum manifest_type type, size_t *ret_count)
{
	*ret_count = types[type].count;
	return types[type].fields;
}

/* Whether words, with a space around each, has this one. */
static bool
has_word(const char *words, const char *word, size_t length)
{
	const char *at = words;

	if (length == 0 || memchr(word, ' ', length) != NULL)
		return false;
	while ((at = strchr(at, ' ')) != NULL && *++at != '\0')
		if (strncmp(at, word, length) == 0 && at[length] == ' ')
			return true;
	return false;
}

static const char *
check_words(const struct manifest_line *line)
{
	for (size_t i = 0; i < COUNT(worded); i++) {
		const char *value;

		memcpy(&value, (const char *)line + worded[i].at,
		    sizeof(value));
		if (value != NULL &&
		    !has_word(worded[i].words, value, strlen(value)))
			return worded[i].rule;
	}
	return NULL;
}

static const char *
check_kinds(const char *kinds)
{
	size_t length;

	for (;; kinds += length + 1) {
		length = strcspn(kinds, " ");
		if (!has_word(kind_words, kinds, length))
			return "shown_kinds: kinds with one space between them";
		if (kinds[length] == '\0')
			return NULL;
	}
}

static const char *
read_times(struct manifest_line *line)
{
	for (size_t i = 0; i < COUNT(timed); i++) {
		struct manifest_time *time = (struct manifest_time *)(void *)
		    ((char *)line + timed[i].at);

		if (time->text == NULL)
			continue;
		if (!moment_read(time->text, strlen(time->text), &time->at))
			return timed[i].rule;
		time->given = true;
	}
	return NULL;
}

/* ^[a-z][a-z0-9-]{0,39}$ as the tables have it. */
static bool
is_word_key(const char *key)
{
	if (key[0] < 'a' || key[0] > 'z')
		return false;
	return strspn(key, "abcdefghijklmnopqrstuvwxyz0123456789-") ==
	    strlen(key);
}

static const char *
check_unit(const struct manifest_line *line)
{
	return is_word_key(line->key) ? NULL
	    : "key: a-z first, then a-z, 0-9 and -";
}

static const char *
check_kle(const struct manifest_line *line)
{
	if (!kle_valid(line->key))
		return "number: 12, 12.34 or 12.34.56";
	if (line->valid_from.given && line->valid_to.given &&
	    line->valid_to.days < line->valid_from.days)
		return "valid_to: not before valid_from";
	return NULL;
}

static const char *
check_area(const struct manifest_line *line)
{
	if (!is_word_key(line->key))
		return "key: a-z first, then a-z, 0-9 and -";
	if (!kle_valid(line->kle_number))
		return "kle_number: 12, 12.34 or 12.34.56";
	return check_kinds(line->shown_kinds);
}

static const char *
check_case(const struct manifest_line *line)
{
	if (line->deadline_on.given != (line->deadline_da != NULL) ||
	    line->deadline_on.given != (line->deadline_en != NULL))
		return "deadline_on, deadline_da, deadline_en: all or none";
	return NULL;
}

static const char *
check_cpr(const char *cpr)
{
	char digits[CPR_DIGITS + 1];
	enum result result;

	if (cpr == NULL)
		return NULL;
	result = cpr_parse(cpr, digits);
	vault_wipe(digits, sizeof(digits));
	return result == RESULT_OK ? NULL
	    : "cpr: ten digits that begin with a day";
}

static const char *
check_party(const struct manifest_line *line)
{
	if (line->valid_to.given &&
	    line->valid_to.days < line->valid_from.days)
		return "valid_to: not before valid_from";
	return check_cpr(line->cpr);
}

static const char *
check_version(const struct manifest_line *line)
{
	bool withdrawn = line->withdrawn_at.given;

	if (!manifest_path_is_inside(line->file))
		return "file: a path inside the folder";
	if (strchr(line->file_name, '/') != NULL)
		return "file_name: no /";
	if (line->published_at.given != (line->published_by != NULL))
		return "published_at, published_by: both or none";
	if (withdrawn != (line->withdrawn_cause != NULL) ||
	    withdrawn != (line->withdrawn_by != NULL))
		return "withdrawn_at, withdrawn_cause, withdrawn_by: all or "
		    "none";
	if (withdrawn && !line->published_at.given)
		return "withdrawn_at: only what was published";
	if (withdrawn && line->withdrawn_at.at < line->published_at.at)
		return "withdrawn_at: not before published_at";
	return NULL;
}

static const char *
check_type(const struct manifest_line *line)
{
	switch (line->type) {
	case MANIFEST_HEAD:
		return line->format == MANIFEST_FORMAT ? NULL
		    : "format: 1 is the one that this program reads";
	case MANIFEST_KLE:
		return check_kle(line);
	case MANIFEST_UNIT:
		return check_unit(line);
	case MANIFEST_AREA:
		return check_area(line);
	case MANIFEST_CASE:
		return check_case(line);
	case MANIFEST_PARTY:
		return check_party(line);
	case MANIFEST_VERSION:
		return check_version(line);
	case MANIFEST_WITHHOLDING:
		return check_cpr(line->cpr);
	default:
		return NULL;
	}
}

bool
manifest_path_is_inside(const char *path)
{
	size_t length = strlen(path);

	if (length == 0 || length > 1000)
		return false;
	for (;; path += length + 1) {
		length = strcspn(path, "/");
		if (length == 0 || (length == 1 && path[0] == '.') ||
		    (length == 2 && path[0] == '.' && path[1] == '.'))
			return false;
		if (path[length] == '\0')
			return true;
	}
}

static size_t
skip_space(const char *text, size_t length, size_t at)
{
	while (at < length && (text[at] == ' ' || text[at] == '\t'))
		at++;
	return at;
}

/*
 * The type comes first and stands as it is, so that a look at the line's
 * beginning tells which table reads it; the table then reads all of it.
 */
static bool
find_type(const char *text, size_t length, enum manifest_type *ret_type)
{
	static const char name[] = "\"type\"";
	size_t at = skip_space(text, length, 0), end;

	if (at == length || text[at] != '{')
		return false;
	at = skip_space(text, length, at + 1);
	if (length - at < sizeof(name) ||
	    memcmp(text + at, name, sizeof(name) - 1) != 0)
		return false;
	at = skip_space(text, length, at + sizeof(name) - 1);
	if (at == length || text[at] != ':')
		return false;
	at = skip_space(text, length, at + 1);
	if (at == length || text[at] != '"')
		return false;
	for (end = ++at; end < length && text[end] != '"'; end++)
		;
	for (int i = 0; i < MANIFEST_TYPES; i++)
		if (strlen(types[i].word) == end - at &&
		    memcmp(types[i].word, text + at, end - at) == 0) {
			*ret_type = (enum manifest_type)i;
			return true;
		}
	return false;
}

/* The importer's operator may know which member it is. */
static void
name_unknown(const char *text, size_t length, enum manifest_type type,
    struct pool *pool, const char **ret_rule)
{
	const char *name = NULL, *full = NULL;

	if (strcmp(*ret_rule, "unknown field") == 0)
		name = json_unknown(text, length, types[type].fields,
		    types[type].count, pool);
	if (name != NULL)
		full = pool_printf(pool, "%s: unknown field", name);
	if (full != NULL)
		*ret_rule = full;
}

/* What manifest_glean looks for, each alone. */
static const struct field gleaned[] = {
	TEXT("key", key, false, KEY_MOST),
	TEXT("case", case_key, false, KEY_MOST),
	TEXT("document", document_key, false, KEY_MOST),
	{"number", FIELD_INT, AT(number), false, 1, INT32_MAX, NULL},
	TEXT("cpr", cpr, false, 20),
	DATE("valid_to", valid_to, false),
	TIME("withdrawn_at", withdrawn_at, false),
	TEXT("withdrawn_cause", withdrawn_cause, false, 40),
	TEXT("withdrawn_by", withdrawn_by, false, NAME_MOST),
};

/* A withdrawal counts when all of it can be read. */
static void
check_gleaned(struct manifest_line *line)
{
	const char *ignored = read_times(line);

	(void)ignored;
	if (check_cpr(line->cpr) != NULL)
		line->cpr = NULL;
	if (line->withdrawn_cause == NULL || line->withdrawn_by == NULL ||
	    check_words(line) != NULL)
		line->withdrawn_at.given = false;
}

static bool
mentions(const char *text, size_t length, const char *word)
{
	return memmem(text, length, word, strlen(word)) != NULL;
}

bool
manifest_glean(const char *text, size_t length, struct pool *pool,
    struct manifest_line *ret_line)
{
	struct manifest_line line = {0};
	const char *ignored;

	if (!find_type(text, length, &line.type))
		return false;
	for (size_t i = 0; i < COUNT(gleaned); i++)
		if (json_read_foreign(text, length, &gleaned[i], 1, pool,
		    &line, &ignored) != RESULT_OK)
			continue;
	check_gleaned(&line);
	line.may_show_less = line.type == MANIFEST_PARTY ||
	    line.type == MANIFEST_WITHHOLDING || line.type == MANIFEST_AREA ||
	    (line.type == MANIFEST_VERSION &&
	    mentions(text, length, "\"withdrawn_"));
	*ret_line = line;
	return true;
}

void
manifest_place(const char *text, size_t length, bool *ret_inside,
    bool *ret_begins)
{
	enum manifest_type type;
	bool typed = find_type(text, length, &type);

	*ret_begins = typed && type == MANIFEST_CASE;
	*ret_inside = !typed || type == MANIFEST_PARTY ||
	    type == MANIFEST_STATUS || type == MANIFEST_DOCUMENT ||
	    type == MANIFEST_VERSION || type == MANIFEST_WITHHOLDING;
}

bool
manifest_shows_less(const struct manifest_line *line)
{
	switch (line->type) {
	case MANIFEST_PARTY:
		return line->may_show_less || line->valid_to.given;
	case MANIFEST_VERSION:
		return line->may_show_less || line->withdrawn_at.given;
	case MANIFEST_WITHHOLDING:
		return line->may_show_less || !line->lifted;
	default:
		return line->may_show_less;
	}
}

enum result
manifest_read(const char *text, size_t length, struct pool *pool,
    struct manifest_line *ret_line, const char **ret_rule)
{
	struct manifest_line line = {.is_open = true};
	const char *rule;
	enum result result;

	if (length > MANIFEST_LINE_MOST) {
		*ret_rule = "a line has at most 65536 bytes";
		return RESULT_BAD_INPUT;
	}
	if (!find_type(text, length, &line.type)) {
		*ret_rule = "an object that begins with a known \"type\"";
		return RESULT_BAD_INPUT;
	}
	result = json_read(text, length, types[line.type].fields,
	    types[line.type].count, pool, &line, ret_rule);
	if (result != RESULT_OK) {
		name_unknown(text, length, line.type, pool, ret_rule);
		return result;
	}
	rule = read_times(&line);
	if (rule == NULL)
		rule = check_words(&line);
	if (rule == NULL)
		rule = check_type(&line);
	if (rule != NULL) {
		*ret_rule = rule;
		return RESULT_BAD_INPUT;
	}
	*ret_line = line;
	return RESULT_OK;
}
