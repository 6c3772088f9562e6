/* SPDX-License-Identifier: EUPL-1.2
 *
 * Goal: a response that breaks one rule of the profile is refused by the name
 * of that rule; what the rules allow is accepted with its whole values.
 */
#include "config.h"
#include "check_run.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include "login/accept.h"
#include "login/instant.h"
#include "login/names.h"
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

/* Where a message is changed. */
enum stage {
	ASSERTION, /* what the IdP signs */
	SIGNED,    /* after it was signed, before it is encrypted */
	RESPONSE   /* the envelope */
};

/* The first find becomes with; then the log must have rule, or, when it is
 * NULL, the message must be accepted. */
struct row {
	const char *name;
	enum stage stage;
	const char *find, *with, *rule;
};

static char *
changed(char *text, const struct row *row, enum stage stage)
{
	return row->stage == stage && row->find != NULL
	    ? signer_replace(text, row->find, row->with) : text;
}

static char *
message(const struct row *row, EVP_PKEY *key)
{
	const struct signer_encrypt options = {.key = NULL};
	char *text = changed(strdup(SIGNER_ASSERTION), row, ASSERTION);
	char *response = strdup(SIGNER_RESPONSE);

	text = signer_sign(text, "_assertion1", key);
	text = changed(text, row, SIGNED);
	char *body = signer_encrypt(signer, text, &options);
	response = signer_replace(response, "@BODY@", body);
	response = changed(response, row, RESPONSE);
	free(text);
	free(body);
	return response;
}

static enum result
accept(const char *response, struct accepted *accepted, const char **rule)
{
	char *text = signer_base64(response);
	enum result result = accept_response(&signer->saml, text,
	    strlen(text), SIGNER_NOW, accepted, rule);

	free(text);
	return result;
}

static void
check_row(const struct row *row)
{
	struct accepted accepted = {0};
	const char *rule = "";
	char *response = message(row, signer->idp);

	enum result result = accept(response, &accepted, &rule);
	if (row->rule == NULL) {
		ck_assert_msg(result == RESULT_OK, "%s: refused: %s",
		    row->name, rule);
		ck_assert_str_eq(accepted.identity.cpr, "6101893012");
		ck_assert_str_eq(accepted.identity.name_id, SIGNER_PERSON);
	} else {
		ck_assert_msg(result != RESULT_OK, "%s: accepted", row->name);
		ck_assert_msg(strncmp(rule, row->rule, strlen(row->rule)) == 0,
		    "%s: \"%s\", wanted \"%s\"", row->name, rule, row->rule);
	}
	accept_clear(&accepted);
	free(response);
}

#define CHECK_ROWS(rows) \
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) \
		check_row(&rows[i])

#define OF(name) "Name=\"" name "\" NameFormat=\"" ATTRIBUTE_URI "\">" \
	"<saml:AttributeValue>"
#define ONE_MORE(name, value) "<saml:AttributeStatement><saml:Attribute " \
	OF(name) value "</saml:AttributeValue></saml:Attribute>"
#define BEARER "Method=\"" METHOD_BEARER "\""

START_TEST(good)
{
	const struct row row = {.name = "good"};
	struct accepted accepted = {0};
	const char *rule = "";
	char *response = message(&row, signer->idp_next);

	ck_assert_msg(accept(response, &accepted, &rule) == RESULT_OK, "%s",
	    rule);
	const struct identity *identity = &accepted.identity;
	ck_assert_str_eq(identity->assertion_id, "_assertion1");
	ck_assert_str_eq(identity->in_response_to, SIGNER_REQUEST);
	ck_assert_str_eq(identity->name_id, SIGNER_PERSON);
	ck_assert_str_eq(identity->name_id_format, FORMAT_PERSISTENT);
	ck_assert_str_eq(identity->session_index, "_index1");
	ck_assert_str_eq(identity->cpr, "6101893012");
	ck_assert_str_eq(identity->full_name, "Anna Holm");
	ck_assert_int_eq(identity->level, LEVEL_SUBSTANTIAL);
	ck_assert_int_eq(identity->authn_instant,
	    SIGNER_NOW - 120 * INSTANT_SECOND + INSTANT_SECOND / 4);
	ck_assert_int_eq(identity->session_until, INT64_MAX);
	ck_assert_ptr_eq(accepted.idp, &signer->saml.idps[0]);
	ck_assert_ptr_nonnull(memmem(accepted.plain.bytes,
	    accepted.plain.length, "SignatureValue", 14));
	accept_clear(&accepted);
	free(response);
}
END_TEST

