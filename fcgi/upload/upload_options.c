/* SPDX-License-Identifier: EUPL-1.2 */
#include "upload/operations.h"

#include "core/response.h"
#include "upload/checksum.h"
#include "upload/tus.h"

#define TEXT_OF(number) TEXT(number)
#define TEXT(number) #number

/* What a client may ask for before it is logged in: the protocol's part. */
static const struct {
	const char *name, *value;
} capabilities[] = {
	{"Tus-Version", TUS_VERSION},
	{"Tus-Max-Size", TEXT_OF(TUS_SIZE_MOST)},
	{"Tus-Extension",
	    "creation,creation-with-upload,checksum,expiration,termination"},
	{"Tus-Checksum-Algorithm", CHECKSUM_ALGORITHMS}};

enum result
upload_options(struct request *req)
{
	enum result result = request_query(req, NULL, 0, NULL);

	for (size_t i = 0; result == RESULT_OK &&
	    i < sizeof(capabilities) / sizeof(capabilities[0]); i++)
		result = response_header(req, capabilities[i].name,
		    capabilities[i].value);
	if (result != RESULT_OK)
		return result;
	return response_empty(req, 204);
}
