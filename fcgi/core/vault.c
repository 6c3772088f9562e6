/* SPDX-License-Identifier: EUPL-1.2 */
#include "core/vault.h"

#include <sodium.h>
#include <string.h>

_Static_assert(VAULT_KEY_BYTES ==
    crypto_aead_xchacha20poly1305_ietf_KEYBYTES, "key");
_Static_assert(VAULT_NONCE_BYTES ==
    crypto_aead_xchacha20poly1305_ietf_NPUBBYTES, "nonce");
_Static_assert(VAULT_TAG_BYTES ==
    crypto_aead_xchacha20poly1305_ietf_ABYTES, "tag");
_Static_assert(VAULT_KEY_BYTES == crypto_box_PUBLICKEYBYTES, "public key");
_Static_assert(VAULT_BOX_EXTRA_BYTES == crypto_box_SEALBYTES, "box");
_Static_assert(VAULT_KEY_BYTES == crypto_sign_SEEDBYTES, "seed");
_Static_assert(VAULT_KEY_BYTES == crypto_sign_PUBLICKEYBYTES, "sign key");
_Static_assert(VAULT_SIGNATURE_BYTES == crypto_sign_BYTES, "signature");
_Static_assert(VAULT_HASH_BYTES == crypto_hash_sha256_BYTES, "hash");
_Static_assert(sizeof(struct vault_sha256) >=
    sizeof(crypto_hash_sha256_state), "room for the state");

enum result
vault_start(void)
{
	return sodium_init() < 0 ? RESULT_BROKEN : RESULT_OK;
}

void *
vault_alloc(size_t size)
{
	void *at = sodium_malloc(size);

	/* sodium_malloc fills with 0xdb so that mistakes show. */
	if (at != NULL)
		memset(at, 0, size);
	return at;
}

void
vault_free(void *at)
{
	sodium_free(at);
}

void
vault_freeze(void *at)
{
	/* Failure leaves it writable: still correct, only less guarded. */
	(void)sodium_mprotect_readonly(at);
}

void
vault_wipe(void *at, size_t size)
{
	sodium_memzero(at, size);
}

bool
vault_equal(const void *a, const void *b, size_t size)
{
	return sodium_memcmp(a, b, size) == 0;
}

void
vault_random(void *at, size_t size)
{
	randombytes_buf(at, size);
}

void
vault_sha256(const void *at, size_t size,
    unsigned char ret_hash[VAULT_HASH_BYTES])
{
	crypto_hash_sha256(ret_hash, at, size);
}

static crypto_hash_sha256_state *
sha256_state(struct vault_sha256 *sum)
{
	return (crypto_hash_sha256_state *)(void *)sum->state;
}

void
vault_sha256_begin(struct vault_sha256 *sum)
{
	crypto_hash_sha256_init(sha256_state(sum));
}

void
vault_sha256_add(struct vault_sha256 *sum, const void *at, size_t size)
{
	crypto_hash_sha256_update(sha256_state(sum), at, size);
}

void
vault_sha256_end(struct vault_sha256 *sum,
    unsigned char ret_hash[VAULT_HASH_BYTES])
{
	crypto_hash_sha256_final(sha256_state(sum), ret_hash);
}

void
vault_keyed_hash(const unsigned char key[VAULT_KEY_BYTES], const void *at,
    size_t size, unsigned char ret_hash[VAULT_HASH_BYTES])
{
	/* Fails only for sizes outside the constants above. */
	(void)crypto_generichash(ret_hash, VAULT_HASH_BYTES, at, size, key,
	    VAULT_KEY_BYTES);
}

enum result
vault_box(const unsigned char public_key[VAULT_KEY_BYTES], const void *at,
    size_t size, unsigned char *ret_box)
{
	/* Refuses a public key of small order. */
	if (crypto_box_seal(ret_box, at, size, public_key) != 0)
		return RESULT_BROKEN;
	return RESULT_OK;
}

enum result
vault_box_open(const unsigned char secret_key[VAULT_KEY_BYTES],
    const void *box, size_t size, void *ret_open)
{
	unsigned char public_key[VAULT_KEY_BYTES];

	if (size < VAULT_BOX_EXTRA_BYTES ||
	    crypto_scalarmult_base(public_key, secret_key) != 0 ||
	    crypto_box_seal_open(ret_open, box, size, public_key,
		secret_key) != 0)
		return RESULT_DENIED;
	return RESULT_OK;
}

void
vault_sign_public(const unsigned char seed[VAULT_KEY_BYTES],
    unsigned char ret_public_key[VAULT_KEY_BYTES])
{
	unsigned char secret[crypto_sign_SECRETKEYBYTES];

	(void)crypto_sign_seed_keypair(ret_public_key, secret, seed);
	sodium_memzero(secret, sizeof(secret));
}

void
vault_sign(const unsigned char seed[VAULT_KEY_BYTES], const void *at,
    size_t size, unsigned char ret_signature[VAULT_SIGNATURE_BYTES])
{
	unsigned char secret[crypto_sign_SECRETKEYBYTES];
	unsigned char public_key[VAULT_KEY_BYTES];

	(void)crypto_sign_seed_keypair(public_key, secret, seed);
	(void)crypto_sign_detached(ret_signature, NULL, at, size, secret);
	sodium_memzero(secret, sizeof(secret));
}

bool
vault_sign_holds(const unsigned char public_key[VAULT_KEY_BYTES],
    const void *at, size_t size,
    const unsigned char signature[VAULT_SIGNATURE_BYTES])
{
	return crypto_sign_verify_detached(signature, at, size,
	    public_key) == 0;
}

void
vault_seal(const struct vault_aead *aead, const void *at, size_t size,
    unsigned char *ret_sealed)
{
	(void)crypto_aead_xchacha20poly1305_ietf_encrypt(ret_sealed, NULL, at,
	    size, aead->data, aead->data_size, NULL, aead->nonce, aead->key);
}

enum result
vault_open(const struct vault_aead *aead, const void *at, size_t size,
    unsigned char *ret_open)
{
	if (crypto_aead_xchacha20poly1305_ietf_decrypt(ret_open, NULL, NULL,
		at, size, aead->data, aead->data_size, aead->nonce,
		aead->key) != 0)
		return RESULT_DENIED;
	return RESULT_OK;
}

enum result
vault_hex_decode(const char *text, size_t length, unsigned char *ret_bytes,
    size_t size)
{
	size_t got;
	const char *end;

	if (length != 2 * size ||
	    sodium_hex2bin(ret_bytes, size, text, length, NULL, &got,
		&end) != 0 || got != size || end != text + length)
		return RESULT_BAD_INPUT;
	return RESULT_OK;
}
