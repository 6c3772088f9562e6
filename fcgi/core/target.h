/* SPDX-License-Identifier: EUPL-1.2
 *
 * The request target (RFC 9112 section 3.2.1) as nginx passes it on, raw:
 * taken apart and decoded once, so that no two parts of the program read it
 * differently. What could be read in two ways is refused.
 */
#ifndef MINSAG_TARGET_H
#define MINSAG_TARGET_H

#include <stdbool.h>
#include <stddef.h>
#include "core/pool.h"
#include "core/result.h"
#include "core/uuid.h"

/* Bytes; a signed SAML message by redirect comes near 2048. */
#define TARGET_URI_MOST 4096

struct target {
	const char *path;  /* decoded, below the base path, begins with '/' */
	const char *query; /* raw, "" when there is none */
};

/*
 * Parses uri. base_path is "" or "/path". RESULT_NOT_FOUND when the path is
 * not below base_path, RESULT_TOO_BIG over 4096 bytes, RESULT_BAD_INPUT
 * with *ret_rule (static) for a bad escape, invalid UTF-8, a control character,
 * a backslash, an encoded slash, an empty segment, "." and "..".
 */
enum result
target_parse(const char *uri, const char *base_path, struct pool *pool,
    struct target *ret_target, const char **ret_rule) must_check;

/*
 * Whether path matches pattern, segment by segment; "{uuid}" matches a UUID,
 * which is put into ret_variables (at most most).
 */
bool
target_matches(const char *pattern, const char *path,
    struct uuid *ret_variables, int most, int *ret_count) must_check;

#endif
