/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>
#include "core/vault.h"
#include "login/saml.h"

const struct idp *
saml_find_idp(const struct saml *saml, const char *name)
{
	for (size_t i = 0; name != NULL && i < saml->idp_count; i++)
		if (strcmp(saml->idps[i].entity_id, name) == 0)
			return &saml->idps[i];
	return NULL;
}

void
saml_make_id(char ret_id[SAML_ID_SIZE])
{
	static const char hex[] = "0123456789abcdef";
	unsigned char random[(SAML_ID_SIZE - 2) / 2];

	vault_random(random, sizeof random);
	*ret_id++ = '_';
	for (size_t i = 0; i < sizeof random; i++) {
		*ret_id++ = hex[random[i] >> 4];
		*ret_id++ = hex[random[i] & 15];
	}
	*ret_id = '\0';
}