START_TEST(envelope)
{
	static const struct row rows[] = {
	    {"status", RESPONSE, STATUS_SUCCESS, "urn:x", "oiosaml 1.3.1"},
	    {"status detail", RESPONSE, "</samlp:Status>",
		"<samlp:StatusDetail><saml:Assertion/></samlp:StatusDetail>"
		"</samlp:Status>", "oiosaml 1.3.1"},
	    {"no status", RESPONSE, "samlp:StatusCode", "samlp:Other",
		"oiosaml 1.3.1"},
	    {"plain too", RESPONSE, "</samlp:Response>",
		"<saml:Assertion/></samlp:Response>", "oiosaml 1.3.2"},
	    {"plain before", RESPONSE, "<samlp:Status>",
		"<saml:Assertion/><samlp:Status>", "oiosaml 1.3.2"},
	    {"extensions", RESPONSE, "<samlp:Status>",
		"<samlp:Extensions/><samlp:Status>", "oiosaml 1.3.2"},
	    {"version", RESPONSE, "Version=\"2.0\"", "Version=\"1.1\"",
		"oiosaml 1.3.3: Version"},
	    {"id", RESPONSE, "ID=\"_response1\"", "ID=\"1\"",
		"oiosaml 1.3.3: ID"},
	    {"old", RESPONSE, "10:00:00Z", "09:56:59Z",
		"oiosaml 1.3.3: IssueInstant"},
	    {"old enough", RESPONSE, "10:00:00Z", "09:57:00Z", NULL},
	    {"early", RESPONSE, "10:00:00Z", "10:03:01Z",
		"oiosaml 1.3.3: IssueInstant"},
	    {"no time", RESPONSE, "IssueInstant", "Issued",
		"oiosaml 1.3.3: IssueInstant"},
	    {"destination", RESPONSE, "/saml/acs", "/saml/acs2",
		"oiosaml 1.3.3: Destination"},
	    {"undeclared prefix", RESPONSE, "Destination=",
		"q:x=\"\" Destination=", "xml: wanted each prefix"},
	    {"no destination", RESPONSE, "Destination", "Target",
		"oiosaml 1.3.3: Destination"},
	    {"unsolicited", RESPONSE, "InResponseTo", "In",
		"oiosaml 1.3.3: InResponseTo"},
	    {"other request", RESPONSE, SIGNER_REQUEST, "_request2",
		"oiosaml 1.3.7: SubjectConfirmationData: InResponseTo"},
	    {"issuer", RESPONSE, SIGNER_IDP "<", SIGNER_IDP "/2<",
		"oiosaml 1.3.4: Response"},
	    {"issuer format", RESPONSE, "<saml:Issuer>",
		"<saml:Issuer Format=\"urn:x\">", "oiosaml 1.3.4: Response"},
	    {"entity format", RESPONSE, "<saml:Issuer>",
		"<saml:Issuer Format=\"" FORMAT_ENTITY "\">", NULL},
	    {"no issuer", RESPONSE, "<saml:Issuer>" SIGNER_IDP
		"</saml:Issuer>", "", "oiosaml 1.3.4: Response"},
	    {"root", RESPONSE, NS_SAMLP, "urn:x", "oiosaml 1.3.3"},
	    {"comment", RESPONSE, "<samlp:Status>", "<!-- --><samlp:Status>",
		"xml: wanted no comment"},
	    {"dtd", RESPONSE, "<samlp:Response", "<!DOCTYPE a [<!ENTITY b "
		"\"c\">]><samlp:Response", "oio-ge-02"}};

	CHECK_ROWS(rows);
}
END_TEST

START_TEST(assertion)
{
	static const struct row rows[] = {
	    {"version", ASSERTION, "Version=\"2.0\"", "Version=\"1.1\"",
		"oiosaml 1.3.3: Version"},
	    {"old", ASSERTION, "10:00:00Z", "09:56:59Z",
		"oiosaml 1.3.3: IssueInstant"},
	    {"offset", ASSERTION, "10:00:00Z", "11:00:00+01:00", NULL},
	    {"issuer", ASSERTION, SIGNER_IDP "<", SIGNER_SP "<",
		"oiosaml 1.3.4: Assertion"},
	    {"two statements", ASSERTION, "</saml:AttributeStatement>",
		"</saml:AttributeStatement><saml:AttributeStatement/>",
		"oiosaml 1.3.5"},
	    {"two logins", ASSERTION, "<saml:AttributeStatement>",
		"<saml:AuthnStatement/><saml:AttributeStatement>",
		"oiosaml 1.3.5"},
	    {"advice", ASSERTION, "<saml:AuthnStatement ",
		"<saml:Advice/><saml:AuthnStatement ", "oiosaml 1.3.5"},
	    {"future login", ASSERTION, "09:58:00.250Z", "10:03:01Z",
		"oiosaml 1.3.5: AuthnInstant"},
	    {"no index", ASSERTION, "SessionIndex", "Index", "oiosaml 1.7"},
	    {"session over", ASSERTION, "SessionIndex=",
		"SessionNotOnOrAfter=\"2026-03-02T09:59:59Z\" SessionIndex=",
		"oiosaml 1.9"},
	    {"session ends", ASSERTION, "SessionIndex=",
		"SessionNotOnOrAfter=\"2026-03-02T11:00:00Z\" SessionIndex=",
		NULL},
	    {"character reference", ASSERTION, "6101893012", "610189301&#50;",
		NULL}};

	CHECK_ROWS(rows);
}
END_TEST

