/* SPDX-License-Identifier: EUPL-1.2
 *
 * The only writer of answers. A handler builds one answer and returns; the
 * dispatcher sends problem+json (RFC 9457) when it returns a failure.
 * Every answer is "Cache-Control: no-store" and nosniff; nginx adds the
 * site-wide security headers.
 */
#ifndef MINSAG_RESPONSE_H
#define MINSAG_RESPONSE_H

#include <stddef.h>
#include <stdint.h>
#include "core/request.h"
#include "core/result.h"
#include "core/writer.h"

/*
 * Adds a header to the coming answer. value is escaped by refusal: CR, LF or
 * NUL in it is RESULT_BROKEN.
 */
enum result
response_header(struct request *req, const char *name, const char *value)
    must_check;

/* Sends what was written as JSON. RESULT_TRY_AGAIN when its memory ran out. */
enum result
response_json(struct request *req, int status, struct writer *writer)
    must_check;

/* Sends 303 See Other. location is absolute or begins with one '/'. */
enum result
response_redirect(struct request *req, const char *location) must_check;

/* Sends bytes of a type ("text/html; charset=utf-8"). */
enum result
response_bytes(struct request *req, int status, const char *type,
    const void *at, size_t length) must_check;

/* Sends status without a body (204, 304). */
enum result
response_empty(struct request *req, int status) must_check;

/*
 * Sends the head of a body of length bytes that the handler then writes with
 * gateway_write or gateway_write_some. Flushes.
 */
enum result
response_begin(struct request *req, int status, const char *type,
    int64_t length) must_check;

/*
 * Sends the problem for a failed request: status, type, title in the
 * request's language, the rule, the request id; Retry-After: 2 with 503. A
 * page instead, where people come and their browser wants one.
 * Nothing when the answer has begun or the client hung up.
 */
enum result
response_problem(struct request *req, enum result result) must_check;

#endif
