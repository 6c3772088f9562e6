/* SPDX-License-Identifier: EUPL-1.2 */
#include "courier/mail.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#define LINE_MOST 76 /* RFC 2045 section 6.7, rule 5; RFC 2047 section 2 */
#define ENCODED_MOST 60 /* of an encoded word, less what stands around it */
#define NAME_MOST 9 /* "Subject: " before the first one */

static bool
is_plain(const char *text)
{
	for (; *text != '\0'; text++)
		if ((unsigned char)*text < ' ' || (unsigned char)*text > '~')
			return false;
	return true;
}

/* Bytes of the UTF-8 character at text. */
static size_t
character_length(const char *text)
{
	size_t length = 1;

	while (((unsigned char)text[length] & 0xc0) == 0x80)
		length++;
	return length;
}

/* What stands for itself in a word of a phrase, RFC 2047 section 5 (3). */
static bool
is_word_byte(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
	    (c >= 'a' && c <= 'z');
}

/* A character in the Q encoding, RFC 2047 section 4.2. */
static size_t
encode_character(const char *text, size_t length, char *to)
{
	size_t put = 0;

	if (length == 1 && is_word_byte(*text)) {
		to[0] = *text;
		return 1;
	}
	if (*text == ' ') {
		to[0] = '_';
		return 1;
	}
	for (size_t i = 0; i < length; i++) {
		snprintf(to + put, 4, "=%02X", (unsigned char)text[i]);
		put += 3;
	}
	return put;
}

/*
 * Words of a header's value: as they are, or as encoded words, each with
 * whole characters, folded onto lines of their own.
 */
static void
put_words(struct draft *draft, const char *text, bool phrase)
{
	char word[ENCODED_MOST + 16];
	size_t used = NAME_MOST;

	if (is_plain(text) && !phrase) {
		draft_add(draft, text);
		return;
	}
	draft_add(draft, "=?UTF-8?Q?");
	while (*text != '\0') {
		size_t length = character_length(text);
		size_t put = encode_character(text, length, word);

		if (used + put > ENCODED_MOST) {
			draft_add(draft, "?=\r\n =?UTF-8?Q?");
			used = 0;
		}
		draft_add_length(draft, word, put);
		used += put;
		text += length;
	}
	draft_add(draft, "?=");
}

/* RFC 5322 section 3.3, in UTC, whatever the locale. */
static void
put_date(struct draft *draft, int64_t seconds)
{
	static const char days[] = "SunMonTueWedThuFriSat";
	static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
	time_t when = (time_t)seconds;
	struct tm at;

	gmtime_r(&when, &at);
	draft_printf(draft, "Date: %.3s, %02d %.3s %d %02d:%02d:%02d +0000\r\n",
	    days + 3 * at.tm_wday, at.tm_mday, months + 3 * at.tm_mon,
	    at.tm_year + 1900, at.tm_hour, at.tm_min, at.tm_sec);
}

static void
put_head(const struct mail *mail, struct draft *draft)
{
	char id[UUID_TEXT_LENGTH + 1];

	uuid_format(mail->id, id);
	put_date(draft, mail->time);
	draft_add(draft, "From: ");
	put_words(draft, mail->from_name, true);
	draft_printf(draft, "\r\n <%s>\r\nTo: %s\r\nSubject: ", mail->from,
	    mail->to);
	put_words(draft, mail->subject, false);
	draft_printf(draft, "\r\nMessage-ID: <%s%s>\r\n", id,
	    strchr(mail->from, '@'));
	draft_printf(draft, "MIME-Version: 1.0\r\n"
	    "Content-Type: text/plain; charset=utf-8\r\n"
	    "Content-Transfer-Encoding: quoted-printable\r\n"
	    "Content-Language: %s\r\n"
	    /* no out-of-office answers: RFC 3834 section 5 */
	    "Auto-Submitted: auto-generated\r\n\r\n",
	    language_word(mail->language));
}

/* One byte of a line, which next ends or goes on. */
static size_t
quote(char c, bool last, char *to)
{
	if (c == '=' || (unsigned char)c > '~' ||
	    ((unsigned char)c < ' ' && c != '\t') ||
	    (last && (c == ' ' || c == '\t'))) {
		snprintf(to, 4, "=%02X", (unsigned char)c);
		return 3;
	}
	to[0] = c;
	return 1;
}

static void
put_line(struct draft *draft, const char *line, size_t length)
{
	char word[4];
	size_t used = 0;

	for (size_t i = 0; i < length; i++) {
		size_t put = quote(line[i], i + 1 == length, word);

		if (used + put > LINE_MOST - 1) {
			draft_add(draft, "=\r\n");
			used = 0;
		}
		draft_add_length(draft, word, put);
		used += put;
	}
	draft_add(draft, "\r\n");
}

void
mail_compose(const struct mail *mail, struct draft *draft)
{
	put_head(mail, draft);
	for (const char *at = mail->text; *at != '\0';) {
		size_t length = strcspn(at, "\n");

		put_line(draft, at, length);
		at += length + (at[length] == '\n');
	}
}
