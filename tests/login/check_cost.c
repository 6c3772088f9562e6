/* SPDX-License-Identifier: EUPL-1.2
 *
 * Goal: no message that anybody can send costs the worker more than 20 ms of
 * processor time, whatever is in it: the worst of each kind, as large as its
 * size may be, is read and refused within that.
 *
 * What the bounds are is told exactly in check_xml.c and check_verify.c; here
 * the clock tells whether they are low enough. It is the process' own and the
 * best of several runs counts, so other programs don't matter.
 */
#include "config.h"
#include "check_run.h"

#include <stdio.h>
#include <string.h>
#include <time.h>
#include "core/base64.h"
#include "login/accept.h"
#include "login/logout_message.h"
#include "login/names.h"
#include "login/redirect.h"
#include "login/sign.h"
#include "login/soap.h"
#include "login/verify.h"
#include "login/xml.h"
#include "login/xml_scan.h"
#include "signer.h"

#define RUNS 5
#ifdef WITH_SANITIZERS
#define MOST_MS 600.0
#else
#define MOST_MS 20.0
#endif
/* What nginx and the route table let through of a form. */
#define FORM_MOST (256 * 1024)

static struct signer *signer;

static void
setup(void)
{
	signer = signer_open();
	/* Every key is tried that an IdP may have. */
	struct idp *idp = &signer->saml.idps[0];
	for (; idp->key_count < IDP_KEYS_MOST; idp->key_count++) {
		idp->keys[idp->key_count] = idp->keys[0];
		EVP_PKEY_up_ref(idp->keys[0].key);
		idp->keys[idp->key_count].xmlsec =
		    xmlSecKeyDuplicate(idp->keys[0].xmlsec);
	}
}

static void
teardown(void)
{
	signer_close(signer);
}

/* --- fillings: what a message has that none needs, room bytes at most */

typedef void fill(struct build *build, size_t room);

/* text again and again, '@' in it replaced by a number that counts up. */
static void
repeat(struct build *build, size_t room, const char *text, int most)
{
	size_t end = build->length + room;
	char number[16];

	for (int i = 0; i < most; i++) {
		struct build one = {0};
		snprintf(number, sizeof number, "%x", (unsigned)i);
		for (const char *c = text; *c != '\0'; c++)
			build_bytes(&one, *c == '@' ? number : c,
			    *c == '@' ? strlen(number) : 1);
		if (build->length + one.length <= end)
			build_bytes(build, one.text, one.length);
		else
			most = 0;
		build_clear(&one);
	}
}

#define ALL 1000000

static void
fill_attributes(struct build *build, size_t room)
{
	build_raw(build, "<q ");
	repeat(build, room - 8, " a@=\"\"", ALL);
	build_raw(build, "/>");
}

static void
fill_namespaces(struct build *build, size_t room)
{
	build_raw(build, "<q ");
	repeat(build, room - 8, " xmlns:a@=\"a:\"", ALL);
	build_raw(build, "/>");
}

/* Hidden from a reader of tags behind a quote. */
static void
fill_hidden(struct build *build, size_t room)
{
	build_raw(build, "<!-- \" --><q ");
	repeat(build, room - 32, " a@=''", ALL);
	build_raw(build, "/>");
}

/* Behind an error that a parser reads past. */
static void
fill_behind_error(struct build *build, size_t room)
{
	build_raw(build, "<q></x><q></q \"><q ");
	repeat(build, room - 32, " a@=''", ALL);
	build_raw(build, "/>");
}

static void
fill_elements(struct build *build, size_t room)
{
	repeat(build, room, "<q/>", ALL);
}

static void
fill_deep(struct build *build, size_t room)
{
	repeat(build, room / 2, "<q>", ALL);
	repeat(build, room / 2, "</q>", ALL);
}

/* As much of everything as may be: declared outside, used inside. per_element
 * attributes in each element, all of other prefixes. */
