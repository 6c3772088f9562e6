/* SPDX-License-Identifier: EUPL-1.2 */
#include "admin/call.h"

static const struct db_statement statement = {"job_retry",
    "SELECT ret_outcome FROM api_admin.job_retry($1)", 1, {DB_INT8}};

/* A job that is refused does not keep the others from being tried again. */
int
retry_run(struct admin *admin, int argc, char *argv[])
{
	int worst = ADMIN_DONE;
	int64_t job;

	for (int i = 1; i < argc; i++)
		if (!read_number(argv[i], INT64_MAX, &job) || job == 0)
			return refuse_word(admin, "job", argv[i],
			    "the number of a job");
	for (int i = 1; i < argc && worst != ADMIN_STOPPED; i++) {
		struct db_rows *rows = NULL;
		int status = ADMIN_USAGE;

		if (read_number(argv[i], INT64_MAX, &job))
			status = call(admin, &statement,
			    (struct db_value[]){db_int8(job)}, &rows);
		if (status == ADMIN_DONE)
			print_row(stdout, rows, 0, 1);
		db_rows_free(rows);
		worst = status > worst ? status : worst;
	}
	return argc > 1 ? worst : ADMIN_USAGE;
}
