/* SPDX-License-Identifier: EUPL-1.2
 *
 * xs:dateTime as SAML writes it (SAML core section 1.3.3; XML Schema part 2,
 * section 3.2.7), and the comparisons with clock skew. Times are Unix
 * microseconds.
 */
#ifndef MINSAG_LOGIN_INSTANT_H
#define MINSAG_LOGIN_INSTANT_H

#include <stdbool.h>
#include <stdint.h>

#define INSTANT_SECOND INT64_C(1000000)

/*
 * Reads YYYY-MM-DDThh:mm:ss[.f…](Z|±hh:mm); a time without zone is refused,
 * digits behind the sixth of a fraction are cut. False leaves *ret_time
 * untouched; text may be NULL.
 */
bool
instant_parse(const char *text, int64_t *ret_time) __attribute__((
    warn_unused_result));

/* Now, from the system's clock. */
int64_t
instant_now(void);

#endif
