/* SPDX-License-Identifier: EUPL-1.2
 *
 * minsag-courier: does what is to be done by and by.
 */
#include "config.h"

#include <getopt.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "core/log.h"
#include "core/sandbox.h"
#include "core/vault.h"
#include "courier/loop.h"

#define CONF_DEFAULT "/etc/minsag/minsag.conf"
#define WAIT_MS 5000
#define STATEMENT_MS 120000 /* publishing hashes a whole document */

/* Exit statuses, as sysexits(3) has them. */
#define EXIT_USAGE 64
#define EXIT_UNAVAILABLE 69
#define EXIT_CONFIG 78

static const char usage_text[] =
    "usage: minsag-courier [-CV] [-c file]\n"
    "       minsag-courier --help | --version\n";

static int
usage(void)
{
	fputs(usage_text, stderr);
	return EXIT_USAGE;
}

static int
fail(int status, const char *what, const char *why)
{
	log_write(LOG_LEVEL_ERROR, NULL, "%s: %s", what, why);
	return status;
}

/* Signals that end it become readable, so that a job is never torn. */
static int
signals_open(void)
{
	sigset_t ends;

	sigemptyset(&ends);
	sigaddset(&ends, SIGTERM);
	sigaddset(&ends, SIGINT);
	if (sigprocmask(SIG_BLOCK, &ends, NULL) != 0)
		return -1;
	signal(SIGPIPE, SIG_IGN);
	return signalfd(-1, &ends, SFD_CLOEXEC | SFD_NONBLOCK);
}

static int
load_conf(struct courier *courier, const char *path)
{
	enum log_level level;
	char message[512];

	if (conf_load(path, CONF_COURIER, &courier->conf, message,
	    sizeof(message)) != RESULT_OK)
		return fail(EXIT_CONFIG, "configuration", message);
	if (log_level_parse(courier->conf.log_level, &level) != RESULT_OK)
		return fail(EXIT_CONFIG, "log_level", courier->conf.log_level);
	log_open("minsag-courier", level);
	return 0;
}

/* The helper must know nothing: it is forked before there are secrets. */
static int
open_examiner(struct courier *courier)
{
	struct examiner *examiner;

	if (examine_open(&examiner) != RESULT_OK)
		return fail(EXIT_UNAVAILABLE, "libmagic",
		    "no database of types");
	if (helper_start(examiner, &courier->helper) != RESULT_OK) {
		examine_close(examiner);
		return fail(EXIT_UNAVAILABLE, "helper", "it does not start");
	}
	examine_close(examiner);
	return 0;
}

/* The ways out; none may be set up. */
static int
open_transports(struct courier *courier)
{
	char message[512] = "refused";

	if (web_start() != RESULT_OK)
		return fail(EXIT_UNAVAILABLE, "web", "memory");
	if (smtp_open(&courier->conf, &courier->smtp, message,
	    sizeof(message)) != RESULT_OK ||
	    post_open(&courier->conf, &courier->post, message,
	    sizeof(message)) != RESULT_OK)
		return fail(EXIT_CONFIG, "transport", message);
	return 0;
}

/* Order matters: what the sandbox forbids comes before it. */
static int
start(struct courier *courier, const char *path)
{
	struct db_options options = {.user = "minsag_courier",
	    .connections = 2, .wait_ms = WAIT_MS,
	    .statement_ms = STATEMENT_MS};
	enum result result;
	int status;

	if (vault_start() != RESULT_OK)
		return fail(EXIT_UNAVAILABLE, "vault", "no random numbers");
	if ((status = load_conf(courier, path)) != 0 ||
	    (status = open_examiner(courier)) != 0)
		return status;
	result = secret_load_hex(courier->conf.courier_secret_key,
	    VAULT_KEY_BYTES, &courier->secret);
	if (result != RESULT_OK)
		return fail(EXIT_CONFIG, "courier_secret_key",
		    result_row(result)->word);
	if ((status = open_transports(courier)) != 0)
		return status;
	options.conninfo = courier->conf.database;
	if (db_open(&options, &courier->db) != RESULT_OK)
		return fail(EXIT_CONFIG, "database", "connection string");
	courier->end_fd = signals_open();
	if (courier->end_fd < 0)
		return fail(EXIT_UNAVAILABLE, "signals", "refused");
	result = courier->smtp.conf != NULL || courier->post.conf != NULL
	    ? sandbox_enter_far() : sandbox_enter(courier->conf.database);
	if (result != RESULT_OK)
		return fail(EXIT_UNAVAILABLE, "sandbox", "refused");
	return 0;
}

static void
clear(struct courier *courier)
{
	db_close(courier->db);
	helper_stop(courier->helper);
	transport_close(&courier->smtp);
	transport_close(&courier->post);
	secret_free(courier->secret);
	conf_clear(&courier->conf);
}

int
main(int argc, char *argv[])
{
	static const struct option words[] = {
		{"help", no_argument, NULL, 'h'},
		{"version", no_argument, NULL, 'V'},
		{0},
	};
	struct courier courier = {.end_fd = -1};
	const char *path = CONF_DEFAULT;
	int option, status;

	log_open("minsag-courier", LOG_LEVEL_INFO);
	while ((option = getopt_long(argc, argv, "c:CV", words, NULL)) != -1)
		switch (option) {
		case 'c':
			path = optarg;
			break;
		case 'C':
			conf_print_manual(stdout, CONF_COURIER);
			return EXIT_SUCCESS;
		case 'h':
			fputs(usage_text, stdout);
			return EXIT_SUCCESS;
		case 'V':
			puts("minsag-courier " PACKAGE_VERSION);
			return EXIT_SUCCESS;
		default:
			return usage();
		}
	if (optind != argc) {
		fprintf(stderr, "minsag-courier: %s: takes no such argument\n",
		    argv[optind]);
		return usage();
	}
	status = start(&courier, path);
	if (status == 0) {
		log_write(LOG_LEVEL_INFO, NULL, "ready");
		loop_run(&courier);
		if (courier.helper_gone)
			status = fail(EXIT_UNAVAILABLE, "helper", "it is gone");
		log_write(LOG_LEVEL_INFO, NULL, "ended");
	}
	clear(&courier);
	return status;
}
