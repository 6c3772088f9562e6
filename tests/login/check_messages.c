/* SPDX-License-Identifier: EUPL-1.2
 *
 * Goal: what we write is what the standards want, escaped; what the IdP writes
 * about log-out and about itself is read by the rules.
 */
#include "config.h"
#include "check_run.h"

#include <stdio.h>
#include <string.h>
#include <openssl/pem.h>
#include <sys/stat.h>
#include <unistd.h>
#include "core/calendar.h"
#include "login/authn_request.h"
#include "login/instant.h"
#include "login/key.h"
#include "login/logout_message.h"
#include "login/metadata.h"
#include "login/names.h"
#include "login/sign.h"
#include "login/soap.h"
#include "login/verify.h"
#include "login/xml.h"
#include "signer.h"

static struct signer *signer;

static void
setup(void)
{
	signer = signer_open();
}

static void
teardown(void)
{
	signer_close(signer);
}

static xmlDoc *
parsed(const struct build *build)
{
	const char *rule = "";
	xmlDoc *doc;

	ck_assert(!build->failed);
	ck_assert_msg(xml_parse(build->text, build->length, XML_FOREIGN, &doc,
	    &rule) == RESULT_OK, "%s", rule);
	return doc;
}

START_TEST(authn_request)
{
	const struct authn_request request = {.id = "_1",
	    .idp = &signer->saml.idps[0], .level = LEVEL_HIGH, .force = true,
	    .now = SIGNER_NOW};
	struct build build = {0};

	signer->saml.entity_id = SIGNER_SP "?\"<&";
	authn_request_build(&signer->saml, &request, &build);
	signer->saml.entity_id = SIGNER_SP;
	xmlDoc *doc = parsed(&build);
	const xmlNode *root = xmlDocGetRootElement(doc);
	ck_assert(xml_is(root, NS_SAMLP, "AuthnRequest"));
	ck_assert(xml_attribute_is(root, "ID", "_1"));
	ck_assert(xml_attribute_is(root, "Version", "2.0"));
	ck_assert(xml_attribute_is(root, "IssueInstant",
	    "2026-03-02T10:00:00Z"));
	ck_assert(xml_attribute_is(root, "Destination", SIGNER_IDP "/sso"));
	ck_assert(xml_attribute_is(root, "ForceAuthn", "true"));
	ck_assert(xml_attribute_is(root, "ProtocolBinding", BINDING_POST));
	ck_assert(xml_attribute_is(root, "AssertionConsumerServiceURL",
	    SIGNER_BASE "/saml/acs"));
	ck_assert_str_eq(xml_text(xml_first(root)), SIGNER_SP "?\"<&");
	const xmlNode *context = xml_only(root, NS_SAMLP,
	    "RequestedAuthnContext");
	ck_assert(xml_attribute_is(context, "Comparison", "minimum"));
	ck_assert_str_eq(xml_text(xml_first(context)), OIO_LOA "/High");
	xmlFreeDoc(doc);
	build_clear(&build);
}
END_TEST

START_TEST(metadata)
{
	const struct metadata_options options = {.saml = &signer->saml,
	    .sign_certificates = {"AAAA", "BBBB"},
	    .decrypt_certificates = {"CCCC", NULL},
	    .organisation = "K\xc3\xb8ge & omegn", .contact_email = "a@b"};
	struct build build = {0};

	metadata_build(&options, &build);
	xmlDoc *doc = parsed(&build);
	const xmlNode *root = xmlDocGetRootElement(doc);
	ck_assert(xml_attribute_is(root, "entityID", SIGNER_SP));
	const xmlNode *role = xml_only(root, NS_METADATA, "SPSSODescriptor");
	ck_assert(xml_attribute_is(role, "AuthnRequestsSigned", "true"));
	ck_assert(xml_attribute_is(role, "WantAssertionsSigned", "true"));
	ck_assert_int_eq(xml_count(role, NS_METADATA, "KeyDescriptor"), 3);
	ck_assert_int_eq(xml_count(role, NS_METADATA, "SingleLogoutService"),
	    3);
	const xmlNode *acs = xml_only(role, NS_METADATA,
	    "AssertionConsumerService");
	ck_assert(xml_attribute_is(acs, "Binding", BINDING_POST));
	ck_assert(xml_attribute_is(acs, "Location", SIGNER_BASE "/saml/acs"));
	const xmlNode *attributes = xml_only(role, NS_METADATA,
	    "AttributeConsumingService");
	ck_assert_int_eq(xml_count(attributes, NS_METADATA,
	    "RequestedAttribute"), 4);
	ck_assert_ptr_nonnull(strstr(build.text, ALG_AES256_GCM));
	ck_assert_ptr_nonnull(strstr(build.text, ALG_OAEP_MGF1P));
	ck_assert_ptr_nonnull(strstr(build.text, "K\xc3\xb8ge &amp; omegn"));
	ck_assert_ptr_nonnull(strstr(build.text, "mailto:a@b"));
	xmlFreeDoc(doc);
	build_clear(&build);
}
END_TEST

