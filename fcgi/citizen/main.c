/* SPDX-License-Identifier: EUPL-1.2
 *
 * minsag-citizen: what a citizen reads and says, as JSON. It holds no secret
 * but the token ring, and may do nothing in the database but call api_citizen.
 */
#include "citizen/operations.h"
#include "citizen/own.h"
#include "core/worker.h"

/*
 * A page of 500 threads, each with remark, quote and answer as long as they may
 * be, or the changes between two long texts. Held only while it is answered.
 */
#define POOL_BYTES (32 * 1024 * 1024)

int
main(int argc, char *argv[])
{
	static const struct worker_options options = {
	    .program = CONF_CITIZEN,
	    .database_role = "minsag_citizen",
	    .routes = &citizen_routes,
	    .pool_limit = POOL_BYTES,
	    .open = own_open,
	    .close = own_close};

	return worker_main(argc, argv, &options);
}
