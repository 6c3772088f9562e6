/* SPDX-License-Identifier: EUPL-1.2 */
#include "upload/operations.h"

#include "upload/tus.h"
#include "upload/upload.h"

/*
 * method, path, who, level, origin, body limit, handler, function, line.
 * The level is the least that a session can have: log-in has already checked
 * the one that the municipality asks for.
 */
static const struct route rows[] = {
	{"OPTIONS", "/upload", WHO_NOBODY, LEVEL_NONE, false, 0,
	    upload_options, NULL, "What of tus is spoken here"},
	{"POST", "/upload", WHO_CITIZEN, LEVEL_LOW, true, UPLOAD_CHUNK_BYTES,
	    upload_create, "api_upload.upload_create api_upload.sweep",
	    "Begin an upload"},
	{"HEAD", "/upload/{uuid}", WHO_CITIZEN, LEVEL_LOW, false, 0,
	    upload_offset, "api_upload.upload_offset",
	    "Where an upload stands"},
	{"PATCH", "/upload/{uuid}", WHO_CITIZEN, LEVEL_LOW, true,
	    UPLOAD_CHUNK_BYTES, upload_append, "api_upload.upload_append",
	    "Append a chunk"},
	{"DELETE", "/upload/{uuid}", WHO_CITIZEN, LEVEL_LOW, true, 0,
	    upload_remove, "api_upload.upload_remove",
	    "Give up an unfinished upload"},
	{"GET", "/health/upload", WHO_NOBODY, LEVEL_NONE, false, 0, health,
	    "api_upload.health api_upload.sweep",
	    "Whether the worker reaches the database"},
};

static const char *const headers[] = {"Tus-Resumable", TUS_VERSION, NULL};

const struct route_table upload_routes = {
	.program = "minsag-upload",
	.rows = rows,
	.count = sizeof(rows) / sizeof(rows[0]),
	.headers = headers,
	.body_later = true};
