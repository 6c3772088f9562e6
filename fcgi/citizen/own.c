/* SPDX-License-Identifier: EUPL-1.2 */
#include "citizen/own.h"

#include <stdio.h>
#include <stdlib.h>

#include "core/vault.h"

enum result
own_open(const struct conf *conf, void **ret_own, char *message, size_t size)
{
	struct citizen_own *own = calloc(1, sizeof(*own));
	enum result result;

	if (own == NULL)
		return RESULT_BROKEN;
	result = secret_load_public(conf->courier_public_key,
	    VAULT_KEY_BYTES, &own->courier);
	if (result != RESULT_OK) {
		snprintf(message, size, "courier_public_key: %s",
		    result_row(result)->word);
		free(own);
		return result;
	}
	*ret_own = own;
	return RESULT_OK;
}

void
own_close(void *at)
{
	struct citizen_own *own = at;

	if (own == NULL)
		return;
	secret_free(own->courier);
	free(own);
}
