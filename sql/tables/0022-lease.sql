-- SPDX-License-Identifier: EUPL-1.2
-- A lease counts from the next transaction on, so that a courier that was taken
-- over reads nothing on a lease that it never commits.

ALTER TABLE data.job ADD COLUMN leased_by xid8;
COMMENT ON COLUMN data.job.leased_by IS
	'The transaction that gave the lease: it counts in later ones. Null: none was given.';
