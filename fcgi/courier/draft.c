/* SPDX-License-Identifier: EUPL-1.2 */
#include "courier/draft.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void
draft_begin(struct draft *draft, char *at, size_t size)
{
	*draft = (struct draft){.at = at, .size = size};
	at[0] = '\0';
}

void
draft_add_length(struct draft *draft, const char *text, size_t length)
{
	if (length >= draft->size - draft->length) {
		draft->full = true;
		return;
	}
	memcpy(draft->at + draft->length, text, length);
	draft->length += length;
	draft->at[draft->length] = '\0';
}

void
draft_add(struct draft *draft, const char *text)
{
	draft_add_length(draft, text, strlen(text));
}

void
draft_printf(struct draft *draft, const char *format, ...)
{
	size_t room = draft->size - draft->length;
	va_list arguments;
	int put;

	va_start(arguments, format);
	put = vsnprintf(draft->at + draft->length, room, format, arguments);
	va_end(arguments);
	if (put < 0 || (size_t)put >= room) {
		draft->at[draft->length] = '\0';
		draft->full = true;
		return;
	}
	draft->length += (size_t)put;
}
