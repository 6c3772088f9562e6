/* SPDX-License-Identifier: EUPL-1.2
 *
 * minsag-admin's subcommands: a row in commands.c and a file each, with the
 * same name as the SQL function that it calls.
 */
#ifndef MINSAG_ADMIN_COMMAND_H
#define MINSAG_ADMIN_COMMAND_H

#include <stddef.h>
#include "core/db.h"

/* What the program ends with. */
enum { ADMIN_DONE, ADMIN_REFUSED, ADMIN_STOPPED, ADMIN_USAGE };

struct command;

struct admin {
	struct db *db;
	const struct command *command; /* the one that runs */
};

/*
 * argv[0] is the command's name, so getopt_long(3) can begin with optind 0.
 * ADMIN_USAGE makes main print how the command is called.
 */
struct command {
	const char *name;
	const char *usage; /* what follows the name; "" if nothing does */
	const char *line;  /* what it does, one line */
	int (*run)(struct admin *admin, int argc, char *argv[]);
};

/* Ends with a row without a name. */
extern const struct command commands[];

int health_run(struct admin *admin, int argc, char *argv[]);
int remarks_run(struct admin *admin, int argc, char *argv[]);
int answer_run(struct admin *admin, int argc, char *argv[]);
int show_run(struct admin *admin, int argc, char *argv[]);
int case_run(struct admin *admin, int argc, char *argv[]);
int withdraw_run(struct admin *admin, int argc, char *argv[]);
int withhold_run(struct admin *admin, int argc, char *argv[]);
int lift_run(struct admin *admin, int argc, char *argv[]);
int uploads_run(struct admin *admin, int argc, char *argv[]);
int release_run(struct admin *admin, int argc, char *argv[]);
int settings_run(struct admin *admin, int argc, char *argv[]);
int terms_run(struct admin *admin, int argc, char *argv[]);
int limits_run(struct admin *admin, int argc, char *argv[]);
int jobs_run(struct admin *admin, int argc, char *argv[]);
int notices_run(struct admin *admin, int argc, char *argv[]);
int notice_rule_run(struct admin *admin, int argc, char *argv[]);
int retry_run(struct admin *admin, int argc, char *argv[]);

#endif
