/* SPDX-License-Identifier: EUPL-1.2 */
#include "core/result.h"

#include <stddef.h>
#include <string.h>

/*
 * The one mapping. A title is what a citizen may read on a bare error page:
 * what happened and, where there is something to do, what to do.
 */
static const struct result_row rows[RESULT_COUNT] = {
	[RESULT_OK] = {"ok", 200, LOG_LEVEL_DEBUG, NULL,
	    "Det lykkedes.", "It worked."},
	[RESULT_BAD_INPUT] = {"bad-input", 400, LOG_LEVEL_INFO, "MS400",
	    "Forespørgslen kunne ikke forstås.",
	    "The request could not be understood."},
	[RESULT_NOT_LOGGED_IN] = {"not-logged-in", 401, LOG_LEVEL_INFO, "MS401",
	    "Du er ikke logget ind. Log ind og prøv igen.",
	    "You are not logged in. Log in and try again."},
	[RESULT_DENIED] = {"denied", 403, LOG_LEVEL_INFO, "MS403",
	    "Du har ikke adgang til dette.",
	    "You do not have access to this."},
	[RESULT_NOT_FOUND] = {"not-found", 404, LOG_LEVEL_INFO, "MS404",
	    "Det, du leder efter, findes ikke, eller du kan ikke se det.",
	    "What you look for does not exist, or you cannot see it."},
	[RESULT_WRONG_METHOD] = {"wrong-method", 405, LOG_LEVEL_INFO, NULL,
	    "Adressen kan ikke bruges på den måde.",
	    "The address cannot be used in this way."},
	[RESULT_CONFLICT] = {"conflict", 409, LOG_LEVEL_INFO, "MS409",
	    "Det er allerede ændret. Hent siden igen.",
	    "It has already been changed. Load the page again."},
	[RESULT_GONE] = {"gone", 410, LOG_LEVEL_INFO, "MS410",
	    "Det findes ikke længere.", "It no longer exists."},
	[RESULT_CHANGED] = {"changed", 412, LOG_LEVEL_INFO, NULL,
	    "Det er ikke længere det samme. Hent det igen.",
	    "It is no longer the same. Load it again."},
	[RESULT_WRONG_VERSION] = {"wrong-version", 412, LOG_LEVEL_INFO, NULL,
	    "Den version af protokollen kender Min Sag ikke.",
	    "Min Sag does not know that version of the protocol."},
	[RESULT_TOO_BIG] = {"too-big", 413, LOG_LEVEL_INFO, "MS413",
	    "Det sendte er for stort.", "What was sent is too big."},
	[RESULT_WRONG_TYPE] = {"wrong-type", 415, LOG_LEVEL_INFO, "MS415",
	    "Det sendte har en forkert type.",
	    "What was sent has the wrong type."},
	[RESULT_BAD_RANGE] = {"bad-range", 416, LOG_LEVEL_INFO, "MS416",
	    "Den del af dokumentet findes ikke.",
	    "That part of the document does not exist."},
	[RESULT_BAD_CHECKSUM] = {"bad-checksum", 460, LOG_LEVEL_INFO, NULL,
	    "Det sendte er blevet ændret undervejs. Send det igen.",
	    "What was sent was changed on its way. Send it again."},
	[RESULT_TRY_AGAIN] = {"try-again", 503, LOG_LEVEL_WARNING, "MS503",
	    "Min Sag kan ikke svare lige nu. Prøv igen om lidt.",
	    "Min Sag cannot answer right now. Try again in a moment."},
	[RESULT_HUNG_UP] = {"hung-up", 499, LOG_LEVEL_DEBUG, NULL,
	    "Forbindelsen blev afbrudt.", "The connection was cut."},
	[RESULT_BROKEN] = {"broken", 500, LOG_LEVEL_ERROR, NULL,
	    "Der er sket en fejl hos os. Prøv igen senere.",
	    "Something went wrong on our side. Try again later."}
};

/*
 * PostgreSQL's own codes that mean "the same call may work in a moment"
 * (manual, appendix A): whole classes by two letters, else the full code.
 */
static const char *const passing[] = {
	"08",    /* connection exception */
	"40001", /* serialization failure */
	"40P01", /* deadlock detected */
	"53",    /* insufficient resources: disk, memory, connections */
	"55P03", /* lock not available */
	"57",    /* operator intervention: shutdown, timeout */
	"58030"  /* input/output error: how a full or lost disk shows too */
};

const struct result_row *
result_row(enum result result)
{
	if ((unsigned)result >= RESULT_COUNT)
		return &rows[RESULT_BROKEN];
	return &rows[result];
}

static enum result
from_own(const char *sqlstate)
{
	for (size_t i = 0; i < RESULT_COUNT; i++)
		if (rows[i].sqlstate != NULL &&
		    strcmp(rows[i].sqlstate, sqlstate) == 0)
			return (enum result)i;
	return RESULT_BROKEN;
}

enum result
result_from_sqlstate(const char *sqlstate)
{
	if (sqlstate == NULL || strlen(sqlstate) != 5)
		return RESULT_BROKEN;
	for (size_t i = 0; i < sizeof(passing) / sizeof(passing[0]); i++)
		if (strncmp(passing[i], sqlstate, strlen(passing[i])) == 0)
			return RESULT_TRY_AGAIN;
	return from_own(sqlstate);
}
