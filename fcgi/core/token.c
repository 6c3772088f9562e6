/* SPDX-License-Identifier: EUPL-1.2 */
#include "core/token.h"

#include <string.h>

#include "core/secret.h"
#include "core/text.h"
#include "core/vault.h"

/*
 * The bytes under the base64url:
 *
 *	version 1 | key id 1 | nonce 24 | sealed claims 49 | tag 16
 *
 * and the claims before sealing, integers big-endian:
 *
 *	issued 8 | expires 8 | level 1 | session key 32
 */
#define TOKEN_VERSION 1
#define HEAD_BYTES 2
#define CLAIMS_BYTES (8 + 8 + 1 + TOKEN_SESSION_KEY_BYTES)
#define SEALED_AT (HEAD_BYTES + VAULT_NONCE_BYTES)
#define TOKEN_BYTES (SEALED_AT + CLAIMS_BYTES + VAULT_TAG_BYTES)

/* Hosts' clocks differ a little; a token from further ahead is not ours. */
#define CLOCK_SKEW_SECONDS 60

/* Associated data: the head as it stands in the token, then the realm. */
#define REALM_BYTES_MOST 30
#define DATA_BYTES_MOST (HEAD_BYTES + REALM_BYTES_MOST)

#define RING_KEYS_MOST 16
#define KEY_DIGITS (2 * VAULT_KEY_BYTES)
#define RING_FILE_BYTES_MOST (RING_KEYS_MOST * (KEY_DIGITS + 8) + 1024)

_Static_assert(TEXT_BASE64URL_SIZE(TOKEN_BYTES) <= TOKEN_TEXT_SIZE, "room");

struct ring_key {
	unsigned char id; /* 1 to 255 */
	unsigned char bytes[VAULT_KEY_BYTES];
};

struct token_ring {
	size_t count;
	struct ring_key keys[RING_KEYS_MOST];
};

static const struct ring_key *
find_key(const struct token_ring *ring, unsigned id)
{
	for (size_t i = 0; i < ring->count; i++)
		if (ring->keys[i].id == id)
			return &ring->keys[i];
	return NULL;
}

/* "<id> <64 hex digits>" */
static enum result
parse_line(struct token_ring *ring, const char *line, size_t length)
{
	struct ring_key *key = &ring->keys[ring->count];
	unsigned id = 0;
	size_t i;

	for (i = 0; i < length && i < 3 && line[i] >= '0' && line[i] <= '9';
	     i++)
		id = id * 10 + (unsigned)(line[i] - '0');
	if (i == 0 || id < 1 || id > 255 || i == length || line[i] != ' ')
		return RESULT_BAD_INPUT;
	if (ring->count == RING_KEYS_MOST || find_key(ring, id) != NULL)
		return RESULT_BAD_INPUT;
	i++;
	if (vault_hex_decode(line + i, length - i, key->bytes,
		sizeof(key->bytes)) != RESULT_OK)
		return RESULT_BAD_INPUT;
	key->id = (unsigned char)id;
	ring->count++;
	return RESULT_OK;
}

static enum result
parse_lines(struct token_ring *ring, const char *text, size_t length)
{
	const char *end = text + length, *stop;
	enum result result;
	size_t size;

	for (; text < end; text = stop + (stop < end)) {
		stop = memchr(text, '\n', (size_t)(end - text));
		if (stop == NULL)
			stop = end;
		size = (size_t)(stop - text);
		if (size > 0 && text[size - 1] == '\r')
			size--;
		if (size == 0 || text[0] == '#')
			continue;
		result = parse_line(ring, text, size);
		if (result != RESULT_OK)
			return result;
	}
	return ring->count > 0 ? RESULT_OK : RESULT_BAD_INPUT;
}

enum result
token_ring_parse(const char *text, size_t length, struct token_ring **ret_ring)
{
	struct token_ring *ring = vault_alloc(sizeof(*ring));
	enum result result;

	if (ring == NULL)
		return RESULT_BROKEN;
	result = parse_lines(ring, text, length);
	if (result != RESULT_OK) {
		token_ring_free(ring);
		return result;
	}
	vault_freeze(ring);
	*ret_ring = ring;
	return RESULT_OK;
}

