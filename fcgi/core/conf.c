/* SPDX-License-Identifier: EUPL-1.2 */
#include "core/conf.h"

#include <errno.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define CONF_FILE_BYTES_MOST 65536
#define WORKERS (CONF_LOGIN | CONF_CITIZEN | CONF_DOCUMENT | CONF_UPLOAD)
#define ALL (WORKERS | CONF_IMPORT | CONF_AUDIT | CONF_COURIER | CONF_ADMIN)

enum conf_type {
	TYPE_TEXT,   /* any printable text */
	TYPE_FILE,   /* absolute path */
	TYPE_NUMBER, /* least to most */
	TYPE_WORD,   /* one of words, separated by spaces */
	TYPE_URL     /* https://host[:port][/path] */
};

struct conf_row {
	const char *key;
	enum conf_type type;
	size_t offset;       /* in struct conf */
	unsigned programs;   /* who reads it */
	unsigned required;   /* who can't start without it */
	const char *preset;  /* value when absent; NULL: none */
	long least, most;    /* TYPE_NUMBER */
	const char *words;   /* TYPE_WORD */
	const char *line;    /* description */
};

#define AT(member) offsetof(struct conf, member)

/*
 * key, type, where, read by, required by, preset, least, most, words, line
 */
static const struct conf_row rows[] = {
	{"database", TYPE_TEXT, AT(database), ALL, ALL, NULL, 0, 0, NULL,
	    "libpq connection string without a user: host and dbname. "
	    "A host is a socket directory or a numeric address."},
	/* On 2 cores a case list costs PostgreSQL 170 µs over 2 x 4
	 * connections and 270 µs over 2 x 16, which share its caches. */
	{"database_connections", TYPE_NUMBER, AT(database_connections),
	    ALL & ~CONF_DOCUMENT, 0, "4", 1, 64, NULL,
	    "Most database connections of one process. All processes "
	    "together do best with about four for each of the database's "
	    "cores."},
	{"document_connections", TYPE_NUMBER, AT(database_connections),
	    CONF_DOCUMENT, 0, "6", 1, 64, NULL,
	    "Most database connections of one process. A download holds one "
	    "only while a chunk is read."},
	{"threads", TYPE_NUMBER, AT(threads), WORKERS & ~CONF_DOCUMENT, 0,
	    "48", 1, 1024, NULL,
	    "Threads of one process. All processes together need more than "
	    "nginx keeps connections."},
	{"document_threads", TYPE_NUMBER, AT(threads), CONF_DOCUMENT, 0,
	    "320", 1, 4096, NULL,
	    "Threads of one process; each serves one download at a time."},
	{"base_url", TYPE_URL, AT(base_url), WORKERS | CONF_COURIER,
	    WORKERS | CONF_COURIER, NULL, 0, 0, NULL,
	    "Where citizens reach the site: https://host[:port][/path], "
	    "without a slash at the end."},
	{"token_keys", TYPE_FILE, AT(token_keys), WORKERS, WORKERS, NULL, 0,
	    0, NULL,
	    "File: the key ring that seals session cookies, one line "
	    "\"id key\" per key. The first line's key seals, all open."},
	{"log_level", TYPE_WORD, AT(log_level), ALL, 0, "info", 0, 0,
	    "debug info warning error", "Least level that is logged."},
	{"municipality", TYPE_TEXT, AT(municipality),
	    CONF_LOGIN | CONF_CITIZEN, CONF_LOGIN | CONF_CITIZEN, NULL, 0, 0,
	    NULL, "Name of the municipality, as citizens read it."},
	{"session_idle_minutes", TYPE_NUMBER, AT(session_idle_minutes),
	    CONF_LOGIN, 0, "30", 5, 240, NULL,
	    "A session ends after so many minutes without a request."},
	{"session_absolute_minutes", TYPE_NUMBER,
	    AT(session_absolute_minutes), CONF_LOGIN, 0, "480", 15, 1440,
	    NULL, "A session ends so many minutes after log-in."},
	{"login_level", TYPE_WORD, AT(login_level), CONF_LOGIN, 0,
	    "Substantial", 0, 0, "Low Substantial High",
	    "Least NSIS level of assurance that may log in."},
	{"identity_key", TYPE_FILE, AT(identity_key),
	    CONF_LOGIN | CONF_IMPORT, CONF_LOGIN | CONF_IMPORT, NULL, 0, 0,
	    NULL, "File: 64 hexadecimal digits, the key under which CPR "
	    "numbers are hashed."},
	{"courier_public_key", TYPE_FILE, AT(courier_public_key),
	    CONF_LOGIN | CONF_IMPORT, CONF_IMPORT, NULL, 0, 0, NULL,
	    "File: 64 hexadecimal digits, the public key to which CPR "
	    "numbers are sealed."},
	{"saml_log_key", TYPE_FILE, AT(saml_log_key), CONF_LOGIN, CONF_LOGIN,
	    NULL, 0, 0, NULL,
	    "File: 64 hexadecimal digits, the public key to which the log of "
	    "SAML messages is sealed."},
	{"saml_entity_id", TYPE_TEXT, AT(saml_entity_id), CONF_LOGIN,
	    CONF_LOGIN, NULL, 0, 0, NULL,
	    "Entity id under which the service is registered."},
	{"saml_idp_metadata", TYPE_TEXT, AT(saml_idp_metadata), CONF_LOGIN,
	    CONF_LOGIN, NULL, 0, 0, NULL,
	    "Files, separated by spaces: metadata of the identity provider."},
	{"saml_sign_key", TYPE_FILE, AT(saml_sign_key), CONF_LOGIN,
	    CONF_LOGIN, NULL, 0, 0, NULL,
	    "File: private key that signs requests, PEM."},
	{"saml_sign_certificate", TYPE_FILE, AT(saml_sign_certificate),
	    CONF_LOGIN, CONF_LOGIN, NULL, 0, 0, NULL,
	    "File: its certificate, PEM."},
	{"saml_next_sign_certificate", TYPE_FILE,
	    AT(saml_next_sign_certificate), CONF_LOGIN, 0, NULL, 0, 0, NULL,
	    "File: certificate that follows it; shown in the metadata."},
	{"saml_decrypt_key", TYPE_FILE, AT(saml_decrypt_key), CONF_LOGIN,
	    CONF_LOGIN, NULL, 0, 0, NULL,
	    "File: private key that opens assertions, PEM."},
	{"saml_decrypt_certificate", TYPE_FILE, AT(saml_decrypt_certificate),
	    CONF_LOGIN, CONF_LOGIN, NULL, 0, 0, NULL,
	    "File: its certificate, PEM."},
	{"saml_next_decrypt_key", TYPE_FILE, AT(saml_next_decrypt_key),
	    CONF_LOGIN, 0, NULL, 0, 0, NULL,
	    "File: private key that opens assertions during a rollover."},
	{"saml_next_decrypt_certificate", TYPE_FILE,
	    AT(saml_next_decrypt_certificate), CONF_LOGIN, 0, NULL, 0, 0,
	    NULL, "File: its certificate; shown in the metadata."},
	{"saml_spec_versions", TYPE_TEXT, AT(saml_spec_versions), CONF_LOGIN,
	    0, "OIO-SAML-3.0", 0, 0, NULL,
	    "Values of the SpecVer attribute that are accepted, separated by "
	    "spaces."},
	{"saml_skew_seconds", TYPE_NUMBER, AT(saml_skew_seconds), CONF_LOGIN,
	    0, "180", 0, 600, NULL,
	    "How far the identity provider's clock may be off."},
	{"saml_extra_algorithms", TYPE_TEXT, AT(saml_extra_algorithms),
	    CONF_LOGIN, 0, "", 0, 0, NULL,
	    "URIs of algorithms accepted beside the built-in list, separated "
	    "by spaces."},
	{"saml_contact_email", TYPE_TEXT, AT(saml_contact_email), CONF_LOGIN,
	    0, NULL, 0, 0, NULL,
	    "Technical contact in the metadata."}
};

