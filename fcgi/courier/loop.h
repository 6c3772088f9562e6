/* SPDX-License-Identifier: EUPL-1.2
 *
 * The courier's loop: takes what is due, one job at a time, and otherwise
 * waits for a notification. The job in hand is finished before it ends. A
 * database that is away is waited for.
 */
#ifndef MINSAG_LOOP_H
#define MINSAG_LOOP_H

#include "courier/courier.h"

/* Returns when courier->end_fd says so, or courier->helper_gone. */
void
loop_run(struct courier *courier);

#endif
