/* SPDX-License-Identifier: EUPL-1.2 */
#include "core/conf.h"

#include <errno.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/conf_table.h"

#define CONF_FILE_BYTES_MOST 65536

/* What parsing carries with it: where it is and where a failure is told. */
struct parse {
	const char *name;
	enum conf_program program;
	int line;
	struct conf conf;
	bool seen[CONF_ROWS];
	char *message;
	size_t size;
};

/* Tells "file:line: rule" and returns RESULT_BAD_INPUT. */
static enum result refuse(struct parse *parse, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static enum result
refuse(struct parse *parse, const char *format, ...)
{
	va_list arguments;
	char rule[256];

	va_start(arguments, format);
	vsnprintf(rule, sizeof(rule), format, arguments);
	va_end(arguments);
	if (parse->line > 0)
		snprintf(parse->message, parse->size, "%s:%d: %s",
		    parse->name, parse->line, rule);
	else
		snprintf(parse->message, parse->size, "%s: %s", parse->name,
		    rule);
	return RESULT_BAD_INPUT;
}

static char **
text_at(struct conf *conf, const struct conf_row *row)
{
	return (char **)(void *)((char *)conf + row->offset);
}

static enum result
set_text(struct parse *parse, const struct conf_row *row, const char *value)
{
	char *copy = strdup(value);

	if (copy == NULL)
		return RESULT_BROKEN;
	free(*text_at(&parse->conf, row));
	*text_at(&parse->conf, row) = copy;
	return RESULT_OK;
}

static enum result
set_number(struct parse *parse, const struct conf_row *row, const char *value)
{
	size_t digits = strspn(value, "0123456789");
	long number;

	if (digits == 0 || digits > 9 || value[digits] != '\0')
		return refuse(parse, "%s: a number from %ld to %ld", row->key,
		    row->least, row->most);
	number = strtol(value, NULL, 10);
	if (number < row->least || number > row->most)
		return refuse(parse, "%s: %ld to %ld", row->key, row->least,
		    row->most);
	*(long *)(void *)((char *)&parse->conf + row->offset) = number;
	return RESULT_OK;
}

static bool
has_word(const char *words, const char *word)
{
	size_t length = strlen(word);

	if (length == 0 || strchr(word, ' ') != NULL)
		return false;
	for (; words != NULL; words = strchr(words, ' ')) {
		words += *words == ' ';
		if (strncmp(words, word, length) == 0 &&
		    (words[length] == ' ' || words[length] == '\0'))
			return true;
	}
	return false;
}

static bool
is_host(const char *at, size_t length)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789-.";

	return length > 0 && length <= 253 && strspn(at, letters) >= length &&
	    at[0] != '.' && at[0] != '-' && at[length - 1] != '.';
}

static bool
is_port(const char *at, size_t length)
{
	return length >= 1 && length <= 5 &&
	    strspn(at, "0123456789") >= length && at[0] != '0' &&
	    strtol(at, NULL, 10) <= 65535;
}

/* "" or "/segment…": unreserved characters (RFC 3986 2.3), no dot segment. */
static bool
is_path(const char *path)
{
	static const char unreserved[] = "abcdefghijklmnopqrstuvwxyz"
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~";
	size_t length;

	for (; *path == '/'; path += 1 + length) {
		length = strspn(path + 1, unreserved);
		if (length == 0 || path[1] == '.')
			return false;
	}
	return *path == '\0';
}

/* Origin and path of our own address, path its last part. */
static enum result
derive(struct conf *conf, const char *value, const char *path)
{
	free(conf->base_path);
	free(conf->origin);
	conf->base_path = strdup(path);
	conf->origin = strndup(value, (size_t)(path - value));
	return conf->base_path == NULL || conf->origin == NULL
	    ? RESULT_BROKEN : RESULT_OK;
}

