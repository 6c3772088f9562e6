/* SPDX-License-Identifier: EUPL-1.2 */
#include "config.h"
#include "core/worker.h"

#include <getopt.h>
#include <malloc.h>
#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/vault.h"
#include "core/db.h"
#include "core/gateway.h"
#include "core/log.h"
#include "core/pool.h"
#include "core/sandbox.h"
#include "core/token.h"
#include "core/turn.h"

#define DEFAULT_CONF "/etc/minsag/minsag.conf"
#define DEFAULT_POOL_BYTES (1024 * 1024)
#define LISTENING_SOCKET 0 /* FastCGI specification 1.0, section 2.2 */
/* A handler needs a few KiB; only pages that are touched cost memory. */
#ifdef WITH_SANITIZERS
#define STACK_BYTES (2 * 1024 * 1024)
#else
#define STACK_BYTES (256 * 1024)
#endif
/* How long a call waits for a database connection before it is a 503. */
#define DATABASE_WAIT_MS 2000

/* So many requests wait for another of their session, in each process. */
#define WAITING_MOST 1024

/* Exit statuses, as sysexits(3) has them. */
#define EXIT_USAGE 64
#define EXIT_UNAVAILABLE 69 /* no listening socket, no sandbox, no memory */
#define EXIT_CONFIG 78

/* One thread's own, made before the sandbox closes. */
struct hand {
	pthread_t thread;
	struct worker *worker;
	struct gateway *gateway;
	struct pool *pool;
};

struct worker {
	const struct worker_options *options;
	struct conf conf;
	struct worker_shared shared;
	struct token_ring *ring;
	void *own;
	struct db *db;
	struct hand *hands;
	size_t hand_count;
	pthread_t main_thread;
};

static void
print_usage(FILE *out, const struct worker_options *options)
{
	fprintf(out, "usage: %s [-CRV] [-c file]\n       %s --help | "
	    "--version\n", options->routes->program,
	    options->routes->program);
}

static int
usage(const struct worker_options *options)
{
	print_usage(stderr, options);
	return EXIT_USAGE;
}

static int
fail(int status, const char *what, const char *why)
{
	log_write(LOG_LEVEL_ERROR, NULL, "%s: %s", what, why);
	return status;
}

static int
load_conf(struct worker *worker, const char *path)
{
	enum log_level level;
	char message[512];

	if (conf_load(path, worker->options->program, &worker->conf, message,
		sizeof(message)) != RESULT_OK)
		return fail(EXIT_CONFIG, "configuration", message);
	if (log_level_parse(worker->conf.log_level, &level) != RESULT_OK)
		return fail(EXIT_CONFIG, "log_level", worker->conf.log_level);
	log_open(worker->options->routes->program, level);
	return 0;
}

static int
open_secrets(struct worker *worker)
{
	const struct worker_options *options = worker->options;
	char message[512] = "cannot be opened";
	enum result result;

	result = token_ring_load(worker->conf.token_keys, &worker->ring);
	if (result != RESULT_OK)
		return fail(EXIT_CONFIG, "token_keys",
		    result_row(result)->word);
	worker->shared.ring = worker->ring;
	if (options->open == NULL)
		return 0;
	if (options->open(&worker->conf, &worker->own, message,
		sizeof(message)) != RESULT_OK)
		return fail(EXIT_CONFIG, "keys", message);
	worker->shared.own = worker->own;
	return 0;
}

static int
open_database(struct worker *worker)
{
	const struct db_options database = {
	    .conninfo = worker->conf.database,
	    .user = worker->options->database_role,
	    .connections = (int)worker->conf.database_connections,
	    .wait_ms = DATABASE_WAIT_MS
	};

	if (db_open(&database, &worker->db) != RESULT_OK)
		return fail(EXIT_CONFIG, "database", "connection string");
	worker->shared.db = worker->db;
	worker->shared.conf = &worker->conf;
	return 0;
}

