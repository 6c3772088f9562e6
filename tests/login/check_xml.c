/* SPDX-License-Identifier: EUPL-1.2
 *
 * Goal: only elements, attributes, namespaces and text get through the
 * parser, within its limits, and a value is always read whole.
 */
#include "config.h"
#include "check_run.h"

#include <string.h>
#include <libxml/parser.h>
#include "login/build.h"
#include "login/xml.h"
#include "login/xml_scan.h"

#define RULE_NAMES "xml: wanted each prefix declared, and each name once"

static const char *
rule_of(const char *text, size_t length)
{
	const char *rule = "accepted";
	xmlDoc *doc = NULL;

	if (xml_parse(text, length, XML_FOREIGN, &doc, &rule) == RESULT_OK)
		xmlFreeDoc(doc);
	return rule;
}

START_TEST(refused)
{
	static const struct {
		const char *text, *rule;
	} rows[] = {
	    {"", "xml: wanted UTF-8"},
	    {"<a>", "xml: wanted a well-formed document"},
	    {"<a/><b/>", "xml: wanted a well-formed document"},
	    {"<a/>x", "xml: wanted a well-formed document"},
	    {"<a:b/>", RULE_NAMES},
	    {"<a b:c='1'/>", RULE_NAMES},
	    {"<a xmlns:b='urn:b' xmlns:c='urn:b' b:d='1' c:d='2'/>",
		RULE_NAMES},
	    {"<a xmlns:b=''/>", RULE_NAMES},
	    {"<a b='1' b='2'/>", "xml: wanted a well-formed document"},
	    {"<a>\xff</a>", "xml: wanted a well-formed document"},
	    {"<!DOCTYPE a><a/>", "oio-ge-02: wanted no document type"},
	    {"<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>",
		"oio-ge-02: wanted no document type"},
	    {"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;"
		"</a>", "oio-ge-02: wanted no document type"},
	    {"<a>&b;</a>", "xml: wanted a well-formed document"},
	    {"<a><!-- --></a>", "xml: wanted no comment"},
	    {"<!-- --><a/>", "xml: wanted no comment"},
	    {"<a/><!-- -->", "xml: wanted no comment"},
	    {"<a><![CDATA[b]]></a>", "xml: wanted no CDATA section"},
	    {"<a><?b c?></a>", "xml: wanted no processing instruction"},
	    {"<?b c?><a/>", "xml: wanted no processing instruction"},
	    {"<a xml:id='b'/>", "xml: wanted neither xml:id nor xml:base"},
	    {"<a xml:base='b'/>", "xml: wanted neither xml:id nor xml:base"},
	    {"<a xml:lang='da'/>", "accepted"},
	    {"<a xmlns='b'/>", "xml: wanted absolute namespace names"},
	    {"<a xmlns='urn:b'><c xmlns=''/></a>",
		"xml: wanted absolute namespace names"},
	    {"<?xml version='1.0' encoding='UTF-8'?><a/>", "accepted"},
	    {"\xef\xbb\xbf<a/>", "accepted"},
	    {"<a>&#57;&lt;</a>", "accepted"}};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		ck_assert_msg(strcmp(rule_of(rows[i].text,
		    strlen(rows[i].text)), rows[i].rule) == 0,
		    "%s: %s", rows[i].text, rule_of(rows[i].text,
		    strlen(rows[i].text)));
	ck_assert_str_eq(rule_of("<a/>\0", 5), "xml: wanted UTF-8");
	ck_assert_str_eq(rule_of("\xfe\xff\0<\0a\0/\0>", 10),
	    "xml: wanted UTF-8");
}
END_TEST

/* text, count times, between head and tail. */
static const char *
rule_of_many(const char *head, const char *text, int count, const char *tail)
{
	struct build build = {0};

	build_raw(&build, head);
	for (int i = 0; i < count; i++)
		build_raw(&build, text);
	build_raw(&build, tail);
	const char *rule = rule_of(build.text, build.length);
	build_clear(&build);
	return rule;
}

/* One element with so many attributes, of it and of so many others like it. */
static const char *
rule_of_attributes(int attributes, int elements)
{
	struct build build = {0};

	build_raw(&build, "<b>");
	for (int n = 0; n < elements; n++) {
		build_raw(&build, "<a");
		for (int i = 0; i < attributes; i++) {
			char attribute[] = " aa='1'";
			attribute[1] = (char)('a' + i / 26);
			attribute[2] = (char)('a' + i % 26);
			build_raw(&build, attribute);
		}
		build_raw(&build, "/>");
	}
	build_raw(&build, "</b>");
	const char *rule = rule_of(build.text, build.length);
	build_clear(&build);
	return rule;
}

#define RULE_ELEMENTS "xml: wanted at most 500 elements"
#define RULE_LEVELS "xml: wanted at most 16 levels"
#define RULE_FORM "xml: wanted a well-formed document"

