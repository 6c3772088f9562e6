/* SPDX-License-Identifier: EUPL-1.2 */
#include <time.h>

#include "import/work.h"

#define PAUSE_MS 100 /* before the second try; then twice as long each time */

static void
pause_before(int try)
{
	const long ms = (long)PAUSE_MS << try;
	const struct timespec time = {.tv_sec = ms / 1000,
	    .tv_nsec = ms % 1000 * 1000000};

	nanosleep(&time, NULL);
}

static enum result
begin(const struct work *work, struct db_transaction **ret_in,
    const char **ret_rule)
{
	if (work->all == NULL)
		return db_begin(work->db, ret_in, ret_rule);
	*ret_in = work->all;
	return db_mark_whole(work->all, ret_rule);
}

static enum result
undo(const struct work *work, struct db_transaction *in)
{
	const char *ignored;

	if (work->all != NULL)
		return db_undo_whole(in, &ignored);
	db_rollback(in);
	return RESULT_OK;
}

/* *ret_held: somebody else had what it wanted. */
static enum result
try_once(const struct work *work, work_piece *piece, void *context,
    bool *ret_held, const char **ret_rule)
{
	struct db_transaction *in = NULL;
	bool keep = true;
	enum result result = begin(work, &in, ret_rule);

	*ret_held = false;
	if (result != RESULT_OK)
		return RESULT_TRY_AGAIN;
	result = piece(context, in, &keep, ret_rule);
	*ret_held = result == RESULT_TRY_AGAIN && db_was_held(in);
	if (result == RESULT_OK && keep)
		return work->all != NULL ? RESULT_OK
		    : db_commit_take(in, ret_rule);
	if (undo(work, in) != RESULT_OK)
		return RESULT_TRY_AGAIN;
	return result;
}

enum result
work_do(struct work *work, work_piece *piece, void *context,
    const char **ret_rule)
{
	bool held = false;

	for (int try = 0; try < WORK_TRIES; try++) {
		enum result result = try_once(work, piece, context, &held,
		    ret_rule);

		if (result != RESULT_TRY_AGAIN || !held)
			return result;
		pause_before(try);
	}
	*ret_rule = "somebody else holds it; import it again";
	return RESULT_DENIED;
}

enum result
work_try_out(struct work *work, const char **ret_rule)
{
	return db_begin(work->db, &work->all, ret_rule);
}

enum result
work_keep(struct work *work, const char **ret_rule)
{
	struct db_transaction *all = work->all;

	work->all = NULL;
	return db_commit_take(all, ret_rule);
}

void
work_drop(struct work *work)
{
	db_rollback(work->all);
	work->all = NULL;
}