/*
 * Many threads that each hold little: two arenas instead of eight per core
 * keep what was freed by one thread in reach of the others. A document's
 * chunk, 1 MiB at most, comes from the heap and not from the kernel, page by
 * page, each time; what is more than that is given back.
 */
static void
set_malloc(void)
{
	mallopt(M_ARENA_MAX, 2);
	mallopt(M_MMAP_THRESHOLD, 2 * 1024 * 1024);
	mallopt(M_TRIM_THRESHOLD, 4 * 1024 * 1024);
}

static int
make_hands(struct worker *worker)
{
	size_t count = (size_t)worker->conf.threads;
	size_t limit = worker->options->pool_limit;

	worker->hands = calloc(count, sizeof(*worker->hands));
	if (worker->hands == NULL)
		return fail(EXIT_UNAVAILABLE, "threads", "memory is short");
	worker->hand_count = count;
	for (size_t i = 0; i < count; i++) {
		struct hand *hand = &worker->hands[i];

		hand->worker = worker;
		hand->gateway = gateway_new();
		hand->pool = pool_new(limit > 0 ? limit : DEFAULT_POOL_BYTES);
		if (hand->gateway == NULL || hand->pool == NULL)
			return fail(EXIT_UNAVAILABLE, "threads",
			    "memory is short");
	}
	return 0;
}

static void *
new_gateway(void)
{
	return gateway_new();
}

static void
free_gateway(void *at)
{
	gateway_free(at);
}

static bool
is_gone(void *at)
{
	return gateway_gone(at);
}

static void
leave(void *at)
{
	gateway_abort(at);
	gateway_finish(at);
}

/* For the workers whose citizens share their threads. */
static int
make_turns(struct worker *worker)
{
	const struct turns_options options = {
	    .threads = worker->hand_count,
	    .waiting = WAITING_MOST,
	    .new = new_gateway,
	    .free = free_gateway,
	    .gone = is_gone,
	    .leave = leave
	};

	if (worker->conf.session_requests == 0)
		return 0;
	worker->shared.turns = turns_new(&options);
	return worker->shared.turns != NULL ? 0
	    : fail(EXIT_UNAVAILABLE, "turns", "memory is short");
}

/* Order matters: what the sandbox forbids comes before it. */
static int
start(struct worker *worker, const char *conf_path)
{
	int status;

	if (vault_start() != RESULT_OK)
		return fail(EXIT_UNAVAILABLE, "vault", "no random numbers");
	set_malloc();
	if ((status = load_conf(worker, conf_path)) != 0 ||
	    (status = open_secrets(worker)) != 0 ||
	    (status = open_database(worker)) != 0)
		return status;
	if (gateway_init(LISTENING_SOCKET) != RESULT_OK)
		return fail(EXIT_UNAVAILABLE, "gateway",
		    "standard input is not a listening socket");
	if ((status = make_hands(worker)) != 0 ||
	    (status = make_turns(worker)) != 0)
		return status;
	if (sandbox_enter(worker->conf.database) != RESULT_OK)
		return fail(EXIT_UNAVAILABLE, "sandbox", "refused");
	return 0;
}

/* Ends a turn; whether the hand has the gateway of the next one now. */
static bool
end_turn(struct hand *hand, const struct turn *turn)
{
	void *at = hand->gateway;
	bool next = turns_end(hand->worker->shared.turns, turn, &at);

	hand->gateway = at;
	return next;
}

/* Serves a request, and then those that have waited for its end. */
static void
serve(struct hand *hand)
{
	struct worker *worker = hand->worker;
	struct turn turn = {0};
	bool next = false;

	do {
		struct request req = {
		    .gateway = hand->gateway,
		    .pool = hand->pool,
		    .shared = &worker->shared,
		    .turn = turn,
		    .has_turn = next
		};

		route_dispatch(worker->options->routes, &req);
		hand->gateway = req.gateway;
		if (!req.waits)
			gateway_finish(hand->gateway);
		turn = req.turn;
		next = req.has_turn && end_turn(hand, &turn);
		vault_wipe(&req.session, sizeof(req.session));
		pool_clear(hand->pool);
	} while (next);
}

