/* SPDX-License-Identifier: EUPL-1.2 */
#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "admin/call.h"
#include "admin/staff.h"
#include "core/vault.h"

#define TEXT_BYTES 16000 /* 4,000 characters of 4 bytes */

static const struct db_statement statement = {"remark_answer",
    "SELECT ret_id, ret_at FROM api_desk.remark_answer($1, $2, $3, $4, $5, $6, "
    "$7, $8, $9)",
    9,
    {DB_TEXT, DB_TEXT, DB_TEXT, DB_TEXT, DB_UUID, DB_TEXT, DB_TEXT, DB_UUID,
	DB_UUID}};

struct input {
	struct staff staff;
	bool has_version;
	struct uuid version, remark;
	const char *outcome;
};

static bool
read_options(const struct admin *admin, struct input *input, int argc,
    char *argv[])
{
	static const struct option options[] = {
		STAFF_OPTIONS,
		{"version", required_argument, NULL, 'v'},
		{0},
	};
	int option;

	while ((option = getopt_long(argc, argv, "", options, NULL)) != -1) {
		if (option != 'v' &&
		    !staff_option(&input->staff, option, optarg))
			return false;
		if (option == 'v')
			input->has_version = read_uuid(optarg, &input->version);
		if (option == 'v' && !input->has_version) {
			refuse_word(admin, "--version", optarg,
			    "a version's id, a UUID");
			return false;
		}
	}
	if (argc - optind != 2)
		return false;
	if (!read_uuid(argv[optind], &input->remark)) {
		refuse_word(admin, "remark", argv[optind],
		    "a remark's id, a UUID");
		return false;
	}
	input->outcome = argv[optind + 1];
	return true;
}

/* The same answer to the same remark has the same key, so it counts once. */
static struct uuid
key_of(const struct input *input, const char *text)
{
	unsigned char hash[VAULT_HASH_BYTES];
	struct vault_sha256 sum;
	struct uuid key;

	vault_sha256_begin(&sum);
	vault_sha256_add(&sum, &input->remark, sizeof(input->remark));
	vault_sha256_add(&sum, &input->version, sizeof(input->version));
	vault_sha256_add(&sum, input->outcome, strlen(input->outcome) + 1);
	vault_sha256_add(&sum, text, strlen(text));
	vault_sha256_end(&sum, hash);
	memcpy(&key, hash, sizeof(key));
	return key;
}

int
answer_run(struct admin *admin, int argc, char *argv[])
{
	struct input input = {0};
	struct db_rows *rows = NULL;
	struct db_value values[9];
	char *text;
	int status;

	if (!read_options(admin, &input, argc, argv))
		return ADMIN_USAGE;
	if (!read_input(TEXT_BYTES, &text))
		return refuse(admin, ADMIN_REFUSED,
		    "standard input: 1 to 4000 characters of UTF-8");
	staff_values(&input.staff, values);
	values[4] = db_uuid(input.remark);
	values[5] = db_text(input.outcome);
	values[6] = db_text(text);
	values[7] = input.has_version ? db_uuid(input.version)
				      : db_null(DB_UUID);
	values[8] = db_uuid(key_of(&input, text));
	status = call(admin, &statement, values, &rows);
	if (status == ADMIN_DONE)
		print_row(stdout, rows, 0, 2);
	db_rows_free(rows);
	free(text);
	return status;
}
