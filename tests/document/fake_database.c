/* SPDX-License-Identifier: EUPL-1.2 */
#include "fake_database.h"

#include <stdlib.h>

struct db_rows {
	size_t length;
	unsigned char bytes[];
};

struct db_pending {
	struct fake_call call;
};

struct fake_database fake_database;

struct db_rows *
fake_rows(int64_t offset, int32_t length)
{
	struct db_rows *rows = malloc(sizeof(*rows) + (size_t)length);

	if (rows == NULL)
		abort();
	rows->length = (size_t)length;
	for (int32_t i = 0; i < length; i++)
		rows->bytes[i] = FAKE_BYTE(offset + i);
	fake_database.rows++;
	return rows;
}

static struct fake_call
note(const struct db_value *values, bool ahead)
{
	struct fake_call call = {values[2].int8, values[3].int4, ahead};

	if (fake_database.count == FAKE_CALLS_MOST)
		abort();
	fake_database.calls[fake_database.count++] = call;
	return call;
}

static enum result
answer(struct fake_call call, struct db_rows **ret_rows,
    const char **ret_rule)
{
	if (fake_database.fail_times > 0 &&
	    call.offset >= fake_database.fail_from) {
		fake_database.fail_times--;
		if (ret_rule != NULL)
			*ret_rule = "fake: rule";
		return fake_database.fail_result;
	}
	*ret_rows = fake_rows(call.offset,
	    call.length - fake_database.short_by);
	return RESULT_OK;
}

enum result
db_call(struct db *db, const struct db_statement *statement,
    const struct db_value *values, struct db_rows **ret_rows,
    const char **ret_rule)
{
	(void)db;
	(void)statement;
	return answer(note(values, false), ret_rows, ret_rule);
}

enum result
db_start(struct db *db, const struct db_statement *statement,
    const struct db_value *values, struct db_pending **ret_pending)
{
	(void)db;
	(void)statement;
	*ret_pending = malloc(sizeof(**ret_pending));
	if (*ret_pending == NULL)
		abort();
	(*ret_pending)->call = note(values, true);
	fake_database.pending++;
	return RESULT_OK;
}

/* A number that is no descriptor of the client's. */
int
db_descriptor(const struct db_pending *pending)
{
	(void)pending;
	return 1000;
}

bool
db_ready(struct db_pending *pending)
{
	(void)pending;
	return true;
}

void
db_cancel(struct db_pending *pending)
{
	if (pending != NULL)
		fake_database.pending--;
	free(pending);
}

enum result
db_finish(struct db_pending *pending, struct db_rows **ret_rows,
    const char **ret_rule)
{
	struct fake_call call = pending->call;

	db_cancel(pending);
	return answer(call, ret_rows, ret_rule);
}

void
db_rows_free(struct db_rows *rows)
{
	if (rows != NULL)
		fake_database.rows--;
	free(rows);
}

int
db_rows_count(const struct db_rows *rows)
{
	(void)rows;
	return 1;
}

bool
db_is_null(const struct db_rows *rows, int r, int c)
{
	(void)rows;
	return r != 0 || c != 0;
}

const unsigned char *
db_get_bytes(const struct db_rows *rows, int r, int c, size_t *ret_length)
{
	(void)r;
	(void)c;
	*ret_length = rows->length;
	return rows->bytes;
}

struct db_value
db_bytes(const void *at, size_t length)
{
	return (struct db_value){.type = DB_BYTES, .bytes = {at, length}};
}

struct db_value
db_uuid(struct uuid uuid)
{
	return (struct db_value){.type = DB_UUID, .uuid = uuid};
}

struct db_value
db_int8(int64_t value)
{
	return (struct db_value){.type = DB_INT8, .int8 = value};
}

struct db_value
db_int4(int32_t value)
{
	return (struct db_value){.type = DB_INT4, .int4 = value};
}
