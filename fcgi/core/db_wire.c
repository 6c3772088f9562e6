/* SPDX-License-Identifier: EUPL-1.2 */
#include "core/db_wire.h"

#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Oids of pg_type.dat. */
enum oid { OID_BOOL = 16, OID_BYTEA = 17, OID_NAME = 19, OID_INT8 = 20,
	OID_INT4 = 23, OID_TEXT = 25, OID_TEXTS = 1009, OID_VARCHAR = 1043,
	OID_DATE = 1082, OID_TIMESTAMPTZ = 1184, OID_UUID = 2950 };

/* PostgreSQL counts from 2000-01-01. */
#define EPOCH_DAYS 10957
#define EPOCH_MICROSECONDS (INT64_C(946684800) * 1000000)

/* What a parameter is told of, and nothing that comes from the database. */
static void
programming_error(const char *what)
{
	fprintf(stderr, "db: %s\n", what);
	abort();
}

unsigned int
db_wire_oid(enum db_type type)
{
	switch (type) {
	case DB_BOOL:
		return OID_BOOL;
	case DB_INT4:
		return OID_INT4;
	case DB_INT8:
		return OID_INT8;
	case DB_TEXT:
		return OID_TEXT;
	case DB_BYTES:
		return OID_BYTEA;
	case DB_UUID:
		return OID_UUID;
	case DB_DATE:
		return OID_DATE;
	case DB_TIME:
		return OID_TIMESTAMPTZ;
	case DB_TEXTS:
		return OID_TEXTS;
	}
	programming_error("unknown type");
	return 0;
}

/* ---- Parameters ---- */

struct db_value
db_null(enum db_type type)
{
	return (struct db_value){.type = type, .null = true};
}

struct db_value
db_bool(bool value)
{
	return (struct db_value){.type = DB_BOOL, .boolean = value};
}

struct db_value
db_int4(int32_t value)
{
	return (struct db_value){.type = DB_INT4, .int4 = value};
}

struct db_value
db_int8(int64_t value)
{
	return (struct db_value){.type = DB_INT8, .int8 = value};
}

struct db_value
db_text(const char *text)
{
	if (text == NULL)
		return db_null(DB_TEXT);
	return (struct db_value){.type = DB_TEXT,
	    .bytes = {.at = text, .length = strlen(text)}};
}

struct db_value
db_bytes(const void *at, size_t length)
{
	if (at == NULL)
		return db_null(DB_BYTES);
	return (struct db_value){.type = DB_BYTES,
	    .bytes = {.at = at, .length = length}};
}

struct db_value
db_uuid(struct uuid uuid)
{
	return (struct db_value){.type = DB_UUID, .uuid = uuid};
}

struct db_value
db_date(int32_t days)
{
	return (struct db_value){.type = DB_DATE, .days = days};
}

struct db_value
db_time(int64_t microseconds)
{
	return (struct db_value){.type = DB_TIME, .int8 = microseconds};
}

static int
put_big_endian(char *to, uint64_t value, int size)
{
	for (int i = size - 1; i >= 0; i--) {
		to[i] = (char)(value & 255);
		value >>= 8;
	}
	return size;
}

/* Writes a value of fixed size and says its length. */
static int
put_fixed(char *to, const struct db_value *value)
{
	switch (value->type) {
	case DB_BOOL:
		to[0] = value->boolean;
		return 1;
	case DB_INT4:
		return put_big_endian(to, (uint32_t)value->int4, 4);
	case DB_INT8:
		return put_big_endian(to, (uint64_t)value->int8, 8);
	case DB_DATE:
		return put_big_endian(to, (uint32_t)(value->days - EPOCH_DAYS),
		    4);
	case DB_TIME:
		return put_big_endian(to,
		    (uint64_t)(value->int8 - EPOCH_MICROSECONDS), 8);
	case DB_UUID:
		memcpy(to, value->uuid.bytes, sizeof(value->uuid.bytes));
		return sizeof(value->uuid.bytes);
	case DB_TEXT:
	case DB_BYTES:
	case DB_TEXTS:
		break;
	}
	programming_error("no parameter of this type");
	return 0;
}

