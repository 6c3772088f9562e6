/* SPDX-License-Identifier: EUPL-1.2 */
#include "courier/transport.h"

#include <stdlib.h>

const char *
fate_word(enum fate fate)
{
	static const char *const words[] = {"sent", "received", "completed",
	    "invalid", "not-allowed"};

	return words[fate];
}

void
transport_close(struct transport *transport)
{
	free(transport->url);
	secret_free(transport->authority);
	secret_free(transport->certificate);
	secret_free(transport->key);
	*transport = (struct transport){.send = NULL};
}
