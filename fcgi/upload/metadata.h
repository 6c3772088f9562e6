/* SPDX-License-Identifier: EUPL-1.2
 *
 * tus 1.0.0, Creation extension: Upload-Metadata, pairs of a key and a value
 * in base64, separated by commas. Of ours are "case", "filename" and
 * "filetype"; others must be well-formed and are given back by HEAD.
 */
#ifndef MINSAG_UPLOAD_METADATA_H
#define MINSAG_UPLOAD_METADATA_H

#include "core/pool.h"
#include "core/result.h"
#include "core/uuid.h"

#define METADATA_CHARACTERS_MOST 2048 /* of the header; data.upload agrees */
#define METADATA_NAME_MOST 255        /* characters of a file name */
#define METADATA_TYPE_MOST 100        /* characters of a media type */

struct metadata {
	struct uuid of_case;
	const char *file_name;
	const char *said_type; /* "" when not told */
};

/*
 * Reads the header's value; strings are the pool's. RESULT_BAD_INPUT with the
 * rule for anything malformed, a key given twice, no or another case than a
 * UUID, and a file name that metadata_name refuses.
 */
enum result
metadata_parse(const char *text, struct pool *pool,
    struct metadata *ret_metadata, const char **ret_rule) must_check;

/*
 * Says NULL when bytes can be the name of a file, else what is wanted: 1 to
 * 255 characters of UTF-8, no way to another folder ('/', '\', "..") and no
 * control, invisible or turning character, which would let a name look like
 * another (Unicode UAX #9). The column's constraint says the same.
 */
const char *
metadata_name(const char *at, size_t length) must_check;

#endif
