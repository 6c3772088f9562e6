/* SPDX-License-Identifier: EUPL-1.2 */
#include "courier/memo.h"

#include <libxml/xmlwriter.h>
#include <string.h>

#include "core/calendar.h"
#include "core/text.h"

#define NAMESPACE "https://DigitalPost.dk/MeMo-1"
#define NOBODY "0000000000" /* stands for the CPR number in libxml2 */
#define FILE_NAME "besked.txt"
#define SELF_SERVICE "SELVBETJENING" /* actionCode: a link to go on with */

/* One element after the other; the first failure is remembered. */
struct sheet {
	xmlTextWriterPtr writer;
	bool failed;
};

static void
open(struct sheet *sheet, const char *name)
{
	sheet->failed |= xmlTextWriterStartElementNS(sheet->writer,
	    BAD_CAST "memo", BAD_CAST name, NULL) < 0;
}

static void
shut(struct sheet *sheet)
{
	sheet->failed |= xmlTextWriterEndElement(sheet->writer) < 0;
}

static void
element(struct sheet *sheet, const char *name, const char *text)
{
	open(sheet, name);
	sheet->failed |= xmlTextWriterWriteString(sheet->writer,
	    BAD_CAST text) < 0;
	shut(sheet);
}

static void
attribute(struct sheet *sheet, const char *name, const char *text)
{
	sheet->failed |= xmlTextWriterWriteAttribute(sheet->writer,
	    BAD_CAST name, BAD_CAST text) < 0;
}

static void
put_parties(struct sheet *sheet, const struct memo *memo)
{
	open(sheet, "Sender");
	element(sheet, "senderID", memo->sender_cvr);
	element(sheet, "idType", "CVR");
	element(sheet, "label", memo->sender_label);
	shut(sheet);
	open(sheet, "Recipient");
	element(sheet, "recipientID", NOBODY);
	element(sheet, "idType", "CPR");
	shut(sheet);
}

static void
put_header(struct sheet *sheet, const struct memo *memo)
{
	char id[UUID_TEXT_LENGTH + 1];

	uuid_format(memo->id, id);
	open(sheet, "MessageHeader");
	element(sheet, "messageType",
	    memo->text == NULL ? "NEMSMS" : "DIGITALPOST");
	element(sheet, "messageUUID", id);
	element(sheet, "label", memo->label);
	if (memo->notification != NULL)
		element(sheet, "notification", memo->notification);
	element(sheet, "mandatory", "false");
	element(sheet, "legalNotification", "false");
	put_parties(sheet, memo);
	shut(sheet);
}

static void
put_action(struct sheet *sheet, const struct memo_action *action)
{
	open(sheet, "Action");
	element(sheet, "label", action->label);
	element(sheet, "actionCode", SELF_SERVICE);
	open(sheet, "EntryPoint");
	element(sheet, "url", action->url);
	shut(sheet);
	shut(sheet);
}

static void
put_body(struct sheet *sheet, const struct memo *memo)
{
	char created[CALENDAR_TIME_SIZE];

	calendar_time(memo->time, created);
	open(sheet, "MessageBody");
	element(sheet, "createdDateTime", created);
	open(sheet, "MainDocument");
	element(sheet, "label", memo->label);
	open(sheet, "File");
	element(sheet, "encodingFormat", "text/plain");
	element(sheet, "filename", FILE_NAME);
	element(sheet, "language", language_word(memo->language));
	open(sheet, "content");
	sheet->failed |= xmlTextWriterWriteBase64(sheet->writer, memo->text,
	    0, (int)strlen(memo->text)) < 0;
	shut(sheet);
	shut(sheet);
	for (size_t i = 0; i < memo->action_count; i++)
		put_action(sheet, &memo->actions[i]);
	shut(sheet);
	shut(sheet);
}

static void
put_message(struct sheet *sheet, const struct memo *memo)
{
	sheet->failed |= xmlTextWriterStartDocument(sheet->writer, NULL,
	    "UTF-8", NULL) < 0;
	open(sheet, "Message");
	attribute(sheet, "xmlns:memo", NAMESPACE);
	attribute(sheet, "memoVersion", "1.1");
	attribute(sheet, "memoSchVersion", "1.1.0");
	put_header(sheet, memo);
	if (memo->text != NULL)
		put_body(sheet, memo);
	shut(sheet);
	sheet->failed |= xmlTextWriterEndDocument(sheet->writer) < 0;
}

static bool
is_digits(const char *text, size_t count)
{
	return strlen(text) == count && strspn(text, "0123456789") == count;
}

/* One line, of 1 to most characters. */
static bool
is_line(const char *text, size_t most)
{
	size_t length = strlen(text), characters;

	if (length == 0 || !text_is_utf8(text, length) ||
	    text_has_control(text, length, false))
		return false;
	characters = text_characters(text, length);
	return characters <= most;
}

static bool
is_sound(const struct memo *memo)
{
	if (!is_digits(memo->recipient, CPR_DIGITS) ||
	    !is_digits(memo->sender_cvr, 8) ||
	    !is_line(memo->label, MEMO_LABEL_MOST) ||
	    !is_line(memo->sender_label, MEMO_LABEL_MOST) ||
	    (memo->notification != NULL &&
		!is_line(memo->notification, MEMO_NOTIFICATION_MOST)) ||
	    (memo->text == NULL) != (memo->notification != NULL) ||
	    memo->action_count > MEMO_ACTIONS_MOST)
		return false;
	for (size_t i = 0; i < memo->action_count; i++)
		if (strncmp(memo->actions[i].url, "https://", 8) != 0)
			return false;
	return true;
}

/* The number in the place of the zeros, in the draft alone. */
static enum result
address(const struct memo *memo, struct draft *draft, size_t from)
{
	static const char tag[] = "<memo:recipientID>" NOBODY "<";
	char *at = draft->full ? NULL : strstr(draft->at + from, tag);

	if (at == NULL)
		return RESULT_BROKEN;
	memcpy(strchr(at, '>') + 1, memo->recipient, CPR_DIGITS);
	return RESULT_OK;
}

enum result
memo_compose(const struct memo *memo, struct draft *draft)
{
	xmlBufferPtr buffer;
	struct sheet sheet = {NULL, false};
	size_t from = draft->length;

	if (!is_sound(memo))
		return RESULT_BAD_INPUT;
	buffer = xmlBufferCreate();
	if (buffer != NULL)
		sheet.writer = xmlNewTextWriterMemory(buffer, 0);
	if (sheet.writer == NULL) {
		xmlBufferFree(buffer);
		return RESULT_BROKEN;
	}
	put_message(&sheet, memo);
	xmlFreeTextWriter(sheet.writer);
	if (!sheet.failed)
		draft_add(draft, (const char *)xmlBufferContent(buffer));
	xmlBufferFree(buffer);
	return sheet.failed ? RESULT_BROKEN : address(memo, draft, from);
}
