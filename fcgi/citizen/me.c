/* SPDX-License-Identifier: EUPL-1.2 */
#include "citizen/operations.h"

#include "citizen/show.h"
#include "core/conf.h"

static const struct db_statement statement = {"me",
    "SELECT ret_name, ret_level, ret_started_at, ret_idle_until, ret_until, "
    "ret_tag FROM api_citizen.me($1)", 1, {DB_BYTES}};

enum { NAME, LEVEL, STARTED_AT, IDLE_UNTIL, UNTIL, TAG };

/* Level names of NSIS (IDENTITY: OIOSAML 3 speaks them so). */
static const char *
level_name(int32_t level)
{
	static const char *const names[] = {"None", "Low", "Substantial",
	    "High"};

	return level >= LEVEL_NONE && level <= LEVEL_HIGH ? names[level]
							   : names[0];
}

static void
show(struct writer *writer, const struct request *req,
    const struct db_rows *rows, int r)
{
	static const struct column times[] = {{"started_at",
	    STARTED_AT, 0}, {"idle_until", IDLE_UNTIL, 0}, {"until", UNTIL, 0}};

	writer_key(writer, "name");
	writer_value(writer, rows, r, NAME);
	writer_key(writer, "tag");
	writer_value(writer, rows, r, TAG);
	writer_key(writer, "level");
	writer_text(writer, level_name(db_get_int4(rows, r, LEVEL)));
	writer_columns(writer, rows, r, times, LENGTH(times), req->language);
	writer_key(writer, "municipality");
	writer_text(writer, req->shared->conf->municipality);
}

enum result
me(struct request *req)
{
	struct db_value values[] = {session_value(req)};
	struct db_rows *rows;
	enum result result;

	result = request_query(req, NULL, 0, NULL);
	if (result != RESULT_OK)
		return result;
	result = call(req, &statement, values, &rows);
	if (result != RESULT_OK)
		return result;
	return answer_row_take(req, rows, show);
}
