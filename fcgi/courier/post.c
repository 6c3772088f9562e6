/* SPDX-License-Identifier: EUPL-1.2
 *
 * The adapter for Digital Post: NgDP REST, each message a POST of one MeMo with
 * the municipality's system certificate. The answer is a receipt that it has
 * come in; what became of it is fetched later (post.h).
 */
#include "courier/post.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "core/json.h"
#include "core/vault.h"
#include "courier/memo.h"

#define MEMO_MOST 65536 /* bytes of a whole message */
#define TEXT_MOST 8192
#define SHORT_MOST 640 /* 150 characters */
#define PAGE_MOST 1024
#define FILE_MOST (1 << 20)
#define LIST_MOST (256 << 10) /* bytes of the list of receipts: some 6,500 */
#define POOL_MOST (4 << 20)

/* All that holds a CPR number; guarded, wiped when it is freed. */
struct desk {
	char memo[MEMO_MOST];
	char answer[WEB_ANSWER_MOST + 1];
};

/* What needs no guard. */
struct sheet {
	char text[TEXT_MOST];
	char brief[SHORT_MOST];
	char urls[MEMO_ACTIONS_MOST][PAGE_MOST];
	struct memo_action actions[MEMO_ACTIONS_MOST];
};

static enum result
fail(const char **ret_rule, const char *rule)
{
	*ret_rule = rule;
	return RESULT_BROKEN;
}

/* A button for each of the first things; the text has all of them. */
static size_t
fill_actions(const struct letter *letter, struct sheet *sheet)
{
	size_t count = letter->count < MEMO_ACTIONS_MOST ? letter->count
							  : MEMO_ACTIONS_MOST;

	for (size_t i = 0; i < count; i++) {
		snprintf(sheet->urls[i], PAGE_MOST, "%s/%s",
		    letter->base_url, letter->items[i].page);
		sheet->actions[i] = (struct memo_action){
		    letter_name(letter->items[i].kind, letter->language),
		    sheet->urls[i]};
	}
	return count;
}

static enum result
compose(const struct transport *transport, const struct parcel *parcel,
    struct sheet *sheet, struct draft *draft)
{
	const struct letter *letter = parcel->letter;
	struct draft text, brief;
	struct memo memo = {.id = parcel->id,
	    .sender_cvr = transport->conf->digital_post_cvr,
	    .sender_label = transport->conf->municipality,
	    .recipient = parcel->to, .label = letter_subject(letter),
	    .language = letter->language,
	    .time = time(NULL) * INT64_C(1000000)};

	draft_begin(&text, sheet->text, sizeof(sheet->text));
	draft_begin(&brief, sheet->brief, sizeof(sheet->brief));
	if (parcel->sms) {
		letter_short(letter, &brief);
		memo.notification = brief.at;
	} else {
		letter_text(letter, &text);
		memo.text = text.at;
		memo.action_count = fill_actions(letter, sheet);
		memo.actions = sheet->actions;
	}
	if (text.full || brief.full)
		return RESULT_BROKEN;
	return memo_compose(&memo, draft);
}

/*
 * 201: it has come in, whatever the receipt's form. 409: it had come in. A
 * receipt that refuses is the last word, but not with 503, which is about
 * Digital Post itself. Anything else is about us or the way, and is tried
 * again.
 */
static enum result
judge(const struct web_answer *answer, const struct parcel *parcel,
    struct outcome *ret_outcome, const char **ret_rule)
{
	struct pool *pool = pool_new(POOL_MOST);
	struct receipt receipt = {.outcome.fate = FATE_RECEIVED};
	bool read = pool != NULL && receipt_read(answer->body, answer->length,
	    pool, &receipt) == RESULT_OK && memcmp(receipt.message.bytes,
	    parcel->id.bytes, sizeof(parcel->id.bytes)) == 0;

	pool_free(pool);
	if (answer->status == 201 || answer->status == 409) {
		*ret_outcome = read ? receipt.outcome
				    : (struct outcome){.fate = FATE_RECEIVED};
		return RESULT_OK;
	}
	if (read && answer->status >= 400 && answer->status < 500 &&
	    (receipt.outcome.fate == FATE_INVALID ||
		receipt.outcome.fate == FATE_NOT_ALLOWED)) {
		*ret_outcome = receipt.outcome;
		return RESULT_OK;
	}
	if (answer->status == 401 || answer->status == 403)
		return fail(ret_rule, "digital post: certificate or rights");
	if (answer->status >= 400 && answer->status < 500)
		return fail(ret_rule, "digital post: message refused");
	*ret_rule = "digital post: not now";
	return answer->status == 503 ? RESULT_BROKEN : RESULT_HUNG_UP;
}

static enum result
hand_over(const struct transport *transport, const struct parcel *parcel,
    struct desk *desk, struct sheet *sheet, struct outcome *ret_outcome,
    const char **ret_rule)
{
	struct web_answer answer = {.body = desk->answer};
	char id[UUID_TEXT_LENGTH + 1], path[80];
	struct draft draft;
	enum result result;

	draft_begin(&draft, desk->memo, sizeof(desk->memo));
	if (compose(transport, parcel, sheet, &draft) != RESULT_OK)
		return fail(ret_rule, "digital post: a limit of MeMo");
	uuid_format(parcel->id, id);
	snprintf(path, sizeof(path), "/memos/?memo-message-uuid=%s", id);
	result = web_ask(&transport->peer, &(struct web_request){
	    .method = "POST", .path = path, .type = "application/xml",
	    .body = draft.at, .length = draft.length}, &answer, ret_rule);
	if (result != RESULT_OK)
		return result;
	return judge(&answer, parcel, ret_outcome, ret_rule);
}

