/* SPDX-License-Identifier: EUPL-1.2
 *
 * minsag-admin: what a municipality's administrators do, and caseworkers until
 * their own pages exist, from the command line.
 */
#include "config.h"

#include <getopt.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "admin/call.h"
#include "admin/command.h"
#include "core/conf.h"
#include "core/log.h"
#include "core/sandbox.h"
#include "core/vault.h"

#define CONF_DEFAULT "/etc/minsag/minsag.conf"
#define WAIT_MS 5000
#define STATEMENT_MS 60000

static int
stopped(const char *what, const char *why)
{
	fprintf(stderr, "minsag-admin: %s: %s\n", what, why);
	return ADMIN_STOPPED;
}

static void
print_usage(FILE *out)
{
	fputs("usage: minsag-admin [-c file] command …\n"
	    "       minsag-admin command --help\n"
	    "       minsag-admin -C | -V | --help | --version\n", out);
	for (const struct command *row = commands; row->name != NULL; row++)
		fprintf(out, "  %-12s %s\n", row->name, row->line);
}

static int
usage(void)
{
	print_usage(stderr);
	return ADMIN_STOPPED;
}

static void
print_command(FILE *out, const struct command *command)
{
	fprintf(out, "usage: minsag-admin [-c file] %s %s\n", command->name,
	    command->usage);
}

static bool
asks_for_help(int argc, char *argv[])
{
	for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++)
		if (strcmp(argv[i], "--help") == 0)
			return true;
	return false;
}

static const struct command *
find(const char *name)
{
	for (const struct command *row = commands; row->name != NULL; row++)
		if (strcmp(row->name, name) == 0)
			return row;
	return NULL;
}

static int
run(struct admin *admin, const char *database, int argc, char *argv[])
{
	int status;

	if (sandbox_enter(database) != RESULT_OK)
		return stopped("sandbox", "the kernel refuses it");
	optind = 0; /* glibc: begin anew, with the command as the name */
	status = admin->command->run(admin, argc, argv);
	if (status != ADMIN_USAGE)
		return status;
	print_command(stderr, admin->command);
	return ADMIN_STOPPED;
}

static int
start(struct admin *admin, const char *path, int argc, char *argv[])
{
	struct db_options options = {.user = "minsag_admin", .connections = 1,
	    .wait_ms = WAIT_MS, .statement_ms = STATEMENT_MS};
	struct conf conf = {0};
	const char *misread;
	char message[512];
	int status;

	if (vault_start() != RESULT_OK)
		return stopped("libsodium", "it does not start");
	if (conf_load(path, CONF_ADMIN, &conf, message, sizeof(message)) !=
	    RESULT_OK)
		return stopped("configuration", message);
	options.conninfo = conf.database;
	log_open("minsag-admin", LOG_LEVEL_WARNING);
	if (db_open(&options, &admin->db) != RESULT_OK)
		status = stopped("database", "malformed conninfo");
	else
		status = run(admin, conf.database, argc, argv);
	misread = db_misread();
	if (status == ADMIN_DONE && misread != NULL)
		status = stopped("database", misread);
	db_close(admin->db);
	conf_clear(&conf);
	return status;
}

int
main(int argc, char *argv[])
{
	static const struct option words[] = {
		{"help", no_argument, NULL, 'h'},
		{"version", no_argument, NULL, 'V'},
		{0},
	};
	struct admin admin = {0};
	const char *conf = CONF_DEFAULT;
	int option;

	/* +: the options of a command stand behind it. */
	while ((option = getopt_long(argc, argv, "+c:CV", words, NULL)) != -1)
		switch (option) {
		case 'c':
			conf = optarg;
			break;
		case 'C':
			conf_print_manual(stdout, CONF_ADMIN);
			return ADMIN_DONE;
		case 'h':
			print_usage(stdout);
			return ADMIN_DONE;
		case 'V':
			puts("minsag-admin " PACKAGE_VERSION);
			return ADMIN_DONE;
		default:
			return usage();
		}
	if (optind == argc)
		return usage();
	admin.command = find(argv[optind]);
	if (admin.command == NULL) {
		fprintf(stderr, "minsag-admin: there is no command \"%s\"\n",
		    argv[optind]);
		return usage();
	}
	if (asks_for_help(argc - optind, argv + optind)) {
		print_command(stdout, admin.command);
		printf("%s.\n", admin.command->line);
		return ADMIN_DONE;
	}
	return start(&admin, conf, argc - optind, argv + optind);
}
