/* SPDX-License-Identifier: EUPL-1.2
 *
 * The door to libcurl: one request to another machine at a time, over TLS, with
 * certificates from memory and an address that was looked up before the
 * sandbox closed. No proxy, no redirect, no file, no name look-up.
 */
#ifndef MINSAG_WEB_H
#define MINSAG_WEB_H

#include <stdbool.h>
#include <stddef.h>
#include "core/result.h"
#include "core/secret.h"

#define WEB_ADDRESSES_SIZE 256 /* some numeric addresses, parted by commas */
#define WEB_ANSWER_MOST 65536  /* bytes of an answer that are kept */

/* Another machine. Strings and secrets are borrowed. */
struct web_peer {
	const char *url; /* "https://host[:port][/path]" or "smtp://host:port" */
	char addresses[WEB_ADDRESSES_SIZE]; /* web_find; "": none known */
	bool tls;                       /* of smtp: STARTTLS, or nothing goes */
	const struct secret *authority; /* PEM: whom to believe */
	const struct secret *certificate; /* PEM: who we are; or NULL */
	const struct secret *key;         /* PEM: its key; or NULL */
	const char *user; /* Basic, names the calling system; or NULL */
};

struct web_request {
	const char *method;
	const char *path; /* behind the peer's url, "/memos/…" */
	const char *type; /* of the body; NULL without one */
	const char *body; /* borrowed, not copied */
	size_t length;
};

struct web_mail {
	const char *from, *to;
	const char *message;
	size_t length;
};

struct web_answer {
	int status;  /* HTTP's, or SMTP's last reply code; 0: none */
	char *body;  /* most + 1 bytes, the caller's; of SMTP the last reply
	              * line that refuses */
	size_t most; /* bytes of it that are kept; 0: WEB_ANSWER_MOST */
	size_t length;
	bool cut;    /* there was more */
};

/* Once per process, before the sandbox. */
enum result
web_start(void) must_check;

/*
 * Looks up the name in peer->url and keeps its addresses. Before the sandbox.
 * Nothing is kept when it is not known now: then nothing can be sent until the
 * next start.
 */
void
web_find(struct web_peer *peer);

/* Whether all addresses that web_find has kept are this machine's own. */
bool
web_is_near(const struct web_peer *peer);

/*
 * RESULT_OK: an answer came, whatever its status. RESULT_BROKEN: the request
 * has surely not come there; RESULT_HUNG_UP: it may have, but no answer came
 * back. *ret_rule, static, says why.
 */
enum result
web_ask(const struct web_peer *peer, const struct web_request *request,
    struct web_answer *answer, const char **ret_rule) must_check;

/*
 * RESULT_OK: the mail server has taken it. RESULT_BROKEN: it has surely not;
 * answer->body is its refusal, if it said one. RESULT_HUNG_UP: it may have.
 */
enum result
web_send(const struct web_peer *peer, const struct web_mail *mail,
    struct web_answer *answer, const char **ret_rule) must_check;

#endif
