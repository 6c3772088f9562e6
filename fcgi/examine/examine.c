/* SPDX-License-Identifier: EUPL-1.2 */
#include "config.h"
#include "examine/examine.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "examine/child.h"
#include "examine/look.h"

static const char *const rules[EXAMINE_COUNT] = {
	[EXAMINE_GOOD] = "file: good",
	[EXAMINE_TYPE] = "media_type: the file's content is of another type",
	[EXAMINE_MIXED] = "file: of one type",
	[EXAMINE_DAMAGED] = "file: one that can be read",
	[EXAMINE_LOCKED] = "file: without a password",
	[EXAMINE_PICTURE] = "file: a picture of a reasonable size",
	[EXAMINE_NOT_UTF8] = "file: text in UTF-8 without NUL",
	[EXAMINE_MACROS] = "file: without macros",
	[EXAMINE_UNABLE] = "file: looking into it broke off",
};

const char *
examine_rule(enum examine_verdict verdict)
{
	return rules[verdict];
}

enum result
examine_open(struct examiner **ret_examiner)
{
	struct examiner *examiner = calloc(1, sizeof(*examiner));

	if (examiner == NULL)
		return RESULT_BROKEN;
	/* What would unpack, or needs more than the first bytes, stays off. */
	examiner->magic = magic_open(MAGIC_MIME_TYPE | MAGIC_NO_CHECK_COMPRESS |
	    MAGIC_NO_CHECK_TAR | MAGIC_NO_CHECK_ELF | MAGIC_NO_CHECK_CDF);
	examiner->nothing_fd = open("/dev/null", O_RDWR | O_CLOEXEC);
	if (examiner->nothing_fd < 0 || examiner->magic == NULL ||
	    magic_load(examiner->magic, NULL) != 0) {
		examine_close(examiner);
		return RESULT_BROKEN;
	}
	*ret_examiner = examiner;
	return RESULT_OK;
}

void
examine_close(struct examiner *examiner)
{
	if (examiner == NULL)
		return;
	if (examiner->magic != NULL)
		magic_close(examiner->magic);
	if (examiner->nothing_fd >= 0)
		close(examiner->nothing_fd);
	free(examiner);
}

enum result
examine(struct examiner *examiner, const struct examine_file *file,
    struct examined *ret_examined)
{
	struct child child;
	enum result result = child_begin(examiner, file, &child);

	if (result != RESULT_OK)
		return result;
	child_hear(child.fd, file->size, ret_examined);
	child_end(&child);
	return RESULT_OK;
}
