/* SPDX-License-Identifier: EUPL-1.2
 *
 * Job kind scan: is an upload what a case may have? Its bytes come chunk by
 * chunk into memory that has a descriptor and no file, are examined by a child
 * that can do nothing else, and go to ClamAV. The verdict is one statement.
 * Nothing is let through by default: what cannot be found out waits or fails.
 */
#include "config.h"
#include "courier/operations.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "core/log.h"
#include "courier/clamd.h"
#include "courier/upload.h"

#define SCANNER_MS 600000 /* clamd's own limit is MaxScanTime */

struct scan {
	struct courier *courier;
	struct job *job;
	struct upload upload;
	int fd;   /* the bytes, in memory alone */
	void *at; /* the same, mapped */
};

static enum result
keep(void *context, const char **ret_rule)
{
	struct scan *scan = context;

	return job_keep(scan->courier, scan->job, ret_rule);
}

/* ---- The bytes ---- */

static enum result
broken(const char *rule, const char **ret_rule)
{
	*ret_rule = rule;
	return RESULT_BROKEN;
}

static bool
write_all(int fd, const void *at, size_t size)
{
	const char *next = at;

	while (size > 0) {
		ssize_t put = write(fd, next, size);

		if (put < 0 && errno == EINTR)
			continue;
		if (put <= 0)
			return false;
		next += put;
		size -= (size_t)put;
	}
	return true;
}

/* One chunk into memory and sum; *ret_length is what came. */
static enum result
fetch_chunk(struct scan *scan, int64_t offset, struct vault_sha256 *sum,
    size_t *ret_length, const char **ret_rule)
{
	struct db_rows *rows = NULL;
	const unsigned char *at;
	enum result result = upload_chunk(scan->courier, scan->job, offset,
	    &rows, ret_rule);

	if (result != RESULT_OK)
		return result;
	at = db_get_bytes(rows, 0, 0, ret_length);
	vault_sha256_add(sum, at, *ret_length);
	if (!write_all(scan->fd, at, *ret_length))
		result = broken("memory: too little for the upload", ret_rule);
	db_rows_free(rows);
	return result;
}

/* All of them into memory, and their SHA-256. */
static enum result
fetch_all(struct scan *scan, unsigned char ret_sha256[VAULT_HASH_BYTES],
    const char **ret_rule)
{
	struct vault_sha256 sum;
	int64_t size = scan->upload.size;

	vault_sha256_begin(&sum);
	for (int64_t offset = 0; offset < size;) {
		size_t length = 0;
		enum result result = keep(scan, ret_rule);

		if (result == RESULT_OK)
			result = fetch_chunk(scan, offset, &sum, &length,
			    ret_rule);
		if (result != RESULT_OK)
			return result;
		if (length == 0 || (int64_t)length > size - offset)
			return broken("upload: as many bytes as it has",
			    ret_rule);
		offset += (int64_t)length;
	}
	vault_sha256_end(&sum, ret_sha256);
	return RESULT_OK;
}

/*
 * The SHA-256 is noted before anything is found out: the bytes that are
 * examined are those that it names, and a later try must find the same.
 */
static enum result
fetch(struct scan *scan, const char **ret_rule)
{
	unsigned char sha256[VAULT_HASH_BYTES];
	bool same = false;
	enum result result;

	scan->fd = memfd_create("upload", MFD_CLOEXEC);
	if (scan->fd < 0)
		return broken("memory: no descriptor for it", ret_rule);
	result = fetch_all(scan, sha256, ret_rule);
	if (result == RESULT_OK)
		result = upload_hash(scan->courier, scan->job, sha256, &same,
		    ret_rule);
	if (result != RESULT_OK)
		return result;
	if (!same)
		return broken("upload: the bytes that were received", ret_rule);
	scan->at = mmap(NULL, (size_t)scan->upload.size, PROT_READ, MAP_SHARED,
	    scan->fd, 0);
	return scan->at == MAP_FAILED
	    ? broken("memory: no place for it", ret_rule) : RESULT_OK;
}

/* ---- The verdict ---- */

/* data.upload_verdict's words for what the scanner says; NULL: clean. */
static const char *
scanners_reason(enum clamd_verdict verdict)
{
	switch (verdict) {
	case CLAMD_MALWARE:
		return "malware";
	case CLAMD_BOMB:
		return "bomb";
	case CLAMD_LOCKED:
		return "encrypted";
	case CLAMD_MACROS:
		return "macros";
	case CLAMD_TOO_BIG:
		return "too-big";
	default:
		return NULL;
	}
}

