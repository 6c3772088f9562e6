/* SPDX-License-Identifier: EUPL-1.2
 *
 * The one XML parser of the program (libxml2), for messages from outside and
 * for the IdP's metadata. It lets elements, attributes, namespaces and text
 * through and refuses everything else while it reads: DTDs (OIO-GE-02),
 * entities, comments, CDATA, processing instructions, xml:id, xml:base,
 * relative namespace names and prefixes that nobody declared. So a value is always one text, never a list of
 * pieces whose first could be taken for the whole. It opens no file and no
 * socket.
 *
 * Rules are static texts for the log: what was wanted, no data of the sender.
 */
#ifndef MINSAG_LOGIN_XML_H
#define MINSAG_LOGIN_XML_H

#include <stdbool.h>
#include <stddef.h>
#include <libxml/tree.h>
#include "core/result.h"

/* What one document may be; what is in it: xml_scan.h. A real response has
 * about 20 KiB. */
#define XML_SIZE_MOST (128 * 1024)

/* Where the bytes are from; our own configuration may hold comments, and
 * nobody counts what is in it. */
enum xml_source { XML_FOREIGN, XML_CONFIGURED };

/*
 * Parses length bytes of UTF-8 (a byte order mark may come first). *ret_doc
 * is the caller's: xmlFreeDoc. RESULT_TOO_BIG over XML_SIZE_MOST, else
 * RESULT_BAD_INPUT; both with *ret_rule.
 */
enum result
xml_parse(const char *bytes, size_t length, enum xml_source source,
    xmlDoc **ret_doc, const char **ret_rule) must_check;

/* Whether node is the element {ns}name. */
bool
xml_is(const xmlNode *node, const char *ns, const char *name) must_check;

/* First element inside node and next element after it, or NULL. */
xmlNode *
xml_first(const xmlNode *node);
xmlNode *
xml_next(const xmlNode *node);

/* Next element in document order inside root, or NULL after the last. */
xmlNode *
xml_walk(const xmlNode *node, const xmlNode *root);

/* The only element {ns}name inside node; NULL when none or several. */
xmlNode *
xml_only(const xmlNode *node, const char *ns, const char *name);

/* How many elements {ns}name are directly inside node. */
int
xml_count(const xmlNode *node, const char *ns, const char *name);

/*
 * Value of the attribute name that is in no namespace, or NULL. Borrowed from
 * the document.
 */
const char *
xml_attribute(const xmlNode *node, const char *name);

/*
 * The whole text of an element without child elements; NULL when it has
 * some. "" when empty. Borrowed from the document.
 */
const char *
xml_text(const xmlNode *node);

/* Whether the attribute is there and has exactly this value. */
bool
xml_attribute_is(const xmlNode *node, const char *name, const char *value)
    must_check;

#endif
