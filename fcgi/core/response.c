/* SPDX-License-Identifier: EUPL-1.2 */
#include <json-c/json.h>
#include <stdio.h>
#include <string.h>
#include "core/gateway.h"
#include "core/response.h"

#define HEAD_SIZE 512 /* without the handler's own headers */
#define JSON_TYPE "application/json"
#define PROBLEM_TYPE "application/problem+json"
#define NO_LENGTH (-1)

struct response_header {
	const char *name;
	const char *value;
	struct response_header *next;
};

enum result
response_header(struct request *req, const char *name, const char *value)
{
	struct response_header **last = &req->headers;
	struct response_header *header;

	if (strpbrk(value, "\r\n") != NULL || strpbrk(name, "\r\n:") != NULL)
		return request_fail(req, RESULT_BROKEN,
		    "response: line break in a header");
	header = pool_alloc(req->pool, sizeof(*header));
	if (header == NULL)
		return request_fail(req, RESULT_TRY_AGAIN, "memory");
	header->name = pool_copy(req->pool, name, strlen(name));
	header->value = pool_copy(req->pool, value, strlen(value));
	if (header->name == NULL || header->value == NULL)
		return request_fail(req, RESULT_TRY_AGAIN, "memory");
	while (*last != NULL)
		last = &(*last)->next;
	*last = header;
	return RESULT_OK;
}

static size_t
headers_size(const struct request *req)
{
	size_t size = 0;

	for (const struct response_header *h = req->headers; h; h = h->next)
		size += strlen(h->name) + strlen(h->value) + strlen(": \r\n");
	return size;
}

/* Writes the head into at, which has room; says its length. */
static size_t
put_head(const struct request *req, char *at, int status, const char *type,
    int64_t length)
{
	char *to = at;

	to += sprintf(to, "Status: %d\r\n", status);
	if (type != NULL)
		to += sprintf(to, "Content-Type: %s\r\n", type);
	if (length != NO_LENGTH)
		to += sprintf(to, "Content-Length: %lld\r\n",
		    (long long)length);
	to += sprintf(to, "Cache-Control: no-store\r\n"
	    "X-Content-Type-Options: nosniff\r\n");
	for (const struct response_header *h = req->headers; h; h = h->next)
		to += sprintf(to, "%s: %s\r\n", h->name, h->value);
	to += sprintf(to, "\r\n");
	return (size_t)(to - at);
}

/* One buffer, one write: head and body leave in as few packets as can be. */
static enum result
send_answer(struct request *req, int status, const char *type,
    const void *body, int64_t length)
{
	size_t carried = body == NULL || req->head ? 0 : (size_t)length;
	size_t head_most = HEAD_SIZE + headers_size(req) +
	    (type == NULL ? 0 : strlen(type));
	enum result result;
	size_t head;
	char *at;

	if (req->begun)
		return request_fail(req, RESULT_BROKEN,
		    "response: a second answer");
	at = pool_alloc(req->pool, head_most + carried);
	if (at == NULL)
		return request_fail(req, RESULT_TRY_AGAIN,
		    "response: the request's memory is used up");
	head = put_head(req, at, status, type, length);
	if (carried > 0)
		memcpy(at + head, body, carried);
	req->begun = true;
	req->status = status;
	result = gateway_write(req->gateway, at, head + carried);
	if (result != RESULT_OK)
		return request_fail(req, result, "response: write");
	return RESULT_OK;
}

static enum result
send_json_take(struct request *req, int status, const char *type,
    struct json_object *json)
{
	enum result result;
	const char *text;
	size_t length;

	if (json == NULL)
		return request_fail(req, RESULT_TRY_AGAIN, "memory");
	text = json_object_to_json_string_length(json,
	    JSON_C_TO_STRING_PLAIN | JSON_C_TO_STRING_NOSLASHESCAPE, &length);
	if (text == NULL)
		result = request_fail(req, RESULT_TRY_AGAIN, "memory");
	else
		result = send_answer(req, status, type, text, (int64_t)length);
	json_object_put(json);
	return result;
}

enum result
response_json_take(struct request *req, int status, struct json_object *json)
{
	return send_json_take(req, status, JSON_TYPE, json);
}

enum result
response_redirect(struct request *req, const char *location)
{
	enum result result;

	if (location[0] == '/' && (location[1] == '/' || location[1] == '\\'))
		return request_fail(req, RESULT_BROKEN,
		    "response: location leaves the site");
	result = response_header(req, "Location", location);
	if (result != RESULT_OK)
		return result;
	return send_answer(req, 303, NULL, NULL, 0);
}

enum result
response_bytes(struct request *req, int status, const char *type,
    const void *at, size_t length)
{
	return send_answer(req, status, type, at, (int64_t)length);
}

enum result
response_empty(struct request *req, int status)
{
	return send_answer(req, status, NULL, NULL, NO_LENGTH);
}

enum result
response_begin(struct request *req, int status, const char *type,
    int64_t length)
{
	enum result result;

	result = send_answer(req, status, type, NULL, length);
	if (result != RESULT_OK)
		return result;
	return gateway_flush(req->gateway);
}

static struct json_object *
problem_json(const struct request *req, const struct result_row *row)
{
	struct json_object *json = json_object_new_object();
	char type[64];

	if (json == NULL)
		return NULL;
	snprintf(type, sizeof(type), "urn:minsag:problem:%s", row->word);
	json_put(json, "type", json_object_new_string(type));
	json_put(json, "title", json_object_new_string(
	    req->language == LANGUAGE_EN ? row->title_en : row->title_da));
	json_put(json, "status", json_object_new_int(row->status));
	json_put(json, "rule", json_object_new_string(
	    req->rule == NULL ? row->word : req->rule));
	json_put(json, "request_id", json_object_new_string(req->id));
	return json;
}

/* When the pool is used up even the problem must be short. */
static enum result
send_bare(struct request *req, const struct result_row *row)
{
	char head[HEAD_SIZE];
	size_t length;

	req->headers = NULL;
	length = put_head(req, head, row->status, NULL, 0);
	req->begun = true;
	req->status = row->status;
	return gateway_write(req->gateway, head, length);
}

enum result
response_problem(struct request *req, enum result result)
{
	const struct result_row *row = result_row(result);
	const char *rule = req->rule;
	enum result sent = RESULT_OK;

	if (req->begun || result == RESULT_HUNG_UP)
		return RESULT_OK;
	if (result == RESULT_TRY_AGAIN)
		sent = response_header(req, "Retry-After", "2");
	if (sent == RESULT_OK)
		sent = send_json_take(req, row->status, PROBLEM_TYPE,
		    problem_json(req, row));
	if (sent != RESULT_OK && !req->begun)
		sent = send_bare(req, row);
	req->rule = rule;
	return sent;
}