enum result
token_ring_load(const char *path, struct token_ring **ret_ring)
{
	struct secret *file;
	enum result result;

	result = secret_load(path, RING_FILE_BYTES_MOST, &file);
	if (result != RESULT_OK)
		return result;
	result = token_ring_parse((const char *)file->bytes, file->length,
	    ret_ring);
	secret_free(file);
	return result;
}

void
token_ring_free(struct token_ring *ring)
{
	vault_free(ring);
}

static void
put_time(unsigned char *at, int64_t time)
{
	for (int i = 7; i >= 0; i--, time >>= 8)
		at[i] = (unsigned char)(time & 0xff);
}

static int64_t
get_time(const unsigned char *at)
{
	uint64_t time = 0;

	for (int i = 0; i < 8; i++)
		time = time << 8 | at[i];
	return (int64_t)time;
}

static size_t
put_data(unsigned char data[DATA_BYTES_MOST],
    const unsigned char head[HEAD_BYTES], const char *realm)
{
	size_t length = strnlen(realm, REALM_BYTES_MOST);

	memcpy(data, head, HEAD_BYTES);
	memcpy(data + HEAD_BYTES, realm, length);
	return HEAD_BYTES + length;
}

enum result
token_seal(const struct token_ring *ring, const char *realm,
    const struct token_claims *claims, char ret_text[TOKEN_TEXT_SIZE])
{
	unsigned char token[TOKEN_BYTES], plain[CLAIMS_BYTES];
	unsigned char data[DATA_BYTES_MOST];
	struct vault_aead aead = {
	    .key = ring->keys[0].bytes,
	    .nonce = token + HEAD_BYTES,
	    .data = data
	};

	if (claims->issued < 0 || claims->expires < claims->issued)
		return RESULT_BROKEN;
	token[0] = TOKEN_VERSION;
	token[1] = ring->keys[0].id;
	aead.data_size = put_data(data, token, realm);
	vault_random(token + HEAD_BYTES, VAULT_NONCE_BYTES);
	put_time(plain, claims->issued);
	put_time(plain + 8, claims->expires);
	plain[16] = (unsigned char)claims->level;
	memcpy(plain + 17, claims->session_key, TOKEN_SESSION_KEY_BYTES);
	vault_seal(&aead, plain, sizeof(plain), token + SEALED_AT);
	vault_wipe(plain, sizeof(plain));
	text_to_base64url(ret_text, token, sizeof(token));
	return RESULT_OK;
}

static enum result
read_claims(const unsigned char *plain, struct token_claims *ret_claims)
{
	int64_t issued = get_time(plain), expires = get_time(plain + 8);

	if (issued < 0 || expires < issued || plain[16] > LEVEL_HIGH)
		return RESULT_NOT_LOGGED_IN;
	ret_claims->issued = issued;
	ret_claims->expires = expires;
	ret_claims->level = (enum level)plain[16];
	memcpy(ret_claims->session_key, plain + 17, TOKEN_SESSION_KEY_BYTES);
	return RESULT_OK;
}

enum result
token_open(const struct token_ring *ring, const char *realm, const char *text,
    size_t length, struct token_claims *ret_claims)
{
	unsigned char token[TOKEN_BYTES], plain[CLAIMS_BYTES];
	unsigned char data[DATA_BYTES_MOST];
	const struct ring_key *key;
	struct vault_aead aead;
	enum result result;

	if (text_from_base64url(text, length, token, sizeof(token)) !=
	    RESULT_OK)
		return RESULT_NOT_LOGGED_IN;
	key = find_key(ring, token[1]);
	if (token[0] != TOKEN_VERSION || key == NULL)
		return RESULT_NOT_LOGGED_IN;
	aead = (struct vault_aead){
	    .key = key->bytes,
	    .nonce = token + HEAD_BYTES,
	    .data = data,
	    .data_size = put_data(data, token, realm)
	};
	if (vault_open(&aead, token + SEALED_AT, sizeof(token) - SEALED_AT,
		plain) != RESULT_OK)
		return RESULT_NOT_LOGGED_IN;
	result = read_claims(plain, ret_claims);
	vault_wipe(plain, sizeof(plain));
	return result;
}

bool
token_is_current(const struct token_claims *claims, int64_t now)
{
	return now < claims->expires &&
	    claims->issued - CLOCK_SKEW_SECONDS <= now;
}
