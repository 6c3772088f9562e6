/* SPDX-License-Identifier: EUPL-1.2
 *
 * Goal: a signature counts in one shape, over the element that holds it, by a
 * key of the metadata; and what comes out is what was signed, no more.
 */
#include "config.h"
#include "check_run.h"

#include <string.h>
#include "login/names.h"
#include "login/verify.h"
#include "login/xml.h"
#include "signer.h"

#define MESSAGE "<a xmlns=\"urn:a\" ID=\"_1\"><saml:Issuer xmlns:saml=\"" \
	NS_SAML "\">i</saml:Issuer><b>x</b></a>"

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

static char *
signed_by(EVP_PKEY *key)
{
	return signer_sign(strdup(MESSAGE), "_1", key);
}

/* Takes text; "verified", or the rule that it breaks. */
static const char *
outcome_take(char *text)
{
	xmlDoc *doc, *signed_doc = NULL;
	const char *rule = "";

	ck_assert_int_eq(xml_parse(text, strlen(text), XML_FOREIGN, &doc,
	    &rule), RESULT_OK);
	if (verify_element(&signer->saml.idps[0], doc,
	    xmlDocGetRootElement(doc), &signed_doc, &rule) == RESULT_OK) {
		const xmlNode *root = xmlDocGetRootElement(signed_doc);
		ck_assert(xml_is(root, "urn:a", "a"));
		ck_assert_int_eq(xml_count(root, NS_DSIG, "Signature"), 0);
		rule = "verified";
	}
	xmlFreeDoc(doc);
	xmlFreeDoc(signed_doc);
	free(text);
	return rule;
}

static const char *
spoilt(const char *find, const char *with)
{
	return outcome_take(signer_replace(signed_by(signer->idp), find,
	    with));
}

#define RULE_PLACE "oiosaml 1.4: Signature: wanted one, right behind Issuer"
#define RULE_KEY "oiosaml 1.4: Signature: wanted one made with a key of the IdP's metadata"
#define RULE_SHAPE "oiosaml 1.4: Signature: wanted SignedInfo with one Reference, SignatureValue, KeyInfo"
#define RULE_ID "oiosaml 1.4: ID: wanted a name that no other element has"
#define RULE_TRANSFORMS "oiosaml 1.4: Transforms: wanted enveloped-signature, xml-exc-c14n"

START_TEST(keys)
{
	ck_assert_str_eq(outcome_take(signed_by(signer->idp)), "verified");
	ck_assert_str_eq(outcome_take(signed_by(signer->idp_next)),
	    "verified");
	ck_assert_str_eq(outcome_take(signed_by(signer->evil)), RULE_KEY);
}
END_TEST

START_TEST(places)
{
	ck_assert_str_eq(outcome_take(strdup(MESSAGE)), RULE_PLACE);
	ck_assert_str_eq(spoilt("<b>x</b>", "<b>y</b>"), RULE_KEY);
	ck_assert_str_eq(spoilt("<b>x</b>", "<b>x<ds:Signature xmlns:ds=\""
	    NS_DSIG "\"/></b>"), RULE_PLACE);
	ck_assert_str_eq(spoilt("</saml:Issuer>", "</saml:Issuer><b/>"),
	    RULE_PLACE);
	ck_assert_str_eq(spoilt("<b>x</b>", "<b id=\"_1\">x</b>"), RULE_ID);
	ck_assert_str_eq(spoilt("<b>x</b>", "<b xmlns:q=\"urn:q\" "
	    "q:Id=\"_1\">x</b>"), RULE_ID);
	ck_assert_str_eq(spoilt(" ID=\"_1\"", ""), RULE_ID);
	ck_assert_str_eq(spoilt(" ID=\"_1\"", " ID=\"1 x\""), RULE_ID);
}
END_TEST

START_TEST(shape)
{
	ck_assert_str_eq(spoilt("URI=\"#_1\"", "URI=\"\""), "oiosaml 1.4: "
	    "Reference: wanted the ID of the element that holds the "
	    "Signature");
	ck_assert_str_eq(spoilt(" URI=\"#_1\"", ""), "oiosaml 1.4: "
	    "Reference: wanted the ID of the element that holds the "
	    "Signature");
	ck_assert_str_eq(spoilt("#rsa-sha256", "#rsa-sha512"),
	    "oiosaml 1.4: SignatureMethod: wanted rsa-sha256");
	ck_assert_str_eq(spoilt(ALG_SHA256, ALG_SHA1),
	    "oiosaml 1.4: DigestMethod: wanted sha256");
	ck_assert_str_eq(spoilt(ALG_ENVELOPED, ALG_EXC_C14N),
	    RULE_TRANSFORMS);
	ck_assert_str_eq(spoilt("<ds:Transform Algorithm=\"" ALG_EXC_C14N
	    "\"/>", ""), RULE_TRANSFORMS);
	ck_assert_str_eq(spoilt("</ds:Transforms>", "<ds:Transform "
	    "Algorithm=\"" ALG_EXC_C14N "\"/></ds:Transforms>"),
	    RULE_TRANSFORMS);
	ck_assert_str_eq(spoilt("<ds:CanonicalizationMethod Algorithm=\""
	    ALG_EXC_C14N, "<ds:CanonicalizationMethod Algorithm=\""
	    "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"),
	    "oiosaml 1.4: CanonicalizationMethod: wanted xml-exc-c14n");
	ck_assert_str_eq(spoilt("</ds:Reference>", "</ds:Reference>"
	    "<ds:Reference/>"),
	    "oiosaml 1.4: SignedInfo: wanted one Reference");
	ck_assert_str_eq(spoilt("<ds:SignedInfo>", "<ds:SignedInfo/>"
	    "<ds:SignedInfo>"), RULE_SHAPE);
	ck_assert_str_eq(spoilt("</ds:Signature>", "<ds:Object/>"
	    "</ds:Signature>"), RULE_SHAPE);
	ck_assert_str_eq(spoilt("</ds:Signature>", "<ds:KeyInfo/>"
	    "<ds:KeyInfo/></ds:Signature>"), RULE_SHAPE);
	ck_assert_str_eq(spoilt("</ds:Signature>", "<ds:KeyInfo><ds:KeyName>"
	    "evil</ds:KeyName></ds:KeyInfo></ds:Signature>"), "verified");
	ck_assert_str_eq(spoilt("<ds:SignatureValue>",
	    "<ds:SignatureValue>AAAA"), RULE_KEY);
}
END_TEST

