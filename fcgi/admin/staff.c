/* SPDX-License-Identifier: EUPL-1.2 */
#include "admin/staff.h"

#include "core/vault.h"

bool
staff_option(struct staff *staff, int option, const char *value)
{
	switch (option) {
	case 'u':
		staff->unit = value;
		return true;
	case 'r':
		staff->role = value;
		return true;
	case 'n':
		staff->name = value;
		return true;
	case 'w':
		staff->why = value;
		return true;
	default:
		return false;
	}
}

void
staff_values(const struct staff *staff, struct db_value ret_values[4])
{
	ret_values[0] = db_text(staff->unit);
	ret_values[1] = db_text(staff->role);
	ret_values[2] = db_text(staff->name);
	ret_values[3] = db_text(staff->why);
}

struct db_value
staff_request(struct staff *staff)
{
	struct uuid uuid;

	vault_random(uuid.bytes, sizeof(uuid.bytes));
	uuid_format(uuid, staff->request);
	return db_text(staff->request);
}
