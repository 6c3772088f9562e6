/* SPDX-License-Identifier: EUPL-1.2
 *
 * What the operations about notices share.
 */
#ifndef MINSAG_CITIZEN_NOTICE_H
#define MINSAG_CITIZEN_NOTICE_H

#include "citizen/show.h"

#define NOTICE_BODY_MOST 2048 /* bytes of a JSON body */

/* {"saved_at": …} */
show_row notice_show_saved;

#endif
