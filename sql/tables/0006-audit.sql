-- SPDX-License-Identifier: EUPL-1.2
-- Who did what, appended without waiting, sealed into a hash chain by a job.

CREATE TABLE data.audit (
	id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
	at timestamptz NOT NULL,
	actor text NOT NULL CHECK (actor IN ('citizen', 'caseworker', 'system')),
	action text NOT NULL,
	outcome text NOT NULL CHECK (outcome IN ('ok', 'denied', 'absent')),
	session_id uuid,
	person_id uuid,
	case_id uuid,
	version_id uuid,
	request_id text,
	detail text
);
ALTER TABLE data.audit ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE INDEX audit_xid ON data.audit (xid, id);
CREATE INDEX audit_person_version ON data.audit (person_id, version_id)
	WHERE action = 'read' AND outcome = 'ok';
CREATE UNIQUE INDEX audit_read_once ON data.audit (session_id, version_id)
	WHERE action = 'read' AND outcome = 'ok';
CREATE UNIQUE INDEX audit_case_once ON data.audit (session_id, case_id)
	WHERE action = 'case' AND outcome = 'ok';
CREATE INDEX audit_case ON data.audit (case_id, at DESC);
COMMENT ON TABLE data.audit IS
	'Every look and every act. Append-only. denied: it exists but is another''s; absent: no such thing. Basis: GDPR art. 5(2), 32. Kept as long as the case.';
COMMENT ON COLUMN data.audit.id IS 'In the order of recording.';
COMMENT ON COLUMN data.audit.at IS 'When.';
COMMENT ON COLUMN data.audit.actor IS 'On whose behalf.';
COMMENT ON COLUMN data.audit.action IS 'What was done or tried: a word.';
COMMENT ON COLUMN data.audit.outcome IS
	'Done; refused because it is another''s or hidden; refused because there is none.';
COMMENT ON COLUMN data.audit.session_id IS 'In which session.';
COMMENT ON COLUMN data.audit.person_id IS 'By which citizen.';
COMMENT ON COLUMN data.audit.case_id IS 'On which case.';
COMMENT ON COLUMN data.audit.version_id IS 'On which version.';
COMMENT ON COLUMN data.audit.request_id IS
	'nginx''s request id, to find the log line.';
COMMENT ON COLUMN data.audit.detail IS
	'What else must be known; never free text of a citizen''s.';
COMMENT ON COLUMN data.audit.xid IS
	'The writing transaction; a seal covers all rows of a range of finished ones.';

CREATE TABLE data.audit_seal (
	number bigint PRIMARY KEY CHECK (number > 0),
	sealed_at timestamptz NOT NULL,
	from_xid xid8 NOT NULL,
	before_xid xid8 NOT NULL,
	rows bigint NOT NULL CHECK (rows >= 0),
	rows_hash bytea NOT NULL CHECK (length(rows_hash) = 32),
	chain_hash bytea NOT NULL CHECK (length(chain_hash) = 32)
);
COMMENT ON TABLE data.audit_seal IS
	'rows_hash: SHA-256 over the sealed rows in order of (xid, id), each as the SHA-256 of its canonical form. chain_hash: SHA-256 of the previous chain_hash and of number, time, range, count and rows_hash in canonical form; the forms are in sql/internal/audit_canonical.sql. A seal without rows shows that the sealing went on. Append-only. Basis: GDPR art. 5(2). Kept for good; no personal data.';
COMMENT ON COLUMN data.audit_seal.number IS 'First, second, …';
COMMENT ON COLUMN data.audit_seal.sealed_at IS 'When it was made.';
COMMENT ON COLUMN data.audit_seal.from_xid IS
	'The first transaction it covers.';
COMMENT ON COLUMN data.audit_seal.before_xid IS
	'The first transaction it no longer covers; all before it had ended.';
COMMENT ON COLUMN data.audit_seal.rows IS 'How many rows it covers.';
COMMENT ON COLUMN data.audit_seal.rows_hash IS
	'Over the sealed rows, as the table''s comment says.';
COMMENT ON COLUMN data.audit_seal.chain_hash IS
	'Over the previous link and this one''s facts.';
