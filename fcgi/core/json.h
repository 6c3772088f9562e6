/* SPDX-License-Identifier: EUPL-1.2
 *
 * The door to json-c: one flat object, a request's or a line of an import's,
 * is read into a field table's struct. What is sent is written by writer.h.
 */
#ifndef MINSAG_JSON_H
#define MINSAG_JSON_H

#include <stddef.h>
#include "core/field.h"
#include "core/pool.h"
#include "core/result.h"

#define JSON_DEPTH_MOST 16
#define JSON_ITEMS_MOST 10000 /* of a list */

/*
 * Reads RFC 8259 text: one object whose members are the table's fields, depth
 * at most 16. A member of unknown name, given twice, of another type, out of
 * bounds or missing though required is RESULT_BAD_INPUT, as are invalid
 * UTF-8, half a surrogate pair, a raw control character in a string, NUL and
 * whatever stands behind the object. *ret_rule is static or
 * the pool's.
 */
enum result
json_read(const char *at, size_t length, const struct field *fields,
    size_t count, struct pool *pool, void *ret_struct, const char **ret_rule)
    must_check;

/*
 * The same for the answer of another system, which may say more than we know:
 * members of unknown name are left aside, and so is null.
 */
enum result
json_read_foreign(const char *at, size_t length, const struct field *fields,
    size_t count, struct pool *pool, void *ret_struct, const char **ret_rule)
    must_check;

/*
 * The first member of the object that is no field of the table, for input whose
 * names are no stranger's: the pool's, or NULL when there is none, or when its
 * name is not of a-z and _ alone, at most 40 of them, and so could be data.
 */
const char *
json_unknown(const char *at, size_t length, const struct field *fields,
    size_t count, struct pool *pool);

/* One array of strings, at most JSON_ITEMS_MOST; the pool's. */
enum result
json_read_texts(const char *at, size_t length, struct pool *pool,
    const char *const **ret_texts, size_t *ret_count, const char **ret_rule)
    must_check;

#endif