/* A log-out message of the IdP, find replaced; then its rule or "read". */
static const char *
logout_rule(bool response, const char *find, const char *with)
{
	const struct logout_wanted wanted = {.saml = &signer->saml,
	    .idp = &signer->saml.idps[0],
	    .destination = SIGNER_BASE "/saml/slo", .now = SIGNER_NOW};
	const struct logout_out out = {.id = "_1",
	    .destination = SIGNER_BASE "/saml/slo", .now = SIGNER_NOW,
	    .in_response_to = response ? "_2" : NULL,
	    .name_id = SIGNER_PERSON, .name_id_format = FORMAT_PERSISTENT,
	    .session_index = "_index"};
	struct saml idp = signer->saml;
	struct build build = {0};
	const char *rule = "read";
	struct logout_in in;

	idp.entity_id = SIGNER_IDP;
	if (response)
		logout_response_build(&idp, &out, &build);
	else
		logout_request_build(&idp, &out, &build);
	if (find != NULL) {
		build.text = signer_replace(build.text, find, with);
		build.length = strlen(build.text);
	}
	xmlDoc *doc = parsed(&build);
	const xmlNode *root = xmlDocGetRootElement(doc);
	enum result result = response
	    ? logout_response_read(&wanted, root, &in, &rule)
	    : logout_request_read(&wanted, root, &in, &rule);
	if (result == RESULT_OK && response) {
		ck_assert_str_eq(in.in_response_to, "_2");
		rule = in.success ? "read" : "no success";
	} else if (result == RESULT_OK) {
		ck_assert_str_eq(in.id, "_1");
		ck_assert_str_eq(in.name_id, SIGNER_PERSON);
		if (strlen(in.session_indexes) > 100)
			rule = "many";
		else if (in.session_indexes[0] != '\0')
			ck_assert(strcmp(in.session_indexes, "_index") == 0 ||
			    strcmp(in.session_indexes, "_index\n_other") == 0);
	}
	xmlFreeDoc(doc);
	build_clear(&build);
	return rule;
}

#define RULE_NAMES "oiosaml 1.7: LogoutRequest: wanted one NameID and SessionIndexes"

/* As many sessions as there is room for, and one more. */
START_TEST(logout_of_many)
{
	static const char index[] = "<samlp:SessionIndex>_index"
	    "</samlp:SessionIndex>";
	struct build many = {0};

	for (int i = 0; i < 5; i++) {
		ck_assert_str_eq(logout_rule(false, index,
		    i == 0 ? index : many.text), i == 0 ? "read" : "many");
		build_raw(&many, "<samlp:SessionIndex>");
		for (int k = 0; k < 500; k++)
			build_raw(&many, "x");
		build_raw(&many, "</samlp:SessionIndex>");
	}
	ck_assert_str_eq(logout_rule(false, index, many.text), RULE_NAMES);
	build_clear(&many);
}
END_TEST

