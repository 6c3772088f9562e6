/* SPDX-License-Identifier: EUPL-1.2 */
#include "config.h"
#include "signer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>
#include "core/base64.h"
#include "core/vault.h"
#include "login/algorithm.h"
#include "login/instant.h"
#include "login/names.h"
#include "login/sign.h"
#include "login/verify.h"

/* Also used by the fuzz targets, hence no ck_assert. */
#define must(condition) \
	do { \
		if (!(condition)) { \
			fprintf(stderr, "signer.c:%d: %s\n", __LINE__, \
			    #condition); \
			abort(); \
		} \
	} while (0)

#define KEY_BITS 2048 /* quick to make; the demo's have 3072 */

#define ATTRIBUTE(name, value) \
	"<saml:Attribute Name=\"" name "\" NameFormat=\"" ATTRIBUTE_URI "\">" \
	"<saml:AttributeValue>" value "</saml:AttributeValue></saml:Attribute>"

const char SIGNER_ASSERTION[] =
    "<saml:Assertion xmlns:saml=\"" NS_SAML "\" ID=\"_assertion1\" "
    "Version=\"2.0\" IssueInstant=\"2026-03-02T10:00:00Z\">"
    "<saml:Issuer>" SIGNER_IDP "</saml:Issuer>"
    "<saml:Subject><saml:NameID Format=\"" FORMAT_PERSISTENT "\">"
    SIGNER_PERSON "</saml:NameID>"
    "<saml:SubjectConfirmation Method=\"" METHOD_BEARER "\">"
    "<saml:SubjectConfirmationData InResponseTo=\"" SIGNER_REQUEST "\" "
    "NotOnOrAfter=\"2026-03-02T10:05:00Z\" "
    "Recipient=\"" SIGNER_BASE "/saml/acs\"/></saml:SubjectConfirmation>"
    "</saml:Subject>"
    "<saml:Conditions NotBefore=\"2026-03-02T09:59:00Z\" "
    "NotOnOrAfter=\"2026-03-02T10:06:00Z\"><saml:AudienceRestriction>"
    "<saml:Audience>" SIGNER_SP "</saml:Audience>"
    "</saml:AudienceRestriction></saml:Conditions>"
    "<saml:AuthnStatement AuthnInstant=\"2026-03-02T09:58:00.250Z\" "
    "SessionIndex=\"_index1\"><saml:AuthnContext>"
    "<saml:AuthnContextClassRef>" OIO_LOA "/Substantial"
    "</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>"
    "<saml:AttributeStatement>" ATTRIBUTE(OIO_SPEC_VERSION, "OIO-SAML-3.0")
    ATTRIBUTE(OIO_LOA, "Substantial") ATTRIBUTE(OIO_CPR, "6101893012")
    ATTRIBUTE(OIO_FULL_NAME, "Anna Holm")
    "</saml:AttributeStatement></saml:Assertion>";

const char SIGNER_RESPONSE[] =
    "<samlp:Response xmlns:samlp=\"" NS_SAMLP "\" xmlns:saml=\"" NS_SAML "\" "
    "ID=\"_response1\" Version=\"2.0\" IssueInstant=\"2026-03-02T10:00:00Z\" "
    "Destination=\"" SIGNER_BASE "/saml/acs\" "
    "InResponseTo=\"" SIGNER_REQUEST "\">"
    "<saml:Issuer>" SIGNER_IDP "</saml:Issuer>"
    "<samlp:Status><samlp:StatusCode Value=\"" STATUS_SUCCESS "\"/>"
    "</samlp:Status>@BODY@</samlp:Response>";

char *
signer_certificate(EVP_PKEY *key)
{
	unsigned char *der = NULL;
	X509 *certificate = X509_new();

	must(certificate != NULL);
	X509_gmtime_adj(X509_getm_notBefore(certificate), -3600);
	X509_gmtime_adj(X509_getm_notAfter(certificate), 3600);
	must(X509_set_pubkey(certificate, key) == 1);
	must(X509_sign(certificate, key, EVP_sha256()) > 0);
	int length = i2d_X509(certificate, &der);
	must(length > 0);
	char *text = malloc(BASE64_TEXT_SIZE((size_t)length));
	must(text != NULL);
	base64_encode(der, (size_t)length, text);
	OPENSSL_free(der);
	X509_free(certificate);
	return text;
}

static void
open_idp(struct signer *signer)
{
	static const char key[] = "<md:KeyDescriptor use=\"signing\">"
	    "<ds:KeyInfo xmlns:ds=\"" NS_DSIG "\"><ds:X509Data>"
	    "<ds:X509Certificate>%s</ds:X509Certificate></ds:X509Data>"
	    "</ds:KeyInfo></md:KeyDescriptor>";
	char *next = signer_certificate(signer->idp_next);
	struct build text = {0};
	const char *rule = "";
	char room[4096];

	signer->idp_certificate = signer_certificate(signer->idp);
	build_raw(&text, "<md:EntityDescriptor xmlns:md=\"" NS_METADATA
	    "\" entityID=\"" SIGNER_IDP "\"><md:IDPSSODescriptor "
	    "protocolSupportEnumeration=\"" NS_SAMLP "\">");
	snprintf(room, sizeof room, key, signer->idp_certificate);
	build_raw(&text, room);
	snprintf(room, sizeof room, key, next);
	build_raw(&text, room);
	build_raw(&text, "<md:SingleLogoutService Binding=\"" BINDING_REDIRECT
	    "\" Location=\"" SIGNER_IDP "/slo\" ResponseLocation=\""
	    SIGNER_IDP "/slo-answer\"/><md:SingleSignOnService Binding=\""
	    BINDING_REDIRECT "\" Location=\"" SIGNER_IDP "/sso\"/>"
	    "</md:IDPSSODescriptor></md:EntityDescriptor>");
	must(idp_parse(text.text, text.length, instant_now(),
	    &signer->saml.idps[0], &rule) == RESULT_OK);
	signer->saml.idp_count = 1;
	build_clear(&text);
	free(next);
}

struct signer *
signer_open(void)
{
	struct signer *signer = calloc(1, sizeof *signer);

	must(signer != NULL);
	must(vault_start() == RESULT_OK);
	must(verify_start() == RESULT_OK);
	signer->idp = EVP_RSA_gen(KEY_BITS);
	signer->idp_next = EVP_RSA_gen(KEY_BITS);
	signer->evil = EVP_RSA_gen(KEY_BITS);
	struct saml *saml = &signer->saml;
	saml->entity_id = SIGNER_SP;
	saml->acs_url = SIGNER_BASE "/saml/acs";
	saml->slo_url = SIGNER_BASE "/saml/slo";
	saml->slo_soap_url = SIGNER_BASE "/saml/slo/soap";
	saml->spec_versions = "OIO-SAML-3.0 OIO-SAML-3.1";
	saml->skew = 180 * INSTANT_SECOND;
	saml->level = LEVEL_SUBSTANTIAL;
	saml->sign_key = EVP_RSA_gen(KEY_BITS);
	saml->decrypt_keys[0] = EVP_RSA_gen(KEY_BITS);
	saml->decrypt_keys[1] = EVP_RSA_gen(KEY_BITS);
	saml->decrypt_key_count = 2;
	signer->own_certificate = signer_certificate(saml->sign_key);
	open_idp(signer);
	return signer;
}

void
signer_close(struct signer *signer)
{
	EVP_PKEY_free(signer->idp);
	EVP_PKEY_free(signer->idp_next);
	EVP_PKEY_free(signer->evil);
	EVP_PKEY_free(signer->saml.sign_key);
	EVP_PKEY_free(signer->saml.decrypt_keys[0]);
	EVP_PKEY_free(signer->saml.decrypt_keys[1]);
	idp_clear(&signer->saml.idps[0]);
	free(signer->idp_certificate);
	free(signer->own_certificate);
	free(signer);
	verify_stop();
}

char *
signer_replace(char *text, const char *find, const char *with)
{
	char *at = strstr(text, find), *made = NULL;

	must(at != NULL);
	must(asprintf(&made, "%.*s%s%s", (int)(at - text), text,
	    with, at + strlen(find)) >= 0);
	free(text);
	return made;
}

char *
signer_sign(char *message, const char *id, EVP_PKEY *key)
{
	static const char issuer[] = "</saml:Issuer>";
	char *at = strstr(message, issuer);
	struct build build = {0};

	must(at != NULL);
	at += sizeof issuer - 1;
	build_bytes(&build, message, (size_t)(at - message));
	sign_template(&build, id);
	build_raw(&build, at);
	must(sign_message(key, &build) == RESULT_OK);
	free(message);
	return build.text;
}

/* RSA as transport says, of size bytes. *ret_size: of ret_wrapped. */
static void
wrap(const struct signer_encrypt *options, const unsigned char *key,
    size_t size, unsigned char *ret_wrapped, size_t *ret_size)
{
	const struct algorithm *row = algorithm_find(options->transport,
	    ALGORITHM_TRANSPORT, ~0u);
	EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new(options->key, NULL);

	must(EVP_PKEY_encrypt_init(ctx) == 1);
	must(EVP_PKEY_CTX_set_rsa_padding(ctx, row == NULL
	    ? RSA_PKCS1_PADDING : RSA_PKCS1_OAEP_PADDING) == 1);
	if (row != NULL) {
		must(EVP_PKEY_CTX_set_rsa_oaep_md(ctx,
		    row->digest()) == 1);
		must(EVP_PKEY_CTX_set_rsa_mgf1_md(ctx,
		    row->digest()) == 1);
	}
	must(EVP_PKEY_encrypt(ctx, ret_wrapped, ret_size, key,
	    size) == 1);
	EVP_PKEY_CTX_free(ctx);
}

/* IV, ciphertext, tag or padding. */
static size_t
seal(const struct algorithm *row, const unsigned char *key, const char *xml,
    unsigned char *out)
{
	EVP_CIPHER_CTX *ctx = EVP_CIPHER_CTX_new();
	int first, last;

	must(RAND_bytes(out, (int)row->iv) == 1);
	must(EVP_EncryptInit_ex(ctx, row->cipher(), NULL, key,
	    out) == 1);
	must(EVP_EncryptUpdate(ctx, out + row->iv, &first,
	    (const unsigned char *)xml, (int)strlen(xml)) == 1);
	must(EVP_EncryptFinal_ex(ctx, out + row->iv + first,
	    &last) == 1);
	size_t size = row->iv + (size_t)first + (size_t)last;
	if (row->tag > 0)
		must(EVP_CIPHER_CTX_ctrl(ctx, EVP_CTRL_GCM_GET_TAG,
		    (int)row->tag, out + size) == 1);
	EVP_CIPHER_CTX_free(ctx);
	return size + row->tag;
}

static void
add_key(struct build *build, const struct signer_encrypt *options,
    const char *value)
{
	build_xmls(build, "<xenc:EncryptedKey xmlns:xenc=\"" NS_XENC "\">"
	    "<xenc:EncryptionMethod Algorithm=\"", options->transport, "\">",
	    NULL);
	if (strcmp(options->transport, ALG_OAEP) == 0)
		build_raw(build, "<ds:DigestMethod xmlns:ds=\"" NS_DSIG
		    "\" Algorithm=\"" ALG_SHA256 "\"/><x:MGF xmlns:x=\""
		    NS_XENC11 "\" Algorithm=\"" ALG_MGF1_SHA256 "\"/>");
	build_xmls(build, "</xenc:EncryptionMethod><xenc:CipherData>"
	    "<xenc:CipherValue>", value, "</xenc:CipherValue>"
	    "</xenc:CipherData></xenc:EncryptedKey>", NULL);
}

char *
signer_encrypt(const struct signer *signer, const char *xml,
    const struct signer_encrypt *options)
{
	struct signer_encrypt how = *options;
	unsigned char key[32], wrapped[512], *bytes;
	size_t key_size = sizeof wrapped, size = strlen(xml) + 64;
	struct build build = {0};
	char key_text[1024];

	if (how.key == NULL)
		how.key = signer->saml.decrypt_keys[0];
	if (how.content == NULL)
		how.content = ALG_AES256_GCM;
	if (how.transport == NULL)
		how.transport = ALG_OAEP_MGF1P;
	const struct algorithm *row = algorithm_find(how.content,
	    ALGORITHM_CONTENT, ~0u);
	must(row != NULL);
	bytes = malloc(size);
	char *text = malloc(BASE64_TEXT_SIZE(size));
	RAND_bytes(key, sizeof key);
	size = seal(row, key, xml, bytes);
	wrap(&how, key, row->key, wrapped, &key_size);
	wrapped[40] ^= how.spoil_key;
	bytes[size - 1] ^= how.spoil_tag;
	bytes[row->iv] ^= how.spoil_text;
	base64_encode(wrapped, key_size, key_text);
	base64_encode(bytes, size, text);
	build_xmls(&build, "<saml:EncryptedAssertion xmlns:saml=\"" NS_SAML
	    "\"><xenc:EncryptedData xmlns:xenc=\"" NS_XENC "\" Type=\""
	    TYPE_ELEMENT "\"><xenc:EncryptionMethod Algorithm=\"",
	    how.content, "\"/><ds:KeyInfo xmlns:ds=\"" NS_DSIG "\">", NULL);
	if (!how.beside)
		add_key(&build, &how, key_text);
	build_xmls(&build, "</ds:KeyInfo><xenc:CipherData>"
	    "<xenc:CipherValue>\n", text, "\n</xenc:CipherValue>"
	    "</xenc:CipherData></xenc:EncryptedData>", NULL);
	if (how.beside)
		add_key(&build, &how, key_text);
	build_raw(&build, "</saml:EncryptedAssertion>");
	must(!build.failed);
	free(bytes);
	free(text);
	return build.text;
}

char *
signer_base64(const char *text)
{
	char *made = malloc(BASE64_TEXT_SIZE(strlen(text)));

	must(made != NULL);
	base64_encode(text, strlen(text), made);
	return made;
}
