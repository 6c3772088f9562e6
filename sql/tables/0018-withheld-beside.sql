-- SPDX-License-Identifier: EUPL-1.2
-- What is withheld from a party is withheld from their guardian too, and the
-- other way round, unless whoever decides says otherwise.

ALTER TABLE data.withholding ADD COLUMN alone boolean NOT NULL DEFAULT false;
ALTER TABLE data.withholding ALTER COLUMN alone DROP DEFAULT;
COMMENT ON COLUMN data.withholding.alone IS
	'Of a decision about one party: true: from them alone; false: also from every guardian of the case, or, of a guardian, from everybody that a guardian can stand for. The tables do not know whose guardian someone is.';
