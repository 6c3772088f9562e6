-- SPDX-License-Identifier: EUPL-1.2
-- A session's refused attempts have a ration of audit rows; the rest is counted.

CREATE TABLE data.refusal (
	session_id uuid PRIMARY KEY
		REFERENCES data.session (id) ON DELETE CASCADE,
	refused bigint NOT NULL CHECK (refused > 0),
	left_out bigint NOT NULL DEFAULT 0 CHECK (left_out >= 0),
	told_at timestamptz
);
CREATE INDEX refusal_untold ON data.refusal (session_id) WHERE left_out > 0;
ALTER TABLE data.refusal ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
COMMENT ON TABLE data.refusal IS
	'How often a session was refused, so that it cannot write audit rows for ever: the first 50 have a row each, of the others a row says every ten minutes how many there were. Basis: GDPR art. 32. Deleted with the session.';
COMMENT ON COLUMN data.refusal.session_id IS 'Which session.';
COMMENT ON COLUMN data.refusal.refused IS 'How often, with a row or without.';
COMMENT ON COLUMN data.refusal.left_out IS
	'How many have no row and are in none that counts them yet.';
COMMENT ON COLUMN data.refusal.told_at IS
	'When a row last said how many were left out. Null: none has.';
