/* SPDX-License-Identifier: EUPL-1.2 */
#include "core/response.h"

#include <stdio.h>
#include <string.h>

#include "core/conf.h"
#include "core/gateway.h"

#define HEAD_SIZE 256 /* without the handler's own headers */
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

static size_t
head_most(const struct request *req, const char *type)
{
	return HEAD_SIZE + headers_size(req) +
	    (type == NULL ? 0 : strlen(type));
}

/* Writes the head into at, which has room for head_most; says its length. */
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
	for (const struct response_header *h = req->headers; h; h = h->next)
		to += sprintf(to, "%s: %s\r\n", h->name, h->value);
	to += sprintf(to, "Cache-Control: no-store\r\n"
	    "X-Content-Type-Options: nosniff\r\n\r\n");
	return (size_t)(to - at);
}

static enum result
write_all(struct request *req, int status, const char *at, size_t length)
{
	enum result result;

	req->begun = true;
	req->status = status;
	result = gateway_answer(req->gateway, at, length);
	if (result != RESULT_OK)
		return request_fail(req, result, "response: write");
	return RESULT_OK;
}

/* An answer is made of what the database gave, or there is none. */
static enum result
check_answer(struct request *req)
{
	const char *misread;

	if (req->begun)
		return request_fail(req, RESULT_BROKEN,
		    "response: a second answer");
	misread = db_misread();
	return misread == NULL ? RESULT_OK
	    : request_fail(req, RESULT_BROKEN, misread);
}

static enum result
refuse_memory(struct request *req)
{
	return request_fail(req, RESULT_TRY_AGAIN,
	    "response: the request's memory is used up");
}

static enum result
send_answer(struct request *req, int status, const char *type,
    const void *body, int64_t length)
{
	size_t carried = body == NULL || req->head ? 0 : (size_t)length;
	enum result result = check_answer(req);
	size_t head;
	char *at;

	if (result != RESULT_OK)
		return result;
	at = pool_alloc(req->pool, head_most(req, type) + carried);
	if (at == NULL)
		return refuse_memory(req);
	head = put_head(req, at, status, type, length);
	if (carried > 0)
		memcpy(at + head, body, carried);
	return write_all(req, status, at, head + carried);
}

/* The head goes right in front of the JSON, where the writer left room. */
static enum result
send_json(struct request *req, int status, const char *type,
    struct writer *writer)
{
	size_t length = writer->length - WRITER_HEAD_ROOM, head;
	char text[WRITER_HEAD_ROOM], *at;
	enum result result = check_answer(req);

	if (result != RESULT_OK)
		return result;
	if (writer->failed)
		return refuse_memory(req);
	if (head_most(req, type) > sizeof(text))
		return send_answer(req, status, type,
		    writer->at + WRITER_HEAD_ROOM, (int64_t)length);
	head = put_head(req, text, status, type, (int64_t)length);
	at = writer->at + WRITER_HEAD_ROOM - head;
	memcpy(at, text, head);
	return write_all(req, status, at, head + (req->head ? 0 : length));
}

enum result
response_json(struct request *req, int status, struct writer *writer)
{
	return send_json(req, status, JSON_TYPE, writer);
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
	enum result result = check_answer(req);
	size_t head;
	char *at;

	if (result != RESULT_OK)
		return result;
	at = pool_alloc(req->pool, head_most(req, type));
	if (at == NULL)
		return refuse_memory(req);
	head = put_head(req, at, status, type, length);
	req->begun = true;
	req->status = status;
	result = gateway_write(req->gateway, at, head);
	if (result == RESULT_OK)
		result = gateway_flush(req->gateway);
	if (result != RESULT_OK)
		return request_fail(req, result, "response: write");
	return RESULT_OK;
}

