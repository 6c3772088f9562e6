/* SPDX-License-Identifier: EUPL-1.2 */
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "import/file.h"
#include "import/name.h"

#define PART 262144 /* bytes hashed at once */
#define NAME_SIZE 256

static enum result
refuse(const char **ret_rule, const char *rule)
{
	*ret_rule = rule;
	return RESULT_BAD_INPUT;
}

static enum result
refuse_errno(const char **ret_rule)
{
	switch (errno) {
	case ENOENT:
		return refuse(ret_rule, "file: there is none");
	case ELOOP:
	case ENOTDIR:
		return refuse(ret_rule, "file: no symbolic links");
	case EACCES:
		return refuse(ret_rule, "file: no right to read it");
	default:
		return refuse(ret_rule, "file: it cannot be read");
	}
}

static int
open_name(int folder, const char *name, bool last)
{
	/* O_NONBLOCK: opening a pipe would wait for its writer. */
	return openat(folder, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW |
	    (last ? O_NONBLOCK : O_DIRECTORY));
}

/* As it is named, else in the form in which another system wrote the name. */
static int
open_any_form(int folder, const char *name, bool last)
{
	static const enum name_form forms[] = {NAME_COMPOSED, NAME_APART};
	char other[4 * NAME_SIZE];
	int fd = open_name(folder, name, last);

	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++)
		if (fd < 0 && errno == ENOENT &&
		    name_write(name, forms[i], other, sizeof(other)))
			fd = open_name(folder, other, last);
	return fd;
}

/* Opens one part of the path in its folder, and closes that folder. */
static int
open_part(int folder, bool close_folder, const char *name, size_t length,
    bool last)
{
	char part[NAME_SIZE];
	int fd, error;

	if (length >= sizeof(part)) {
		if (close_folder)
			close(folder);
		errno = ENOENT;
		return -1;
	}
	memcpy(part, name, length);
	part[length] = '\0';
	fd = open_any_form(folder, part, last);
	error = errno;
	if (close_folder)
		close(folder);
	errno = error;
	return fd;
}

enum result
file_open(int folder, const char *path, int *ret_fd, int64_t *ret_size,
    const char **ret_rule)
{
	struct stat status;
	bool inner = false, last = false;
	int fd = folder;

	while (!last) {
		size_t length = strcspn(path, "/");

		last = path[length] == '\0';
		fd = open_part(fd, inner, path, length, last);
		if (fd < 0)
			return refuse_errno(ret_rule);
		inner = true;
		path += length + 1;
	}
	if (fstat(fd, &status) != 0 || !S_ISREG(status.st_mode)) {
		close(fd);
		return refuse(ret_rule, "file: a regular file");
	}
	if (status.st_size > FILE_SIZE_MOST) {
		close(fd);
		return refuse(ret_rule, "file: at most 1000 MiB");
	}
	*ret_fd = fd;
	*ret_size = status.st_size;
	return RESULT_OK;
}

enum result
file_read(int fd, int64_t offset, void *at, size_t size,
    const char **ret_rule)
{
	size_t done = 0;

	while (done < size) {
		ssize_t got = pread(fd, (char *)at + done, size - done,
		    (off_t)(offset + (int64_t)done));

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return refuse(ret_rule, "file: it cannot be read");
		if (got == 0)
			return refuse(ret_rule,
			    "file: it changed while it was read");
		done += (size_t)got;
	}
	return RESULT_OK;
}

enum result
file_hash(int fd, int64_t size, unsigned char ret_hash[VAULT_HASH_BYTES],
    const char **ret_rule)
{
	static unsigned char part[PART];
	struct vault_sha256 sum;
	int64_t offset = 0;

	vault_sha256_begin(&sum);
	while (offset < size) {
		size_t length = size - offset < PART ? (size_t)(size - offset)
		    : PART;
		enum result result = file_read(fd, offset, part, length,
		    ret_rule);

		if (result != RESULT_OK)
			return result;
		vault_sha256_add(&sum, part, length);
		offset += (int64_t)length;
	}
	vault_sha256_end(&sum, ret_hash);
	return RESULT_OK;
}