START_TEST(logout_request)
{
	static const char *const rows[][3] = {
	    {NULL, NULL, "read"},
	    {"LogoutRequest", "LogoutRequest NotOnOrAfter=\""
		"2026-03-02T09:57:01Z\"", "read"},
	    {"LogoutRequest", "LogoutRequest NotOnOrAfter=\""
		"2026-03-02T09:57:00Z\"", "oiosaml 1.7: NotOnOrAfter: wanted "
		"one that has not come"},
	    {"10:00:00Z", "09:56:59Z", "oiosaml 1.3.3: IssueInstant: wanted "
		"now, within the clock skew"},
	    {"/saml/slo", "/saml/slo/soap", "oiosaml 1.7: Destination: wanted "
		"the address where it arrived"},
	    {SIGNER_IDP "<", SIGNER_SP "<", "oiosaml 1.7: Issuer: wanted the "
		"IdP that signed"},
	    {"<samlp:SessionIndex>_index</samlp:SessionIndex>", "", "read"},
	    {"</samlp:SessionIndex>", "</samlp:SessionIndex>"
		"<samlp:SessionIndex>_other</samlp:SessionIndex>", "read"},
	    {"_index<", "<", RULE_NAMES},
	    {"_index<", "a&#10;b<", RULE_NAMES},
	    {"<samlp:SessionIndex>", "<samlp:SessionIndex/>"
		"<samlp:SessionIndex>", RULE_NAMES},
	    {"</saml:NameID>", "<saml:X/></saml:NameID>", RULE_NAMES},
	    {"<saml:NameID", "<saml:NameID>x</saml:NameID><saml:NameID",
		RULE_NAMES},
	    {"<saml:NameID", "<saml:EncryptedID/><saml:NameID", RULE_NAMES},
	    {"<saml:NameID", "<saml:BaseID/><saml:NameID", RULE_NAMES},
	    {"<saml:NameID", "<samlp:Extensions/><saml:NameID", "read"},
	    {"<samlp:SessionIndex>", "<saml:SessionIndex>x</saml:SessionIndex>"
		"<samlp:SessionIndex>", RULE_NAMES}};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		ck_assert_str_eq(logout_rule(false, rows[i][0], rows[i][1]),
		    rows[i][2]);
}
END_TEST

START_TEST(logout_response)
{
	ck_assert_str_eq(logout_rule(true, NULL, NULL), "read");
	ck_assert_str_eq(logout_rule(true, STATUS_SUCCESS, "urn:x"),
	    "no success");
	ck_assert_str_eq(logout_rule(true, "InResponseTo=\"_2\"", ""),
	    "oiosaml 1.7: LogoutResponse: wanted InResponseTo and Status");
	ck_assert_str_eq(logout_rule(true, "samlp:StatusCode", "samlp:Code"),
	    "oiosaml 1.7: LogoutResponse: wanted InResponseTo and Status");
}
END_TEST

/* The rule that a SOAP envelope breaks, or "read". */
static const char *
envelope_rule(const char *inside)
{
	const char *rule = "";
	char text[512];
	xmlDoc *doc;

	snprintf(text, sizeof text, "<s:Envelope xmlns:s=\"" NS_SOAP "\" "
	    "xmlns:q=\"urn:q\">%s</s:Envelope>", inside);
	ck_assert_msg(xml_parse(text, strlen(text), XML_FOREIGN, &doc,
	    &rule) == RESULT_OK, "%s", rule);
	const xmlNode *message = soap_message(doc, &rule);
	if (message != NULL) {
		ck_assert(xml_is(message, "urn:q", "m"));
		rule = "read";
	}
	xmlFreeDoc(doc);
	return rule;
}

START_TEST(envelopes)
{
	static const char body[] = "saml-bindings 3.2: wanted one message in "
	    "a SOAP Body";
	static const char header[] = "soap 4.2.3: wanted no header that must "
	    "be understood";
	static const char *const rows[][2] = {
	    {"<s:Body><q:m/></s:Body>", "read"},
	    {"<s:Header/><s:Body><q:m/></s:Body>", "read"},
	    {"<s:Header><q:h/><q:i s:mustUnderstand=\"0\"/></s:Header>"
		"<s:Body><q:m/></s:Body>", "read"},
	    {"<s:Header><q:h/><q:i s:mustUnderstand=\"1\"/></s:Header>"
		"<s:Body><q:m/></s:Body>", header},
	    {"<s:Header><q:i s:mustUnderstand=\"\"/></s:Header>"
		"<s:Body><q:m/></s:Body>", header},
	    {"<s:Header/><s:Header/><s:Body><q:m/></s:Body>", body},
	    {"<q:Header/><s:Body><q:m/></s:Body>", body},
	    {"<s:Body><q:m/></s:Body><s:Header/>", body},
	    {"<s:Body><q:m/></s:Body><s:Body><q:m/></s:Body>", body},
	    {"<s:Body><q:m/><q:m/></s:Body>", body},
	    {"<s:Body/>", body}, {"<s:Header/>", body}, {"", body}};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		ck_assert_str_eq(envelope_rule(rows[i][0]), rows[i][1]);
}
END_TEST