START_TEST(conditions)
{
	static const struct row rows[] = {
	    {"over", ASSERTION, "10:06:00Z", "09:57:00Z",
		"oiosaml 1.3.6: Conditions: NotOnOrAfter"},
	    {"within skew", ASSERTION, "10:06:00Z", "09:57:01Z", NULL},
	    {"not yet", ASSERTION, "09:59:00Z", "10:03:01Z",
		"oiosaml 1.3.6: Conditions: NotBefore"},
	    {"begins within skew", ASSERTION, "09:59:00Z", "10:03:00Z", NULL},
	    {"malformed", ASSERTION, "T09:59:00Z", "",
		"oiosaml 1.3.6: Conditions: NotBefore"},
	    {"none", ASSERTION, "<saml:Conditions ", "<saml:Conditions><"
		"/saml:Conditions><saml:Conditions ", "oiosaml 1.3.6"},
	    {"unknown", ASSERTION, "<saml:AudienceRestriction>",
		"<saml:Condition/><saml:AudienceRestriction>",
		"oiosaml 1.3.6: Conditions: wanted no unknown"},
	    {"one time", ASSERTION, "<saml:AudienceRestriction>",
		"<saml:OneTimeUse/><saml:AudienceRestriction>", NULL},
	    {"audience", ASSERTION, SIGNER_SP "<", SIGNER_SP "/<",
		"oiosaml 1.3.6: Audience"},
	    {"second is ours", ASSERTION, "<saml:Audience>",
		"<saml:Audience>urn:x</saml:Audience><saml:Audience>", NULL},
	    {"two restrictions", ASSERTION, "<saml:AudienceRestriction>",
		"<saml:AudienceRestriction><saml:Audience>urn:x"
		"</saml:Audience></saml:AudienceRestriction>"
		"<saml:AudienceRestriction>", "oiosaml 1.3.6: Audience"},
	    {"no restriction", ASSERTION, "<saml:AudienceRestriction>"
		"<saml:Audience>" SIGNER_SP "</saml:Audience>"
		"</saml:AudienceRestriction>", "",
		"oiosaml 1.3.6: Conditions: wanted an Audience"}};

	CHECK_ROWS(rows);
}
END_TEST

