/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>
#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include "login/xml.h"
#include "login/xml_scan.h"

/* What the handlers below keep while one document is read. */
struct hygiene {
	enum xml_source source;
	const char *rule; /* the first one broken */
	bool names_bound; /* every prefix is declared, once */
};

static void
refuse(xmlParserCtxt *parser, const char *rule)
{
	struct hygiene *hygiene = parser->_private;

	if (hygiene->rule == NULL)
		hygiene->rule = rule;
	xmlStopParser(parser);
}

static void
refuse_dtd(void *parser, const xmlChar *name, const xmlChar *external,
    const xmlChar *system)
{
	(void)name, (void)external, (void)system;
	refuse(parser, "oio-ge-02: wanted no document type");
}

static void
refuse_comment(void *parser, const xmlChar *value)
{
	struct hygiene *hygiene = ((xmlParserCtxt *)parser)->_private;

	(void)value;
	if (hygiene->source == XML_FOREIGN)
		refuse(parser, "xml: wanted no comment");
}

static void
refuse_cdata(void *parser, const xmlChar *value, int length)
{
	(void)value, (void)length;
	refuse(parser, "xml: wanted no CDATA section");
}

static void
refuse_instruction(void *parser, const xmlChar *target, const xmlChar *data)
{
	(void)target, (void)data;
	refuse(parser, "xml: wanted no processing instruction");
}

static void
refuse_reference(void *parser, const xmlChar *name)
{
	(void)name;
	refuse(parser, "xml: wanted no entity reference");
}

/* Namespace names are absolute URIs; canonicalisation of others is undefined
 * (Canonical XML 1.0 section 1.3). namespaces holds pairs of prefix and URI. */
static bool
namespaces_are_absolute(int count, const xmlChar **namespaces)
{
	for (int i = 0; i < count; i++)
		if (strchr((const char *)namespaces[2 * i + 1], ':') == NULL)
			return false;
	return true;
}

/* attributes holds five pointers each: name, prefix, URI, value, its end. */
static bool
has_xml_id_or_base(int count, const xmlChar **attributes)
{
	for (int i = 0; i < count; i++) {
		const char *name = (const char *)attributes[5 * i];
		const char *prefix = (const char *)attributes[5 * i + 1];
		if (prefix != NULL && strcmp(prefix, "xml") == 0 &&
		    (strcmp(name, "id") == 0 || strcmp(name, "base") == 0))
			return true;
	}
	return false;
}

static void
start_element(void *at, const xmlChar *name, const xmlChar *prefix,
    const xmlChar *uri, int namespace_count, const xmlChar **namespaces,
    int attribute_count, int defaulted_count, const xmlChar **attributes)
{
	xmlParserCtxt *parser = at;

	if (!namespaces_are_absolute(namespace_count, namespaces))
		refuse(parser, "xml: wanted absolute namespace names");
	else if (has_xml_id_or_base(attribute_count, attributes))
		refuse(parser, "xml: wanted neither xml:id nor xml:base");
	else
		xmlSAX2StartElementNs(parser, name, prefix, uri,
		    namespace_count, namespaces, attribute_count,
		    defaulted_count, attributes);
}

static void
set_handlers(xmlSAXHandler *sax)
{
	sax->internalSubset = refuse_dtd;
	sax->externalSubset = refuse_dtd;
	sax->comment = refuse_comment;
	sax->cdataBlock = refuse_cdata;
	sax->processingInstruction = refuse_instruction;
	sax->reference = refuse_reference;
	sax->startElementNs = start_element;
}