static void
fill_everything(struct build *build, int per_element)
{
	int depth = XML_DEPTH_MOST - 6, attributes = 64, n = 0;
	char one[64];

	for (int i = 0; i < depth; i++) {
		build_raw(build, "<q");
		for (int k = 0; k < XML_ATTRIBUTES_MOST; k++, attributes++) {
			snprintf(one, sizeof one, " xmlns:%c%c=\"%c:%d\"",
			    'a' + i, 'a' + k, 'a' + k, i);
			build_raw(build, one);
		}
		build_raw(build, ">");
	}
	while (attributes + per_element < XML_ATTRIBUTES_ALL_MOST &&
	    n < XML_ELEMENTS_MOST - 60) {
		build_raw(build, "<aa:q");
		for (int k = 0; k < per_element; k++, attributes++) {
			snprintf(one, sizeof one, " %c%c:%c=\"\"",
			    'a' + (n + k) % depth, 'b' + k, 'a' + k);
			build_raw(build, one);
		}
		build_raw(build, "/>");
		n++;
	}
	for (int i = 0; i < depth; i++)
		build_raw(build, "</q>");
}

static void
fill_all(struct build *build, size_t room)
{
	(void)room;
	fill_everything(build, XML_ATTRIBUTES_MOST - 1);
}

static void
fill_all_thin(struct build *build, size_t room)
{
	(void)room;
	fill_everything(build, 2);
}

static void
fill_declared_anew(struct build *build, size_t room)
{
	repeat(build, room, "<q xmlns:a=\"a:@\" xmlns:b=\"b:@\" xmlns:c="
	    "\"c:@\" xmlns:d=\"d:@\" a:x=\"\" b:x=\"\" c:x=\"\" d:x=\"\"/>",
	    XML_ATTRIBUTES_ALL_MOST / 8 - 8);
}

static void
fill_ids(struct build *build, size_t room)
{
	repeat(build, room, "<q Id=\"_@\" ID=\"_@\" id=\"_@\" iD=\"_@\"/>",
	    XML_ATTRIBUTES_ALL_MOST / 4 - 8);
}

static void
fill_references(struct build *build, size_t room)
{
	build_raw(build, "<q>");
	repeat(build, room - 8, "&#65;&lt;", ALL);
	build_raw(build, "</q>");
}

static void
fill_text(struct build *build, size_t room)
{
	build_raw(build, "<q>");
	repeat(build, room - 8, "]]a >\n", ALL);
	build_raw(build, "</q>");
}

static void
fill_value(struct build *build, size_t room)
{
	build_raw(build, "<q a=\"");
	repeat(build, room - 16, "&quot;\t", ALL);
	build_raw(build, "\"/>");
}

static void
fill_values(struct build *build, size_t room)
{
	repeat(build, room, "<q a=\"&#9;&#10;&#13;&quot;&lt;&#9;&#10;&#13;"
	    "&quot;&lt;&#9;&#10;&#13;&quot;&lt;&#9;&#10;&#13;&quot;&lt;\"/>",
	    XML_ELEMENTS_MOST - 60);
}

static void
fill_entities(struct build *build, size_t room)
{
	repeat(build, room, "&a@;", ALL);
}

static const struct {
	const char *name;
	fill *fill;
} fillings[] = {{"attributes of one element", fill_attributes},
    {"namespaces of one element", fill_namespaces},
    {"attributes behind a quote in a comment", fill_hidden},
    {"attributes behind an error", fill_behind_error},
    {"elements", fill_elements}, {"levels", fill_deep},
    {"levels, namespaces and attributes", fill_all},
    {"levels, namespaces and elements", fill_all_thin},
    {"the same prefixes declared anew", fill_declared_anew},
    {"IDs", fill_ids}, {"character references", fill_references},
    {"text", fill_text}, {"one value", fill_value},
    {"values with references", fill_values},
    {"entities", fill_entities}};
#define FILLINGS (sizeof fillings / sizeof fillings[0])

/* --- the clock */

