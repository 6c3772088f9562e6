/* SPDX-License-Identifier: EUPL-1.2 */
#include "core/request.h"

#include <string.h>
#include <strings.h>

#include "core/gateway.h"
#include "core/json.h"
#include "core/query.h"

#define ID_LENGTH 32 /* nginx's $request_id: 16 random bytes in hexadecimal */
#define LENGTH_DIGITS_MOST 15

enum result
request_fail(struct request *req, enum result result, const char *rule)
{
	req->rule = rule;
	return result;
}

const char *
request_header(const struct request *req, const char *cgi_name)
{
	const char *value = gateway_parameter(req->gateway, cgi_name);

	return value != NULL && *value != '\0' ? value : NULL;
}

static bool
is_request_id(const char *id)
{
	return id != NULL && strlen(id) == ID_LENGTH &&
	    strspn(id, "0123456789abcdef") == ID_LENGTH;
}

void
request_begin(struct request *req)
{
	const char *id, *method, *remote;

	*req = (struct request){.gateway = req->gateway, .pool = req->pool,
	    .shared = req->shared, .turn = req->turn,
	    .has_turn = req->has_turn};
	id = request_header(req, "REQUEST_ID");
	req->id = is_request_id(id) ? id : "-";
	method = request_header(req, "REQUEST_METHOD");
	req->method = method == NULL ? "-" : method;
	req->head = strcmp(req->method, "HEAD") == 0;
	remote = request_header(req, "REMOTE_ADDR");
	req->remote = remote == NULL ? "-" : remote;
	req->path = "";
	req->query = "";
	req->body = "";
	req->language = language_from_header(
	    request_header(req, "HTTP_ACCEPT_LANGUAGE"));
}

enum result
request_body_length(struct request *req, size_t limit, size_t *ret_length)
{
	const char *text = request_header(req, "CONTENT_LENGTH");
	size_t length = 0;

	if (text == NULL) {
		if (request_header(req, "HTTP_TRANSFER_ENCODING") != NULL)
			return request_fail(req, RESULT_BAD_INPUT,
			    "body: needs Content-Length");
		*ret_length = 0;
		return RESULT_OK;
	}
	if (strspn(text, "0123456789") != strlen(text))
		return request_fail(req, RESULT_BAD_INPUT,
		    "Content-Length: digits, RFC 9110 section 8.6");
	if (strlen(text) > LENGTH_DIGITS_MOST)
		return request_fail(req, RESULT_TOO_BIG, "body: too long");
	for (const char *p = text; *p != '\0'; p++)
		length = length * 10 + (size_t)(*p - '0');
	if (length > limit)
		return request_fail(req, RESULT_TOO_BIG, limit == 0 ?
		    "body: none is allowed here" : "body: too long");
	*ret_length = length;
	return RESULT_OK;
}

enum result
request_body_into(struct request *req, void *at, size_t length)
{
	char *body = at;
	size_t have = 0, count;

	while (have < length) {
		enum result result = gateway_read(req->gateway, body + have,
		    length - have, &count);
		if (result != RESULT_OK)
			return result;
		if (count == 0)
			return request_fail(req, RESULT_HUNG_UP,
			    "body: shorter than Content-Length");
		have += count;
	}
	return RESULT_OK;
}

enum result
request_body(struct request *req, size_t length)
{
	char *body = pool_alloc(req->pool, length + 1);
	enum result result;

	if (body == NULL)
		return request_fail(req, RESULT_TRY_AGAIN, "memory");
	result = request_body_into(req, body, length);
	if (result != RESULT_OK)
		return result;
	req->body = body;
	req->body_length = length;
	return RESULT_OK;
}

/* Notes "<where>.<field>: <rule>" or "<where>: <rule>". */
static enum result
fail_field(struct request *req, enum result result, const char *where,
    const struct field *field, const char *rule)
{
	const char *full = field == NULL
	    ? pool_printf(req->pool, "%s: %s", where, rule)
	    : pool_printf(req->pool, "%s.%s: %s", where, field->name, rule);

	return request_fail(req, result, full == NULL ? rule : full);
}

static bool
is_lang(const struct query_pair *pair)
{
	return pair->name_length == 4 && memcmp(pair->name, "lang", 4) == 0;
}

/* ?lang= was read by the dispatcher; here its words are checked. */
static enum result
check_lang(struct request *req, const char *where,
    const struct query_pair *pair)
{
	static const struct field lang = {.name = "lang"};

	if (strcmp(pair->value, "da") == 0 || strcmp(pair->value, "en") == 0)
		return RESULT_OK;
	return fail_field(req, RESULT_BAD_INPUT, where, &lang, "da or en");
}

