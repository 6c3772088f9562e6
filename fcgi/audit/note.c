/* SPDX-License-Identifier: EUPL-1.2 */
#include "audit/note.h"

#include <stdio.h>
#include <string.h>

#include "audit/canonical.h"
#include "core/calendar.h"

#define SIGNATURE "signature "
#define SIGNATURE_DIGITS ((size_t)2 * VAULT_SIGNATURE_BYTES)

/* A note's lines before the signature; says their length. */
static size_t
put_body(const struct chain_head *head, const char *noted,
    const unsigned char *public_key, char *ret_text)
{
	char hash[2 * VAULT_HASH_BYTES + 1], key[2 * VAULT_KEY_BYTES + 1];

	_Static_assert(VAULT_KEY_BYTES == VAULT_HASH_BYTES, "one hex writer");
	canonical_hex(head->hash, hash);
	canonical_hex(public_key, key);
	return (size_t)snprintf(ret_text, NOTE_SIZE,
	    "minsag-audit head 1\nnumber %lld\nhash %s\nnoted %s\nkey %s\n",
	    (long long)head->number, hash, noted, key);
}

void
note_make(const struct chain_head *head, int64_t now,
    const unsigned char seed[VAULT_KEY_BYTES], char ret_text[NOTE_SIZE])
{
	unsigned char key[VAULT_KEY_BYTES], signature[VAULT_SIGNATURE_BYTES];
	char noted[CALENDAR_TIME_SIZE];
	size_t length;
	char *to;

	calendar_time(now, noted);
	vault_sign_public(seed, key);
	length = put_body(head, noted, key, ret_text);
	vault_sign(seed, ret_text, length, signature);
	to = ret_text + length;
	to += sprintf(to, SIGNATURE);
	for (size_t i = 0; i < sizeof(signature); i++)
		to += sprintf(to, "%02x", signature[i]);
	sprintf(to, "\n");
}

static enum result
no_note(const char **ret_rule)
{
	*ret_rule = "it is no note of this program";
	return RESULT_BAD_INPUT;
}

/* The fields of a note; that there is nothing else is note_read's to see. */
static bool
scan(const char *text, struct chain_head *ret_head, char *ret_noted,
    unsigned char *ret_key, unsigned char *ret_signature)
{
	char hash[65], key[65], signature[129];
	long long number;

	if (sscanf(text, "minsag-audit head 1\nnumber %18lld\nhash %64s\n"
	    "noted %20s\nkey %64s\nsignature %128s\n", &number, hash,
	    ret_noted, key, signature) != 5 || number < 1)
		return false;
	ret_head->number = number;
	return vault_hex_decode(hash, strlen(hash), ret_head->hash,
	    VAULT_HASH_BYTES) == RESULT_OK &&
	    vault_hex_decode(key, strlen(key), ret_key, VAULT_KEY_BYTES) ==
	    RESULT_OK &&
	    vault_hex_decode(signature, strlen(signature), ret_signature,
	    VAULT_SIGNATURE_BYTES) == RESULT_OK;
}

enum result
note_read(const char *text, size_t length,
    const unsigned char public_key[VAULT_KEY_BYTES],
    struct chain_head *ret_head, const char **ret_rule)
{
	unsigned char key[VAULT_KEY_BYTES], signature[VAULT_SIGNATURE_BYTES];
	char copy[NOTE_SIZE], body[NOTE_SIZE], noted[CALENDAR_TIME_SIZE];
	struct chain_head head = {0};
	size_t size;

	if (length >= sizeof(copy) || memchr(text, '\0', length) != NULL)
		return no_note(ret_rule);
	memcpy(copy, text, length);
	copy[length] = '\0';
	if (!scan(copy, &head, noted, key, signature))
		return no_note(ret_rule);
	/* One form alone: made anew, the lines are byte for byte the same. */
	size = put_body(&head, noted, key, body);
	if (length != size + strlen(SIGNATURE) + SIGNATURE_DIGITS + 1 ||
	    memcmp(copy, body, size) != 0 || copy[length - 1] != '\n' ||
	    memcmp(copy + size, SIGNATURE, strlen(SIGNATURE)) != 0)
		return no_note(ret_rule);
	if (!vault_sign_holds(public_key, body, size, signature)) {
		*ret_rule = "the signature is not this key's";
		return RESULT_DENIED;
	}
	*ret_head = head;
	return RESULT_OK;
}