#define ROW_COUNT (sizeof(rows) / sizeof(rows[0]))

/* What parsing carries with it: where it is and where a failure is told. */
struct parse {
	const char *name;
	enum conf_program program;
	int line;
	struct conf conf;
	bool seen[ROW_COUNT];
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

/* Checks the address and derives origin and path from it. */
static enum result
set_url(struct parse *parse, const struct conf_row *row, const char *value)
{
	static const char scheme[] = "https://";
	struct conf *conf = &parse->conf;
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
	free(conf->base_path);
	free(conf->origin);
	conf->base_path = strdup(path);
	conf->origin = strndup(value, (size_t)(path - value));
	if (conf->base_path == NULL || conf->origin == NULL)
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

	for (i = 0; i < ROW_COUNT && strcmp(rows[i].key, key) != 0; i++)
		;
	if (i == ROW_COUNT)
		return refuse(parse, "unknown key: %.40s", key);
	if (parse->seen[i])
		return refuse(parse, "%s: given twice", key);
	parse->seen[i] = true;
	if ((rows[i].programs & parse->program) == 0)
		return RESULT_OK;
	if (*value == '\0' && (rows[i].required & parse->program) != 0)
		return refuse(parse, "%s: a value", key);
	return set_value(parse, &rows[i], value);
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
	for (size_t i = 0; i < ROW_COUNT && result == RESULT_OK; i++) {
		if (parse->seen[i] ||
		    (rows[i].programs & parse->program) == 0)
			continue;
		if ((rows[i].required & parse->program) != 0)
			result = refuse(parse, "%s is missing", rows[i].key);
		else if (rows[i].preset != NULL)
			result = set_value(parse, &rows[i], rows[i].preset);
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
	for (size_t i = 0; i < ROW_COUNT; i++) {
		if (rows[i].type == TYPE_NUMBER)
			continue;
		free(*text_at(conf, &rows[i]));
		*text_at(conf, &rows[i]) = NULL;
	}
	free(conf->base_path);
	free(conf->origin);
	memset(conf, 0, sizeof(*conf));
}

void
conf_print_manual(FILE *out, enum conf_program program)
{
	for (size_t i = 0; i < ROW_COUNT; i++) {
		const struct conf_row *row = &rows[i];

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