/* What a body of pairs is read into, and what has been given so far. */
struct reading {
	const char *where; /* "query" or "form", for the rule */
	const struct field *fields;
	size_t count;
	void *ret_struct;
	bool known_only; /* others are passed over, not refused */
	bool given[FIELDS_MOST];
};

static enum result
read_pair(struct request *req, struct reading *reading,
    const struct query_pair *pair)
{
	int i = field_find(reading->fields, reading->count, pair->name,
	    pair->name_length);
	const struct field *field = i < 0 ? NULL : &reading->fields[i];
	const char *rule;

	if (i < 0 && is_lang(pair))
		return check_lang(req, reading->where, pair);
	if (i < 0 && reading->known_only)
		return RESULT_OK;
	if (i < 0)
		return fail_field(req, RESULT_BAD_INPUT, reading->where, NULL,
		    "unknown field");
	if (reading->given[i])
		return fail_field(req, RESULT_BAD_INPUT, reading->where, field,
		    "is given twice");
	rule = field_read(field, pair->value, pair->value_length, req->pool,
	    reading->ret_struct);
	if (rule != NULL)
		return fail_field(req, RESULT_BAD_INPUT, reading->where, field,
		    rule);
	reading->given[i] = true;
	return RESULT_OK;
}

static enum result
check_required(struct request *req, const struct reading *reading)
{
	for (size_t i = 0; i < reading->count; i++)
		if (reading->fields[i].required && !reading->given[i])
			return fail_field(req, RESULT_BAD_INPUT, reading->where,
			    &reading->fields[i], "is required");
	return RESULT_OK;
}

static enum result
read_encoded(struct request *req, const char *at, size_t length,
    struct reading *reading)
{
	struct query_pair pairs[QUERY_PAIRS_MOST];
	const char *rule = NULL;
	size_t count = 0;
	enum result result;

	if (length == 0 && reading->count == 0)
		return RESULT_OK;
	if (reading->count > FIELDS_MOST)
		return request_fail(req, RESULT_BROKEN, "fields: at most 32");
	result = query_parse(at, length, req->pool, pairs, &count, &rule);
	if (result != RESULT_OK)
		return fail_field(req, result, reading->where, NULL, rule);
	for (size_t i = 0; i < count; i++) {
		result = read_pair(req, reading, &pairs[i]);
		if (result != RESULT_OK)
			return result;
	}
	return check_required(req, reading);
}

enum result
request_query(struct request *req, const struct field *fields, size_t count,
    void *ret_struct)
{
	struct reading reading = {.where = "query", .fields = fields,
	    .count = count, .ret_struct = ret_struct};

	return read_encoded(req, req->query, strlen(req->query), &reading);
}

enum result
request_query_known(struct request *req, const struct field *fields,
    size_t count, void *ret_struct)
{
	struct reading reading = {.where = "query", .fields = fields,
	    .count = count, .ret_struct = ret_struct, .known_only = true};

	return read_encoded(req, req->query, strlen(req->query), &reading);
}

bool
request_has_type(const struct request *req, const char *wanted)
{
	const char *type = request_header(req, "CONTENT_TYPE");
	size_t length = strlen(wanted);

	return type != NULL && strncasecmp(type, wanted, length) == 0 &&
	    strchr("; \t", type[length]) != NULL;
}

enum result
request_form(struct request *req, const struct field *fields, size_t count,
    void *ret_struct)
{
	struct reading reading = {.where = "form", .fields = fields,
	    .count = count, .ret_struct = ret_struct};

	if (!request_has_type(req, "application/x-www-form-urlencoded"))
		return request_fail(req, RESULT_WRONG_TYPE,
		    "Content-Type: application/x-www-form-urlencoded");
	return read_encoded(req, req->body, req->body_length, &reading);
}

enum result
request_json(struct request *req, const struct field *fields, size_t count,
    void *ret_struct)
{
	const char *rule;
	enum result result;

	if (!request_has_type(req, "application/json"))
		return request_fail(req, RESULT_WRONG_TYPE,
		    "Content-Type: application/json");
	result = json_read(req->body, req->body_length, fields, count,
	    req->pool, ret_struct, &rule);
	if (result != RESULT_OK)
		return fail_field(req, result, "json", NULL, rule);
	return RESULT_OK;
}

const char *
request_cursor(struct request *req, int64_t time, struct uuid id)
{
	char text[CURSOR_TEXT_LENGTH + 1];

	cursor_format(time, id, text);
	return pool_copy(req->pool, text, CURSOR_TEXT_LENGTH);
}
