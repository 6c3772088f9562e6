/* SPDX-License-Identifier: EUPL-1.2
 *
 * Goal: an assertion is opened by any of our keys and by the published
 * algorithms alone, and every other failure is the same failure.
 */
#include "config.h"
#include "check_run.h"

#include <string.h>
#include "login/algorithm.h"
#include "login/decrypt.h"
#include "login/names.h"
#include "login/xml.h"
#include "signer.h"

#define SECRET "<a>hemmeligt</a>"
#define RULE_OPEN "oiosaml 1.4: EncryptedAssertion: wanted what our key opens"
#define RULE_SHAPE "oiosaml 1.4: EncryptedAssertion: wanted one EncryptedData with one EncryptedKey"

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

/* Takes text; "opened", "opened as something else", or the rule it breaks. */
static const char *
outcome_take(char *text, unsigned extra)
{
	const struct decrypt_options options = {
	    .keys = signer->saml.decrypt_keys, .key_count = 2,
	    .extra = extra};
	const char *rule = "";
	struct plain plain;
	xmlDoc *doc;

	ck_assert_int_eq(xml_parse(text, strlen(text), XML_FOREIGN, &doc,
	    &rule), RESULT_OK);
	if (decrypt_assertion(&options, xmlDocGetRootElement(doc), &plain,
	    &rule) == RESULT_OK) {
		rule = plain.length == strlen(SECRET) &&
		    memcmp(plain.bytes, SECRET, plain.length) == 0 ? "opened"
		    : "opened as something else";
		decrypt_clear(&plain);
	}
	xmlFreeDoc(doc);
	free(text);
	return rule;
}

static const char *
outcome(struct signer_encrypt how, unsigned extra)
{
	return outcome_take(signer_encrypt(signer, SECRET, &how), extra);
}

#define OUTCOME(...) outcome((struct signer_encrypt){__VA_ARGS__}, 0)

START_TEST(opens)
{
	ck_assert_str_eq(OUTCOME(.key = NULL), "opened");
	ck_assert_str_eq(OUTCOME(.key = signer->saml.decrypt_keys[1]),
	    "opened");
	ck_assert_str_eq(OUTCOME(.beside = true), "opened");
}
END_TEST

START_TEST(same_failure)
{
	ck_assert_str_eq(OUTCOME(.key = signer->evil), RULE_OPEN);
	ck_assert_str_eq(OUTCOME(.spoil_key = true), RULE_OPEN);
	ck_assert_str_eq(OUTCOME(.spoil_tag = true), RULE_OPEN);
	ck_assert_str_eq(OUTCOME(.spoil_text = true), RULE_OPEN);
	const struct signer_encrypt how = {.key = NULL};
	ck_assert_str_eq(outcome_take(signer_replace(signer_encrypt(signer,
	    SECRET, &how), "<xenc:CipherValue>\n", "<xenc:CipherValue>!"), 0),
	    RULE_OPEN);
}
END_TEST

START_TEST(algorithms)
{
	static const char content[] = "oiosaml 1.4: content encryption: wanted "
	    "aes256-gcm";
	static const char transport[] = "oiosaml 1.4: key transport: wanted "
	    "rsa-oaep-mgf1p with its default digest";
	unsigned extra;

	ck_assert_str_eq(OUTCOME(.content = ALG_AES128_CBC), content);
	ck_assert_str_eq(OUTCOME(.content = ALG_AES128_GCM), content);
	ck_assert_str_eq(OUTCOME(.transport = ALG_OAEP), transport);
	ck_assert_str_eq(OUTCOME(.transport = NS_XENC "rsa-1_5"), transport);

	ck_assert_int_eq(algorithm_extra(ALG_AES128_CBC "  " ALG_OAEP, &extra),
	    RESULT_OK);
	ck_assert_str_eq(outcome((struct signer_encrypt){
	    .content = ALG_AES128_CBC, .transport = ALG_OAEP}, extra),
	    "opened");
	ck_assert_str_eq(outcome((struct signer_encrypt){
	    .content = ALG_AES256_CBC}, extra), content);
	/* Its one byte of padding fits by chance once in sixteen times: then
	 * it is for the parser to refuse what came out. */
	ck_assert_str_ne(outcome((struct signer_encrypt){
	    .content = ALG_AES128_CBC, .spoil_key = true}, extra), "opened");
	ck_assert_int_eq(algorithm_extra("", &extra), RESULT_OK);
	ck_assert_uint_eq(extra, 0);
	ck_assert_int_eq(algorithm_extra(ALG_SHA1, &extra), RESULT_BAD_INPUT);
	ck_assert_ptr_null(algorithm_find(NULL, ALGORITHM_CONTENT, ~0u));
	ck_assert_ptr_null(algorithm_find(ALG_AES256_GCM,
	    ALGORITHM_TRANSPORT, ~0u));
}
END_TEST

/* find becomes with in a good message. */
static const char *
spoilt(const char *find, const char *with)
{
	const struct signer_encrypt how = {.key = NULL};

	return outcome_take(signer_replace(signer_encrypt(signer, SECRET,
	    &how), find, with), 0);
}

START_TEST(shape)
{
	ck_assert_str_eq(spoilt("#Element\"", "#Content\""), RULE_SHAPE);
	ck_assert_str_eq(spoilt("</saml:E", "<saml:X/></saml:E"), RULE_SHAPE);
	ck_assert_str_eq(spoilt("<xenc:EncryptedKey ", "<xenc:EncryptedKey/>"
	    "<xenc:EncryptedKey "), RULE_SHAPE);
	ck_assert_str_eq(spoilt("<xenc:EncryptedKey xmlns:xenc=\"" NS_XENC,
	    "<xenc:EncryptedKey xmlns:xenc=\"urn:x"), RULE_SHAPE);
	ck_assert_str_eq(spoilt("<xenc:CipherValue>\n",
	    "<xenc:X/><xenc:CipherValue>\n"), RULE_SHAPE);
	ck_assert_str_eq(spoilt("<xenc:CipherData>",
	    "<xenc:CipherData><xenc:CipherReference URI=\"http://a/\"/>"),
	    RULE_SHAPE);
	ck_assert_str_eq(spoilt("mgf1p\">", "mgf1p\"><ds:DigestMethod "
	    "Algorithm=\"" ALG_SHA1 "\"/>"), "opened");
	ck_assert_str_eq(spoilt("mgf1p\">", "mgf1p\"><ds:DigestMethod "
	    "Algorithm=\"" ALG_SHA256 "\"/>"),
	    "oiosaml 1.4: key transport: wanted rsa-oaep-mgf1p with its "
	    "default digest");
	ck_assert_str_eq(spoilt("mgf1p\">", "mgf1p\"><xenc:OAEPparams/>"),
	    "oiosaml 1.4: key transport: wanted rsa-oaep-mgf1p with its "
	    "default digest");
}
END_TEST

static Suite *
decrypt_suite(void)
{
	Suite *suite = suite_create("decrypt");
	TCase *core = tcase_create("core"), *abuse = tcase_create("abuse");

	tcase_add_unchecked_fixture(core, setup, teardown);
	tcase_add_unchecked_fixture(abuse, setup, teardown);
	tcase_add_test(core, opens);
	tcase_add_test(core, algorithms);
	tcase_add_test(abuse, same_failure);
	tcase_add_test(abuse, shape);
	suite_add_tcase(suite, core);
	suite_add_tcase(suite, abuse);
	return suite;
}

int
main(void)
{
	return check_run(decrypt_suite());
}
