/* SPDX-License-Identifier: EUPL-1.2
 *
 * Goal: what we send by redirect is what was signed, byte for byte; what comes
 * by redirect counts only as the IdP signed it.
 */
#include "config.h"
#include "check_run.h"

#include <string.h>
#include "login/build.h"
#include "login/names.h"
#include "login/redirect.h"
#include "signer.h"

#define XML "<a>\xc3\xa6</a>"
#define RULE_FIELDS "saml-bindings 3.4.4: wanted SAMLRequest or SAMLResponse, RelayState, SigAlg, Signature, each once"
#define RULE_KEY "oiosaml 1.4: Signature: wanted one made with a key of the IdP's metadata"
#define RULE_DEFLATE "saml-bindings 3.4.4.1: wanted DEFLATE of at most 64 KiB in base64"

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

/* A query string; free. */
static char *
query(EVP_PKEY *key, const char *field, const char *xml, const char *relay)
{
	const struct redirect_options options = {.key = key,
	    .endpoint = "https://a.example/slo", .field = field, .xml = xml,
	    .relay = relay};
	struct build url = {0};

	ck_assert_int_eq(redirect_build(&options, &url), RESULT_OK);
	char *text = strdup(strchr(url.text, '?') + 1);
	build_clear(&url);
	return text;
}

static const char *
outcome_take(char *text)
{
	struct redirect_received received = {0};
	const char *rule = "";

	if (redirect_receive(&signer->saml, text, &received, &rule) ==
	    RESULT_OK)
		rule = "received";
	redirect_clear(&received);
	free(text);
	return rule;
}

static const char *
spoilt(const char *find, const char *with)
{
	return outcome_take(signer_replace(query(signer->idp, "SAMLRequest",
	    XML, "relay"), find, with));
}

START_TEST(both_ways)
{
	struct redirect_received received;
	const char *rule = "";
	char *text = query(signer->idp_next, "SAMLResponse", XML, "a b&c=\xc3");

	ck_assert_msg(redirect_receive(&signer->saml, text, &received,
	    &rule) == RESULT_OK, "%s", rule);
	ck_assert(received.is_response);
	ck_assert_str_eq(received.xml, XML);
	ck_assert_uint_eq(received.length, strlen(XML));
	ck_assert_str_eq(received.relay, "a b&c=\xc3");
	ck_assert_ptr_eq(received.idp, &signer->saml.idps[0]);
	redirect_clear(&received);
	free(text);
	ck_assert_str_eq(outcome_take(query(signer->idp, "SAMLRequest", XML,
	    NULL)), "received");
}
END_TEST

START_TEST(order)
{
	/* The pairs' order on the way doesn't matter, their bytes do. */
	char *text = query(signer->idp, "SAMLRequest", XML, NULL), *turned;
	char *algorithm = strstr(text, "&SigAlg=");

	ck_assert_int_ge(asprintf(&turned, "%s&%.*s", algorithm + 1,
	    (int)(algorithm - text), text), 0);
	free(text);
	ck_assert_str_eq(outcome_take(turned), "received");
	ck_assert_str_eq(spoilt("%3A", "%3a"), RULE_KEY);
}
END_TEST

START_TEST(endpoint)
{
	const struct redirect_options options = {.key = signer->idp,
	    .endpoint = "https://a.example/slo?x=1", .field = "SAMLRequest",
	    .xml = XML};
	struct build url = {0};

	ck_assert_int_eq(redirect_build(&options, &url), RESULT_OK);
	ck_assert_int_eq(strncmp(url.text,
	    "https://a.example/slo?x=1&SAMLRequest=", 38), 0);
	build_clear(&url);
}
END_TEST

START_TEST(refused)
{
	ck_assert_str_eq(outcome_take(query(signer->evil, "SAMLRequest", XML,
	    NULL)), RULE_KEY);
	ck_assert_str_eq(spoilt("RelayState=relay", "RelayState=other"),
	    RULE_KEY);
	ck_assert_str_eq(spoilt("&RelayState=relay", ""), RULE_KEY);
	ck_assert_str_eq(spoilt("SAMLRequest=", "SAMLResponse="), RULE_KEY);
	ck_assert_str_eq(spoilt("rsa-sha256", "rsa-sha1"),
	    "oiosaml 1.4: SigAlg: wanted rsa-sha256");
	ck_assert_str_eq(spoilt("&Signature=", "&Signature=A"), RULE_KEY);
	ck_assert_str_eq(spoilt("&Signature=", "&Signature=%zz"), RULE_KEY);
	ck_assert_str_eq(spoilt("&Signature=", "&X="),
	    "oiosaml 1.7: wanted a Signature");
	/* What others add to addresses. */
	ck_assert_str_eq(spoilt("&SigAlg=", "&fbclid=x&SigAlg="), "received");
	ck_assert_str_eq(spoilt("SAMLRequest=", "&utm_source=&SAMLRequest="),
	    "received");
	ck_assert_str_eq(spoilt("&SigAlg=", "&SigAlg=x&SigAlg="),
	    RULE_FIELDS);
	ck_assert_str_eq(spoilt("SAMLRequest=", "SAMLRequest=x&SAMLRequest="),
	    RULE_FIELDS);
	ck_assert_str_eq(spoilt("SAMLRequest=", "SAMLResponse=x&SAMLRequest="),
	    RULE_FIELDS);
	ck_assert_str_eq(outcome_take(strdup("")), RULE_FIELDS);
	ck_assert_str_eq(outcome_take(strdup("SAMLRequest=x")),
	    "oiosaml 1.7: wanted a Signature");
	ck_assert_str_eq(outcome_take(strdup("SAMLRequest=x&SigAlg=y")),
	    "oiosaml 1.7: wanted a Signature");
}
END_TEST

START_TEST(bomb)
{
	char *xml = malloc(REDIRECT_XML_MOST + 2);

	memset(xml, 'A', REDIRECT_XML_MOST + 1);
	xml[REDIRECT_XML_MOST + 1] = '\0';
	ck_assert_str_eq(outcome_take(query(signer->idp, "SAMLRequest", xml,
	    NULL)), RULE_DEFLATE);
	xml[REDIRECT_XML_MOST - 1] = '\0';
	ck_assert_str_eq(outcome_take(query(signer->idp, "SAMLRequest", xml,
	    NULL)), "received");
	xml[REDIRECT_RELAY_MOST + 1] = '\0';
	ck_assert_str_eq(outcome_take(query(signer->idp, "SAMLRequest", XML,
	    xml)), RULE_DEFLATE);
	free(xml);
}
END_TEST

static Suite *
redirect_suite(void)
{
	Suite *suite = suite_create("redirect");
	TCase *core = tcase_create("core"), *abuse = tcase_create("abuse");

	tcase_add_unchecked_fixture(core, setup, teardown);
	tcase_add_unchecked_fixture(abuse, setup, teardown);
	tcase_add_test(core, both_ways);
	tcase_add_test(core, order);
	tcase_add_test(core, endpoint);
	tcase_add_test(abuse, refused);
	tcase_add_test(abuse, bomb);
	suite_add_tcase(suite, core);
	suite_add_tcase(suite, abuse);
	return suite;
}

int
main(void)
{
	return check_run(redirect_suite());
}
