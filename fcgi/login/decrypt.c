/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdlib.h>
#include <string.h>
#include <openssl/crypto.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>
#include "core/base64.h"
#include "login/algorithm.h"
#include "login/decrypt.h"
#include "login/names.h"
#include "login/xml.h"

#define RULE_SHAPE "oiosaml 1.4: EncryptedAssertion: wanted one EncryptedData with one EncryptedKey"
#define RULE_OPEN "oiosaml 1.4: EncryptedAssertion: wanted what our key opens"
#define WRAPPED_MOST 512 /* RSA-4096 */

/* The parts of an EncryptedAssertion; borrowed from the document. */
struct sealed {
	const struct algorithm *content, *transport;
	const char *content_text, *key_text; /* base64 */
};

static enum result
refuse(const char *rule, const char **ret_rule)
{
	*ret_rule = rule;
	return RESULT_DENIED;
}

/* CipherData holds a CipherValue; references to elsewhere aren't followed. */
static const char *
cipher_value(const xmlNode *encrypted)
{
	const xmlNode *data = xml_only(encrypted, NS_XENC, "CipherData");
	if (data == NULL)
		return NULL;
	const xmlNode *value = xml_first(data);
	if (!xml_is(value, NS_XENC, "CipherValue") || xml_next(value) != NULL)
		return NULL;
	return xml_text(value);
}

/* The one EncryptedKey: inside KeyInfo, or beside EncryptedData where KeyInfo
 * points to it (there is only one it can point to). */
static const xmlNode *
encrypted_key(const xmlNode *element, const xmlNode *data)
{
	const xmlNode *info = xml_only(data, NS_DSIG, "KeyInfo");
	const xmlNode *inside = info == NULL
	    ? NULL : xml_only(info, NS_XENC, "EncryptedKey");
	int all = 0;

	for (const xmlNode *n = element; n != NULL; n = xml_walk(n, element))
		all += xml_is(n, NS_XENC, "EncryptedKey");
	if (all != 1)
		return NULL;
	return inside != NULL
	    ? inside : xml_only(element, NS_XENC, "EncryptedKey");
}

/* XML Encryption 1.1 section 5.5.2: the digest and mask of OAEP must be the
 * row's; no label (OAEPparams), nothing unknown. */
static bool
oaep_is(const xmlNode *method, const struct algorithm *algorithm)
{
	bool digest = algorithm->digest_optional;
	bool mask = algorithm->mask_uri == NULL;

	for (xmlNode *n = xml_first(method); n != NULL; n = xml_next(n)) {
		if (xml_is(n, NS_DSIG, "DigestMethod") && xml_attribute_is(n,
		    "Algorithm", algorithm->digest_uri))
			digest = true;
		else if (xml_is(n, NS_XENC11, "MGF") &&
		    algorithm->mask_uri != NULL && xml_attribute_is(n,
		    "Algorithm", algorithm->mask_uri))
			mask = true;
		else
			return false;
	}
	return digest && mask;
}

static enum result
read_algorithms(const xmlNode *data, const xmlNode *key, unsigned extra,
    struct sealed *sealed, const char **ret_rule)
{
	const xmlNode *content = xml_only(data, NS_XENC, "EncryptionMethod");
	const xmlNode *transport = xml_only(key, NS_XENC, "EncryptionMethod");

	if (content == NULL || transport == NULL)
		return refuse(RULE_SHAPE, ret_rule);
	sealed->content = algorithm_find(xml_attribute(content, "Algorithm"),
	    ALGORITHM_CONTENT, extra);
	if (sealed->content == NULL || xml_first(content) != NULL)
		return refuse("oiosaml 1.4: content encryption: wanted "
		    "aes256-gcm", ret_rule);
	sealed->transport = algorithm_find(
	    xml_attribute(transport, "Algorithm"), ALGORITHM_TRANSPORT, extra);
	if (sealed->transport == NULL ||
	    !oaep_is(transport, sealed->transport))
		return refuse("oiosaml 1.4: key transport: wanted "
		    "rsa-oaep-mgf1p with its default digest", ret_rule);
	return RESULT_OK;
}

static enum result
read_shape(const xmlNode *element, unsigned extra, struct sealed *ret_sealed,
    const char **ret_rule)
{
	const xmlNode *data = xml_first(element);
	struct sealed sealed = {0};

	if (!xml_is(data, NS_XENC, "EncryptedData") ||
	    (xml_attribute(data, "Type") != NULL &&
	    !xml_attribute_is(data, "Type", TYPE_ELEMENT)))
		return refuse(RULE_SHAPE, ret_rule);
	const xmlNode *beside = xml_next(data);
	if (beside != NULL && (!xml_is(beside, NS_XENC, "EncryptedKey") ||
	    xml_next(beside) != NULL))
		return refuse(RULE_SHAPE, ret_rule);
	const xmlNode *key = encrypted_key(element, data);
	if (key == NULL)
		return refuse(RULE_SHAPE, ret_rule);
	enum result result = read_algorithms(data, key, extra, &sealed,
	    ret_rule);
	if (result != RESULT_OK)
		return result;
	sealed.content_text = cipher_value(data);
	sealed.key_text = cipher_value(key);
	if (sealed.content_text == NULL || sealed.key_text == NULL)
		return refuse(RULE_SHAPE, ret_rule);
	*ret_sealed = sealed;
	return RESULT_OK;
}

