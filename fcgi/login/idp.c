/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>
#include <xmlsec/openssl/evp.h>
#include "core/base64.h"
#include "login/idp.h"
#include "login/instant.h"
#include "login/names.h"
#include "login/xml.h"

static enum result
refuse(const char *rule, const char **ret_rule)
{
	*ret_rule = rule;
	return RESULT_BAD_INPUT;
}

/* DER certificate from the base64 of ds:X509Certificate. */
static X509 *
read_certificate(const char *text)
{
	size_t length = strlen(text), size;
	unsigned char *der = malloc(BASE64_BYTES_SIZE(length));
	X509 *certificate = NULL;

	if (der != NULL && base64_decode(text, length, BASE64_BLANKS, der,
	    &size) == RESULT_OK) {
		const unsigned char *at = der;
		certificate = d2i_X509(NULL, &at, (long)size);
	}
	free(der);
	return certificate;
}

static xmlSecKeyPtr
xmlsec_key(EVP_PKEY *pkey)
{
	xmlSecKeyPtr key = xmlSecKeyCreate();
	xmlSecKeyDataPtr data = NULL;

	if (key == NULL || EVP_PKEY_up_ref(pkey) != 1)
		goto fail;
	data = xmlSecOpenSSLEvpKeyAdopt(pkey);
	if (data == NULL) {
		EVP_PKEY_free(pkey);
		goto fail;
	}
	if (xmlSecKeySetValue(key, data) < 0) {
		xmlSecKeyDataDestroy(data);
		goto fail;
	}
	return key;
fail:
	if (key != NULL)
		xmlSecKeyDestroy(key);
	return NULL;
}

static bool
is_stale(const X509 *certificate, int64_t now)
{
	time_t at = (time_t)(now / INSTANT_SECOND);

	return X509_cmp_time(X509_get0_notBefore(certificate), &at) > 0 ||
	    X509_cmp_time(X509_get0_notAfter(certificate), &at) < 0;
}

/* Only RSA keys can have made an rsa-sha256 signature. */
static bool
is_usable(const EVP_PKEY *key)
{
	return key != NULL && EVP_PKEY_get_base_id(key) == EVP_PKEY_RSA &&
	    EVP_PKEY_get_bits(key) >= IDP_RSA_BITS_LEAST;
}

static enum result
add_key(struct idp *idp, const char *text, int64_t now, const char **ret_rule)
{
	X509 *certificate = text == NULL ? NULL : read_certificate(text);
	EVP_PKEY *key = certificate == NULL
	    ? NULL : X509_get_pubkey(certificate);
	struct idp_key *place = &idp->keys[idp->key_count];
	enum result result = RESULT_BAD_INPUT;

	if (!is_usable(key)) {
		*ret_rule = "metadata: X509Certificate: wanted an RSA key of "
		    "at least 2048 bits";
		goto out;
	}
	place->xmlsec = xmlsec_key(key);
	if (place->xmlsec == NULL) {
		*ret_rule = "memory is short";
		goto out;
	}
	place->key = key;
	key = NULL;
	idp->key_count++;
	idp->stale = idp->stale || is_stale(certificate, now);
	result = RESULT_OK;
out:
	EVP_PKEY_free(key);
	X509_free(certificate);
	return result;
}

/* KeyDescriptor: use "signing", or absent (both uses). */
static enum result
read_keys(const xmlNode *role, int64_t now, struct idp *idp,
    const char **ret_rule)
{
	for (const xmlNode *n = xml_first(role); n != NULL; n = xml_next(n)) {
		if (!xml_is(n, NS_METADATA, "KeyDescriptor") ||
		    (xml_attribute(n, "use") != NULL &&
		    !xml_attribute_is(n, "use", "signing")))
			continue;
		for (const xmlNode *c = n; c != NULL; c = xml_walk(c, n)) {
			if (!xml_is(c, NS_DSIG, "X509Certificate"))
				continue;
			if (idp->key_count == IDP_KEYS_MOST)
				return refuse("metadata: wanted at most 4 "
				    "signing certificates", ret_rule);
			enum result result = add_key(idp, xml_text(c), now,
			    ret_rule);
			if (result != RESULT_OK)
				return result;
		}
	}
	return idp->key_count > 0 ? RESULT_OK
	    : refuse("metadata: wanted a signing certificate", ret_rule);
}

