/* SPDX-License-Identifier: EUPL-1.2 */
#include "core/secret.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/vault.h"

/* A line of hexadecimal digits and its end, "\r\n" at most. */
#define LINE_END_BYTES 2

struct secret *
secret_new(size_t length)
{
	struct secret *secret = malloc(sizeof(*secret));

	if (secret == NULL)
		return NULL;
	secret->length = length;
	secret->bytes = vault_alloc(length > 0 ? length : 1);
	if (secret->bytes == NULL) {
		free(secret);
		return NULL;
	}
	return secret;
}

void
secret_free(struct secret *secret)
{
	if (secret == NULL)
		return;
	vault_free(secret->bytes);
	free(secret);
}

/* refused: what others than owner and group must not be able to do. */
static enum result
open_secret(const char *path, size_t most, mode_t refused, int *ret_fd,
    size_t *ret_size)
{
	enum result result = RESULT_OK;
	struct stat facts;
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);

	if (fd < 0)
		return errno == ENOENT || errno == ENOTDIR ? RESULT_NOT_FOUND
		    : RESULT_DENIED;
	if (fstat(fd, &facts) != 0)
		result = RESULT_BROKEN;
	else if (!S_ISREG(facts.st_mode))
		result = RESULT_WRONG_TYPE;
	else if ((facts.st_mode & refused) != 0)
		result = RESULT_DENIED;
	else if (facts.st_size < 0 || (size_t)facts.st_size > most)
		result = RESULT_TOO_BIG;
	if (result != RESULT_OK) {
		close(fd);
		return result;
	}
	*ret_fd = fd;
	*ret_size = (size_t)facts.st_size;
	return RESULT_OK;
}

static enum result
read_whole(int fd, struct secret *secret)
{
	size_t have = 0;
	ssize_t got;

	while (have < secret->length) {
		got = read(fd, secret->bytes + have, secret->length - have);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return RESULT_BROKEN; /* shorter than it was */
		have += (size_t)got;
	}
	return RESULT_OK;
}

static enum result
load(const char *path, size_t most, mode_t refused, struct secret **ret_secret)
{
	enum result result;
	struct secret *secret;
	size_t size;
	int fd;

	result = open_secret(path, most, refused, &fd, &size);
	if (result != RESULT_OK)
		return result;
	secret = secret_new(size);
	result = secret == NULL ? RESULT_BROKEN : read_whole(fd, secret);
	close(fd);
	if (result != RESULT_OK) {
		secret_free(secret);
		return result;
	}
	*ret_secret = secret;
	return RESULT_OK;
}

enum result
secret_load(const char *path, size_t most, struct secret **ret_secret)
{
	return load(path, most, S_IRWXO, ret_secret);
}

static enum result
load_hex(const char *path, size_t length, mode_t refused,
    struct secret **ret_secret)
{
	struct secret *line = NULL, *secret = NULL;
	enum result result;
	size_t digits;

	result = load(path, 2 * length + LINE_END_BYTES, refused, &line);
	if (result == RESULT_TOO_BIG)
		return RESULT_BAD_INPUT;
	if (result != RESULT_OK)
		return result;
	digits = line->length;
	if (digits > 0 && line->bytes[digits - 1] == '\n')
		digits--;
	if (digits > 0 && line->bytes[digits - 1] == '\r')
		digits--;
	secret = secret_new(length);
	result = secret == NULL ? RESULT_BROKEN
	    : vault_hex_decode((const char *)line->bytes, digits,
		  secret->bytes, length);
	secret_free(line);
	if (result != RESULT_OK) {
		secret_free(secret);
		return result;
	}
	vault_freeze(secret->bytes);
	*ret_secret = secret;
	return RESULT_OK;
}

enum result
secret_load_hex(const char *path, size_t length, struct secret **ret_secret)
{
	return load_hex(path, length, S_IRWXO, ret_secret);
}

enum result
secret_load_public(const char *path, size_t length,
    struct secret **ret_secret)
{
	return load_hex(path, length, S_IWOTH, ret_secret);
}

enum result
secret_load_certificate(const char *path, size_t most,
    struct secret **ret_secret)
{
	return load(path, most, S_IWOTH, ret_secret);
}
