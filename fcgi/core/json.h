/* SPDX-License-Identifier: EUPL-1.2
 *
 * The door to json-c: one flat object of a request read into a field table's
 * struct, and values of rows as JSON.
 */
#ifndef MINSAG_JSON_H
#define MINSAG_JSON_H

#include <stddef.h>
#include "core/db.h"
#include "core/field.h"
#include "core/pool.h"
#include "core/result.h"

struct json_object;

#define JSON_DEPTH_MOST 16

/*
 * Reads RFC 8259 text: one object whose members are the table's fields, depth
 * at most 16. A member of unknown name, given twice, of another type, out of
 * bounds or missing though required is RESULT_BAD_INPUT, as are invalid
 * UTF-8, NUL and whatever stands behind the object. *ret_rule is static or
 * the pool's.
 */
enum result
json_read(const char *at, size_t length, const struct field *fields,
    size_t count, struct pool *pool, void *ret_struct, const char **ret_rule)
    must_check;

/*
 * JSON values from rows; all return a new json_object, NULL for SQL null.
 * Times are RFC 3339 in UTC with seconds, dates YYYY-MM-DD, uuids lower case,
 * hashes of at most 64 bytes hexadecimal.
 */
struct json_object *json_text(const struct db_rows *rows, int r, int c);
struct json_object *json_int(const struct db_rows *rows, int r, int c);
struct json_object *json_truth(const struct db_rows *rows, int r, int c);
struct json_object *json_uuid(const struct db_rows *rows, int r, int c);
struct json_object *json_date(const struct db_rows *rows, int r, int c);
struct json_object *json_time(const struct db_rows *rows, int r, int c);
struct json_object *json_texts(const struct db_rows *rows, int r, int c);
struct json_object *json_hex(const struct db_rows *rows, int r, int c);

/*
 * Adds a member under a key that is a string literal and not there yet; the
 * object takes value, NULL becomes null.
 */
void
json_put(struct json_object *object, const char *key,
    struct json_object *value);

#endif
