/* SPDX-License-Identifier: EUPL-1.2
 *
 * put BYTES CHUNK: writes random bytes into a new large object over libpq, one
 * lo_put of CHUNK bytes a transaction, binary parameters, and prints the
 * seconds that it took; the object is removed. What uploads are measured by.
 * The PG* variables name the database; the user must be a superuser.
 */
#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>

static PGconn *connection;

static void
check(PGresult *result, const char *what)
{
	ExecStatusType status = PQresultStatus(result);

	if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK) {
		fprintf(stderr, "put: %s: %s", what,
		    PQerrorMessage(connection));
		exit(1);
	}
}

static unsigned
create(void)
{
	PGresult *result = PQexec(connection, "SELECT lo_create(0)");
	unsigned object;

	check(result, "lo_create");
	object = (unsigned)strtoul(PQgetvalue(result, 0, 0), NULL, 10);
	PQclear(result);
	return object;
}

static void
put(unsigned object, long offset, const char *chunk, int length)
{
	char number[16], place[24];
	const char *values[3] = {number, place, chunk};
	int lengths[3] = {0, 0, length}, formats[3] = {0, 0, 1};
	PGresult *result;

	snprintf(number, sizeof(number), "%u", object);
	snprintf(place, sizeof(place), "%ld", offset);
	result = PQexecPrepared(connection, "put", 3, values, lengths, formats,
	    1);
	check(result, "lo_put");
	PQclear(result);
}

static double
now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

int
main(int argc, char *argv[])
{
	long bytes = argc == 3 ? atol(argv[1]) : 0;
	int chunk = argc == 3 ? atoi(argv[2]) : 0;
	char *data = chunk > 0 ? malloc((size_t)chunk) : NULL;
	char unlink[64];
	double began;

	if (data == NULL || bytes % chunk != 0) {
		fputs("usage: put bytes chunk\n", stderr);
		return 64;
	}
	for (int at = 0; at < chunk; at += 256)
		if (getrandom(data + at, chunk - at < 256 ?
			(size_t)(chunk - at) : 256, 0) < 0)
			return 1;
	connection = PQconnectdb("");
	check(PQprepare(connection, "put",
	    "SELECT lo_put($1::oid, $2::int8, $3::bytea)", 3, NULL),
	    "prepare");
	unsigned object = create();
	began = now();
	for (long at = 0; at < bytes; at += chunk)
		put(object, at, data, chunk);
	printf("%f\n", now() - began);
	snprintf(unlink, sizeof(unlink), "SELECT lo_unlink(%u)", object);
	check(PQexec(connection, unlink), "lo_unlink");
	PQfinish(connection);
	free(data);
	return 0;
}
