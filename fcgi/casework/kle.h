/* SPDX-License-Identifier: EUPL-1.2
 *
 * Subject numbers of KLE, the municipalities' shared classification: main
 * group, group and topic, two digits each, as "32", "32.18" or "32.18.04".
 */
#ifndef MINSAG_KLE_H
#define MINSAG_KLE_H

#include <stdbool.h>

/* Whether the text has the form of a subject number. */
bool
kle_valid(const char *text);

#endif
