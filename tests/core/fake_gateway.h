/* SPDX-License-Identifier: EUPL-1.2
 *
 * A gateway without fcgi2 for tests of what stands above it: it defines the
 * functions of core/gateway.h, so libcore's are not linked.
 */
#ifndef MINSAG_FAKE_GATEWAY_H
#define MINSAG_FAKE_GATEWAY_H

#include <stdbool.h>
#include <stddef.h>
#include "core/gateway.h"

#define FAKE_PARAMETERS_MOST 32
#define FAKE_ANSWER_SIZE 65536

struct gateway {
	const char *names[FAKE_PARAMETERS_MOST];
	const char *values[FAKE_PARAMETERS_MOST];
	int parameters;
	const char *body;
	size_t body_left;
	size_t read_most; /* bytes that one read gives */
	char answer[FAKE_ANSWER_SIZE];
	size_t answer_length;
	int writes;
	bool gone; /* writing finds the client gone */
};

/* Sets a CGI parameter; NULL takes it away. */
void
fake_parameter(struct gateway *gateway, const char *name, const char *value);

#endif
