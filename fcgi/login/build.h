/* SPDX-License-Identifier: EUPL-1.2
 *
 * Text that grows: XML messages, metadata and addresses that we send. What
 * comes from outside the program text is added through the function whose
 * name says how it is escaped.
 */
#ifndef MINSAG_LOGIN_BUILD_H
#define MINSAG_LOGIN_BUILD_H

#include <stdbool.h>
#include <stddef.h>

/* Starts as {0}; text is NUL-terminated once something was added. */
struct build {
	char *text;
	size_t length, size;
	bool failed; /* memory was short, or over BUILD_MOST: text is no good */
};

#define BUILD_MOST (1024 * 1024)

/* Adds as it stands; only for our own constants and what is encoded. */
void
build_raw(struct build *build, const char *text);
void
build_bytes(struct build *build, const void *at, size_t length);

/* Adds as XML character data or attribute value, XML 1.0 section 2.4. */
void
build_xml(struct build *build, const char *text);

/* Adds percent-encoded (RFC 3986 section 2.3: all but unreserved). */
void
build_query(struct build *build, const char *text);

/* Adds our constants and escaped texts by turns, until NULL. */
void
build_xmls(struct build *build, const char *raw, ...)
    __attribute__((sentinel));

/* Frees and zeroes. */
void
build_clear(struct build *build);

#endif
