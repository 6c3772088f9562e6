/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdlib.h>
#include <string.h>
#include <zlib.h>
#include "core/base64.h"
#include "core/text.h"
#include "login/names.h"
#include "login/redirect.h"

#define SIGNATURE_MOST 512 /* bytes: RSA-4096 */
#define RAW_DEFLATE (-15)  /* zlib: no header, RFC 1951 */

static enum result
refuse(const char *rule, const char **ret_rule)
{
	*ret_rule = rule;
	return RESULT_DENIED;
}

/* Adds xml as raw DEFLATE in percent-encoded base64. */
static bool
add_deflated(struct build *build, const char *xml)
{
	z_stream zip = {.next_in = (void *)(uintptr_t)xml,
	    .avail_in = (uInt)strlen(xml)};
	bool done = false;

	if (deflateInit2(&zip, Z_BEST_COMPRESSION, Z_DEFLATED, RAW_DEFLATE, 9,
	    Z_DEFAULT_STRATEGY) != Z_OK)
		return false;
	size_t size = deflateBound(&zip, zip.avail_in);
	unsigned char *bytes = malloc(size);
	char *text = malloc(BASE64_TEXT_SIZE(size));
	if (bytes != NULL && text != NULL) {
		zip.next_out = bytes;
		zip.avail_out = (uInt)size;
		done = deflate(&zip, Z_FINISH) == Z_STREAM_END;
	}
	if (done) {
		base64_encode(bytes, zip.total_out, text);
		build_query(build, text);
	}
	(void)deflateEnd(&zip);
	free(bytes);
	free(text);
	return done;
}

/* Adds "&Signature=" over the query that build is so far. */
static bool
add_signature(struct build *build, EVP_PKEY *key)
{
	unsigned char signature[SIGNATURE_MOST];
	char text[BASE64_TEXT_SIZE(SIGNATURE_MOST)];
	size_t size = sizeof signature;
	EVP_MD_CTX *ctx = EVP_MD_CTX_new();
	bool done = ctx != NULL && !build->failed &&
	    EVP_DigestSignInit(ctx, NULL, EVP_sha256(), NULL, key) == 1 &&
	    EVP_DigestSign(ctx, signature, &size,
	    (const unsigned char *)build->text, build->length) == 1;

	EVP_MD_CTX_free(ctx);
	if (!done)
		return false;
	base64_encode(signature, size, text);
	build_raw(build, "&Signature=");
	build_query(build, text);
	return true;
}

enum result
redirect_build(const struct redirect_options *options, struct build *ret_url)
{
	struct build query = {0};
	bool done;

	build_raw(&query, options->field);
	build_raw(&query, "=");
	done = add_deflated(&query, options->xml);
	if (options->relay != NULL) {
		build_raw(&query, "&RelayState=");
		build_query(&query, options->relay);
	}
	build_raw(&query, "&SigAlg=");
	build_query(&query, ALG_RSA_SHA256);
	done = done && add_signature(&query, options->key) && !query.failed;
	if (done) {
		build_raw(ret_url, options->endpoint);
		build_raw(ret_url, strchr(options->endpoint, '?') == NULL
		    ? "?" : "&");
		build_bytes(ret_url, query.text, query.length);
	}
	build_clear(&query);
	return done && !ret_url->failed ? RESULT_OK : RESULT_BROKEN;
}

/* A parameter of the raw query: "name=value" and the value in it. */
struct span {
	const char *pair, *value;
	size_t pair_length, value_length;
};

enum { FIELD_REQUEST, FIELD_RESPONSE, FIELD_RELAY, FIELD_ALGORITHM,
	FIELD_SIGNATURE, FIELD_NAMES };
static const char *const NAMES[FIELD_NAMES] = {"SAMLRequest=",
    "SAMLResponse=", "RelayState=", "SigAlg=", "Signature="};

static int
field_of(const char *pair, size_t length)
{
	for (int i = 0; i < FIELD_NAMES; i++)
		if (length >= strlen(NAMES[i]) &&
		    memcmp(pair, NAMES[i], strlen(NAMES[i])) == 0)
			return i;
	return -1;
}

static bool
split(const char *query, struct span spans[FIELD_NAMES])
{
	memset(spans, 0, FIELD_NAMES * sizeof *spans);
	for (const char *at = query; *at != '\0';) {
		size_t length = strcspn(at, "&");
		int field = field_of(at, length);
		if (field >= 0 && spans[field].pair != NULL)
			return false;
		if (field < 0) {
			at += length + (at[length] == '&');
			continue;
		}
		size_t name = strlen(NAMES[field]);
		spans[field] = (struct span){.pair = at, .pair_length = length,
		    .value = at + name, .value_length = length - name};
		at += length + (at[length] == '&');
	}
	return true;
}

/* Decoded value on the heap, NUL-terminated; NULL when malformed. */
static char *
decoded(const struct span *span, size_t *ret_length)
{
	char *text = malloc(span->value_length + 1);

	if (text != NULL && (text_percent_decode(text, span->value,
	    span->value_length, true, ret_length) != RESULT_OK ||
	    memchr(text, '\0', *ret_length) != NULL)) {
		free(text);
		text = NULL;
	}
	return text;
}

static bool
is_rsa_sha256(const struct span *span)
{
	size_t length;
	char *text = decoded(span, &length);
	bool same = text != NULL && strcmp(text, ALG_RSA_SHA256) == 0;

	free(text);
	return same;
}