START_TEST(signed_answer)
{
	const struct logout_out out = {.id = "_1", .destination = "urn:idp",
	    .now = SIGNER_NOW, .in_response_to = "_2",
	    .with_signature = true};
	struct idp us = {.keys = {signer->saml.idps[0].keys[0]},
	    .key_count = 1};
	struct build build = {0};
	const char *rule = "";
	xmlDoc *signed_doc;

	logout_response_build(&signer->saml, &out, &build);
	ck_assert_int_eq(sign_message(signer->idp, &build), RESULT_OK);
	xmlDoc *doc = parsed(&build);
	ck_assert_msg(verify_element(&us, doc, xmlDocGetRootElement(doc),
	    &signed_doc, &rule) == RESULT_OK, "%s", rule);
	xmlFreeDoc(doc);
	xmlFreeDoc(signed_doc);
	build_clear(&build);
}
END_TEST

/* The rule that an IdP's metadata breaks, or "read". */
static const char *
idp_rule(const char *inside)
{
	struct build build = {0};
	const char *rule = "read";
	struct idp idp = {0};

	build_raw(&build, "<md:EntityDescriptor xmlns:md=\"" NS_METADATA
	    "\" xmlns:ds=\"" NS_DSIG "\" entityID=\"urn:i\"><!-- a comment -->"
	    "<md:IDPSSODescriptor>");
	build_raw(&build, inside);
	build_raw(&build, "</md:IDPSSODescriptor></md:EntityDescriptor>");
	if (idp_parse(build.text, build.length, instant_now(), &idp, &rule) ==
	    RESULT_OK)
		idp_clear(&idp);
	build_clear(&build);
	return rule;
}

#define SSO(url) "<md:SingleSignOnService Binding=\"" BINDING_REDIRECT \
	"\" Location=\"" url "\"/>"
#define KEY(use, text) "<md:KeyDescriptor" use "><ds:KeyInfo><ds:X509Data>" \
	"<ds:X509Certificate>" text "</ds:X509Certificate></ds:X509Data>" \
	"</ds:KeyInfo></md:KeyDescriptor>"

START_TEST(idp)
{
	struct build build = {0};

	ck_assert_str_eq(idp_rule(SSO("http://a.example/")),
	    "metadata: SingleSignOnService: wanted HTTP-Redirect with an https "
	    "address");
	ck_assert_str_eq(idp_rule(SSO("https://a.example/&quot;")),
	    "metadata: SingleSignOnService: wanted HTTP-Redirect with an https "
	    "address");
	ck_assert_str_eq(idp_rule(SSO("https://a.example/")),
	    "metadata: wanted a signing certificate");
	ck_assert_str_eq(idp_rule(SSO("https://a.example/") KEY("", "AAAA")),
	    "metadata: X509Certificate: wanted an RSA key of at least 2048 "
	    "bits");
	build_raw(&build, SSO("https://a.example/") "<md:KeyDescriptor "
	    "use=\"encryption\"/><md:KeyDescriptor><ds:KeyInfo><ds:X509Data>"
	    "<ds:X509Certificate>\n");
	build_raw(&build, signer->idp_certificate);
	build_raw(&build, "\n</ds:X509Certificate></ds:X509Data></ds:KeyInfo>"
	    "</md:KeyDescriptor>");
	ck_assert_str_eq(idp_rule(build.text), "read");
	build_clear(&build);
	const struct idp *ours = &signer->saml.idps[0];
	ck_assert_uint_eq(ours->key_count, 2);
	ck_assert_str_eq(ours->slo_url, SIGNER_IDP "/slo");
	ck_assert_str_eq(ours->slo_response_url, SIGNER_IDP "/slo-answer");
	ck_assert(!ours->stale);
}
END_TEST

