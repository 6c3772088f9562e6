/* SPDX-License-Identifier: EUPL-1.2
 *
 * Conditional requests, RFC 9110 section 13, for bodies that have a strong
 * entity tag and no date of modification.
 */
#ifndef MINSAG_CONDITION_H
#define MINSAG_CONDITION_H

#include <stdbool.h>
#include "core/result.h"

/* The headers' values, NULL when absent. Borrowed. */
struct condition {
	const char *if_match;
	const char *if_none_match;
	const char *if_range;
};

/* Whether an entity tag is needed to judge the request. */
bool
condition_given(const struct condition *condition) must_check;

enum condition_verdict {
	CONDITION_GO_ON,
	CONDITION_NOT_MODIFIED, /* 304, section 13.1.2 */
	CONDITION_FAILED        /* 412, section 13.1.1 */
};

/*
 * Judges a GET or HEAD in the order of section 13.2.2. etag is the body's
 * strong tag, with its quotes.
 */
enum condition_verdict
condition_judge(const struct condition *condition, const char *etag)
    must_check;

/*
 * Whether a Range header counts: there is no If-Range, or it is this very tag
 * (section 13.1.5; a date never matches, for there is none to compare with).
 */
bool
condition_allows_range(const struct condition *condition, const char *etag)
    must_check;

#endif
