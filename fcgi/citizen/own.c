/* SPDX-License-Identifier: EUPL-1.2 */
#include "citizen/own.h"

#include <stdio.h>
#include <stdlib.h>

#include "core/vault.h"
#include "print/print.h"

static enum result
open_all(const struct conf *conf, struct citizen_own *own, char *message,
    size_t size)
{
	enum result result = secret_load_public(conf->courier_public_key,
	    VAULT_KEY_BYTES, &own->courier);

	if (result != RESULT_OK) {
		snprintf(message, size, "courier_public_key: %s",
		    result_row(result)->word);
		return result;
	}
	return print_open(conf->print_font, conf->print_font_bold,
	    conf->print_font_more, &own->print, message, size);
}

enum result
own_open(const struct conf *conf, void **ret_own, char *message, size_t size)
{
	struct citizen_own *own = calloc(1, sizeof(*own));
	enum result result;

	if (own == NULL)
		return RESULT_BROKEN;
	result = open_all(conf, own, message, size);
	if (result != RESULT_OK)
		own_close(own);
	else
		*ret_own = own;
	return result;
}

void
own_close(void *at)
{
	struct citizen_own *own = at;

	if (own == NULL)
		return;
	secret_free(own->courier);
	print_free(own->print);
	free(own);
}
