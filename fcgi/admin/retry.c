/* SPDX-License-Identifier: EUPL-1.2 */
#include <errno.h>
#include <stdlib.h>

#include "admin/call.h"

static const struct db_statement statement = {"job_retry",
    "SELECT ret_outcome FROM api_admin.job_retry($1)", 1, {DB_INT8}};

static bool
read_job(const char *text, int64_t *ret_job)
{
	char *end;
	long long number;

	errno = 0;
	number = strtoll(text, &end, 10);
	if (errno != 0 || end == text || *end != '\0' || number < 1)
		return false;
	*ret_job = number;
	return true;
}

/* A job that is refused does not keep the others from being tried again. */
int
retry_run(struct admin *admin, int argc, char *argv[])
{
	int worst = ADMIN_DONE;
	int64_t job;

	for (int i = 1; i < argc; i++)
		if (!read_job(argv[i], &job))
			return ADMIN_USAGE;
	for (int i = 1; i < argc && worst != ADMIN_STOPPED; i++) {
		struct db_rows *rows = NULL;
		int status = ADMIN_USAGE;

		if (read_job(argv[i], &job))
			status = call(admin, &statement,
			    (struct db_value[]){db_int8(job)}, &rows);
		if (status == ADMIN_DONE)
			print_row(stdout, rows, 0, 1);
		db_rows_free(rows);
		worst = status > worst ? status : worst;
	}
	return argc > 1 ? worst : ADMIN_USAGE;
}