/* Only well-formed UTF-8 without NUL is read; libxml2 checks the rest. */
static xmlDoc *
read_document(const char *bytes, size_t length, struct hygiene *hygiene)
{
	xmlParserCtxt *parser = xmlNewParserCtxt();
	xmlDoc *doc = NULL;

	if (parser == NULL || parser->sax == NULL)
		goto out;
	parser->_private = hygiene;
	set_handlers(parser->sax);
	doc = xmlCtxtReadMemory(parser, bytes, (int)length, NULL, "UTF-8",
	    XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
	hygiene->names_bound = parser->nsWellFormed == 1;
out:
	xmlFreeParserCtxt(parser);
	return doc;
}

enum result
xml_parse(const char *bytes, size_t length, enum xml_source source,
    xmlDoc **ret_doc, const char **ret_rule)
{
	struct hygiene hygiene = {.source = source};

	if (length > XML_SIZE_MOST) {
		*ret_rule = "xml: wanted at most 128 KiB";
		return RESULT_TOO_BIG;
	}
	if (length >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0) {
		bytes += 3;
		length -= 3;
	}
	if (length == 0 || memchr(bytes, '\0', length) != NULL) {
		*ret_rule = "xml: wanted UTF-8";
		return RESULT_BAD_INPUT;
	}
	const char *rule = source == XML_FOREIGN
	    ? xml_scan(bytes, length) : NULL;
	if (rule != NULL) {
		*ret_rule = rule;
		return RESULT_BAD_INPUT;
	}
	xmlDoc *doc = read_document(bytes, length, &hygiene);
	if (hygiene.rule == NULL && doc != NULL && hygiene.names_bound &&
	    xmlDocGetRootElement(doc) != NULL) {
		*ret_doc = doc;
		return RESULT_OK;
	}
	*ret_rule = hygiene.rule != NULL ? hygiene.rule
	    : doc != NULL && !hygiene.names_bound
	    ? "xml: wanted each prefix declared, and each name once"
	    : "xml: wanted a well-formed document";
	xmlFreeDoc(doc);
	return RESULT_BAD_INPUT;
}

bool
xml_is(const xmlNode *node, const char *ns, const char *name)
{
	return node != NULL && node->type == XML_ELEMENT_NODE &&
	    node->ns != NULL && node->ns->href != NULL &&
	    strcmp((const char *)node->name, name) == 0 &&
	    strcmp((const char *)node->ns->href, ns) == 0;
}

static xmlNode *
element_from(xmlNode *node)
{
	while (node != NULL && node->type != XML_ELEMENT_NODE)
		node = node->next;
	return node;
}

xmlNode *
xml_first(const xmlNode *node)
{
	return element_from(node->children);
}

xmlNode *
xml_next(const xmlNode *node)
{
	return element_from(node->next);
}

xmlNode *
xml_walk(const xmlNode *node, const xmlNode *root)
{
	xmlNode *next = xml_first(node);

	while (next == NULL && node != root) {
		next = xml_next(node);
		node = node->parent;
	}
	return next;
}

int
xml_count(const xmlNode *node, const char *ns, const char *name)
{
	int count = 0;

	for (xmlNode *n = xml_first(node); n != NULL; n = xml_next(n))
		count += xml_is(n, ns, name);
	return count;
}

xmlNode *
xml_only(const xmlNode *node, const char *ns, const char *name)
{
	xmlNode *found = NULL;

	for (xmlNode *n = xml_first(node); n != NULL; n = xml_next(n)) {
		if (!xml_is(n, ns, name))
			continue;
		if (found != NULL)
			return NULL;
		found = n;
	}
	return found;
}

/* The parser makes one text node of adjacent text; more than one child would
 * mean that a value is not whole. */
static const char *
whole_text(const xmlNode *children)
{
	if (children == NULL)
		return "";
	if (children->next != NULL || children->type != XML_TEXT_NODE)
		return NULL;
	return (const char *)children->content;
}

const char *
xml_attribute(const xmlNode *node, const char *name)
{
	for (const xmlAttr *a = node->properties; a != NULL; a = a->next)
		if (a->ns == NULL && strcmp((const char *)a->name, name) == 0)
			return whole_text(a->children);
	return NULL;
}

const char *
xml_text(const xmlNode *node)
{
	return whole_text(node->children);
}

bool
xml_attribute_is(const xmlNode *node, const char *name, const char *value)
{
	const char *found = xml_attribute(node, name);

	return found != NULL && strcmp(found, value) == 0;
}