static enum result
post_send(const struct transport *transport, const struct parcel *parcel,
    struct outcome *ret_outcome, const char **ret_rule)
{
	struct desk *desk;
	struct sheet *sheet;
	enum result result;

	if (transport->conf == NULL)
		return fail(ret_rule, "digital_post_url is not set");
	desk = vault_alloc(sizeof(*desk));
	sheet = malloc(sizeof(*sheet));
	if (desk == NULL || sheet == NULL)
		result = fail(ret_rule, "digital post: memory");
	else
		result = hand_over(transport, parcel, desk, sheet,
		    ret_outcome, ret_rule);
	free(sheet);
	vault_free(desk);
	return result;
}

/* Asks below receipts/; the answer's body, of at most most bytes, is the
 * pool's. */
static enum result
ask_receipts(const struct transport *post, const char *method,
    const char *id, struct pool *pool, size_t most,
    struct web_answer *ret_answer, const char **ret_rule)
{
	char path[128];
	enum result result;

	if (post->conf == NULL)
		return fail(ret_rule, "digital_post_url is not set");
	ret_answer->most = most;
	ret_answer->body = pool_alloc(pool, most + 1);
	if (ret_answer->body == NULL)
		return fail(ret_rule, "digital post: memory");
	snprintf(path, sizeof(path), "/receipts/%s", id);
	result = web_ask(&post->peer, &(struct web_request){
	    .method = method, .path = path}, ret_answer, ret_rule);
	if (result == RESULT_OK && ret_answer->status == 404)
		return RESULT_NOT_FOUND;
	if (result == RESULT_OK && ret_answer->status / 100 != 2)
		return fail(ret_rule, "digital post: no receipts now");
	return result;
}

/* Ends a list of which only the beginning is here behind its last whole id. */
static void
cut_list(struct web_answer *answer)
{
	while (answer->length > 1 && answer->body[answer->length - 1] != ',')
		answer->length--;
	answer->body[answer->length - 1] = ']';
	answer->body[answer->length] = '\0';
}

enum result
post_receipt_list(const struct transport *post, struct pool *pool,
    const char *const **ret_ids, size_t *ret_count, bool *ret_more,
    const char **ret_rule)
{
	struct web_answer answer;
	enum result result;

	result = ask_receipts(post, "GET", "", pool, LIST_MOST, &answer,
	    ret_rule);
	if (result != RESULT_OK)
		return result;
	*ret_more = answer.cut;
	if (answer.cut)
		cut_list(&answer);
	return json_read_texts(answer.body, answer.length, pool, ret_ids,
	    ret_count, ret_rule);
}

enum result
post_receipt_read(const struct transport *post, const char *id,
    struct pool *pool, struct receipt *ret_receipt, const char **ret_rule)
{
	struct web_answer answer;
	enum result result;

	result = ask_receipts(post, "GET", id, pool, WEB_ANSWER_MOST, &answer,
	    ret_rule);
	if (result != RESULT_OK)
		return result;
	return receipt_read(answer.body, answer.length, pool, ret_receipt);
}

enum result
post_receipt_remove(const struct transport *post, const char *id,
    struct pool *pool, const char **ret_rule)
{
	struct web_answer answer;
	enum result result;

	result = ask_receipts(post, "DELETE", id, pool, WEB_ANSWER_MOST, &answer,
	    ret_rule);
	return result == RESULT_NOT_FOUND ? RESULT_OK : result;
}

static enum result
load(struct transport *transport, char *message, size_t size)
{
	const struct conf *conf = transport->conf;
	const char *key = "digital_post_ca";
	enum result result;

	result = secret_load_certificate(conf->digital_post_ca, FILE_MOST,
	    &transport->authority);
	if (result == RESULT_OK) {
		key = "digital_post_certificate";
		result = conf->digital_post_certificate == NULL
		    ? RESULT_NOT_FOUND : secret_load_certificate(
		    conf->digital_post_certificate, FILE_MOST,
		    &transport->certificate);
	}
	if (result == RESULT_OK) {
		key = "digital_post_key";
		result = conf->digital_post_key == NULL ? RESULT_NOT_FOUND
		    : secret_load(conf->digital_post_key, FILE_MOST,
		    &transport->key);
	}
	if (result == RESULT_OK && (conf->digital_post_cvr == NULL ||
	    strspn(conf->digital_post_cvr, "0123456789") != 8 ||
	    strlen(conf->digital_post_cvr) != 8)) {
		key = "digital_post_cvr";
		result = RESULT_BAD_INPUT;
	}
	if (result != RESULT_OK)
		snprintf(message, size, "%s: %s", key,
		    result_row(result)->word);
	return result;
}

enum result
post_open(const struct conf *conf, struct transport *ret_transport,
    char *message, size_t size)
{
	enum result result;

	*ret_transport = (struct transport){.send = post_send};
	if (conf->digital_post_url == NULL)
		return RESULT_OK;
	ret_transport->conf = conf;
	result = load(ret_transport, message, size);
	if (result != RESULT_OK)
		return result;
	ret_transport->peer = (struct web_peer){.url = conf->digital_post_url,
	    .tls = true, .authority = ret_transport->authority,
	    .certificate = ret_transport->certificate,
	    .key = ret_transport->key, .user = conf->digital_post_system};
	web_find(&ret_transport->peer);
	return RESULT_OK;
}