/* Checks an address; of our own origin and path are derived. */
static enum result
set_url(struct parse *parse, const struct conf_row *row, const char *value)
{
	static const char scheme[] = "https://";
	const char *host = value + sizeof(scheme) - 1, *path, *port;
	size_t host_length, authority;

	if (strncmp(value, scheme, sizeof(scheme) - 1) != 0)
		return refuse(parse, "%s: begins with https://", row->key);
	authority = strcspn(host, "/");
	path = host + authority;
	port = memchr(host, ':', authority);
	host_length = port != NULL ? (size_t)(port - host) : authority;
	if (!is_host(host, host_length))
		return refuse(parse, "%s: host in lower case", row->key);
	if (port != NULL && !is_port(port + 1, authority - host_length - 1))
		return refuse(parse, "%s: port 1 to 65535", row->key);
	if (!is_path(path))
		return refuse(parse, "%s: path of plain segments, no slash "
		    "at the end", row->key);
	if (row->offset == offsetof(struct conf, base_url) &&
	    derive(&parse->conf, value, path) != RESULT_OK)
		return RESULT_BROKEN;
	return set_text(parse, row, value);
}

static enum result
set_value(struct parse *parse, const struct conf_row *row, const char *value)
{
	switch (row->type) {
	case TYPE_NUMBER:
		return set_number(parse, row, value);
	case TYPE_URL:
		return set_url(parse, row, value);
	case TYPE_WORD:
		if (!has_word(row->words, value))
			return refuse(parse, "%s: one of %s", row->key,
			    row->words);
		break;
	case TYPE_FILE:
		if (value[0] != '/')
			return refuse(parse, "%s: an absolute path",
			    row->key);
		break;
	case TYPE_TEXT:
		break;
	}
	return set_text(parse, row, value);
}

static enum result
parse_pair(struct parse *parse, const char *key, const char *value)
{
	size_t i;

	for (i = 0; i < CONF_ROWS && strcmp(conf_rows[i].key, key) != 0; i++)
		;
	if (i == CONF_ROWS)
		return refuse(parse, "unknown key: %.40s", key);
	if (parse->seen[i])
		return refuse(parse, "%s: given twice", key);
	parse->seen[i] = true;
	if ((conf_rows[i].programs & parse->program) == 0)
		return RESULT_OK;
	if (*value == '\0' && (conf_rows[i].required & parse->program) != 0)
		return refuse(parse, "%s: a value", key);
	return set_value(parse, &conf_rows[i], value);
}

static char *
trim(char *text)
{
	char *end = text + strlen(text);

	while (end > text && (end[-1] == ' ' || end[-1] == '\t'))
		*--end = '\0';
	return text + strspn(text, " \t");
}

static void
cut_comment(char *line)
{
	for (char *at = line; *at != '\0'; at++)
		if (*at == '#' &&
		    (at == line || at[-1] == ' ' || at[-1] == '\t')) {
			*at = '\0';
			return;
		}
}

static bool
has_control(const char *line)
{
	for (; *line != '\0'; line++)
		if (((unsigned char)*line < ' ' && *line != '\t') ||
		    *line == 0x7f)
			return true;
	return false;
}

static enum result
parse_line(struct parse *parse, char *line)
{
	char *equals;

	cut_comment(line);
	line = trim(line);
	if (*line == '\0')
		return RESULT_OK;
	if (has_control(line))
		return refuse(parse, "a control character");
	equals = strchr(line, '=');
	if (equals == NULL)
		return refuse(parse, "key = value");
	*equals = '\0';
	return parse_pair(parse, trim(line), trim(equals + 1));
}

/* What is absent takes its preset, or stops the program that needs it. */
static enum result
complete(struct parse *parse)
{
	enum result result = RESULT_OK;

	parse->line = 0;
	for (size_t i = 0; i < CONF_ROWS && result == RESULT_OK; i++) {
		if (parse->seen[i] ||
		    (conf_rows[i].programs & parse->program) == 0)
			continue;
		if ((conf_rows[i].required & parse->program) != 0)
			result = refuse(parse, "%s is missing", conf_rows[i].key);
		else if (conf_rows[i].preset != NULL)
			result = set_value(parse, &conf_rows[i], conf_rows[i].preset);
	}
	if (result == RESULT_OK && parse->conf.session_absolute_minutes <
	    parse->conf.session_idle_minutes)
		result = refuse(parse, "session_absolute_minutes: at least "
		    "session_idle_minutes");
	return result;
}