START_TEST(subject)
{
	static const struct row rows[] = {
	    {"recipient", ASSERTION, "Recipient=\"" SIGNER_BASE,
		"Recipient=\"" SIGNER_IDP, "oiosaml 1.3.7: Recipient"},
	    {"over", ASSERTION, "10:05:00Z", "09:57:00Z",
		"oiosaml 1.3.7: SubjectConfirmationData: NotOnOrAfter"},
	    {"within skew", ASSERTION, "10:05:00Z", "09:57:01Z", NULL},
	    {"no end", ASSERTION, "NotOnOrAfter=\"2026-03-02T10:05:00Z\"", "",
		"oiosaml 1.3.7: SubjectConfirmationData: NotOnOrAfter"},
	    {"not before", ASSERTION, "Recipient=", "NotBefore=\""
		"2026-03-02T09:00:00Z\" Recipient=",
		"oiosaml 1.3.7: SubjectConfirmationData: wanted no NotB"},
	    {"other request", ASSERTION, SIGNER_REQUEST, "_request2",
		"oiosaml 1.3.7: SubjectConfirmationData: InResponseTo"},
	    {"holder of key", ASSERTION, "cm:bearer", "cm:holder-of-key",
		"oiosaml 1.3.7: SubjectConfirmation: wanted bearer"},
	    {"second confirms", ASSERTION, "<saml:SubjectConfirmation ",
		"<saml:SubjectConfirmation Method=\"urn:x\"/>"
		"<saml:SubjectConfirmation ", NULL},
	    {"encrypted name beside", ASSERTION, "<saml:SubjectConfirmation ",
		"<saml:EncryptedID/><saml:SubjectConfirmation ",
		"oiosaml 1.3.7: Subject: wanted"},
	    {"base name beside", ASSERTION, "<saml:NameID ",
		"<saml:BaseID/><saml:NameID ", "oiosaml 1.3.7: Subject: wanted"},
	    {"stranger beside", ASSERTION, "<saml:SubjectConfirmation ",
		"<x:NameID xmlns:x=\"urn:x\"/><saml:SubjectConfirmation ",
		"oiosaml 1.3.7: Subject: wanted"},
	    {"who confirms", ASSERTION, "<saml:SubjectConfirmationData ",
		"<saml:NameID>x</saml:NameID><saml:SubjectConfirmationData ",
		"oiosaml 1.3.7: SubjectConfirmation: wanted"},
	    {"professional", ASSERTION, "eid/person/", "eid/professional/",
		"oiosaml 1.3.8: NameID: wanted a person"},
	    {"no uuid", ASSERTION, "111</saml:NameID>", "11</saml:NameID>",
		"oiosaml 1.3.8: NameID: wanted a person"},
	    {"blank", ASSERTION, "111</saml:NameID>", "111 </saml:NameID>",
		"oiosaml 1.3.8: NameID: wanted a person"},
	    {"transient", ASSERTION, "nameid-format:persistent",
		"nameid-format:transient", NULL},
	    {"format", ASSERTION, "nameid-format:persistent",
		"nameid-format:emailAddress", "oiosaml 1.3.8: NameID: Format"},
	    {"two names", ASSERTION, "<saml:NameID ",
		"<saml:NameID/><saml:NameID ", "oiosaml 1.3.8"},
	    {"nested", ASSERTION, "111</saml:NameID>",
		"111<saml:X/></saml:NameID>", "oiosaml 1.3.8"}};

	CHECK_ROWS(rows);
}
END_TEST

START_TEST(attributes)
{
	static const struct row rows[] = {
	    {"version", ASSERTION, "OIO-SAML-3.0", "OIO-SAML-2.0",
		"oiosaml 1.3.9"},
	    {"other version", ASSERTION, "OIO-SAML-3.0", "OIO-SAML-3.1", NULL},
	    {"part of one", ASSERTION, "OIO-SAML-3.0", "OIO-SAML-3",
		"oiosaml 1.3.9"},
	    {"both", ASSERTION, "OIO-SAML-3.0", "OIO-SAML-3.0 OIO-SAML-3.1",
		"oiosaml 1.3.9"},
	    {"no version", ASSERTION, OIO_SPEC_VERSION, "urn:x",
		"oiosaml 1.3.9"},
	    {"low", ASSERTION, ">Substantial<", ">Low<", "oiosaml 1.3.10"},
	    {"high", ASSERTION, ">Substantial<", ">High<", NULL},
	    {"no level", ASSERTION, "Name=\"" OIO_LOA "\"", "Name=\"urn:x\"",
		"oiosaml 1.6"},
	    {"level as address", ASSERTION, ">Substantial<",
		">" OIO_LOA "/Substantial<", "oiosaml 1.6"},
	    {"level and blank", ASSERTION, ">Substantial<", ">Substantial <",
		"oiosaml 1.6"},
	    {"old level", ASSERTION, OF(OIO_LOA) "Substantial",
		OF("dk:gov:saml:attribute:AssuranceLevel") "3", "oiosaml 1.6"},
	    {"no cpr", ASSERTION, OIO_CPR, "urn:x", "oiosaml 1.5: cprNumber"},
	    {"short cpr", ASSERTION, "6101893012", "610189301",
		"oiosaml 1.5: cprNumber"},
	    {"letters", ASSERTION, "6101893012", "610189301a",
		"oiosaml 1.5: cprNumber"},
	    {"no name", ASSERTION, "Anna Holm", "", "oiosaml 1.5: fullName"},
	    {"basic name", ASSERTION, "Name=\"" OIO_CPR "\" NameFormat=\""
		ATTRIBUTE_URI, "Name=\"" OIO_CPR "\" NameFormat=\"urn:x",
		"oiosaml 1.5: cprNumber"},
	    {"twice", ASSERTION, "<saml:AttributeStatement>",
		ONE_MORE(OIO_CPR, "6666666666"),
		"oiosaml 1.5: wanted each attribute once"},
	    {"two values", ASSERTION, "6101893012</saml:AttributeValue>",
		"6101893012</saml:AttributeValue><saml:AttributeValue/>",
		"oiosaml 1.5: wanted one AttributeValue"},
	    {"encrypted", ASSERTION, "<saml:AttributeStatement>",
		"<saml:AttributeStatement><saml:EncryptedAttribute/>",
		"oiosaml 1.5: AttributeStatement"},
	    {"other attribute", ASSERTION, "<saml:AttributeStatement>",
		ONE_MORE("urn:x", "6666666666"), NULL}};

	CHECK_ROWS(rows);
}
END_TEST