void
db_wire_encode(struct db_wire *ret_wire, const struct db_statement *statement,
    const struct db_value *values)
{
	for (int i = 0; i < statement->count; i++) {
		const struct db_value *value = &values[i];
		if (value->type != statement->types[i])
			programming_error("parameter of another type");
		ret_wire->formats[i] = 1;
		if (value->null) {
			ret_wire->values[i] = NULL;
			ret_wire->lengths[i] = 0;
		} else if (value->type == DB_TEXT || value->type == DB_BYTES) {
			ret_wire->values[i] = value->bytes.at;
			ret_wire->lengths[i] = (int)value->bytes.length;
		} else {
			ret_wire->values[i] = ret_wire->fixed[i];
			ret_wire->lengths[i] = put_fixed(ret_wire->fixed[i],
			    value);
		}
	}
}

/* ---- Rows: a struct db_rows is a PGresult under another name ---- */

static const PGresult *
result_of(const struct db_rows *rows)
{
	return (const PGresult *)rows;
}

static _Thread_local bool misread;
static _Thread_local char misread_rule[120];

/* Remembers the first value that could not be read. */
static void
note_misread(const struct db_rows *rows, int c, const char *what)
{
	const char *name = PQfname(result_of(rows), c);

	if (misread)
		return;
	misread = true;
	snprintf(misread_rule, sizeof(misread_rule), "database: column %s %s",
	    name == NULL ? "?" : name, what);
}

const char *
db_misread(void)
{
	bool was = misread;

	misread = false;
	return was ? misread_rule : NULL;
}

void
db_rows_free(struct db_rows *rows)
{
	PQclear((PGresult *)rows);
}

int
db_rows_count(const struct db_rows *rows)
{
	return PQntuples(result_of(rows));
}

static bool
is_there(const struct db_rows *rows, int r, int c)
{
	return r >= 0 && r < PQntuples(result_of(rows)) && c >= 0 &&
	    c < PQnfields(result_of(rows));
}

bool
db_is_null(const struct db_rows *rows, int r, int c)
{
	if (!is_there(rows, r, c)) {
		note_misread(rows, c, "or its row is not there");
		return true;
	}
	return PQgetisnull(result_of(rows), r, c);
}

int
db_get_length(const struct db_rows *rows, int r, int c)
{
	return PQgetlength(result_of(rows), r, c);
}

/* False when it is a type that no reader knows. */
static bool
type_of(Oid oid, enum db_type *ret_type)
{
	static const struct {
		enum oid oid;
		enum db_type type;
	} known[] = {{OID_BOOL, DB_BOOL}, {OID_BYTEA, DB_BYTES},
	    {OID_INT4, DB_INT4}, {OID_INT8, DB_INT8}, {OID_TEXT, DB_TEXT},
	    {OID_VARCHAR, DB_TEXT}, {OID_NAME, DB_TEXT},
	    {OID_TEXTS, DB_TEXTS}, {OID_DATE, DB_DATE},
	    {OID_TIMESTAMPTZ, DB_TIME}, {OID_UUID, DB_UUID}};

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if ((Oid)known[i].oid == oid) {
			*ret_type = known[i].type;
			return true;
		}
	return false;
}

/* The longest value of fixed size; as text "", as an array without items. */
static const unsigned char nothing[DB_WIRE_FIXED_MOST];

/* The bytes of a value that is there and has the type; else zeros. */
static const unsigned char *
value_of(const struct db_rows *rows, int r, int c, enum db_type wanted)
{
	enum db_type type;

	if (!is_there(rows, r, c))
		note_misread(rows, c, "or its row is not there");
	else if (PQgetisnull(result_of(rows), r, c))
		note_misread(rows, c, "is null");
	else if (!type_of(PQftype(result_of(rows), c), &type) ||
	    type != wanted)
		note_misread(rows, c, "is of another type");
	else
		return (const unsigned char *)PQgetvalue(result_of(rows), r,
		    c);
	return nothing;
}

static uint64_t
get_big_endian(const unsigned char *at, int size)
{
	uint64_t value = 0;

	for (int i = 0; i < size; i++)
		value = value << 8 | at[i];
	return value;
}

bool
db_get_bool(const struct db_rows *rows, int r, int c)
{
	return value_of(rows, r, c, DB_BOOL)[0] != 0;
}

int32_t
db_get_int4(const struct db_rows *rows, int r, int c)
{
	return (int32_t)get_big_endian(value_of(rows, r, c, DB_INT4), 4);
}

int64_t
db_get_int8(const struct db_rows *rows, int r, int c)
{
	return (int64_t)get_big_endian(value_of(rows, r, c, DB_INT8), 8);
}

const char *
db_get_text(const struct db_rows *rows, int r, int c)
{
	return (const char *)value_of(rows, r, c, DB_TEXT);
}

