/* SPDX-License-Identifier: EUPL-1.2
 *
 * Who acts as a caseworker: --unit, --role, --name and --why, which every
 * command that looks into a case demands, because the citizen reads them.
 */
#ifndef MINSAG_ADMIN_STAFF_H
#define MINSAG_ADMIN_STAFF_H

#include <stdbool.h>
#include "core/db.h"
#include "core/uuid.h"

#define STAFF_USAGE "--unit key --role role [--name name] --why reason"

/* For getopt_long(3): the options' rows, and the letters they give. */
#define STAFF_OPTIONS                                  \
	{"unit", required_argument, NULL, 'u'},        \
	{"role", required_argument, NULL, 'r'},        \
	{"name", required_argument, NULL, 'n'},        \
	{"why", required_argument, NULL, 'w'}

struct staff {
	const char *unit, *role, *name, *why;
	char request[UUID_TEXT_LENGTH + 1]; /* names a look: staff_request */
};

/* Takes an option of these; false for another. */
bool
staff_option(struct staff *staff, int option, const char *value);

/* The parameters in_unit, in_role, in_name, in_reason. */
void
staff_values(const struct staff *staff, struct db_value ret_values[4]);

/* The parameter in_request_id: another one each time. Borrowed from staff. */
struct db_value
staff_request(struct staff *staff);

#endif
