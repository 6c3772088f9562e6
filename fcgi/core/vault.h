/* SPDX-License-Identifier: EUPL-1.2
 *
 * The one door to libsodium: guarded memory, random bytes, hashes, sealing.
 * Thin on purpose, so that an audit of how the program uses the library is
 * an audit of vault.c.
 */
#ifndef MINSAG_VAULT_H
#define MINSAG_VAULT_H

#include <stdbool.h>
#include <stddef.h>
#include "core/result.h"

#define VAULT_KEY_BYTES 32
#define VAULT_NONCE_BYTES 24
#define VAULT_TAG_BYTES 16
#define VAULT_HASH_BYTES 32
#define VAULT_BOX_EXTRA_BYTES 48 /* what sealing to a public key adds */

/* Once per process, before any other call. */
enum result
vault_start(void) must_check;

/*
 * Zeroed bytes in locked memory between two guard pages, kept out of core
 * dumps; NULL when memory is short. The caller owns them: vault_free, which
 * wipes them and accepts NULL.
 */
void *
vault_alloc(size_t size) must_check;
void
vault_free(void *at);

/* No longer writable; writing ends the process. */
void
vault_freeze(void *at);

/* Overwrites bytes that were secret; never optimised away. */
void
vault_wipe(void *at, size_t size);

/* Compares in a time that depends on size alone. */
bool
vault_equal(const void *a, const void *b, size_t size) must_check;

/* Random bytes from the kernel. */
void
vault_random(void *at, size_t size);

/* SHA-256, FIPS 180-4. */
void
vault_sha256(const void *at, size_t size,
    unsigned char ret_hash[VAULT_HASH_BYTES]);

/*
 * The same for bytes that come in parts: begin, add any number of times, end.
 * The state is plain bytes; it can be copied and needs no freeing.
 */
struct vault_sha256 {
	_Alignas(16) unsigned char state[128];
};

void
vault_sha256_begin(struct vault_sha256 *sum);
void
vault_sha256_add(struct vault_sha256 *sum, const void *at, size_t size);
void
vault_sha256_end(struct vault_sha256 *sum,
    unsigned char ret_hash[VAULT_HASH_BYTES]);

/* Keyed BLAKE2b-256, RFC 7693. */
void
vault_keyed_hash(const unsigned char key[VAULT_KEY_BYTES], const void *at,
    size_t size, unsigned char ret_hash[VAULT_HASH_BYTES]);

/*
 * Seals size bytes for the holder of the secret key to public_key
 * (crypto_box_seal); ret_box takes size + VAULT_BOX_EXTRA_BYTES.
 */
enum result
vault_box(const unsigned char public_key[VAULT_KEY_BYTES], const void *at,
    size_t size, unsigned char *ret_box) must_check;

/*
 * Opens what was sealed to the public key that belongs to secret_key
 * (crypto_box_seal_open); ret_open takes size - VAULT_BOX_EXTRA_BYTES.
 * RESULT_DENIED when it was not, or was changed.
 */
enum result
vault_box_open(const unsigned char secret_key[VAULT_KEY_BYTES],
    const void *box, size_t size, void *ret_open) must_check;

/*
 * Ed25519 signatures, RFC 8032, by the key that a seed of VAULT_KEY_BYTES
 * stands for (what openssl calls the private key).
 */
#define VAULT_SIGNATURE_BYTES 64

void
vault_sign_public(const unsigned char seed[VAULT_KEY_BYTES],
    unsigned char ret_public_key[VAULT_KEY_BYTES]);
void
vault_sign(const unsigned char seed[VAULT_KEY_BYTES], const void *at,
    size_t size, unsigned char ret_signature[VAULT_SIGNATURE_BYTES]);
bool
vault_sign_holds(const unsigned char public_key[VAULT_KEY_BYTES],
    const void *at, size_t size,
    const unsigned char signature[VAULT_SIGNATURE_BYTES]) must_check;

/*
 * XChaCha20-Poly1305, IETF variant. What a call reads besides the text:
 * every pointer is borrowed; key and nonce have the sizes above.
 */
struct vault_aead {
	const unsigned char *key;
	const unsigned char *nonce;
	const void *data; /* authenticated, not encrypted */
	size_t data_size;
};

/* ret_sealed takes size + VAULT_TAG_BYTES. */
void
vault_seal(const struct vault_aead *aead, const void *at, size_t size,
    unsigned char *ret_sealed);

/*
 * Opens size bytes, tag at the end, into ret_open (size - VAULT_TAG_BYTES).
 * RESULT_DENIED when they were not sealed with this key, nonce and data;
 * ret_open is all zero then.
 */
enum result
vault_open(const struct vault_aead *aead, const void *at, size_t size,
    unsigned char *ret_open) must_check;

/*
 * Exactly size bytes from 2 * size hexadecimal digits; else
 * RESULT_BAD_INPUT, and ret_bytes may have been written to.
 */
enum result
vault_hex_decode(const char *text, size_t length, unsigned char *ret_bytes,
    size_t size) must_check;

#endif
