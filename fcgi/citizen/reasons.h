/* SPDX-License-Identifier: EUPL-1.2
 *
 * Why a document is not shown, in words for the citizen. The codes are those of
 * the rule (sql/internal/reasons.sql); the words stand here alone.
 */
#ifndef MINSAG_CITIZEN_REASONS_H
#define MINSAG_CITIZEN_REASONS_H

#include "core/db.h"
#include "core/language.h"
#include "core/writer.h"

/* Columns of the codes and of the law that something is withheld under. */
struct reason_columns {
	int reasons; /* text[]; null is an empty list */
	int law, plain_da, plain_en; /* 0: the function tells none */
};

/*
 * Writes "reasons": [{"code", "text", "law", "plain"}]; law and plain only
 * where something is withheld.
 */
void
show_reasons(struct writer *writer, const struct db_rows *rows, int r,
    struct reason_columns columns, enum language language);

#endif
