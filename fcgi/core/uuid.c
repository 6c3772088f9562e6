/* SPDX-License-Identifier: EUPL-1.2 */
#include "core/uuid.h"

#include "core/text.h"

static bool
is_hyphen_place(size_t i)
{
	return i == 8 || i == 13 || i == 18 || i == 23;
}

bool
uuid_parse(const char *text, size_t length, struct uuid *ret_uuid)
{
	struct uuid uuid;
	size_t i = 0, byte = 0;

	if (length != UUID_TEXT_LENGTH)
		return false;
	while (i < length) {
		if (is_hyphen_place(i)) {
			if (text[i++] != '-')
				return false;
			continue;
		}
		int high = text_hex_value(text[i]);
		int low = text_hex_value(text[i + 1]);
		if (high < 0 || low < 0)
			return false;
		uuid.bytes[byte++] = (unsigned char)(high << 4 | low);
		i += 2;
	}
	*ret_uuid = uuid;
	return true;
}

void
uuid_format(struct uuid uuid, char ret_text[UUID_TEXT_LENGTH + 1])
{
	static const char digits[] = "0123456789abcdef";
	char *to = ret_text;

	for (size_t i = 0; i < sizeof(uuid.bytes); i++) {
		if (i == 4 || i == 6 || i == 8 || i == 10)
			*to++ = '-';
		*to++ = digits[uuid.bytes[i] >> 4];
		*to++ = digits[uuid.bytes[i] & 15];
	}
	*to = '\0';
}
