/* SPDX-License-Identifier: EUPL-1.2
 *
 * Route table with preconditions, and the dispatcher that checks them in one
 * fixed order: path, method, length of the body, token, assurance level,
 * origin, turn, body. A handler begins where the request is already lawful.
 */
#ifndef MINSAG_ROUTE_H
#define MINSAG_ROUTE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include "core/request.h"
#include "core/result.h"

enum who { WHO_NOBODY, WHO_CITIZEN };

struct route {
	const char *method;  /* "GET" answers HEAD too */
	const char *pattern; /* "/api/cases/{uuid}/documents" */
	enum who who;
	enum level level;    /* least assurance level; LEVEL_NONE for nobody */
	bool origin;         /* Origin, or Sec-Fetch-Site, must be our own */
	size_t body_limit;   /* bytes; 0: no body is allowed */
	enum result (*handler)(struct request *req);
	const char *function; /* SQL function: "api_citizen.case_list", or NULL */
	const char *line;     /* what it does, one line */
};

struct route_table {
	const char *program; /* "minsag-citizen" */
	const struct route *rows;
	size_t count;
	const char *const *headers; /* of every answer: name, value, …, NULL;
	                             * or NULL */
	bool body_later; /* handlers read bodies themselves: request_body */
	const char *alone; /* pattern of what is dear: one at once in a process;
	                    * or NULL */
	bool pages;      /* people come here: a problem is a page for them */
};

/*
 * Answers one accepted request: parse, check, handler, or problem; logs the
 * failure once. Always leaves an answer unless the client hung up, or the
 * request waits for its turn: req->waits. Then it is dispatched anew later.
 */
void
route_dispatch(const struct route_table *table, struct request *req);

/*
 * Prints the table for -R, one tab-separated line a route: method, pattern,
 * who, level, origin, body limit, function, line.
 */
void
route_print(FILE *out, const struct route_table *table);

#endif
