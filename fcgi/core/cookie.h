/* SPDX-License-Identifier: EUPL-1.2
 *
 * Reading the Cookie header (RFC 6265 sections 4.2 and 5.4).
 */
#ifndef MINSAG_COOKIE_H
#define MINSAG_COOKIE_H

#include <stddef.h>
#include "core/result.h"

/*
 * Finds a cookie by its exact name. The value is borrowed from header, quotes
 * around it taken off. RESULT_NOT_FOUND when there is none, RESULT_CONFLICT
 * when it stands there twice with different values (somebody tosses cookies
 * from a sibling host), RESULT_BAD_INPUT when its value holds a byte that
 * RFC 6265 section 4.1.1 doesn't allow.
 */
enum result
cookie_find(const char *header, const char *name, const char **ret_value,
    size_t *ret_length) must_check;

#endif
