/* SPDX-License-Identifier: EUPL-1.2
 *
 * The functions of the job kinds, one file each. What they owe: kinds.h.
 */
#ifndef MINSAG_COURIER_OPERATIONS_H
#define MINSAG_COURIER_OPERATIONS_H

#include "courier/job.h"

/* Checks an upload and decides about it. */
enum result
scan(struct courier *courier, struct job *job, const char **ret_rule)
    must_check;

/* Forgets what is past its time. */
enum result
sweep(struct courier *courier, struct job *job, const char **ret_rule)
    must_check;

/* Sends a message of the outbox. */
enum result
notice(struct courier *courier, struct job *job, const char **ret_rule)
    must_check;

/* Fetches what Digital Post says of messages. */
enum result
receipts(struct courier *courier, struct job *job, const char **ret_rule)
    must_check;

/* Brings what is derived from an area in step. */
enum result
area(struct courier *courier, struct job *job, const char **ret_rule)
    must_check;

/* Notes which deadlines are near. */
enum result
deadline(struct courier *courier, struct job *job, const char **ret_rule)
    must_check;

/* A party begins: what they are shown from now on. */
enum result
party_start(struct courier *courier, struct job *job, const char **ret_rule)
    must_check;

#endif