/* The same for what the examination says. */
static const char *
examiners_reason(enum examine_verdict verdict)
{
	switch (verdict) {
	case EXAMINE_GOOD:
		return NULL;
	case EXAMINE_MIXED:
		return "two-types";
	case EXAMINE_LOCKED:
		return "encrypted";
	case EXAMINE_MACROS:
		return "macros";
	case EXAMINE_PICTURE:
		return "too-many-pixels";
	case EXAMINE_TYPE:
	case EXAMINE_NOT_UTF8:
		return "wrong-type";
	default:
		return "damaged";
	}
}

static enum result
decide(struct scan *scan, const struct examined *examined,
    const struct clamd_answer *answer, const char **ret_rule)
{
	const char *reason = scanners_reason(answer->verdict);
	bool taken = false;
	enum result result;

	if (reason == NULL)
		reason = examiners_reason(examined->verdict);
	if (reason == NULL) {
		result = upload_accept(scan->courier, scan->job, examined,
		    &taken, ret_rule);
		reason = taken ? "accepted" : "wrong-type";
	} else {
		result = upload_reject(scan->courier, scan->job, reason,
		    examined, ret_rule);
	}
	if (result == RESULT_OK)
		log_write(LOG_LEVEL_INFO, NULL, "job %lld scan: %s %s",
		    (long long)scan->job->id, reason, answer->name);
	return result;
}

/*
 * A child that broke off may have been short of memory by chance: the job is
 * tried again, and only its last try blames the file.
 */
static bool
may_be_chance(const struct scan *scan, const struct examined *examined)
{
	return examined->verdict == EXAMINE_UNABLE &&
	    scan->job->tries < scan->job->kind->attempts;
}

/* The helper's child looks into it. */
static enum result
examine_it(struct scan *scan, struct examined *ret_examined,
    const char **ret_rule)
{
	enum result result = helper_examine(scan->courier->helper, scan->fd,
	    scan->upload.size, ret_examined);

	if (result == RESULT_OK)
		return RESULT_OK;
	scan->courier->helper_gone = result == RESULT_HUNG_UP;
	*ret_rule = result == RESULT_HUNG_UP ? "examine: the helper is gone"
	    : "examine: no child could be made";
	return RESULT_TRY_AGAIN;
}

static enum result
ask_scanner(struct scan *scan, const void *at, size_t size,
    struct clamd_answer *ret_answer, const char **ret_rule)
{
	const struct clamd_wait wait = {.call = keep, .context = scan,
	    .wait_ms = SCANNER_MS};

	return clamd_scan(scan->courier->conf.clamd_socket, at, size, &wait,
	    ret_answer, ret_rule);
}

/*
 * A PDF may be encrypted and open without a password all the same. The scanner
 * may call it locked then, or see little in it: what counts besides is what it
 * says of the same PDF without that.
 */
static enum result
ask_of_plain(struct scan *scan, const struct examined *examined,
    struct clamd_answer *answer, const char **ret_rule)
{
	if (examined->plain == NULL || (answer->verdict != CLAMD_CLEAN &&
	    answer->verdict != CLAMD_LOCKED))
		return RESULT_OK;
	return ask_scanner(scan, examined->plain, examined->plain_size, answer,
	    ret_rule);
}

static enum result
look(struct scan *scan, const char **ret_rule)
{
	struct examined examined = {.verdict = EXAMINE_UNABLE};
	struct clamd_answer answer;
	enum result result = ask_scanner(scan, scan->at,
	    (size_t)scan->upload.size, &answer, ret_rule);

	if (result == RESULT_OK)
		result = keep(scan, ret_rule);
	if (result == RESULT_OK)
		result = examine_it(scan, &examined, ret_rule);
	if (result == RESULT_OK)
		result = ask_of_plain(scan, &examined, &answer, ret_rule);
	if (result == RESULT_OK && may_be_chance(scan, &examined) &&
	    answer.verdict == CLAMD_CLEAN)
		result = broken(examine_rule(examined.verdict), ret_rule);
	if (result == RESULT_OK)
		result = decide(scan, &examined, &answer, ret_rule);
	free(examined.text);
	free(examined.plain);
	return result;
}

enum result
scan(struct courier *courier, struct job *job, const char **ret_rule)
{
	struct scan it = {.courier = courier, .job = job, .fd = -1,
	    .at = MAP_FAILED};
	enum result result = upload_open(courier, job, &it.upload, ret_rule);

	if (result == RESULT_OK && !it.upload.decided)
		result = fetch(&it, ret_rule);
	if (result == RESULT_OK && !it.upload.decided)
		result = look(&it, ret_rule);
	if (it.at != MAP_FAILED)
		munmap(it.at, (size_t)it.upload.size);
	if (it.fd >= 0)
		close(it.fd);
	return result;
}
