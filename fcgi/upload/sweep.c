/* SPDX-License-Identifier: EUPL-1.2 */
#include <time.h>

#include "upload/operations.h"
#include "upload/upload.h"

#define SWEEP_EVERY 60 /* seconds */

static const struct db_statement statement = {"sweep",
    "SELECT ret_removed FROM api_upload.sweep()", 0, {0}};

/* Whether this process' turn has come. */
static bool
is_due(struct upload *upload)
{
	int64_t now = time(NULL), last = atomic_load(&upload->swept_at);

	return now - last >= SWEEP_EVERY &&
	    atomic_compare_exchange_strong(&upload->swept_at, &last, now);
}

void
sweep(struct request *req)
{
	const char *rule;

	/* What fails now is done a minute later. */
	if (is_due(upload_of(req)) && db_call(req->shared->db, &statement,
	    NULL, NULL, &rule) != RESULT_OK)
		return;
}
