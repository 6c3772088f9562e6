/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>
#include "login/names.h"
#include "login/profile.h"
#include "login/xml.h"

static enum result
refuse(const char *rule, const char **ret_rule)
{
	*ret_rule = rule;
	return RESULT_DENIED;
}

/* Rule 1.5: each attribute has one name and one value. */
static enum result
check_attributes(const xmlNode *statement, const char **ret_rule)
{
	const char *names[PROFILE_ATTRIBUTES_MOST];
	size_t count = 0;

	for (xmlNode *n = xml_first(statement); n != NULL; n = xml_next(n)) {
		const char *name = xml_attribute(n, "Name");
		if (!xml_is(n, NS_SAML, "Attribute") || name == NULL)
			return refuse("oiosaml 1.5: AttributeStatement: wanted "
			    "Attributes with a Name", ret_rule);
		if (count == PROFILE_ATTRIBUTES_MOST)
			return refuse("oiosaml 1.5: wanted at most 64 "
			    "attributes", ret_rule);
		for (size_t i = 0; i < count; i++)
			if (strcmp(names[i], name) == 0)
				return refuse("oiosaml 1.5: wanted each "
				    "attribute once", ret_rule);
		xmlNode *value = xml_first(n);
		if (value != NULL && (xml_next(value) != NULL ||
		    !xml_is(value, NS_SAML, "AttributeValue")))
			return refuse("oiosaml 1.5: wanted one AttributeValue "
			    "in an attribute", ret_rule);
		names[count++] = name;
	}
	return RESULT_OK;
}

/* The value of an attribute in OIOSAML's NameFormat, or NULL. */
static const char *
attribute(const xmlNode *statement, const char *name)
{
	for (xmlNode *n = xml_first(statement); n != NULL; n = xml_next(n))
		if (xml_attribute_is(n, "Name", name) &&
		    xml_attribute_is(n, "NameFormat", ATTRIBUTE_URI) &&
		    xml_first(n) != NULL)
			return xml_text(xml_first(n));
	return NULL;
}

/* Whether word is one of the space-separated words. */
static bool
is_among(const char *words, const char *word)
{
	size_t length = strlen(word);

	if (length == 0 || strchr(word, ' ') != NULL)
		return false;
	for (const char *at = words; (at = strstr(at, word)) != NULL; at++)
		if ((at == words || at[-1] == ' ') &&
		    (at[length] == ' ' || at[length] == '\0'))
			return true;
	return false;
}

/* Rules 1.3.10 and 1.6: a bare word; the old AssuranceLevel says nothing. */
static enum level
read_level(const char *word)
{
	if (word == NULL)
		return LEVEL_NONE;
	if (strcmp(word, "High") == 0)
		return LEVEL_HIGH;
	if (strcmp(word, "Substantial") == 0)
		return LEVEL_SUBSTANTIAL;
	return strcmp(word, "Low") == 0 ? LEVEL_LOW : LEVEL_NONE;
}

static bool
is_cpr(const char *text)
{
	return text != NULL && strlen(text) == 10 &&
	    strspn(text, "0123456789") == 10;
}

enum result
profile_attributes(const struct saml *saml, const xmlNode *statement,
    struct identity *identity, const char **ret_rule)
{
	enum result result = check_attributes(statement, ret_rule);
	if (result != RESULT_OK)
		return result;
	const char *version = attribute(statement, OIO_SPEC_VERSION);
	if (version == NULL || !is_among(saml->spec_versions, version))
		return refuse("oiosaml 1.3.9: specVersion: wanted one that is "
		    "configured", ret_rule);
	identity->level = read_level(attribute(statement, OIO_LOA));
	if (identity->level == LEVEL_NONE)
		return refuse("oiosaml 1.6: loa: wanted Low, Substantial or "
		    "High", ret_rule);
	if (identity->level < saml->level)
		return refuse("oiosaml 1.3.10: loa: wanted the configured level",
		    ret_rule);
	identity->cpr = attribute(statement, OIO_CPR);
	if (!is_cpr(identity->cpr))
		return refuse("oiosaml 1.5: cprNumber: wanted ten digits",
		    ret_rule);
	identity->full_name = attribute(statement, OIO_FULL_NAME);
	if (identity->full_name == NULL || identity->full_name[0] == '\0' ||
	    strlen(identity->full_name) > PROFILE_NAME_MOST)
		return refuse("oiosaml 1.5: fullName: wanted 1 to 200 bytes",
		    ret_rule);
	return RESULT_OK;
}
