/* SPDX-License-Identifier: EUPL-1.2 */
#include "core/response.h"
#include "login/login.h"
#include "login/operations.h"

/* The document was built at start-up (metadata.c). */
enum result
metadata(struct request *req)
{
	const struct build *document = &login_of(req)->metadata;

	enum result result = request_query(req, NULL, 0, NULL);
	return result != RESULT_OK ? result : response_bytes(req, 200,
	    "application/samlmetadata+xml", document->text, document->length);
}
