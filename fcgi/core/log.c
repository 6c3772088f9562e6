/* SPDX-License-Identifier: EUPL-1.2 */
#include "core/log.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* POSIX writes up to PIPE_BUF (4,096) bytes to a pipe in one piece. */
#define LOG_LINE_BYTES 1000

static const char *program_name = "minsag";
static enum log_level least_level = LOG_LEVEL_INFO;

static const char *const level_words[] = {
	[LOG_LEVEL_DEBUG] = "debug",
	[LOG_LEVEL_INFO] = "info",
	[LOG_LEVEL_WARNING] = "warning",
	[LOG_LEVEL_ERROR] = "error"
};

void
log_open(const char *program, enum log_level least)
{
	program_name = program;
	least_level = least;
}

enum result
log_level_parse(const char *word, enum log_level *ret_level)
{
	for (size_t i = 0; i < sizeof(level_words) / sizeof(*level_words); i++)
		if (strcmp(word, level_words[i]) == 0) {
			*ret_level = (enum log_level)i;
			return RESULT_OK;
		}
	return RESULT_BAD_INPUT;
}

/* One line stays one line, whatever a message was made of. */
static void
make_printable(char *text)
{
	for (; *text != '\0'; text++)
		if (*text < ' ' || *text > '~')
			*text = '?';
}

void
log_write(enum log_level level, const char *request_id, const char *format,
    ...)
{
	char line[LOG_LINE_BYTES + 1];
	va_list arguments;
	ssize_t written;
	size_t length;
	int head;

	if (level < least_level)
		return;
	head = snprintf(line, LOG_LINE_BYTES, "%s %s %s ", level_words[level],
	    program_name, request_id != NULL ? request_id : "-");
	if (head < 0 || head >= LOG_LINE_BYTES)
		return;
	va_start(arguments, format);
	vsnprintf(line + head, LOG_LINE_BYTES - (size_t)head, format,
	    arguments);
	va_end(arguments);
	make_printable(line);
	length = strlen(line);
	line[length] = '\n';
	written = write(STDERR_FILENO, line, length + 1);
	(void)written; /* a lost log line has nowhere to be reported */
}
