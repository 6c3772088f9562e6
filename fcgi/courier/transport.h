/* SPDX-License-Identifier: EUPL-1.2
 *
 * The ways by which a message leaves: one interface, two adapters. smtp.c
 * hands mails to the municipality's mail server, post.c hands MeMo messages,
 * NemSMS among them, to Digital Post.
 *
 * A message bears its id wherever it goes, so sending it again, because the
 * first answer was lost, is seen there.
 */
#ifndef MINSAG_TRANSPORT_H
#define MINSAG_TRANSPORT_H

#include <stdbool.h>
#include "core/conf.h"
#include "core/result.h"
#include "core/uuid.h"
#include "courier/letter.h"
#include "courier/web.h"

/* What the other side said; the words are those of data.notice_state. */
enum fate { FATE_SENT, FATE_RECEIVED, FATE_COMPLETED, FATE_INVALID,
	FATE_NOT_ALLOWED };

const char *
fate_word(enum fate fate);

struct parcel {
	struct uuid id;
	bool sms;        /* by Digital Post: as NemSMS */
	const char *to;  /* e-mail address or CPR number; guarded memory */
	const struct letter *letter;
};

#define OUTCOME_DETAIL_MOST 64

struct outcome {
	enum fate fate;
	/* the other side's number or code, for the log; "": none */
	char detail[OUTCOME_DETAIL_MOST + 1];
};

struct transport {
	/*
	 * Sends a parcel. RESULT_OK: the other side has spoken, *ret_outcome.
	 * RESULT_HUNG_UP: it may have taken the parcel without saying so. Any
	 * other result: it has not. Then it is sent again later; *ret_rule is
	 * static and says why.
	 */
	enum result (*send)(const struct transport *transport,
	    const struct parcel *parcel, struct outcome *ret_outcome,
	    const char **ret_rule);
	const struct conf *conf; /* NULL: not set up */
	char *url;
	struct web_peer peer;
	struct secret *authority, *certificate, *key;
};

/*
 * Make ready what the configuration sets up (smtp_host, digital_post_url);
 * without it send says so. Before the sandbox. message (size bytes) names key
 * and rule. The conf is borrowed; transport_close frees what was opened, also
 * after a failure.
 */
enum result
smtp_open(const struct conf *conf, struct transport *ret_transport,
    char *message, size_t size) must_check;
enum result
post_open(const struct conf *conf, struct transport *ret_transport,
    char *message, size_t size) must_check;
void
transport_close(struct transport *transport);

#endif
