/* SPDX-License-Identifier: EUPL-1.2
 *
 * minsag-import: brings a folder of cases into the database.
 */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/conf.h"
#include "core/db.h"
#include "core/vault.h"
#include "import/load.h"
#include "import/store.h"

#define CONF_DEFAULT "/etc/minsag/minsag.conf"
#define WAIT_MS 5000
#define STATEMENT_MS 120000 /* hashing a version of 1000 MiB takes its time */

enum { EXIT_GOOD, EXIT_BAD_LINES, EXIT_STOPPED };

struct program {
	struct conf conf;
	struct load_options load;
	bool all_or_nothing;
	const char *folder; /* NULL: KLE numbers alone */
	const char *kle;    /* file of KLE numbers, or NULL */
	struct report report;
};

static const char usage_text[] =
    "usage: minsag-import [-c file] [--all-or-nothing] [--kle file] [folder]\n"
    "       minsag-import -C | -V | --help | --version\n";

static int
usage(void)
{
	fputs(usage_text, stderr);
	return EXIT_STOPPED;
}

static int
stopped(const char *what, const char *why)
{
	fprintf(stderr, "minsag-import: %s: %s\n", what, why);
	return EXIT_STOPPED;
}

/* Size of a file below the folder (or anywhere, AT_FDCWD); -1: none. */
static int64_t
size_of(int folder, const char *name)
{
	struct stat status;

	return fstatat(folder, name, &status, 0) == 0 ? status.st_size : -1;
}

static FILE *
open_text(int folder, const char *name)
{
	int fd = openat(folder, name, O_RDONLY | O_CLOEXEC);
	FILE *file = fd < 0 ? NULL : fdopen(fd, "r");

	if (file == NULL && fd >= 0)
		close(fd);
	return file;
}

static enum result
load_named(struct program *program, struct load *load, int folder,
    const char *name, bool only_kle)
{
	FILE *file = open_text(folder, name);
	enum result result;

	if (file == NULL) {
		stopped(name, strerror(errno));
		return RESULT_NOT_FOUND;
	}
	program->report.file = name;
	result = load_file(load, file, only_kle);
	fclose(file);
	return result;
}

/* KLE numbers first, for areas stand on them. */
static enum result
load_all(struct program *program, struct load *load)
{
	int folder = program->load.folder;
	int64_t kle = folder < 0 ? -1 : size_of(folder, "kle.jsonl");
	int64_t total = kle < 0 ? 0 : kle;
	enum result result = RESULT_OK;

	if (program->kle != NULL)
		total += size_of(AT_FDCWD, program->kle);
	if (folder >= 0)
		total += size_of(folder, "manifest.jsonl");
	program->report.total = total;
	program->report.done = 0;
	if (program->kle != NULL)
		result = load_named(program, load, AT_FDCWD, program->kle,
		    true);
	if (result == RESULT_OK && kle >= 0)
		result = load_named(program, load, folder, "kle.jsonl", true);
	if (result == RESULT_OK && folder >= 0)
		result = load_named(program, load, folder, "manifest.jsonl",
		    false);
	return result;
}

/* Once through all files. */
static enum result
pass(struct program *program, bool *ret_kept)
{
	struct load *load = NULL;
	enum result result = load_open(&program->load, &load);

	if (result != RESULT_OK) {
		stopped("import", "it can't begin");
		return result;
	}
	result = load_all(program, load);
	if (result == RESULT_OK)
		result = load_finish(load, ret_kept);
	load_close(load);
	return result;
}

/* All or nothing: tried out first, and done when no line was bad. */
static enum result
try_out(struct program *program, bool *ret_kept)
{
	enum result result;

	*ret_kept = false;
	program->load.try_out = true;
	result = pass(program, ret_kept);
	if (result != RESULT_OK || !*ret_kept)
		return result;
	program->load.try_out = false;
	program->report.again = true;
	return pass(program, ret_kept);
}

static int
run(struct program *program)
{
	bool kept = true;
	enum result result;

	report_open(&program->report);
	program->load.municipality = program->conf.municipality;
	result = program->all_or_nothing ? try_out(program, &kept)
	    : pass(program, &kept);
	report_close(&program->report, kept);
	if (result != RESULT_OK)
		return EXIT_STOPPED;
	return report_bad_count(&program->report) > 0 ? EXIT_BAD_LINES
	    : EXIT_GOOD;
}

/* Opens what the import stands on; messages name what is missing. */
static int
start(struct program *program)
{
	const struct db_options options = {
		.conninfo = program->conf.database,
		.user = "minsag_import",
		.connections = 1,
		.wait_ms = WAIT_MS,
		.statement_ms = STATEMENT_MS,
	};
	const char *rule = "";
	char message[512] = "memory";
	int status = EXIT_STOPPED;

	if (vault_start() != RESULT_OK)
		return stopped("libsodium", "it does not start");
	if (person_open(&program->conf, &program->load.keys, message,
	    sizeof(message)) != RESULT_OK)
		return stopped("key", message);
	if (examine_open(&program->load.examiner) != RESULT_OK)
		status = stopped("libmagic", "no database of types");
	else if (db_open(&options, &program->load.db) != RESULT_OK)
		status = stopped("database", "malformed conninfo");
	else if (store_health(program->load.db, &rule) != RESULT_OK)
		status = stopped("database", rule);
	else
		status = run(program);
	db_close(program->load.db);
	examine_close(program->load.examiner);
	person_close(program->load.keys);
	return status;
}

int
main(int argc, char *argv[])
{
	static const struct option options[] = {
		{"all-or-nothing", no_argument, NULL, 'a'},
		{"kle", required_argument, NULL, 'k'},
		{"help", no_argument, NULL, 'h'},
		{"version", no_argument, NULL, 'V'},
		{0},
	};
	struct program program = {.load.folder = -1};
	const char *conf = CONF_DEFAULT;
	char message[512];
	int option, status;

	while ((option = getopt_long(argc, argv, "c:CV", options, NULL)) != -1)
		switch (option) {
		case 'c':
			conf = optarg;
			break;
		case 'a':
			program.all_or_nothing = true;
			break;
		case 'k':
			program.kle = optarg;
			break;
		case 'C':
			conf_print_manual(stdout, CONF_IMPORT);
			return EXIT_GOOD;
		case 'h':
			fputs(usage_text, stdout);
			return EXIT_GOOD;
		case 'V':
			puts("minsag-import " PACKAGE_VERSION);
			return EXIT_GOOD;
		default:
			return usage();
		}
	if (optind < argc - 1 || (optind == argc && program.kle == NULL))
		return usage();
	program.folder = argv[optind];
	if (program.folder != NULL) {
		program.load.folder = open(program.folder,
		    O_RDONLY | O_DIRECTORY | O_CLOEXEC);
		if (program.load.folder < 0)
			return stopped(program.folder, strerror(errno));
	}
	if (conf_load(conf, CONF_IMPORT, &program.conf, message,
	    sizeof(message)) != RESULT_OK)
		return stopped("configuration", message);
	program.load.report = &program.report;
	status = start(&program);
	conf_clear(&program.conf);
	return status;
}
