/* SPDX-License-Identifier: EUPL-1.2
 *
 * A client of ClamAV's clamd, for its command INSTREAM over a Unix socket: the
 * scanner gets bytes, never a name. See clamd(8).
 */
#ifndef MINSAG_CLAMD_H
#define MINSAG_CLAMD_H

#include <stddef.h>
#include "core/result.h"

#define CLAMD_NAME_SIZE 128

enum clamd_verdict {
	CLAMD_CLEAN,
	CLAMD_MALWARE,  /* a signature fits */
	CLAMD_BOMB,     /* unpacks beyond what it takes */
	CLAMD_LOCKED,   /* encrypted */
	CLAMD_MACROS,   /* an office document with programs in it */
	CLAMD_TOO_BIG   /* more than it takes: its StreamMaxLength */
};

struct clamd_answer {
	enum clamd_verdict verdict;
	char name[CLAMD_NAME_SIZE]; /* the signature's, printable; "": none */
};

/*
 * Reads an answer of length bytes without its final NUL. RESULT_BROKEN: it
 * says that it could not scan, or nothing that is known; that is not clean.
 */
enum result
clamd_answer_parse(const char *at, size_t length,
    struct clamd_answer *ret_answer) must_check;

/* A place to look up from while the scanner works, every few seconds. */
struct clamd_wait {
	enum result (*call)(void *context, const char **ret_rule);
	void *context;
	int wait_ms; /* how long it may take in all */
};

/*
 * Has bytes scanned by the clamd behind the socket named path. First it must
 * find the EICAR test file: one that has no signatures, or scans nothing,
 * would let everything through. RESULT_TRY_AGAIN: it is away or does not find
 * that one. RESULT_BROKEN: it found that one and failed on these bytes, so it
 * is their fault. A failure of wait's call is handed on. *ret_rule says which.
 */
enum result
clamd_scan(const char *path, const void *at, size_t size,
    const struct clamd_wait *wait, struct clamd_answer *ret_answer,
    const char **ret_rule) must_check;

#endif
