/* SPDX-License-Identifier: EUPL-1.2 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "audit/canonical.h"

void
canonical_begin(struct canonical *form)
{
	vault_sha256_begin(&form->sum);
}

void
canonical_null(struct canonical *form)
{
	vault_sha256_add(&form->sum, "~", 1);
}

void
canonical_text(struct canonical *form, const char *at, size_t length)
{
	char head[32];
	int size = snprintf(head, sizeof(head), "%zu:", length);

	vault_sha256_add(&form->sum, head, (size_t)size);
	vault_sha256_add(&form->sum, at, length);
	vault_sha256_add(&form->sum, ",", 1);
}

void
canonical_int(struct canonical *form, int64_t value)
{
	char text[32];
	int size = snprintf(text, sizeof(text), "%" PRId64, value);

	canonical_text(form, text, (size_t)size);
}

void
canonical_uuid(struct canonical *form, struct uuid value)
{
	char text[UUID_TEXT_LENGTH + 1];

	uuid_format(value, text);
	canonical_text(form, text, UUID_TEXT_LENGTH);
}

void
canonical_hash(struct canonical *form,
    const unsigned char hash[VAULT_HASH_BYTES])
{
	char text[2 * VAULT_HASH_BYTES + 1];

	canonical_hex(hash, text);
	canonical_text(form, text, strlen(text));
}

void
canonical_end(struct canonical *form,
    unsigned char ret_hash[VAULT_HASH_BYTES])
{
	vault_sha256_end(&form->sum, ret_hash);
}

void
canonical_hex(const unsigned char hash[VAULT_HASH_BYTES],
    char ret_text[2 * VAULT_HASH_BYTES + 1])
{
	for (size_t i = 0; i < VAULT_HASH_BYTES; i++)
		snprintf(ret_text + 2 * i, 3, "%02x", hash[i]);
}
