/* SPDX-License-Identifier: EUPL-1.2
 *
 * What a message may cost, counted in its bytes before a parser sees it.
 * libxml2 calls nobody until a whole tag is read, and its work for one grows
 * with the square of the attributes; after a first error it reads on without
 * calling anybody. So the counting is not its handlers'.
 *
 * Every '<' of the bytes is looked at, and none may stand inside a tag, so no
 * tag is hidden from here by a quote that the parser reads in another way.
 * What is no start or end of an element (comments and the like) is left to
 * the parser, which refuses it.
 */
#ifndef MINSAG_LOGIN_XML_SCAN_H
#define MINSAG_LOGIN_XML_SCAN_H

#include <stddef.h>

/* A real assertion has about 120 elements, 8 levels, and values of 200 bytes. */
#define XML_DEPTH_MOST 16
#define XML_ELEMENTS_MOST 500
#define XML_ATTRIBUTES_MOST 16       /* of one element; namespaces too */
#define XML_ATTRIBUTES_ALL_MOST 1000 /* of all elements */
#define XML_VALUE_MOST 2048    /* bytes of one attribute's value */

/* The rule that the bytes break, a static text, or NULL. */
const char *
xml_scan(const char *bytes, size_t length);

#endif
