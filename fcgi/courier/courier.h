/* SPDX-License-Identifier: EUPL-1.2
 *
 * What all jobs of a courier stand on, opened before the sandbox closes.
 */
#ifndef MINSAG_COURIER_H
#define MINSAG_COURIER_H

#include <stdbool.h>
#include "core/conf.h"
#include "core/db.h"
#include "core/secret.h"
#include "courier/transport.h"
#include "examine/helper.h"

struct courier {
	struct conf conf;
	struct db *db;         /* two connections: calls, and listening */
	struct secret *secret; /* opens what is sealed to courier.public */
	struct helper *helper; /* makes the examining children */
	bool helper_gone;      /* the courier has to be started again */
	struct transport smtp; /* e-mail */
	struct transport post; /* Digital Post and NemSMS */
	const char *kind_done; /* of the last job; NULL: none yet */
	int end_fd;            /* readable: told to end (SIGTERM, SIGINT) */
};

#endif
