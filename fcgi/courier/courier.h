/* SPDX-License-Identifier: EUPL-1.2
 *
 * What all jobs of a courier stand on, opened before the sandbox closes.
 */
#ifndef MINSAG_COURIER_H
#define MINSAG_COURIER_H

#include "core/conf.h"
#include "core/db.h"
#include "core/secret.h"
#include "courier/transport.h"
#include "examine/examine.h"

struct courier {
	struct conf conf;
	struct db *db;         /* two connections: calls, and listening */
	struct secret *secret; /* opens what is sealed to courier.public */
	struct examiner *examiner;
	struct transport smtp; /* e-mail */
	struct transport post; /* Digital Post and NemSMS */
	int end_fd;            /* readable: told to end (SIGTERM, SIGINT) */
};

#endif
