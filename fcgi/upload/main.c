/* SPDX-License-Identifier: EUPL-1.2
 *
 * minsag-upload: what citizens add to their cases, by tus 1.0.0. It holds no
 * secret but the token ring, and may do nothing in the database but call
 * api_upload. It keeps nothing of an upload between two requests: any process
 * on any host takes the next chunk.
 */
#include "core/worker.h"
#include "upload/operations.h"
#include "upload/upload.h"

int
main(int argc, char *argv[])
{
	static const struct worker_options options = {
	    .program = CONF_UPLOAD,
	    .database_role = "minsag_upload",
	    .routes = &upload_routes,
	    .pool_limit = 64 * 1024,
	    .open = upload_open,
	    .close = upload_close};

	return worker_main(argc, argv, &options);
}