static void
write_problem(struct writer *writer, const struct request *req,
    const struct result_row *row)
{
	char type[64];

	snprintf(type, sizeof(type), "urn:minsag:problem:%s", row->word);
	writer_begin(writer, req->pool);
	writer_open(writer, '{');
	writer_key(writer, "type");
	writer_text(writer, type);
	writer_key(writer, "title");
	writer_text(writer,
	    req->language == LANGUAGE_EN ? row->title_en : row->title_da);
	writer_key(writer, "status");
	writer_int(writer, row->status);
	writer_key(writer, "rule");
	writer_text(writer, req->rule == NULL ? row->word : req->rule);
	writer_key(writer, "request_id");
	writer_text(writer, req->id);
	writer_close(writer, '}');
}

/* A page for people, who get one of these where a browser shows an answer as
 * it is. What is put in is our own: titles, the base path, the request's id. */
static const char *
problem_page(struct request *req, const struct result_row *row)
{
	const char *base = req->shared->conf->base_path;
	bool english = req->language == LANGUAGE_EN;

	return pool_printf(req->pool, "<!DOCTYPE html>\n<html lang=\"%s\">\n"
	    "<head>\n<meta charset=\"utf-8\">\n<title>%s \u2013 Min Sag</title>"
	    "\n<meta name=\"viewport\" content=\"width=device-width, "
	    "initial-scale=1\">\n<meta name=\"robots\" content=\"noindex\">\n"
	    "<link rel=\"icon\" href=\"%s/img/icon.svg\" "
	    "type=\"image/svg+xml\">\n"
	    "<link rel=\"stylesheet\" href=\"%s/css/dkfds.css\">\n"
	    "<link rel=\"stylesheet\" href=\"%s/css/site.css\">\n</head>\n"
	    "<body>\n<main class=\"container narrow\" id=\"main-content\">\n"
	    "<h1>%s</h1>\n<p class=\"lead\">%s</p>\n<p><a class=\"button "
	    "button-primary\" href=\"%s/\">%s</a></p>\n<p><small>%s: %s"
	    "</small></p>\n</main>\n</body>\n</html>\n",
	    english ? "en" : "da",
	    english ? "That did not work" : "Det lykkedes ikke", base, base, base,
	    english ? "That did not work" : "Det lykkedes ikke",
	    english ? row->title_en : row->title_da, base,
	    english ? "Go to the front page" : "G\u00e5 til forsiden",
	    english ? "Number of the error" : "Fejlens nummer", req->id);
}

/* A script says that it wants JSON, a browser that it wants a page. */
static bool
wants_page(const struct request *req)
{
	const char *accept = request_header(req, "HTTP_ACCEPT");

	return req->pages && accept != NULL &&
	    strstr(accept, "text/html") != NULL;
}

static enum result
send_page(struct request *req, const struct result_row *row)
{
	const char *page = problem_page(req, row);

	return page == NULL ? refuse_memory(req)
	    : send_answer(req, row->status, "text/html; charset=utf-8", page,
	    (int64_t)strlen(page));
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
	return gateway_answer(req->gateway, head, length);
}

enum result
response_problem(struct request *req, enum result result)
{
	const struct result_row *row;
	const char *rule = db_misread();
	enum result sent = RESULT_OK;
	struct writer writer;

	if (req->begun || result == RESULT_HUNG_UP)
		return RESULT_OK;
	if (rule != NULL)
		result = request_fail(req, RESULT_BROKEN, rule);
	rule = req->rule;
	row = result_row(result);
	if (result == RESULT_TRY_AGAIN)
		sent = response_header(req, "Retry-After", "2");
	if (sent == RESULT_OK && wants_page(req)) {
		sent = send_page(req, row);
	} else if (sent == RESULT_OK) {
		write_problem(&writer, req, row);
		sent = send_json(req, row->status, PROBLEM_TYPE, &writer);
	}
	if (sent != RESULT_OK && !req->begun)
		sent = send_bare(req, row);
	req->rule = rule;
	return sent;
}
