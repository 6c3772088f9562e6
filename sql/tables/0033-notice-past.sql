-- SPDX-License-Identifier: EUPL-1.2
-- How old may be what is told when a case is shown for the first time.

ALTER TABLE data.notice_rule ADD COLUMN past_days integer NOT NULL DEFAULT 14
	CHECK (past_days BETWEEN 0 AND 3650);
COMMENT ON COLUMN data.notice_rule.past_days IS
	'On the day on which a case is shown to its parties for the first time, what was published longer ago is its past and not told: so bringing in an old case, or opening an area, floods nobody.';
