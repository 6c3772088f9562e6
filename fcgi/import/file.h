/* SPDX-License-Identifier: EUPL-1.2
 *
 * Files of the import folder: opened below it and nowhere else, hashed, read
 * in parts.
 */
#ifndef MINSAG_FILE_H
#define MINSAG_FILE_H

#include <stddef.h>
#include <stdint.h>
#include "core/result.h"
#include "core/vault.h"

/* PostgreSQL hashes a version as one value of less than 1 GiB. */
#define FILE_SIZE_MOST (INT64_C(1000) << 20)

/*
 * Opens a regular file by a path that manifest_path_is_inside has passed,
 * part by part, following no symbolic link. A name in another form of Unicode
 * will do (name.h). *ret_fd is the caller's.
 * Otherwise *ret_rule says why.
 */
enum result
file_open(int folder, const char *path, int *ret_fd, int64_t *ret_size,
    const char **ret_rule) must_check;

/* Reads all of it from the beginning and hashes it. */
enum result
file_hash(int fd, int64_t size, unsigned char ret_hash[VAULT_HASH_BYTES],
    const char **ret_rule) must_check;

/*
 * Reads exactly size bytes at offset; a file that has become shorter is
 * RESULT_BAD_INPUT.
 */
enum result
file_read(int fd, int64_t offset, void *at, size_t size,
    const char **ret_rule) must_check;

#endif
