/* SPDX-License-Identifier: EUPL-1.2
 *
 * A message of Digital Post: MeMo 1.1, namespace https://DigitalPost.dk/MeMo-1,
 * elements in the order of its schema, each with the prefix "memo:" (the
 * municipalities' KombiPostAfsend knows no other). The door to libxml2 in
 * minsag-courier.
 */
#ifndef MINSAG_MEMO_H
#define MINSAG_MEMO_H

#include <stddef.h>
#include <stdint.h>
#include "casework/cpr.h"
#include "core/language.h"
#include "core/result.h"
#include "core/uuid.h"
#include "courier/draft.h"

#define MEMO_LABEL_MOST 256        /* characters */
#define MEMO_NOTIFICATION_MOST 150 /* characters */
#define MEMO_ACTIONS_MOST 5

struct memo_action {
	const char *label;
	const char *url; /* absolute https */
};

struct memo {
	struct uuid id;
	const char *sender_cvr;   /* 8 digits */
	const char *sender_label;
	const char *recipient;    /* CPR_DIGITS digits; guarded memory */
	const char *label;        /* the subject */
	const char *notification; /* NemSMS: its text; else NULL */
	const char *text;         /* the letter; NULL for NemSMS */
	enum language language;
	int64_t time;             /* Unix microseconds */
	const struct memo_action *actions;
	size_t action_count;
};

/*
 * Writes the message: NEMSMS without a text, else DIGITALPOST with the text as
 * its main document. The CPR number goes into the draft alone: libxml2 sees
 * ten zeros in its place. RESULT_BAD_INPUT when a limit is broken,
 * RESULT_BROKEN without memory.
 */
enum result
memo_compose(const struct memo *memo, struct draft *draft) must_check;

#endif
