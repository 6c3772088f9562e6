/* SPDX-License-Identifier: EUPL-1.2 */
#include "login/instant.h"
#include "login/login.h"
#include "login/operations.h"

#define SWEEP_EVERY (60 * INSTANT_SECOND)

static const struct db_statement statement = {"sweep",
    "SELECT ret_deleted FROM api_login.sweep()", 0, {0}};

/* Whether this process' turn has come. */
static bool
is_due(struct login *login)
{
	int64_t now = instant_now(), last = atomic_load(&login->swept_at);

	return now - last >= SWEEP_EVERY &&
	    atomic_compare_exchange_strong(&login->swept_at, &last, now);
}

void
sweep(struct request *req)
{
	const char *rule;

	/* What fails now is done a minute later. */
	if (is_due(login_of(req)) && db_call(req->shared->db, &statement, NULL,
	    NULL, &rule) != RESULT_OK)
		return;
}
