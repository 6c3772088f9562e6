/* SPDX-License-Identifier: EUPL-1.2
 *
 * The memory that chunks pass through: a fixed number of buffers, so that a
 * hundred clients take no more of it than three. Who finds none waits; a
 * buffer is held only while a chunk, which nginx has whole, is read and
 * written to the database. Pages that no chunk reached cost nothing.
 */
#ifndef MINSAG_UPLOAD_BUFFERS_H
#define MINSAG_UPLOAD_BUFFERS_H

#include <stddef.h>
#include "core/result.h"

struct buffers;

/* count buffers of size bytes each; NULL when memory is short. */
struct buffers *
buffers_new(size_t count, size_t size) must_check;
void
buffers_free(struct buffers *buffers); /* accepts NULL; none may be taken */

/* Waits for a buffer and takes it: buffers_give. First come, first served. */
void *
buffers_take(struct buffers *buffers) must_check;
void
buffers_give(struct buffers *buffers, void *buffer);

#endif
