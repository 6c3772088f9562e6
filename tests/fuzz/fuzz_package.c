/* SPDX-License-Identifier: EUPL-1.2
 *
 * Foreign bytes as an office document.
 */
#include <glib.h>
#include <stdint.h>
#include <stdlib.h>

#include "examine/package.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int __lsan_is_turned_off(void);

/* libgsf forgets memory of a broken file; the examining child ends with it. */
int
__lsan_is_turned_off(void)
{
	return 1;
}

/* What it complains of is told to nobody. */
static void
say_nothing(const char *domain, GLogLevelFlags level, const char *message,
    void *context)
{
	(void)domain;
	(void)level;
	(void)message;
	(void)context;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *type = NULL;
	enum package_verdict verdict;

	g_log_set_default_handler(say_nothing, NULL);
	verdict = package_look(data, size, &type);
	if ((verdict == PACKAGE_NONE) != (type == NULL))
		abort();
	return 0;
}
