/* SPDX-License-Identifier: EUPL-1.2
 *
 * Reading the Cookie header (RFC 6265 sections 4.2 and 5.4).
 */
#ifndef MINSAG_COOKIE_H
#define MINSAG_COOKIE_H

#include <stdbool.h>
#include <stddef.h>
#include "core/result.h"

/*
 * Walks over the cookies of exactly this name: a header may hold several, for
 * other hosts and paths can set one of ours. *at is the header before the
 * first call. The value is borrowed from the header, quotes around it taken
 * off; one that holds a byte that RFC 6265 section 4.1.1 doesn't allow is
 * passed over. False, and nothing is touched, after the last.
 */
bool
cookie_next(const char **at, const char *name, const char **ret_value,
    size_t *ret_length) must_check;

#endif