/* Unwraps with one key; true when it gave a key of the wanted size. */
static bool
unwrap_with(EVP_PKEY *key, const struct algorithm *transport,
    const unsigned char *wrapped, size_t length, size_t wanted,
    unsigned char *ret_key)
{
	unsigned char room[WRAPPED_MOST];
	size_t size = sizeof room;
	EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new(key, NULL);
	bool opened = ctx != NULL && EVP_PKEY_decrypt_init(ctx) == 1 &&
	    EVP_PKEY_CTX_set_rsa_padding(ctx, RSA_PKCS1_OAEP_PADDING) == 1 &&
	    EVP_PKEY_CTX_set_rsa_oaep_md(ctx, transport->digest()) == 1 &&
	    EVP_PKEY_CTX_set_rsa_mgf1_md(ctx, transport->digest()) == 1 &&
	    EVP_PKEY_decrypt(ctx, room, &size, wrapped, length) == 1 &&
	    size == wanted;

	if (opened)
		memcpy(ret_key, room, wanted);
	OPENSSL_cleanse(room, sizeof room);
	EVP_PKEY_CTX_free(ctx);
	return opened;
}

/* The content key; a random one when none of our keys opens it. */
static bool
content_key(const struct decrypt_options *options,
    const struct sealed *sealed, unsigned char ret_key[32])
{
	unsigned char wrapped[BASE64_BYTES_SIZE(2048)];
	size_t length = 0, wanted = sealed->content->key;

	if (RAND_bytes(ret_key, 32) != 1)
		return false;
	if (strlen(sealed->key_text) > 2048 ||
	    base64_decode(sealed->key_text, strlen(sealed->key_text),
	    BASE64_BLANKS, wrapped, &length) != RESULT_OK)
		return true;
	for (size_t i = 0; i < options->key_count; i++)
		if (EVP_PKEY_get_size(options->keys[i]) == (int)length &&
		    unwrap_with(options->keys[i], sealed->transport, wrapped,
		    length, wanted, ret_key))
			break;
	return true;
}

/* bytes is IV, ciphertext, tag (XML Encryption 1.1 section 5.2); opened in
 * place behind the IV. ret_length is the plaintext's. */
static bool
open_content(const struct algorithm *content, const unsigned char *key,
    unsigned char *bytes, size_t length, size_t *ret_length)
{
	EVP_CIPHER_CTX *ctx = EVP_CIPHER_CTX_new();
	size_t text = length - content->iv - content->tag;
	unsigned char *at = bytes + content->iv;
	int first = 0, last = 0;

	bool opened = ctx != NULL &&
	    EVP_DecryptInit_ex(ctx, content->cipher(), NULL, key, bytes) == 1 &&
	    EVP_CIPHER_CTX_set_padding(ctx, 0) == 1 &&
	    (content->tag == 0 || EVP_CIPHER_CTX_ctrl(ctx, EVP_CTRL_GCM_SET_TAG,
	    (int)content->tag, at + text) == 1) &&
	    EVP_DecryptUpdate(ctx, at, &first, at, (int)text) == 1 &&
	    EVP_DecryptFinal_ex(ctx, at + first, &last) == 1;
	EVP_CIPHER_CTX_free(ctx);
	if (!opened)
		return false;
	size_t size = (size_t)first + (size_t)last;
	if (content->tag == 0) { /* section 5.2.1: last byte counts padding */
		size_t padding = size == 0 ? 0 : at[size - 1];
		if (padding == 0 || padding > content->iv || padding > size)
			return false;
		size -= padding;
	}
	*ret_length = size;
	return true;
}

static enum result
open_sealed(const struct decrypt_options *options,
    const struct sealed *sealed, struct plain *ret_plain,
    const char **ret_rule)
{
	size_t length = strlen(sealed->content_text), size = 0;
	const struct algorithm *content = sealed->content;
	unsigned char *bytes = malloc(BASE64_BYTES_SIZE(length));
	unsigned char key[32];

	if (bytes == NULL)
		return refuse("memory is short", ret_rule);
	bool opened = content_key(options, sealed, key) &&
	    base64_decode(sealed->content_text, length, BASE64_BLANKS, bytes,
	    &size) == RESULT_OK && size >= content->iv + content->tag &&
	    open_content(content, key, bytes, size, &size);
	OPENSSL_cleanse(key, sizeof key);
	if (!opened) { /* though the text may be there */
		OPENSSL_cleanse(bytes, BASE64_BYTES_SIZE(length));
		free(bytes);
		return refuse(RULE_OPEN, ret_rule);
	}
	memmove(bytes, bytes + content->iv, size);
	OPENSSL_cleanse(bytes + size, content->iv);
	*ret_plain = (struct plain){.bytes = bytes, .length = size};
	return RESULT_OK;
}

enum result
decrypt_assertion(const struct decrypt_options *options,
    const xmlNode *element, struct plain *ret_plain, const char **ret_rule)
{
	struct sealed sealed;
	enum result result = read_shape(element, options->extra, &sealed,
	    ret_rule);

	if (result != RESULT_OK)
		return result;
	return open_sealed(options, &sealed, ret_plain, ret_rule);
}

void
decrypt_clear(struct plain *plain)
{
	if (plain->bytes != NULL)
		OPENSSL_cleanse(plain->bytes, plain->length);
	free(plain->bytes);
	*plain = (struct plain){0};
}
