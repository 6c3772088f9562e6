/* SPDX-License-Identifier: EUPL-1.2
 *
 * The adapter for e-mail: submission (RFC 6409) to a mail server near by, which
 * does the rest of the way.
 */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "casework/email.h"
#include "core/vault.h"
#include "courier/mail.h"
#include "courier/transport.h"

#define MAIL_MOST 32768 /* bytes of a whole mail */
#define TEXT_MOST 8192
#define CA_MOST (1 << 20)

/* All that holds an address or a code; guarded, wiped when it is freed. */
struct desk {
	char text[TEXT_MOST];
	char mail[MAIL_MOST];
	char answer[WEB_ANSWER_MOST + 1];
};

/*
 * Refused for good, and because of the address: a permanent reply with the
 * enhanced code 5.1.x (RFC 3463 section 3.2). Any other refusal may be about
 * us, and is for somebody to look at.
 */
static bool
is_bad_address(const struct web_answer *answer)
{
	return answer->length > 8 && answer->body[0] == '5' &&
	    strncmp(answer->body + 3, " 5.1.", 5) == 0;
}

static bool
compose(const struct transport *transport, const struct parcel *parcel,
    struct desk *desk, struct draft *draft)
{
	struct draft text;
	struct mail mail = {.from_name = transport->conf->municipality,
	    .from = transport->conf->smtp_sender, .to = parcel->to,
	    .subject = letter_subject(parcel->letter), .text = desk->text,
	    .id = parcel->id, .time = time(NULL),
	    .language = parcel->letter->language};

	draft_begin(&text, desk->text, sizeof(desk->text));
	letter_text(parcel->letter, &text);
	draft_begin(draft, desk->mail, sizeof(desk->mail));
	mail_compose(&mail, draft);
	return !text.full && !draft->full;
}

static enum result
hand_over(const struct transport *transport, const struct parcel *parcel,
    struct desk *desk, struct outcome *ret_outcome, const char **ret_rule)
{
	struct web_answer answer = {.body = desk->answer};
	struct draft draft;
	enum result result;

	if (!email_valid(parcel->to) ||
	    !compose(transport, parcel, desk, &draft)) {
		*ret_rule = "smtp: the address, or the length";
		return RESULT_BROKEN;
	}
	result = web_send(&transport->peer, &(struct web_mail){
	    .from = transport->conf->smtp_sender, .to = parcel->to,
	    .message = draft.at, .length = draft.length}, &answer, ret_rule);
	if (result != RESULT_OK && !is_bad_address(&answer))
		return result;
	*ret_outcome = (struct outcome){
	    .fate = result == RESULT_OK ? FATE_SENT : FATE_INVALID};
	/* "550 5.1.1", and not the words behind it */
	if (result != RESULT_OK)
		snprintf(ret_outcome->detail, sizeof(ret_outcome->detail),
		    "%.9s", answer.body);
	return RESULT_OK;
}

static enum result
smtp_send(const struct transport *transport, const struct parcel *parcel,
    struct outcome *ret_outcome, const char **ret_rule)
{
	struct desk *desk;
	enum result result;

	if (transport->conf == NULL) {
		*ret_rule = "smtp_host is not set";
		return RESULT_BROKEN;
	}
	desk = vault_alloc(sizeof(*desk));
	if (desk == NULL) {
		*ret_rule = "smtp: memory";
		return RESULT_BROKEN;
	}
	result = hand_over(transport, parcel, desk, ret_outcome, ret_rule);
	vault_free(desk);
	return result;
}

enum result
smtp_open(const struct conf *conf, struct transport *ret_transport,
    char *message, size_t size)
{
	enum result result;

	*ret_transport = (struct transport){.send = smtp_send};
	if (conf->smtp_host == NULL)
		return RESULT_OK;
	if (conf->smtp_sender == NULL || !email_valid(conf->smtp_sender)) {
		snprintf(message, size, "smtp_sender: an e-mail address");
		return RESULT_BAD_INPUT;
	}
	ret_transport->conf = conf;
	if (asprintf(&ret_transport->url, strchr(conf->smtp_host, ':') == NULL
	    ? "smtp://%s:%ld" : "smtp://[%s]:%ld", conf->smtp_host,
	    conf->smtp_port) < 0)
		return RESULT_BROKEN;
	result = secret_load_certificate(conf->smtp_ca, CA_MOST,
	    &ret_transport->authority);
	if (result != RESULT_OK) {
		snprintf(message, size, "smtp_ca: %s",
		    result_row(result)->word);
		return result;
	}
	ret_transport->peer = (struct web_peer){.url = ret_transport->url,
	    .tls = strcmp(conf->smtp_tls, "starttls") == 0,
	    .authority = ret_transport->authority};
	web_find(&ret_transport->peer);
	if (!ret_transport->peer.tls && !web_is_near(&ret_transport->peer)) {
		snprintf(message, size, "smtp_tls: none, but smtp_host is not "
		    "this machine");
		return RESULT_BAD_INPUT;
	}
	return RESULT_OK;
}