START_TEST(stale)
{
	struct build build = {0};
	struct idp found = {0};
	const char *rule = "";

	build_raw(&build, "<md:EntityDescriptor xmlns:md=\"" NS_METADATA
	    "\" xmlns:ds=\"" NS_DSIG "\" entityID=\"urn:i\">"
	    "<md:IDPSSODescriptor>" SSO("https://a.example/")
	    "<md:KeyDescriptor><ds:KeyInfo><ds:X509Data><ds:X509Certificate>");
	build_raw(&build, signer->idp_certificate);
	build_raw(&build, "</ds:X509Certificate></ds:X509Data></ds:KeyInfo>"
	    "</md:KeyDescriptor></md:IDPSSODescriptor></md:EntityDescriptor>");
	/* Two days from now the certificate has ended: warned of, not more. */
	ck_assert_int_eq(idp_parse(build.text, build.length, instant_now() +
	    172800 * INSTANT_SECOND, &found, &rule), RESULT_OK);
	ck_assert(found.stale);
	idp_clear(&found);
	build_clear(&build);
}
END_TEST

START_TEST(keys)
{
	char path[] = "/tmp/minsag-key-XXXXXX";
	int fd = mkstemp(path);
	FILE *file = fdopen(fd, "w");
	EVP_PKEY *key = NULL;
	char *text = NULL;

	ck_assert_ptr_nonnull(file);
	ck_assert_int_eq(PEM_write_PrivateKey(file, signer->idp, NULL, NULL, 0,
	    NULL, NULL), 1);
	fclose(file);
	ck_assert_int_eq(key_load(path, &key), RESULT_OK);
	ck_assert_int_eq(EVP_PKEY_eq(key, signer->idp), 1);
	ck_assert_int_ne(key_load_certificate(path, key, &text), RESULT_OK);
	EVP_PKEY_free(key);
	ck_assert_int_eq(chmod(path, 0644), 0);
	ck_assert_int_eq(key_load(path, &key), RESULT_DENIED);
	ck_assert_int_eq(key_load("/nonexistent", &key), RESULT_NOT_FOUND);
	unlink(path);
}
END_TEST

START_TEST(message_ids)
{
	char a[SAML_ID_SIZE], b[SAML_ID_SIZE];

	saml_make_id(a);
	saml_make_id(b);
	ck_assert(verify_is_id(a));
	ck_assert_uint_eq(strlen(a), SAML_ID_SIZE - 1);
	ck_assert_str_ne(a, b);
	ck_assert_ptr_null(saml_find_idp(&signer->saml, NULL));
	ck_assert_ptr_null(saml_find_idp(&signer->saml, SIGNER_IDP "/"));
	ck_assert_ptr_nonnull(saml_find_idp(&signer->saml, SIGNER_IDP));
}
END_TEST

static Suite *
messages_suite(void)
{
	Suite *suite = suite_create("messages");
	TCase *ours = tcase_create("ours"), *theirs = tcase_create("theirs");

	tcase_add_unchecked_fixture(ours, setup, teardown);
	tcase_add_unchecked_fixture(theirs, setup, teardown);
	tcase_add_test(ours, authn_request);
	tcase_add_test(ours, metadata);
	tcase_add_test(ours, signed_answer);
	tcase_add_test(ours, keys);
	tcase_add_test(ours, message_ids);
	tcase_add_test(theirs, logout_request);
	tcase_add_test(theirs, logout_of_many);
	tcase_add_test(theirs, envelopes);
	tcase_add_test(theirs, logout_response);
	tcase_add_test(theirs, idp);
	tcase_add_test(theirs, stale);
	suite_add_tcase(suite, ours);
	suite_add_tcase(suite, theirs);
	return suite;
}

int
main(void)
{
	return check_run(messages_suite());
}
