/* SPDX-License-Identifier: EUPL-1.2 */
#include "cluster.h"

#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Where Debian keeps initdb and pg_ctl. */
#define PATHS "PATH=/usr/lib/postgresql/15/bin:$PATH; "

static char folder[64];
static char conninfo[128];

/*
 * PostgreSQL refuses to run as root: then it runs as the user that Debian made
 * for it.
 */
static bool
run(const char *command)
{
	char line[1024];

	if (geteuid() == 0)
		snprintf(line, sizeof(line), PATHS "cd %s && exec setpriv "
		    "--reuid postgres --regid postgres --clear-groups %s "
		    ">>%s/log 2>&1", folder, command, folder);
	else
		snprintf(line, sizeof(line), PATHS "cd %s && exec %s "
		    ">>%s/log 2>&1", folder, command, folder);
	return system(line) == 0;
}

static bool
make_folder(void)
{
	const struct passwd *user;

	snprintf(folder, sizeof(folder), "/tmp/minsag-check-XXXXXX");
	if (mkdtemp(folder) == NULL)
		return false;
	if (geteuid() != 0)
		return true;
	user = getpwnam("postgres");
	return user != NULL && chown(folder, user->pw_uid, user->pw_gid) == 0;
}

bool
cluster_make(void)
{
	if (!make_folder())
		return false;
	snprintf(conninfo, sizeof(conninfo), "host=%s dbname=postgres", folder);
	if (run("initdb -D data -U " CLUSTER_USER
	    " -A trust --no-sync --locale=C --encoding=UTF8")) {
		cluster_start();
		return true;
	}
	cluster_remove();
	return false;
}

void
cluster_start(void)
{
	char command[256];

	snprintf(command, sizeof(command), "pg_ctl -D data -w -s -o \""
	    "-c listen_addresses= -c unix_socket_directories=%s -c fsync=off"
	    "\" -l %s/server start", folder, folder);
	if (!run(command)) {
		fprintf(stderr, "cluster: see %s/server\n", folder);
		abort();
	}
}

void
cluster_stop(const char *mode)
{
	char command[64];

	snprintf(command, sizeof(command), "pg_ctl -D data -w -s -m %s stop",
	    mode);
	run(command);
}

void
cluster_remove(void)
{
	char command[128];

	if (folder[0] == '\0')
		return;
	cluster_stop("immediate");
	snprintf(command, sizeof(command), "rm -rf %s", folder);
	if (system(command) != 0)
		fprintf(stderr, "cluster: %s stays\n", folder);
	folder[0] = '\0';
}

const char *
cluster_conninfo(void)
{
	return conninfo;
}