static void *
thread_loop(void *argument)
{
	struct hand *hand = argument;

	while (gateway_accept(hand->gateway) == RESULT_OK)
		serve(hand);
	/* Without being told to: the listening socket is gone. */
	if (!gateway_stopping())
		pthread_kill(hand->worker->main_thread, SIGTERM);
	return NULL;
}

/* Starts the threads and returns how many run. */
static size_t
start_threads(struct worker *worker)
{
	pthread_attr_t attributes;
	size_t count = 0;

	if (pthread_attr_init(&attributes) != 0)
		return 0;
	pthread_attr_setstacksize(&attributes, STACK_BYTES);
	while (count < worker->hand_count &&
	    pthread_create(&worker->hands[count].thread, &attributes,
		thread_loop, &worker->hands[count]) == 0)
		count++;
	pthread_attr_destroy(&attributes);
	return count;
}

/* Runs until a signal says stop; 0 unless a thread could not be made. */
static int
run(struct worker *worker)
{
	sigset_t ends;
	size_t count;
	int status = 0, got;

	sigemptyset(&ends);
	sigaddset(&ends, SIGTERM);
	sigaddset(&ends, SIGINT);
	sigaddset(&ends, SIGUSR1); /* what multiwatch sends unless told */
	/* Blocked in every thread: the main one fetches them. */
	pthread_sigmask(SIG_BLOCK, &ends, NULL);
	worker->main_thread = pthread_self();
	count = start_threads(worker);
	if (count < worker->hand_count) {
		status = fail(EXIT_UNAVAILABLE, "threads",
		    "could not be started");
	} else {
		log_write(LOG_LEVEL_INFO, NULL, "ready: %zu threads, %ld "
		    "database connections", count,
		    worker->conf.database_connections);
		while (sigwait(&ends, &got) != 0)
			;
	}
	gateway_stop();
	for (size_t i = 0; i < count; i++)
		pthread_join(worker->hands[i].thread, NULL);
	if (status == 0)
		log_write(LOG_LEVEL_INFO, NULL, "ended");
	return status;
}

static void
clear(struct worker *worker)
{
	for (size_t i = 0; i < worker->hand_count; i++) {
		gateway_free(worker->hands[i].gateway);
		pool_free(worker->hands[i].pool);
	}
	free(worker->hands);
	turns_free(worker->shared.turns);
	db_close(worker->db);
	if (worker->own != NULL && worker->options->close != NULL)
		worker->options->close(worker->own);
	token_ring_free(worker->ring);
	conf_clear(&worker->conf);
}

int
worker_main(int argc, char *argv[], const struct worker_options *options)
{
	static const struct option words[] = {
		{"help", no_argument, NULL, 'h'},
		{"version", no_argument, NULL, 'V'},
		{0},
	};
	struct worker worker = {.options = options};
	const char *conf_path = DEFAULT_CONF;
	int option, status;

	log_open(options->routes->program, LOG_LEVEL_INFO);
	while ((option = getopt_long(argc, argv, "c:CRV", words, NULL)) != -1)
		switch (option) {
		case 'c':
			conf_path = optarg;
			break;
		case 'C':
			conf_print_manual(stdout, options->program);
			return EXIT_SUCCESS;
		case 'R':
			route_print(stdout, options->routes);
			return EXIT_SUCCESS;
		case 'h':
			print_usage(stdout, options);
			return EXIT_SUCCESS;
		case 'V':
			printf("%s %s\n", options->routes->program,
			    PACKAGE_VERSION);
			return EXIT_SUCCESS;
		default:
			return usage(options);
		}
	if (optind != argc) {
		fprintf(stderr, "%s: %s: takes no such argument\n",
		    options->routes->program, argv[optind]);
		return usage(options);
	}
	status = start(&worker, conf_path);
	if (status == 0)
		status = run(&worker);
	clear(&worker);
	return status;
}
