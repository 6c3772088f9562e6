/* SPDX-License-Identifier: EUPL-1.2
 *
 * tus 1.0.0, Checksum extension: "Upload-Checksum: sha1 <base64>". The one
 * door to OpenSSL's hash functions: libsodium has no SHA-1, which the protocol
 * demands. It guards against damage on the way, not against an attacker, so
 * that SHA-1 is broken matters not.
 */
#ifndef MINSAG_UPLOAD_CHECKSUM_H
#define MINSAG_UPLOAD_CHECKSUM_H

#include <stddef.h>
#include "core/result.h"

#define CHECKSUM_ALGORITHMS "sha1,sha256" /* Tus-Checksum-Algorithm */
#define CHECKSUM_BYTES_MOST 32

enum checksum_algorithm { CHECKSUM_NONE, CHECKSUM_SHA1, CHECKSUM_SHA256 };

struct checksum {
	enum checksum_algorithm algorithm;
	unsigned char bytes[CHECKSUM_BYTES_MOST]; /* what it must be */
};

/*
 * Reads the header's value; NULL is CHECKSUM_NONE. RESULT_BAD_INPUT with the
 * rule for another algorithm, or anything but one space and the padded base64
 * of as many bytes as it has.
 */
enum result
checksum_parse(const char *text, struct checksum *ret_checksum,
    const char **ret_rule) must_check;

struct checksum_functions;

/* Once, before the sandbox: OpenSSL reads its configuration. NULL: failed. */
struct checksum_functions *
checksum_open(void) must_check;
void
checksum_close(struct checksum_functions *functions); /* accepts NULL */

/* RESULT_BAD_CHECKSUM unless the bytes have it; CHECKSUM_NONE has any. */
enum result
checksum_verify(const struct checksum_functions *functions,
    const struct checksum *checksum, const void *at, size_t length)
    must_check;

#endif
