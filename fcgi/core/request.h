/* SPDX-License-Identifier: EUPL-1.2
 *
 * A request as handlers see it: parsed, sized, typed and already lawful.
 * The dispatcher (route.c) fills it; handlers read it and never parse.
 */
#ifndef MINSAG_REQUEST_H
#define MINSAG_REQUEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "core/db.h"
#include "core/pool.h"
#include "core/result.h"
#include "core/token.h"

struct conf;
struct gateway;
struct json_object;
struct route;

enum language { LANGUAGE_DA, LANGUAGE_EN };

#define REQUEST_VARIABLES_MOST 4

/* What all threads of a worker share; read-only after start-up. */
struct worker_shared {
	const struct conf *conf;
	struct db *db;
	const struct token_ring *ring;
	void *own; /* the worker's own: SAML keys and the like */
};

struct request {
	struct gateway *gateway;
	struct pool *pool;
	const struct worker_shared *shared;
	const struct route *route;

	const char *id;     /* nginx's $request_id, [0-9a-f]{32}; "-" if absent */
	const char *method; /* as sent, upper-case token */
	bool head;          /* HEAD: head of the answer only */
	const char *path;   /* decoded, UTF-8, below base_path, begins with '/' */
	const char *query;  /* raw, "" if none */
	const char *remote; /* client address as nginx saw it */
	enum language language; /* Accept-Language, RFC 9110 12.5.4; or ?lang= */

	/* path variables of the route, in their order: "{uuid}" */
	struct uuid variables[REQUEST_VARIABLES_MOST];
	int variable_count;

	struct token_claims session; /* valid when the route asks for one */
	bool has_session;

	const char *body; /* whole body, NUL added behind; body_limit holds */
	size_t body_length;

	const char *rule; /* why it failed: "query.limit: 1 to 100" */
};

/*
 * Notes why the request fails and returns the result, so that a handler can
 * say: return request_fail(req, RESULT_BAD_INPUT, "json: depth over 16");
 * rule is static text or the pool's; no data of the client.
 */
enum result
request_fail(struct request *req, enum result result, const char *rule);

/* A request header by its CGI name ("HTTP_RANGE"), or NULL. Borrowed. */
const char *
request_header(const struct request *req, const char *cgi_name);

/* The value of a cookie, RFC 6265 section 5.4, or NULL. Pool's. */
const char *
request_cookie(struct request *req, const char *name);

/*
 * Fields are declared in a table; out comes a typed struct. Strings are the
 * pool's, valid UTF-8 without NUL and other control characters (tab and line
 * feed are let through for FIELD_TEXT). An absent optional field leaves its
 * place as it was. An unknown name, a name given twice, a missing required
 * one or a value out of bounds is RESULT_BAD_INPUT with the rule noted.
 */
enum field_type {
	FIELD_TEXT,   /* const char *; least..most characters */
	FIELD_WORD,   /* int: index into words */
	FIELD_INT,    /* int64_t; least..most */
	FIELD_BOOL,   /* bool: true/false */
	FIELD_UUID,   /* struct uuid_field */
	FIELD_DATE,   /* struct date_field: YYYY-MM-DD */
	FIELD_CURSOR  /* struct cursor: what the previous page ended with */
};

struct uuid_field {
	bool given;
	struct uuid uuid;
};

struct date_field {
	bool given;
	int32_t days; /* since 1970-01-01 */
};

/* Keyset position: the last row's time and id; base64url of 24 bytes. */
struct cursor {
	bool given;
	int64_t time; /* Unix microseconds */
	struct uuid id;
};

struct field {
	const char *name;
	enum field_type type;
	size_t offset; /* offsetof in the typed struct */
	bool required;
	int64_t least, most;
	const char *const *words; /* NULL-terminated */
};

enum result
request_query(struct request *req, const struct field *fields, size_t count,
    void *ret_struct) must_check;
enum result
request_form(struct request *req, const struct field *fields, size_t count,
    void *ret_struct) must_check; /* application/x-www-form-urlencoded */
enum result
request_json(struct request *req, const struct field *fields, size_t count,
    void *ret_struct) must_check; /* one flat object, depth <= 16 */

/* Writes a cursor's text. The pool owns it; NULL when the pool is full. */
const char *
request_cursor(struct request *req, int64_t time, struct uuid id);

#endif