/* Cuts text, which ends in NUL, at its line ends and parses each line. */
static enum result
parse_text(struct parse *parse, char *text)
{
	enum result result = RESULT_OK;
	char *stop;

	for (; *text != '\0' && result == RESULT_OK; text = stop) {
		stop = text + strcspn(text, "\n");
		if (*stop == '\n')
			*stop++ = '\0';
		parse->line++;
		result = parse_line(parse, text);
	}
	return result == RESULT_OK ? complete(parse) : result;
}

enum result
conf_parse(const char *name, const char *text, size_t length,
    enum conf_program program, struct conf *ret_conf, char *ret_message,
    size_t size)
{
	struct parse parse = {
	    .name = name,
	    .program = program,
	    .message = ret_message,
	    .size = size
	};
	enum result result;
	char *copy;

	if (length > CONF_FILE_BYTES_MOST)
		return refuse(&parse, "at most %d bytes",
		    CONF_FILE_BYTES_MOST);
	if (length > 0 && memchr(text, '\0', length) != NULL)
		return refuse(&parse, "a NUL byte");
	snprintf(ret_message, size, "%s: memory is short", name);
	copy = strndup(length > 0 ? text : "", length);
	if (copy == NULL)
		return RESULT_BROKEN;
	result = parse_text(&parse, copy);
	free(copy);
	if (result != RESULT_OK) {
		conf_clear(&parse.conf);
		return result;
	}
	*ret_conf = parse.conf;
	return RESULT_OK;
}

enum result
conf_load(const char *path, enum conf_program program, struct conf *ret_conf,
    char *ret_message, size_t size)
{
	FILE *file = fopen(path, "re");
	enum result result;
	size_t length;
	char *text;

	if (file == NULL) {
		snprintf(ret_message, size, "%s: %s", path, strerror(errno));
		return errno == ENOENT ? RESULT_NOT_FOUND : RESULT_DENIED;
	}
	/* One byte more than allowed, so that conf_parse sees "too long". */
	text = malloc(CONF_FILE_BYTES_MOST + 1);
	length = text == NULL ? 0
	    : fread(text, 1, CONF_FILE_BYTES_MOST + 1, file);
	if (text == NULL || ferror(file)) {
		snprintf(ret_message, size, "%s: cannot be read", path);
		result = RESULT_BROKEN;
	} else {
		result = conf_parse(path, text, length, program, ret_conf,
		    ret_message, size);
	}
	free(text);
	fclose(file);
	return result;
}

void
conf_clear(struct conf *conf)
{
	for (size_t i = 0; i < CONF_ROWS; i++) {
		if (conf_rows[i].type == TYPE_NUMBER)
			continue;
		free(*text_at(conf, &conf_rows[i]));
		*text_at(conf, &conf_rows[i]) = NULL;
	}
	free(conf->base_path);
	free(conf->origin);
	memset(conf, 0, sizeof(*conf));
}

void
conf_print_manual(FILE *out, enum conf_program program)
{
	for (size_t i = 0; i < CONF_ROWS; i++) {
		const struct conf_row *row = &conf_rows[i];

		if ((row->programs & program) == 0)
			continue;
		fprintf(out, ".It Cm %s\n%s\n", row->key, row->line);
		if (row->type == TYPE_NUMBER)
			fprintf(out, "From %ld to %ld.\n", row->least,
			    row->most);
		if (row->type == TYPE_WORD)
			fprintf(out, "One of: %s.\n", row->words);
		if ((row->required & program) != 0)
			fprintf(out, "Required.\n");
		else if (row->preset != NULL && *row->preset != '\0')
			fprintf(out, "Default: %s.\n", row->preset);
		else
			fprintf(out, "Optional.\n");
	}
}
