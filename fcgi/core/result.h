/* SPDX-License-Identifier: EUPL-1.2
 *
 * The words a worker tells apart, and the one table that maps each word to an
 * HTTP status, a log level, texts for people and an SQLSTATE.
 *
 * Every function that can fail returns enum result, is marked must_check, and
 * hands outputs over through ret_… pointers that stay untouched on failure.
 */
#ifndef MINSAG_RESULT_H
#define MINSAG_RESULT_H

#define must_check __attribute__((warn_unused_result))

enum result {
	RESULT_OK,
	RESULT_BAD_INPUT,     /* 400 */
	RESULT_NOT_LOGGED_IN, /* 401 */
	RESULT_DENIED,        /* 403 */
	RESULT_NOT_FOUND,     /* 404 */
	RESULT_WRONG_METHOD,  /* 405, Allow is set */
	RESULT_CONFLICT,      /* 409 */
	RESULT_GONE,          /* 410 */
	RESULT_CHANGED,       /* 412, RFC 9110 section 13.1.1 */
	RESULT_WRONG_VERSION, /* 412, tus 1.0.0 "Tus-Version" */
	RESULT_TOO_BIG,       /* 413 */
	RESULT_WRONG_TYPE,    /* 415 */
	RESULT_BAD_RANGE,     /* 416, RFC 9110 section 14.4 */
	RESULT_BAD_CHECKSUM,  /* 460, tus 1.0.0 "Checksum" */
	RESULT_TRY_AGAIN,     /* 503, Retry-After is set */
	RESULT_HUNG_UP,       /* the client is gone: nothing is sent */
	RESULT_BROKEN,        /* 500 */
	RESULT_COUNT
};

enum log_level { LOG_LEVEL_DEBUG, LOG_LEVEL_INFO, LOG_LEVEL_WARNING,
	LOG_LEVEL_ERROR };

struct result_row {
	const char *word;     /* "bad-input": also urn:minsag:problem:<word> */
	int status;           /* HTTP status */
	enum log_level level; /* how loudly the route's end logs it */
	const char *sqlstate; /* "MS400": what SQL raises; NULL when it can't */
	const char *title_da; /* RFC 9457 title, Danish */
	const char *title_en; /* the same, English */
};

/* Returns the row of a result; never NULL. */
const struct result_row *
result_row(enum result result);

/*
 * Returns the result that an SQLSTATE stands for. Own codes map by the table,
 * serialization failure, deadlock, lost connections, a full disk (class 53)
 * and shutdown (class 57) to RESULT_TRY_AGAIN, everything else and NULL to
 * RESULT_BROKEN.
 */
enum result
result_from_sqlstate(const char *sqlstate);

#endif
