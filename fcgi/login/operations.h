/* SPDX-License-Identifier: EUPL-1.2
 *
 * The operations of minsag-login: one handler and one file each, and the SQL
 * functions of api_login by the same names.
 */
#ifndef MINSAG_LOGIN_OPERATIONS_H
#define MINSAG_LOGIN_OPERATIONS_H

#include "core/request.h"
#include "core/result.h"
#include "core/route.h"

enum result request_start(struct request *req); /* to the IdP */
enum result session_start(struct request *req); /* its answer */
enum result logout_start(struct request *req);  /* the citizen's wish */
enum result slo_redirect(struct request *req);  /* through the browser */
enum result slo_post(struct request *req);
enum result slo_soap(struct request *req);      /* from the IdP itself */
enum result metadata(struct request *req);
enum result health(struct request *req);

/*
 * Deletes what is past its time, once a minute at most; called when an answer
 * has been sent, by whoever starts a log-in or watches the worker's health.
 */
void sweep(struct request *req);

extern const struct route_table login_routes;

#endif