const unsigned char *
db_get_bytes(const struct db_rows *rows, int r, int c, size_t *ret_length)
{
	const unsigned char *at = value_of(rows, r, c, DB_BYTES);

	*ret_length = at == nothing ? 0
	    : (size_t)PQgetlength(result_of(rows), r, c);
	return at;
}

struct uuid
db_get_uuid(const struct db_rows *rows, int r, int c)
{
	struct uuid uuid;

	memcpy(uuid.bytes, value_of(rows, r, c, DB_UUID), sizeof(uuid.bytes));
	return uuid;
}

/* "infinity" and "-infinity" are the ends of the type; they stay so. */
static int32_t
date_of(const unsigned char *at)
{
	int32_t days = (int32_t)get_big_endian(at, 4);

	return days > INT32_MAX - EPOCH_DAYS ? days : days == INT32_MIN ? days
	    : days + EPOCH_DAYS;
}

static int64_t
time_of(const unsigned char *at)
{
	int64_t time = (int64_t)get_big_endian(at, 8);

	return time > INT64_MAX - EPOCH_MICROSECONDS ? time
	    : time == INT64_MIN ? time : time + EPOCH_MICROSECONDS;
}

int32_t
db_get_date(const struct db_rows *rows, int r, int c)
{
	return date_of(value_of(rows, r, c, DB_DATE));
}

int64_t
db_get_time(const struct db_rows *rows, int r, int c)
{
	return time_of(value_of(rows, r, c, DB_TIME));
}

/* As the getters above, from bytes whose type is known. */
static void
decode(struct db_value *value, const unsigned char *at, int length)
{
	switch (value->type) {
	case DB_BOOL:
		value->boolean = at[0] != 0;
		break;
	case DB_INT4:
		value->int4 = (int32_t)get_big_endian(at, 4);
		break;
	case DB_INT8:
		value->int8 = (int64_t)get_big_endian(at, 8);
		break;
	case DB_DATE:
		value->days = date_of(at);
		break;
	case DB_TIME:
		value->int8 = time_of(at);
		break;
	case DB_UUID:
		memcpy(value->uuid.bytes, at, sizeof(value->uuid.bytes));
		break;
	case DB_TEXT:
	case DB_BYTES:
	case DB_TEXTS:
		value->bytes.at = at;
		value->bytes.length = (size_t)length;
		break;
	}
}

struct db_value
db_get_value(const struct db_rows *rows, int r, int c)
{
	const PGresult *result = result_of(rows);
	struct db_value value = {.type = DB_TEXT, .null = true};

	if (!is_there(rows, r, c)) {
		note_misread(rows, c, "or its row is not there");
		return value;
	}
	if (!type_of(PQftype(result, c), &value.type)) {
		note_misread(rows, c, "is of another type");
		return value;
	}
	value.null = PQgetisnull(result, r, c);
	if (!value.null)
		decode(&value, (const unsigned char *)PQgetvalue(result, r, c),
		    PQgetlength(result, r, c));
	return value;
}

/* ---- text[]: array_send of one dimension, without nulls ---- */

#define ARRAY_HEADER 12 /* dimensions, flags, element type */
#define ARRAY_DIMENSION 8 /* length, lower bound */

int
db_texts_count(const struct db_rows *rows, int r, int c)
{
	const unsigned char *at = value_of(rows, r, c, DB_TEXTS);

	if (get_big_endian(at, 4) == 0)
		return 0;
	if (get_big_endian(at, 4) != 1) {
		note_misread(rows, c, "has more than one dimension");
		return 0;
	}
	return (int)get_big_endian(at + ARRAY_HEADER, 4);
}

const char *
db_texts_item(const struct db_rows *rows, int r, int c, int i,
    size_t *ret_length)
{
	const unsigned char *at = value_of(rows, r, c, DB_TEXTS);
	int32_t length = -1;

	if (i >= 0 && i < db_texts_count(rows, r, c)) {
		at += ARRAY_HEADER + ARRAY_DIMENSION;
		length = (int32_t)get_big_endian(at, 4);
		for (; i > 0; i--) {
			at += 4 + (length < 0 ? 0 : length);
			length = (int32_t)get_big_endian(at, 4);
		}
	}
	if (length < 0) {
		note_misread(rows, c, "lacks an item");
		*ret_length = 0;
		return (const char *)nothing;
	}
	*ret_length = (size_t)length;
	return (const char *)at + 4;
}