static double
now_ms(void)
{
	struct timespec time;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
	return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

/* What may be sent: read as it would be where it arrives. "" when it passes. */
typedef const char *reading(const char *text, size_t length);

static void
measure(reading *read, const char *name, const char *text, size_t length)
{
	double best = 1e9;
	const char *rule = "";

	for (int i = 0; i < RUNS; i++) {
		double start = now_ms();
		rule = read(text, length);
		double took = now_ms() - start;
		best = took < best ? took : best;
	}
	if (getenv("CHECK_COST_SHOW") != NULL)
		printf("%8.2f ms %7zu bytes  %s: %s\n", best, length, name,
		    rule);
	ck_assert_msg(best < MOST_MS, "%s: %.1f ms (%s)", name, best, rule);
	ck_assert_msg(rule[0] != '\0', "%s: passed", name);
}

/* --- where messages arrive */

static const char *
read_response(const char *text, size_t length)
{
	struct accepted accepted = {0};
	const char *rule = "";

	if (accept_response(&signer->saml, text, length, SIGNER_NOW, &accepted,
	    &rule) == RESULT_OK)
		accept_clear(&accepted);
	return rule;
}

static const char *
read_logout(xmlDoc *doc, xmlNode *message, const char *destination,
    const char *rule)
{
	const struct logout_wanted wanted = {.saml = &signer->saml,
	    .idp = &signer->saml.idps[0], .destination = destination,
	    .now = SIGNER_NOW};
	xmlDoc *signed_doc = NULL;
	struct logout_in in;

	if (message != NULL && verify_element(wanted.idp, doc, message,
	    &signed_doc, &rule) == RESULT_OK && logout_request_read(&wanted,
	    xmlDocGetRootElement(signed_doc), &in, &rule) == RESULT_OK)
		rule = "";
	xmlFreeDoc(signed_doc);
	xmlFreeDoc(doc);
	return rule;
}

static const char *
read_form(const char *text, size_t length)
{
	unsigned char *bytes = malloc(BASE64_BYTES_SIZE(length));
	const char *rule = "base64";
	xmlDoc *doc = NULL;
	size_t size;

	if (base64_decode(text, length, BASE64_LINES, bytes, &size) ==
	    RESULT_OK && xml_parse((char *)bytes, size, XML_FOREIGN, &doc,
	    &rule) == RESULT_OK)
		rule = read_logout(doc, xmlDocGetRootElement(doc),
		    signer->saml.slo_url, rule);
	free(bytes);
	return rule;
}

static const char *
read_soap(const char *text, size_t length)
{
	const char *rule = "";
	xmlDoc *doc = NULL;

	if (xml_parse(text, length, XML_FOREIGN, &doc, &rule) != RESULT_OK)
		return rule;
	return read_logout(doc, soap_message(doc, &rule),
	    signer->saml.slo_soap_url, rule);
}

static const char *
read_redirect(const char *text, size_t length)
{
	struct redirect_received received = {0};
	const char *rule = "";
	xmlDoc *doc = NULL;

	(void)length;
	if (redirect_receive(&signer->saml, text, &received, &rule) ==
	    RESULT_OK && xml_parse(received.xml, received.length, XML_FOREIGN,
	    &doc, &rule) == RESULT_OK)
		rule = read_logout(doc, xmlDocGetRootElement(doc),
		    signer->saml.slo_url, rule);
	redirect_clear(&received);
	return rule;
}

/* --- messages */

/* A message that somebody signed: with a key of their own or one of the
 * IdP's, so that all of the digesting is done. The caller frees. */
static char *
message_with(const char *message, const char *id, fill *filling, size_t room,
    EVP_PKEY *key)
{
	static const char issuer[] = "</saml:Issuer>";
	const char *end = strrchr(message, '<'), *behind;
	struct build build = {0};

	build_bytes(&build, message, (size_t)(end - message));
	filling(&build, room - 4096);
	build_raw(&build, end);
	behind = strstr(build.text, issuer) + sizeof issuer - 1;
	struct build made = {0};
	build_bytes(&made, build.text, (size_t)(behind - build.text));
	sign_template(&made, id);
	build_raw(&made, behind);
	build_clear(&build);
	/* What does not parse stays without a value. */
	xmlDoc *doc = NULL;
	const char *rule;
	if (xml_parse(made.text, made.length, XML_FOREIGN, &doc, &rule) ==
	    RESULT_OK)
		ck_assert_int_eq(sign_message(key, &made), RESULT_OK);
	xmlFreeDoc(doc);
	return made.text;
}

/* Cut to what may arrive: a size that is too large is refused at once. */
static void
measure_base64(reading *read, const char *name, const char *xml)
{
	char *text = signer_base64(xml);

	ck_assert_uint_le(strlen(text), FORM_MOST);
	measure(read, name, text, strlen(text));
	free(text);
}

static void
measure_response(const char *name, const char *body)
{
	char *response = signer_replace(strdup(SIGNER_RESPONSE), "@BODY@",
	    body);

	measure_base64(read_response, name, response);
	free(response);
}

START_TEST(responses)
{
	struct build build = {0};

	fillings[_i].fill(&build, XML_SIZE_MOST - 4096);
	measure_response(fillings[_i].name, build.text);
	build_clear(&build);
}
END_TEST

/* Anybody can encrypt for us. */
static void
measure_assertion(const char *name, fill *filling, EVP_PKEY *key)
{
	char *plain = message_with(SIGNER_ASSERTION, "_assertion1", filling,
	    XML_SIZE_MOST / 4 * 3 - 8192, key);
	const struct signer_encrypt how = {0};
	char *sealed = signer_encrypt(signer, plain, &how);

	measure_response(name, sealed);
	free(plain);
	free(sealed);
}

START_TEST(assertions)
{
	measure_assertion(fillings[_i].name, fillings[_i].fill, signer->evil);
}
END_TEST

#define LOGOUT "<samlp:LogoutRequest xmlns:samlp=\"" NS_SAMLP "\" xmlns:saml=\"" \
	NS_SAML "\" ID=\"_1\" Version=\"2.0\" IssueInstant=\"2026-03-02T10:00:" \
	"00Z\" Destination=\"" SIGNER_BASE "/saml/slo/soap\"><saml:Issuer>" \
	SIGNER_IDP "</saml:Issuer><saml:NameID>x</saml:NameID>" \
	"</samlp:LogoutRequest>"

START_TEST(forms)
{
	char *message = message_with(LOGOUT, "_1", fillings[_i].fill,
	    XML_SIZE_MOST, signer->evil);

	measure_base64(read_form, fillings[_i].name, message);
	free(message);
}
END_TEST

START_TEST(soap)
{
	char *message = message_with(LOGOUT, "_1", fillings[_i].fill,
	    XML_SIZE_MOST - 256, signer->evil);
	struct build build = {0};

	build_raw(&build, "<s:Envelope xmlns:s=\"" NS_SOAP "\"><s:Body>");
	build_raw(&build, message);
	build_raw(&build, "</s:Body></s:Envelope>");
	measure(read_soap, fillings[_i].name, build.text, build.length);
	build_clear(&build);
	free(message);
}
END_TEST

/* --- what a signature has */

static void
measure_signature(const char *name, const char *find, const char *head,
    const char *text, const char *tail)
{
	/* What multiplies: each prefix is looked up at each element. */
	char *message = message_with(LOGOUT, "_1", fill_all_thin, 0,
	    signer->evil);
	struct build build = {0};

	build_raw(&build, head);
	repeat(&build, XML_SIZE_MOST - 4096 - strlen(message), text, ALL);
	build_raw(&build, tail);
	message = signer_replace(message, find, build.text);
	measure_base64(read_form, name, message);
	build_clear(&build);
	free(message);
}

START_TEST(signatures)
{
	static const char transform[] =
	    "<ds:Transform Algorithm=\"" ALG_EXC_C14N "\"/>";
	static const char prefixes[] =
	    "<c:InclusiveNamespaces xmlns:c=\"" NS_EXC_C14N "\" PrefixList=\"";

	measure_signature("DigestValue", "<ds:DigestValue>",
	    "<ds:DigestValue>", "QUJD", "");
	measure_signature("SignatureValue", "<ds:SignatureValue>",
	    "<ds:SignatureValue>", "QUJD", "");
	measure_signature("SignatureValue of blanks", "<ds:SignatureValue>",
	    "<ds:SignatureValue>", "\n", "");
	measure_signature("Transforms", transform, "", transform, transform);
	measure_signature("References", "<ds:Reference ", "",
	    "<ds:Reference URI=\"#_1\"/>", "<ds:Reference ");
	measure_signature("KeyInfo", "</ds:Signature>", "<ds:KeyInfo>",
	    "<ds:KeyName/>", "</ds:KeyInfo></ds:Signature>");
	measure_signature("certificates", "</ds:Signature>",
	    "<ds:KeyInfo><ds:X509Data><ds:X509Certificate>", "QUJD",
	    "</ds:X509Certificate></ds:X509Data></ds:KeyInfo></ds:Signature>");
	struct build list = {0};
	build_raw(&list, "<ds:Transform Algorithm=\"" ALG_EXC_C14N "\">");
	build_raw(&list, prefixes);
	measure_signature("PrefixList", transform, list.text, "a@ ",
	    "\"/></ds:Transform>");
	build_clear(&list);
	build_raw(&list, "<ds:CanonicalizationMethod Algorithm=\"" ALG_EXC_C14N
	    "\">");
	build_raw(&list, prefixes);
	measure_signature("PrefixList of SignedInfo",
	    "<ds:CanonicalizationMethod Algorithm=\"" ALG_EXC_C14N "\"/>",
	    list.text, "a@ ", "\"/></ds:CanonicalizationMethod>");
	build_clear(&list);
}
END_TEST

/* As many prefixes as are taken, in a message that has as much as it may. */
START_TEST(prefixes)
{
	char *message = message_with(LOGOUT, "_1", fill_all, XML_SIZE_MOST,
	    signer->evil);

	message = signer_replace(message, "<ds:Transform Algorithm=\""
	    ALG_EXC_C14N "\"/>", "<ds:Transform Algorithm=\"" ALG_EXC_C14N
	    "\"><c:InclusiveNamespaces xmlns:c=\"" NS_EXC_C14N "\" PrefixList="
	    "\"aa ab ac ad ae af ag ah\"/></ds:Transform>");
	measure_base64(read_form, "prefixes", message);
	free(message);
}
END_TEST

/* --- what is encrypted */

START_TEST(encrypted)
{
	char *text = malloc(XML_SIZE_MOST);

	memset(text, 'A', XML_SIZE_MOST);
	text[XML_SIZE_MOST / 4 * 3 - 8192] = '\0';
	char *sealed = signer_encrypt(signer, text,
	    &(struct signer_encrypt){0});
	measure_response("what is no XML", sealed);
	free(sealed);
	sealed = signer_encrypt(signer, text,
	    &(struct signer_encrypt){.spoil_tag = true});
	measure_response("what does not open", sealed);
	free(sealed);
	sealed = signer_encrypt(signer, "x", &(struct signer_encrypt){0});
	sealed = signer_replace(sealed, "</xenc:EncryptedKey>",
	    "</xenc:EncryptedKey><ds:X509Data><ds:X509Certificate>@</"
	    "ds:X509Certificate></ds:X509Data>");
	text[XML_SIZE_MOST - 8192] = '\0';
	sealed = signer_replace(sealed, "@", text);
	measure_response("a certificate beside the key", sealed);
	free(sealed);
	free(text);
}
END_TEST

/* --- the redirect: nothing is inflated that nobody signed */

static void
measure_redirect(const char *name, const char *xml, EVP_PKEY *key)
{
	const struct redirect_options options = {.key = key,
	    .endpoint = "https://a.example/slo", .field = "SAMLRequest",
	    .xml = xml};
	struct build url = {0};

	ck_assert_int_eq(redirect_build(&options, &url), RESULT_OK);
	const char *query = strchr(url.text, '?') + 1;
	measure(read_redirect, name, query, strlen(query));
	build_clear(&url);
}

START_TEST(redirects)
{
	char *message = message_with(LOGOUT, "_1", fillings[_i].fill,
	    REDIRECT_XML_MOST, signer->evil);

	measure_redirect(fillings[_i].name, message, signer->evil);
	measure_redirect(fillings[_i].name, message, signer->idp);
	free(message);
}
END_TEST

START_TEST(bomb)
{
	const size_t size = 700 * 1024;
	char *text = malloc(size + 1);

	memset(text, 'A', size);
	text[size] = '\0';
	measure_redirect("bomb", text, signer->idp);
	measure_redirect("bomb", text, signer->evil);
	free(text);
}
END_TEST

static Suite *
cost_suite(void)
{
	Suite *suite = suite_create("cost");
	TCase *abuse = tcase_create("abuse");

	tcase_add_unchecked_fixture(abuse, setup, teardown);
	tcase_add_loop_test(abuse, responses, 0, FILLINGS);
	tcase_add_loop_test(abuse, assertions, 0, FILLINGS);
	tcase_add_loop_test(abuse, forms, 0, FILLINGS);
	tcase_add_loop_test(abuse, soap, 0, FILLINGS);
	tcase_add_loop_test(abuse, redirects, 0, FILLINGS);
	tcase_add_test(abuse, signatures);
	tcase_add_test(abuse, prefixes);
	tcase_add_test(abuse, encrypted);
	tcase_add_test(abuse, bomb);
	suite_add_tcase(suite, abuse);
	return suite;
}

int
main(void)
{
	return check_run(cost_suite());
}