/* First service of the name that speaks HTTP-Redirect. */
static const xmlNode *
redirect_service(const xmlNode *role, const char *name)
{
	for (const xmlNode *n = xml_first(role); n != NULL; n = xml_next(n))
		if (xml_is(n, NS_METADATA, name) &&
		    xml_attribute_is(n, "Binding", BINDING_REDIRECT))
			return n;
	return NULL;
}

/* We send browsers there: TLS, and nothing that ends or splits a header. */
static char *
copy_url(const char *url)
{
	if (url == NULL || strncmp(url, "https://", 8) != 0 ||
	    strlen(url) > 500 || strpbrk(url, " \t\r\n\"'<>#\\") != NULL)
		return NULL;
	return strdup(url);
}

static enum result
read_addresses(const xmlNode *role, struct idp *idp, const char **ret_rule)
{
	const xmlNode *sso = redirect_service(role, "SingleSignOnService");
	const xmlNode *slo = redirect_service(role, "SingleLogoutService");

	idp->sso_url = sso == NULL ? NULL
	    : copy_url(xml_attribute(sso, "Location"));
	if (idp->sso_url == NULL)
		return refuse("metadata: SingleSignOnService: wanted "
		    "HTTP-Redirect with an https address", ret_rule);
	if (slo == NULL)
		return RESULT_OK;
	const char *answer = xml_attribute(slo, "ResponseLocation");
	idp->slo_url = copy_url(xml_attribute(slo, "Location"));
	idp->slo_response_url = copy_url(answer != NULL ? answer
	    : xml_attribute(slo, "Location"));
	if (idp->slo_url == NULL || idp->slo_response_url == NULL)
		return refuse("metadata: SingleLogoutService: wanted an https "
		    "address", ret_rule);
	return RESULT_OK;
}

static enum result
read_entity(const xmlNode *root, int64_t now, struct idp *idp,
    const char **ret_rule)
{
	const char *id = xml_attribute(root, "entityID");

	if (!xml_is(root, NS_METADATA, "EntityDescriptor") || id == NULL ||
	    id[0] == '\0')
		return refuse("metadata: wanted EntityDescriptor with entityID",
		    ret_rule);
	const xmlNode *role = xml_only(root, NS_METADATA, "IDPSSODescriptor");
	if (role == NULL)
		return refuse("metadata: wanted one IDPSSODescriptor",
		    ret_rule);
	idp->entity_id = strdup(id);
	if (idp->entity_id == NULL)
		return refuse("memory is short", ret_rule);
	enum result result = read_addresses(role, idp, ret_rule);
	return result != RESULT_OK ? result
	    : read_keys(role, now, idp, ret_rule);
}

enum result
idp_parse(const char *bytes, size_t length, int64_t now, struct idp *ret_idp,
    const char **ret_rule)
{
	struct idp idp = {0};
	xmlDoc *doc = NULL;

	enum result result = xml_parse(bytes, length, XML_CONFIGURED, &doc,
	    ret_rule);
	if (result != RESULT_OK)
		return result;
	result = read_entity(xmlDocGetRootElement(doc), now, &idp, ret_rule);
	xmlFreeDoc(doc);
	if (result == RESULT_OK)
		*ret_idp = idp;
	else
		idp_clear(&idp);
	return result;
}

void
idp_clear(struct idp *idp)
{
	for (size_t i = 0; i < idp->key_count; i++) {
		EVP_PKEY_free(idp->keys[i].key);
		xmlSecKeyDestroy(idp->keys[i].xmlsec);
	}
	free(idp->entity_id);
	free(idp->sso_url);
	free(idp->slo_url);
	free(idp->slo_response_url);
	*idp = (struct idp){0};
}
