/* SPDX-License-Identifier: EUPL-1.2 */
#include "document/operations.h"

/*
 * method, path, who, level, origin, body limit, handler, function, line.
 * The level is the least that a session can have: log-in has already checked
 * the one that the municipality asks for.
 */
static const struct route rows[] = {
	{"GET", "/document/{uuid}", WHO_CITIZEN, LEVEL_LOW, false, 0,
	    document_open, "api_document.document_open",
	    "The bytes of one version"},
	{"GET", "/health/document", WHO_NOBODY, LEVEL_NONE, false, 0, health,
	    "api_document.health", "Whether the worker reaches the database"},
};

const struct route_table document_routes = {
	.program = "minsag-document",
	.rows = rows,
	.count = sizeof(rows) / sizeof(rows[0])};
