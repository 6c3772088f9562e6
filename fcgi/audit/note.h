/* SPDX-License-Identifier: EUPL-1.2
 *
 * The end of the chain as a signed note, a small text file that is kept where
 * the database is not. It has exactly these lines:
 *
 *   minsag-audit head 1
 *   number 1441
 *   hash <the seal's chain hash, 64 hexadecimal digits>
 *   noted 2026-03-10T09:00:00Z
 *   key <the public key, 64 hexadecimal digits>
 *   signature <128 hexadecimal digits>
 *
 * The signature (Ed25519) is over all lines before its own. A note has one
 * form: what reads differently is no note.
 */
#ifndef MINSAG_AUDIT_NOTE_H
#define MINSAG_AUDIT_NOTE_H

#include "audit/chain.h"

#define NOTE_SIZE 512 /* NUL included */

/*
 * Makes the note of an end, at now (Unix microseconds), signed by the key
 * that seed stands for.
 */
void
note_make(const struct chain_head *head, int64_t now,
    const unsigned char seed[VAULT_KEY_BYTES], char ret_text[NOTE_SIZE]);

/*
 * Reads a note. RESULT_BAD_INPUT when it is none, RESULT_DENIED when the
 * signature is not this key's; *ret_rule says which.
 */
enum result
note_read(const char *text, size_t length,
    const unsigned char public_key[VAULT_KEY_BYTES],
    struct chain_head *ret_head, const char **ret_rule) must_check;

#endif
