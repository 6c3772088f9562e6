/* SPDX-License-Identifier: EUPL-1.2
 *
 * minsag-document: the bytes of a document's version. It holds no secret but
 * the token ring, and may do nothing in the database but call api_document.
 */
#include "core/worker.h"
#include "document/operations.h"

int
main(int argc, char *argv[])
{
	static const struct worker_options options = {
	    .program = CONF_DOCUMENT,
	    .database_role = "minsag_document",
	    .routes = &document_routes};

	return worker_main(argc, argv, &options);
}
