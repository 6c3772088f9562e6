/* SPDX-License-Identifier: EUPL-1.2
 *
 * The Range header field, RFC 9110 section 14: one range of bytes. What has
 * another unit, is malformed, or names several ranges is ignored, which the
 * RFC allows (14.2): the whole body is sent.
 */
#ifndef MINSAG_RANGE_H
#define MINSAG_RANGE_H

#include <stdbool.h>
#include <stdint.h>
#include "core/result.h"

enum range_form {
	RANGE_WHOLE,  /* no range, or one that is ignored */
	RANGE_FROM,   /* first to last; last INT64_MAX: open end */
	RANGE_SUFFIX  /* the last so many bytes */
};

struct range {
	enum range_form form;
	int64_t first, last; /* RANGE_FROM: positions, both included */
	int64_t suffix;      /* RANGE_SUFFIX: bytes, 0 or more */
};

/* A part of a body: length bytes from offset. */
struct range_part {
	int64_t offset;
	int64_t length;
};

/* Reads a Range header's value; NULL is none. */
struct range
range_parse(const char *value) must_check;

/*
 * Lays the range over a body of size bytes. RESULT_BAD_RANGE when no byte of
 * it exists (RFC 9110 section 14.1.1).
 */
enum result
range_resolve(const struct range *range, int64_t size,
    struct range_part *ret_part) must_check;

#endif
