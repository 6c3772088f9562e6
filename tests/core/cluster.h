/* SPDX-License-Identifier: EUPL-1.2
 *
 * A private PostgreSQL cluster for check programs: a folder under /tmp, a unix
 * socket, no network. Everybody who reaches the socket is let in.
 */
#ifndef MINSAG_CLUSTER_H
#define MINSAG_CLUSTER_H

#include <stdbool.h>

#define CLUSTER_USER "minsag_check"

/*
 * Makes and starts the cluster. False when PostgreSQL's programs are not
 * installed or can't run: the check is then skipped (exit status 77).
 */
bool
cluster_make(void);

/* Ends it and removes its folder. */
void
cluster_remove(void);

/* "immediate", as after a crash, or "fast". */
void
cluster_stop(const char *mode);
void
cluster_start(void);

/* "host=… dbname=postgres" */
const char *
cluster_conninfo(void);

#endif