START_TEST(limits)
{
	/* not closed: the limit comes before the document's end */
	ck_assert_str_eq(rule_of_many("", "<a>", XML_DEPTH_MOST + 1, ""),
	    RULE_LEVELS);
	ck_assert_str_eq(rule_of_many("", "<a>", XML_DEPTH_MOST, ""),
	    RULE_FORM);
	ck_assert_str_eq(rule_of_many("", "<a>", 5000, ""), RULE_LEVELS);
	ck_assert_str_eq(rule_of_many("<b>", "<a/>", XML_ELEMENTS_MOST - 1,
	    "</b>"), "accepted");
	ck_assert_str_eq(rule_of_many("<b>", "<a></a>", XML_ELEMENTS_MOST - 1,
	    "</b>"), "accepted");
	ck_assert_str_eq(rule_of_many("<b>", "<a/>", XML_ELEMENTS_MOST,
	    "</b>"), RULE_ELEMENTS);
	ck_assert_str_eq(rule_of_many("<b>", "a", XML_SIZE_MOST - 7, "</b>"),
	    "accepted");
	ck_assert_str_eq(rule_of_many("<b>", "a", XML_SIZE_MOST - 6, "</b>"),
	    "xml: wanted at most 128 KiB");
	ck_assert_str_eq(rule_of_many("<b a='", "a", XML_VALUE_MOST, "'/>"),
	    "accepted");
	ck_assert_str_eq(rule_of_many("<b a='", "a", XML_VALUE_MOST + 1,
	    "'/>"), "xml: wanted at most 2048 bytes in an attribute");
	ck_assert_str_eq(rule_of_attributes(XML_ATTRIBUTES_MOST, 1),
	    "accepted");
	ck_assert_str_eq(rule_of_attributes(XML_ATTRIBUTES_MOST + 1, 1),
	    "xml: wanted at most 16 attributes");
	ck_assert_str_eq(rule_of_attributes(10, 100), "accepted");
	ck_assert_str_eq(rule_of_attributes(11, 91),
	    "xml: wanted at most 1000 attributes in all");
}
END_TEST

/* What a reader of tags and the parser could count in different ways: none of
 * it hides a level or an attribute. */
START_TEST(hidden)
{
	static const char *const heads[] = {"<!-- \" --><b>", "<!-- ' --><b>",
	    "<![CDATA[\"]]><b>", "<?x \"?><b>", "<b></x \"><c>",
	    "<b a=\"></b><b>", "<!DOCTYPE b \"><b>", "<b \"'>", "<b a=>",
	    "<b / >", "<b a='/'>", "<b>&\"</b><b>"};

	for (size_t i = 0; i < sizeof heads / sizeof heads[0]; i++) {
		const char *rule = rule_of_many(heads[i], "<a>", 100, "");
		ck_assert_msg(strcmp(rule, RULE_LEVELS) == 0 ||
		    strcmp(rule, RULE_FORM) == 0, "%s: %s", heads[i], rule);
	}
	ck_assert_str_eq(rule_of("<a b='/'><c></c></a>", 20), "accepted");
	ck_assert_str_eq(rule_of("<a b='>'><c d=\">\"/></a>", 23),
	    "accepted");
	ck_assert_str_eq(rule_of("<a/></a>", 8), RULE_FORM);
}
END_TEST

START_TEST(reading)
{
	static const char text[] = "<a xmlns='urn:x' xmlns:y='urn:y' b='1&#50;3'"
	    " y:c='4'> <d>x&amp;y&#122;</d> <e/><d><f/>t</d></a>";
	const char *rule;
	xmlDoc *doc;

	ck_assert_int_eq(xml_parse(text, sizeof text - 1, XML_FOREIGN, &doc,
	    &rule), RESULT_OK);
	const xmlNode *root = xmlDocGetRootElement(doc);
	ck_assert(xml_is(root, "urn:x", "a"));
	ck_assert(!xml_is(root, "urn:y", "a"));
	ck_assert(!xml_is(NULL, "urn:x", "a"));
	ck_assert_str_eq(xml_attribute(root, "b"), "123");
	ck_assert_ptr_null(xml_attribute(root, "c")); /* in a namespace */
	ck_assert(xml_attribute_is(root, "b", "123"));
	ck_assert(!xml_attribute_is(root, "x", ""));
	const xmlNode *d = xml_first(root);
	ck_assert_str_eq(xml_text(d), "x&yz");
	const xmlNode *e = xml_next(d);
	ck_assert_str_eq(xml_text(e), "");
	ck_assert_ptr_null(xml_text(xml_next(e)));
	ck_assert_ptr_null(xml_text(root));
	ck_assert_ptr_null(xml_only(root, "urn:x", "d")); /* two */
	ck_assert_ptr_eq(xml_only(root, "urn:x", "e"), e);
	ck_assert_int_eq(xml_count(root, "urn:x", "d"), 2);
	int count = 0;
	for (const xmlNode *n = root; n != NULL; n = xml_walk(n, root))
		count++;
	ck_assert_int_eq(count, 5);
	count = 0;
	for (const xmlNode *n = d; n != NULL; n = xml_walk(n, d))
		count++;
	ck_assert_int_eq(count, 1); /* doesn't leave its root */
	xmlFreeDoc(doc);
}
END_TEST

START_TEST(configured)
{
	const char *rule;
	xmlDoc *doc;

	ck_assert_int_eq(xml_parse("<a><!-- ours --></a>", 20, XML_CONFIGURED,
	    &doc, &rule), RESULT_OK);
	xmlFreeDoc(doc);
	ck_assert_int_ne(xml_parse("<!DOCTYPE a><a/>", 16, XML_CONFIGURED,
	    &doc, &rule), RESULT_OK);
}
END_TEST

static Suite *
xml_suite(void)
{
	Suite *suite = suite_create("xml");
	TCase *core = tcase_create("core"), *abuse = tcase_create("abuse");

	tcase_add_test(core, reading);
	tcase_add_test(core, configured);
	tcase_add_test(abuse, refused);
	tcase_add_test(abuse, limits);
	tcase_add_test(abuse, hidden);
	suite_add_tcase(suite, core);
	suite_add_tcase(suite, abuse);
	return suite;
}

int
main(void)
{
	xmlInitParser();
	return check_run(xml_suite());
}
