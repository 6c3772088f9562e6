/* SPDX-License-Identifier: EUPL-1.2
 *
 * What every FastCGI worker's main() shares: options, start-up order, the
 * threads' loop, and the end. Options: -c FILE configuration, -R print the
 * routes, -C print the configuration keys as manual text, -V version.
 *
 * Start-up order: configuration, token ring, the worker's own secrets
 * (options->open), database pool, threads' memory, sandbox, threads.
 * SIGTERM, SIGINT, SIGUSR1: no new requests, those in flight finish, exit 0.
 * Other exit statuses are those of sysexits(3): 64 usage, 69 no listening
 * socket, sandbox, memory or threads, 78 configuration or keys.
 */
#ifndef MINSAG_WORKER_H
#define MINSAG_WORKER_H

#include "core/conf.h"
#include "core/request.h"
#include "core/route.h"

struct worker_options {
	enum conf_program program;
	const char *database_role; /* "minsag_citizen" */
	const struct route_table *routes;
	size_t pool_limit;         /* bytes a request may take, default 1 MiB */
	/* Opens what only this worker holds; may be NULL. Runs before the
	 * sandbox; *ret_own becomes shared->own. message: size bytes. */
	enum result (*open)(const struct conf *conf, void **ret_own,
	    char *message, size_t size);
	void (*close)(void *own);  /* may be NULL */
};

/* Runs the worker and returns its exit status. */
int
worker_main(int argc, char *argv[], const struct worker_options *options);

#endif
