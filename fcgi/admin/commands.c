/* SPDX-License-Identifier: EUPL-1.2 */
#include "admin/command.h"

/* name, usage, line, function */
const struct command commands[] = {
	{"health", "", "Whether the database answers", health_run},
	{0},
};
