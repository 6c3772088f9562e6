/* SPDX-License-Identifier: EUPL-1.2
 *
 * A saved e-mail (RFC 5322), told from a text that begins like one.
 */
#ifndef MINSAG_MESSAGE_H
#define MINSAG_MESSAGE_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Whether it begins with a message's head: nothing but fields, among them who
 * sent it (with an address) and when, which every message has, and one that
 * programs add and people do not write.
 */
bool
message_is(const char *at, size_t size);

#endif
