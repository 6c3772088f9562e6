/* SPDX-License-Identifier: EUPL-1.2
 *
 * What a browser is told about a document, so that a hostile one stays
 * harmless: a type that it may show or must save, a name that can't break out
 * of its header, and a policy under which nothing in it runs.
 */
#ifndef MINSAG_DOCUMENT_MEDIA_H
#define MINSAG_DOCUMENT_MEDIA_H

#include <stdbool.h>
#include "core/pool.h"

struct media {
	const char *stored; /* data.version.media_type */
	const char *sent;   /* Content-Type */
	bool shown;         /* inline; else attachment */
	/*
	 * Between spaces: those that a name of this type may have. The first
	 * one is added to a name that has none of them. No desktop takes one
	 * for a program.
	 */
	const char *endings;
};

/*
 * The row of a stored media type. HTML and what is not known are sent as
 * bytes without a meaning, to be saved.
 */
const struct media *
media_find(const char *stored);

/*
 * Content Security Policy of every document: an origin of its own, no script,
 * no request, no frame around it.
 */
#define MEDIA_POLICY "default-src 'none'; sandbox; base-uri 'none'; " \
	"form-action 'none'; frame-ancestors 'none'"

/*
 * A Content-Disposition value (RFC 6266) for a name in UTF-8, which ends as its
 * type does: a plain ASCII spelling for old clients and the real one (RFC 8187),
 * byte for byte unless it is too long or ends otherwise. download: to be saved,
 * also when it could be shown. The pool's; NULL when it is full.
 */
const char *
media_disposition(struct pool *pool, const struct media *media, bool download,
    const char *name);

#endif