/* Text that one reader takes for another value than the signature covers. */
START_TEST(injection)
{
	static const struct row rows[] = {
	    {"comment", SIGNED, "6101893012", "610189<!-- -->3012",
		"xml: wanted no comment"},
	    {"cdata", SIGNED, "6101893012", "610189<![CDATA[3012]]>",
		"xml: wanted no CDATA"},
	    {"instruction", SIGNED, "6101893012", "610189<?a b?>3012",
		"xml: wanted no processing"},
	    {"entity", SIGNED, "6101893012", "&cpr;", "xml:"},
	    {"xml:id", SIGNED, "<saml:Subject>",
		"<saml:Subject xml:id=\"_assertion1\">", "xml: wanted neither"},
	    {"changed", SIGNED, "6101893012", "6666666666",
		"oiosaml 1.4: Signature: wanted one made"},
	    {"id twice", SIGNED, "<saml:Subject>",
		"<saml:Subject Id=\"_assertion1\">", "oiosaml 1.4: ID"},
	    {"no signature", SIGNED, "ds:Signature xmlns:ds=\"" NS_DSIG "\"",
		"ds:Signature xmlns:ds=\"urn:x\"", "oiosaml 1.4: Signature"},
	    {"relative namespace", SIGNED, "<saml:Subject>",
		"<saml:Subject xmlns:a=\"b\">", "xml: wanted absolute"}};

	CHECK_ROWS(rows);
}
END_TEST

START_TEST(evil_key)
{
	const struct row row = {.name = "evil key"};
	struct accepted accepted = {0};
	const char *rule = "";
	char *response = message(&row, signer->evil);

	ck_assert_int_eq(accept(response, &accepted, &rule), RESULT_DENIED);
	ck_assert_str_eq(rule, "oiosaml 1.4: Signature: wanted one made with "
	    "a key of the IdP's metadata");
	free(response);
}
END_TEST

START_TEST(cancelled)
{
	const struct row row = {"cancelled", RESPONSE, STATUS_SUCCESS,
	    "urn:oasis:names:tc:SAML:2.0:status:Responder", NULL};
	struct accepted accepted = {0};
	const char *rule = "";
	char *response = message(&row, signer->idp);

	ck_assert_int_eq(accept(response, &accepted, &rule),
	    RESULT_NOT_LOGGED_IN);
	free(response);
}
END_TEST

START_TEST(base64)
{
	static const char *const texts[] = {"", "=", "PGE+", "PGE-", "P", "PGE",
	    "PGEvPg==x", " PGEvPg=="};
	struct accepted accepted = {0};
	const char *rule = "";

	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
		ck_assert_int_ne(accept_response(&signer->saml, texts[i],
		    strlen(texts[i]), SIGNER_NOW, &accepted, &rule),
		    RESULT_OK);
	char *large = calloc(1, 400 * 1024);
	memset(large, 'A', 400 * 1024 - 1);
	ck_assert_int_eq(accept_response(&signer->saml, large,
	    400 * 1024 - 1, SIGNER_NOW, &accepted, &rule), RESULT_TOO_BIG);
	free(large);
}
END_TEST

static Suite *
accept_suite(void)
{
	Suite *suite = suite_create("accept");
	TCase *core = tcase_create("core"), *abuse = tcase_create("abuse");

	tcase_add_unchecked_fixture(core, setup, teardown);
	tcase_add_unchecked_fixture(abuse, setup, teardown);
	tcase_add_test(core, good);
	tcase_add_test(core, envelope);
	tcase_add_test(core, assertion);
	tcase_add_test(core, conditions);
	tcase_add_test(core, subject);
	tcase_add_test(core, attributes);
	tcase_add_test(core, cancelled);
	tcase_add_test(abuse, injection);
	tcase_add_test(abuse, evil_key);
	tcase_add_test(abuse, base64);
	suite_add_tcase(suite, core);
	suite_add_tcase(suite, abuse);
	return suite;
}

int
main(void)
{
	return check_run(accept_suite());
}
