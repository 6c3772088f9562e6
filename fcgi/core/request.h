/* SPDX-License-Identifier: EUPL-1.2
 *
 * A request as handlers see it: parsed, sized, typed and already lawful.
 * The dispatcher (route.c) fills it; handlers read it and never parse. Whoever
 * accepts requests sets gateway, pool and shared, no more; and when one has
 * waited for its turn, also turn and has_turn.
 */
#ifndef MINSAG_REQUEST_H
#define MINSAG_REQUEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "core/db.h"
#include "core/field.h"
#include "core/language.h"
#include "core/pool.h"
#include "core/result.h"
#include "core/token.h"
#include "core/turn.h"

struct conf;
struct gateway;
struct response_header;
struct route;

#define REQUEST_VARIABLES_MOST 4

/* What all threads of a worker share; read-only after start-up. */
struct worker_shared {
	const struct conf *conf;
	struct db *db;
	const struct token_ring *ring;
	void *own; /* the worker's own: SAML keys and the like */
	struct turns *turns; /* NULL: nobody waits for another */
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
	bool had_session; /* a session cookie came whose time is over */
	bool pages;       /* a problem is a page where one is wanted */

	const char *body; /* whole body, NUL added behind; body_limit holds */
	size_t body_length;

	const char *rule; /* why it failed: "query.limit: 1 to 100" */

	struct turn turn;
	bool has_turn; /* turns_end is owed */
	bool waits;    /* for its turn: the gateway is another, idle one */

	struct response_header *headers; /* response.c's: of the coming answer */
	bool begun;                      /* its head is sent */
	int status;                      /* the status that was sent */
};

/*
 * Prepares the request that the gateway accepted: everything but gateway, pool,
 * shared and turn is set anew; id, method, remote and language are read.
 */
void
request_begin(struct request *req);

/*
 * Reads the body into the pool. The length must have been checked:
 * request_body_length. RESULT_HUNG_UP when less comes than announced.
 */
enum result
request_body(struct request *req, size_t length) must_check;

/* The same into memory of the caller's: exactly length bytes. */
enum result
request_body_into(struct request *req, void *at, size_t length) must_check;

/*
 * What Content-Length announces; 0 without one. RESULT_BAD_INPUT for a
 * malformed length or a body without length, RESULT_TOO_BIG over limit.
 */
enum result
request_body_length(struct request *req, size_t limit, size_t *ret_length)
    must_check;

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

/* Whether the body's media type is wanted, whatever its parameters. */
bool
request_has_type(const struct request *req, const char *wanted);

/*
 * Reads the declared fields (field.h) of the query, a form or a JSON object
 * into a typed struct. An absent optional field leaves its place as it was.
 * An unknown name, a name given twice, a missing required one or a value out
 * of bounds is RESULT_BAD_INPUT with the rule noted; a body of another
 * Content-Type is RESULT_WRONG_TYPE. A handler without fields says so with
 * count 0, so that stray ones are refused. "lang" is known everywhere.
 */
enum result
request_query(struct request *req, const struct field *fields, size_t count,
    void *ret_struct) must_check;
/* The same for an address that people follow: what others have added to it
 * ("?fbclid=") is passed over. */
enum result
request_query_known(struct request *req, const struct field *fields,
    size_t count, void *ret_struct) must_check;
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
