-- SPDX-License-Identifier: EUPL-1.2
-- How many remarks a citizen may write in a day.

CREATE TABLE data.remark_setting (
	single boolean PRIMARY KEY DEFAULT true CHECK (single),
	day_most integer NOT NULL CHECK (day_most BETWEEN 1 AND 10000)
);
COMMENT ON TABLE data.remark_setting IS
	'What the municipality has decided about remarks: at most one row; none means 100 a day. No personal data.';
COMMENT ON COLUMN data.remark_setting.single IS 'One row.';
COMMENT ON COLUMN data.remark_setting.day_most IS
	'So many remarks and replies of a citizen are taken in a day.';

-- Those of a citizen since midnight.
CREATE INDEX remark_person_at ON data.remark (person_id, at);
