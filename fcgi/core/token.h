/* SPDX-License-Identifier: EUPL-1.2
 *
 * The sealed token: XChaCha20-Poly1305 (libsodium, IETF variant) over the
 * claims, with version, key id and realm as associated data, as unpadded
 * base64url. Any host with the key ring opens it without shared state; a
 * forged, expired or foreign one costs no database call. The realm says what a
 * token is for: one for another realm does not open.
 *
 * The key ring is a file of lines "<id 1..255> <64 hex digits>", at most 16:
 * the first line's key seals, every line's key opens, so a rotation logs
 * nobody out. An id given twice is refused.
 */
#ifndef MINSAG_TOKEN_H
#define MINSAG_TOKEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "core/result.h"

#define TOKEN_SESSION_KEY_BYTES 32
#define TOKEN_TEXT_SIZE 160 /* room for the text and its NUL */

/* What a token is for. */
#define TOKEN_CITIZEN "citizen" /* a session at the citizens' workers */
#define TOKEN_LOGIN "login"     /* a browser that has begun to log in */

/* Assurance levels of NSIS, in their order. */
enum level { LEVEL_NONE, LEVEL_LOW, LEVEL_SUBSTANTIAL, LEVEL_HIGH };

struct token_claims {
	int64_t issued;   /* Unix seconds */
	int64_t expires;  /* Unix seconds: the absolute limit of the session */
	enum level level;
	unsigned char session_key[TOKEN_SESSION_KEY_BYTES];
};

struct token_ring;

/* Loads a key ring. Errors as secret_load; a bad line is RESULT_BAD_INPUT. */
enum result
token_ring_load(const char *path, struct token_ring **ret_ring) must_check;

/* Wipes and frees. Accepts NULL. */
void
token_ring_free(struct token_ring *ring);

/* Seals claims with the ring's first key into ret_text, NUL-terminated. */
enum result
token_seal(const struct token_ring *ring, const char *realm,
    const struct token_claims *claims, char ret_text[TOKEN_TEXT_SIZE])
    must_check;

/*
 * Parses a key ring's text, which the caller keeps and wipes. *ret_ring is
 * the caller's: token_ring_free. A bad line is RESULT_BAD_INPUT.
 */
enum result
token_ring_parse(const char *text, size_t length, struct token_ring **ret_ring)
    must_check;

/*
 * Opens length bytes of text, sealed for realm. Forged, foreign, malformed:
 * RESULT_NOT_LOGGED_IN. Whether its time is now is another question.
 */
enum result
token_open(const struct token_ring *ring, const char *realm, const char *text,
    size_t length, struct token_claims *ret_claims) must_check;

/* Neither expired nor issued more than 60 s in the future. now: Unix seconds. */
bool
token_is_current(const struct token_claims *claims, int64_t now) must_check;

#endif
