/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdio.h>
#include <stdlib.h>

#include "core/secret.h"
#include "import/person.h"

struct person_keys {
	struct secret *identity;
	struct secret *courier;
};

static enum result
check(enum result result, const char *path, char *message, size_t size)
{
	if (result != RESULT_OK)
		snprintf(message, size, "%s: %s; wanted is a file of 64 "
		    "hexadecimal digits, which no others can write, nor read "
		    "when it is secret", path, result_row(result)->word);
	return result;
}

enum result
person_open(const struct conf *conf, struct person_keys **ret_keys,
    char *message, size_t size)
{
	struct person_keys *keys = calloc(1, sizeof(*keys));
	enum result result;

	if (keys == NULL)
		return RESULT_BROKEN;
	result = check(secret_load_hex(conf->identity_key, VAULT_KEY_BYTES,
	    &keys->identity), conf->identity_key, message, size);
	if (result == RESULT_OK)
		result = check(secret_load_public(conf->courier_public_key,
		    VAULT_KEY_BYTES, &keys->courier),
		    conf->courier_public_key, message, size);
	if (result != RESULT_OK) {
		person_close(keys);
		return result;
	}
	*ret_keys = keys;
	return RESULT_OK;
}

void
person_close(struct person_keys *keys)
{
	if (keys == NULL)
		return;
	secret_free(keys->identity);
	secret_free(keys->courier);
	free(keys);
}

enum result
person_read(const struct person_keys *keys, const char *cpr,
    struct person *ret_person)
{
	char digits[CPR_DIGITS + 1];
	enum result result = cpr_parse(cpr, digits);

	if (result == RESULT_OK) {
		vault_keyed_hash(keys->identity->bytes, digits, CPR_DIGITS,
		    ret_person->hash);
		result = vault_box(keys->courier->bytes, digits, CPR_DIGITS,
		    ret_person->sealed);
	}
	vault_wipe(digits, sizeof(digits));
	return result;
}