/* One reference in canonicalisation, with so many inclusive prefixes. */
static const char *
with_prefixes(const char *element, const char *list)
{
	char with[512];

	snprintf(with, sizeof with, "<ds:%s Algorithm=\"" ALG_EXC_C14N
	    "\"><c:InclusiveNamespaces xmlns:c=\"" NS_EXC_C14N "\" PrefixList="
	    "\"%s\"/></ds:%s>", element, list, element);
	char *find = NULL;
	ck_assert_int_ge(asprintf(&find, "<ds:%s Algorithm=\"" ALG_EXC_C14N
	    "\"/>", element), 0);
	const char *rule = spoilt(find, with);
	free(find);
	return rule;
}

START_TEST(prefixes)
{
	static const char eight[] = " a b\tc d e f g\nh ";

	/* Taken; but it is signed too, and was put in afterwards. */
	ck_assert_str_eq(with_prefixes("Transform", eight), RULE_KEY);
	ck_assert_str_eq(with_prefixes("CanonicalizationMethod", eight),
	    RULE_KEY);
	ck_assert_str_eq(with_prefixes("Transform", "a b c d e f g h i"),
	    RULE_TRANSFORMS);
	ck_assert_str_eq(with_prefixes("CanonicalizationMethod",
	    "a a a a a a a a a"), "oiosaml 1.4: CanonicalizationMethod: "
	    "wanted xml-exc-c14n");
	ck_assert_str_eq(spoilt("<ds:Transform Algorithm=\"" ALG_EXC_C14N
	    "\"/>", "<ds:Transform Algorithm=\"" ALG_EXC_C14N "\"><c:"
	    "InclusiveNamespaces xmlns:c=\"" NS_EXC_C14N "\"/>"
	    "</ds:Transform>"), RULE_TRANSFORMS);
	ck_assert_str_eq(spoilt("<ds:Transform Algorithm=\"" ALG_EXC_C14N
	    "\"/>", "<ds:Transform Algorithm=\"" ALG_EXC_C14N "\"><c:"
	    "InclusiveNamespaces xmlns:c=\"" NS_EXC_C14N "\" PrefixList=\"\">"
	    "x</c:InclusiveNamespaces></ds:Transform>"), RULE_TRANSFORMS);
}
END_TEST

/* What stands around the signed element is not part of what comes out. */
START_TEST(inside)
{
	char *text = signed_by(signer->idp), *whole = NULL;
	const char *rule = "";
	xmlDoc *doc, *signed_doc;

	ck_assert_int_ge(asprintf(&whole, "<o xmlns=\"urn:o\" xmlns:p="
	    "\"urn:p\"><x>evil</x>%s</o>", text), 0);
	ck_assert_int_eq(xml_parse(whole, strlen(whole), XML_FOREIGN, &doc,
	    &rule), RESULT_OK);
	xmlNode *element = xml_next(xml_first(xmlDocGetRootElement(doc)));
	ck_assert_msg(verify_element(&signer->saml.idps[0], doc, element,
	    &signed_doc, &rule) == RESULT_OK, "%s", rule);
	const xmlNode *root = xmlDocGetRootElement(signed_doc);
	ck_assert(xml_is(root, "urn:a", "a"));
	ck_assert_str_eq(xml_text(xml_next(xml_first(root))), "x");
	xmlFreeDoc(doc);
	xmlFreeDoc(signed_doc);
	free(text);
	free(whole);
}
END_TEST

START_TEST(ids)
{
	ck_assert(verify_is_id("_a1.b-c"));
	ck_assert(verify_is_id("A"));
	ck_assert(!verify_is_id(NULL));
	ck_assert(!verify_is_id(""));
	ck_assert(!verify_is_id("1a"));
	ck_assert(!verify_is_id("a b"));
	ck_assert(!verify_is_id("a'"));
	ck_assert(!verify_is_id("\xc3\xa6"));
	char text[162];
	memset(text, 'a', sizeof text);
	text[161] = '\0';
	ck_assert(!verify_is_id(text));
	text[160] = '\0';
	ck_assert(verify_is_id(text));
}
END_TEST

static Suite *
verify_suite(void)
{
	Suite *suite = suite_create("verify");
	TCase *core = tcase_create("core"), *abuse = tcase_create("abuse");

	tcase_add_unchecked_fixture(core, setup, teardown);
	tcase_add_unchecked_fixture(abuse, setup, teardown);
	tcase_add_test(core, keys);
	tcase_add_test(core, inside);
	tcase_add_test(core, ids);
	tcase_add_test(abuse, places);
	tcase_add_test(abuse, shape);
	tcase_add_test(abuse, prefixes);
	suite_add_tcase(suite, core);
	suite_add_tcase(suite, abuse);
	return suite;
}

int
main(void)
{
	return check_run(verify_suite());
}
