/* SPDX-License-Identifier: EUPL-1.2 */
#include "login/operations.h"

/* A response of 128 KiB in base64 in a form; theirs have about 20 KiB. */
#define MESSAGE_MOST (256 * 1024)

/*
 * method, path, who, level, origin, body limit, handler, functions, line.
 * Messages of the IdP carry their own proof, so only the citizen's own wish to
 * log out must come from our pages.
 */
static const struct route rows[] = {
	{"GET", "/saml/login", WHO_NOBODY, LEVEL_NONE, false, 0, request_start,
	    "api_login.request_start api_login.session_over api_login.sweep",
	    "Ask the IdP who this is"},
	{"POST", "/saml/acs", WHO_NOBODY, LEVEL_NONE, false, MESSAGE_MOST,
	    session_start, "api_login.session_start api_login.session_repeat "
	    "api_login.login_refuse",
	    "The IdP's answer: begin a session"},
	{"POST", "/saml/logout", WHO_NOBODY, LEVEL_NONE, true, 1024,
	    logout_start, "api_login.logout_start", "Log out, here and there"},
	{"GET", "/saml/slo", WHO_NOBODY, LEVEL_NONE, false, 0, slo_redirect,
	    "api_login.logout_by_idp api_login.logout_answer "
	    "api_login.logout_repeat", "Log-out messages by redirect"},
	{"POST", "/saml/slo", WHO_NOBODY, LEVEL_NONE, false, MESSAGE_MOST,
	    slo_post, "api_login.logout_by_idp api_login.logout_answer "
	    "api_login.logout_repeat", "Log-out messages by form"},
	{"POST", "/saml/slo/soap", WHO_NOBODY, LEVEL_NONE, false, MESSAGE_MOST,
	    slo_soap, "api_login.logout_by_idp",
	    "Log-out messages from the IdP itself"},
	{"GET", "/saml/metadata", WHO_NOBODY, LEVEL_NONE, false, 0, metadata,
	    NULL, "Our SAML metadata"},
	{"GET", "/health/login", WHO_NOBODY, LEVEL_NONE, false, 0, health,
	    "api_login.health api_login.sweep",
	    "Whether the worker reaches the database"},
};

const struct route_table login_routes = {
	.program = "minsag-login",
	.pages = true,
	.rows = rows,
	.count = sizeof(rows) / sizeof(rows[0])};
