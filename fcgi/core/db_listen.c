/* SPDX-License-Identifier: EUPL-1.2 */
#include "core/db_connection.h"

enum result
db_listen(struct db *db, const struct db_statement *statement,
    struct db_pending **ret_listener, const char **ret_rule)
{
	struct db_pending *connection;
	PGresult *rows = NULL;
	enum result result = db_connection_take(db, false, &connection,
	    ret_rule);

	if (result != RESULT_OK)
		return result;
	result = db_connection_send(connection, statement, NULL, ret_rule);
	if (result == RESULT_OK)
		result = db_connection_judge(connection,
		    db_connection_read(connection, db->statement_ms +
		    DB_PATIENCE_MS), &rows, ret_rule);
	PQclear(rows);
	if (result != RESULT_OK) {
		db_connection_give_back(connection);
		return result;
	}
	*ret_listener = connection;
	return RESULT_OK;
}

enum result
db_heard(struct db_pending *listener)
{
	PGnotify *notify;

	if (PQconsumeInput(listener->pg) == 0)
		return RESULT_TRY_AGAIN;
	while ((notify = PQnotifies(listener->pg)) != NULL)
		PQfreemem(notify);
	return PQstatus(listener->pg) == CONNECTION_OK ? RESULT_OK
						       : RESULT_TRY_AGAIN;
}

/* What listens must not serve another call: it would go on hearing. */
void
db_unlisten(struct db_pending *listener)
{
	if (listener == NULL)
		return;
	db_connection_hang_up(listener);
	db_connection_give_back(listener);
}
