/* SPDX-License-Identifier: EUPL-1.2 */
#include "core/calendar.h"
#include "core/pool.h"
#include "core/vault.h"
#include "login/instant.h"
#include "login/journal.h"
#include "login/login.h"

void
journal_begin(struct build *entry, const struct request *req,
    const char *what)
{
	char time[CALENDAR_TIME_SIZE];

	calendar_time(instant_now(), time);
	journal_line(entry, "what", what);
	journal_line(entry, "time", time);
	journal_line(entry, "request", req->id);
	journal_line(entry, "address", req->remote);
}

void
journal_line(struct build *entry, const char *name, const char *value)
{
	if (value == NULL)
		return;
	build_raw(entry, name);
	build_xmls(entry, ": ", value, "\n", NULL);
}

static enum result
seal(const struct build *entry, struct request *req,
    struct db_value *ret_sealed)
{
	const struct login *login = login_of(req);
	size_t size = entry->length + VAULT_BOX_EXTRA_BYTES;
	unsigned char *box = entry->failed ? NULL
	    : pool_alloc(req->pool, size);

	if (box == NULL)
		return request_fail(req, RESULT_TRY_AGAIN, "memory");
	enum result result = vault_box(login->log_key->bytes, entry->text,
	    entry->length, box);
	if (result == RESULT_OK)
		*ret_sealed = db_bytes(box, size);
	return result;
}

enum result
journal_seal(struct build *entry, struct request *req, const void *message,
    size_t length, struct db_value *ret_sealed)
{
	build_raw(entry, "\n");
	if (length > 0)
		build_bytes(entry, message, length);
	enum result result = seal(entry, req, ret_sealed);
	if (entry->text != NULL)
		vault_wipe(entry->text, entry->size);
	build_clear(entry);
	return result;
}
