/* SPDX-License-Identifier: EUPL-1.2
 *
 * Foreign bytes as a text, an e-mail, sound and a film: what is text is read as
 * such.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/text.h"
#include "examine/boxes.h"
#include "examine/message.h"
#include "examine/pdf.h"
#include "examine/plain.h"
#include "examine/sound.h"

#define MOST 1000 /* bytes of a text */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
read_it(enum plain plain, const char *at, size_t size)
{
	char *text = plain_read(plain, at, size, MOST);

	if (text == NULL || strlen(text) > MOST ||
	    !text_is_utf8(text, strlen(text)))
		abort();
	free(text);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *at = (const char *)data;
	enum plain plain = plain_find(at, size);

	if (plain != PLAIN_NONE)
		read_it(plain, at, size);
	(void)message_is(at, size);
	(void)sound_type(at, size);
	(void)boxes_type(at, size);
	(void)boxes_film_whole(at, size);
	if (pdf_begin(at, size) > size)
		abort();
	return 0;
}