static bool
read_signature(const struct span *span, unsigned char *ret_bytes,
    size_t *ret_length)
{
	size_t length;
	char *text = decoded(span, &length);
	bool read = text != NULL && length <= BASE64_TEXT_SIZE(SIGNATURE_MOST) &&
	    base64_decode(text, length, BASE64_LINES, ret_bytes, ret_length) ==
	    RESULT_OK;

	free(text);
	return read;
}

static bool
verify_with(EVP_PKEY *key, const struct build *text,
    const unsigned char *signature, size_t length)
{
	EVP_MD_CTX *ctx = EVP_MD_CTX_new();
	bool valid = ctx != NULL &&
	    EVP_DigestVerifyInit(ctx, NULL, EVP_sha256(), NULL, key) == 1 &&
	    EVP_DigestVerify(ctx, signature, length,
	    (const unsigned char *)text->text, text->length) == 1;

	EVP_MD_CTX_free(ctx);
	return valid;
}

/* The IdP one of whose keys signed text, or NULL. */
static const struct idp *
find_signer(const struct saml *saml, const struct build *text,
    const unsigned char *signature, size_t length)
{
	for (size_t i = 0; !text->failed && i < saml->idp_count; i++)
		for (size_t k = 0; k < saml->idps[i].key_count; k++)
			if (verify_with(saml->idps[i].keys[k].key, text,
			    signature, length))
				return &saml->idps[i];
	return NULL;
}

/* SAML bindings 3.4.4.1: the pairs as they were sent, in a fixed order. */
static const struct idp *
verify_query(const struct saml *saml, const struct span spans[FIELD_NAMES])
{
	unsigned char signature[BASE64_BYTES_SIZE(
	    BASE64_TEXT_SIZE(SIGNATURE_MOST))];
	const struct idp *idp = NULL;
	struct build text = {0};
	size_t length;

	for (int i = FIELD_REQUEST; i <= FIELD_ALGORITHM; i++) {
		if (spans[i].pair == NULL)
			continue;
		if (text.length > 0)
			build_raw(&text, "&");
		build_bytes(&text, spans[i].pair, spans[i].pair_length);
	}
	if (read_signature(&spans[FIELD_SIGNATURE], signature, &length))
		idp = find_signer(saml, &text, signature, length);
	build_clear(&text);
	return idp;
}

/* Inflates length bytes into at most REDIRECT_XML_MOST. */
static bool
inflate_message(unsigned char *bytes, size_t length,
    struct redirect_received *received)
{
	z_stream zip = {.next_in = bytes, .avail_in = (uInt)length};
	char *xml = malloc(REDIRECT_XML_MOST + 1);

	if (xml == NULL || inflateInit2(&zip, RAW_DEFLATE) != Z_OK) {
		free(xml);
		return false;
	}
	zip.next_out = (unsigned char *)xml;
	zip.avail_out = REDIRECT_XML_MOST;
	bool done = inflate(&zip, Z_FINISH) == Z_STREAM_END &&
	    zip.avail_in == 0;
	received->length = zip.total_out;
	(void)inflateEnd(&zip);
	if (!done) {
		free(xml);
		return false;
	}
	xml[received->length] = '\0';
	received->xml = xml;
	return true;
}

static bool
read_message(const struct span *span, struct redirect_received *received)
{
	size_t length, size;
	char *text = decoded(span, &length);
	bool read = text != NULL && base64_decode(text, length, BASE64_LINES,
	    (unsigned char *)text, &size) == RESULT_OK &&
	    inflate_message((unsigned char *)text, size, received);

	free(text);
	return read;
}

static bool
read_relay(const struct span *span, struct redirect_received *received)
{
	size_t length;

	if (span->pair == NULL)
		return true;
	received->relay = decoded(span, &length);
	return received->relay != NULL && length <= REDIRECT_RELAY_MOST;
}

enum result
redirect_receive(const struct saml *saml, const char *query,
    struct redirect_received *ret_received, const char **ret_rule)
{
	struct redirect_received received = {0};
	struct span spans[FIELD_NAMES];

	if (!split(query, spans) || (spans[FIELD_REQUEST].pair == NULL) ==
	    (spans[FIELD_RESPONSE].pair == NULL))
		return refuse("saml-bindings 3.4.4: wanted SAMLRequest or "
		    "SAMLResponse, RelayState, SigAlg, Signature, each once",
		    ret_rule);
	if (spans[FIELD_SIGNATURE].pair == NULL ||
	    spans[FIELD_ALGORITHM].pair == NULL)
		return refuse("oiosaml 1.7: wanted a Signature", ret_rule);
	if (!is_rsa_sha256(&spans[FIELD_ALGORITHM]))
		return refuse("oiosaml 1.4: SigAlg: wanted rsa-sha256",
		    ret_rule);
	received.idp = verify_query(saml, spans);
	if (received.idp == NULL)
		return refuse("oiosaml 1.4: Signature: wanted one made with a "
		    "key of the IdP's metadata", ret_rule);
	received.is_response = spans[FIELD_RESPONSE].pair != NULL;
	if (!read_relay(&spans[FIELD_RELAY], &received) ||
	    !read_message(&spans[received.is_response ? FIELD_RESPONSE
	    : FIELD_REQUEST], &received)) {
		redirect_clear(&received);
		return refuse("saml-bindings 3.4.4.1: wanted DEFLATE of at "
		    "most 64 KiB in base64", ret_rule);
	}
	*ret_received = received;
	return RESULT_OK;
}

void
redirect_clear(struct redirect_received *received)
{
	free(received->xml);
	free(received->relay);
	*received = (struct redirect_received){0};
}
