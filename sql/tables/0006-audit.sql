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
CREATE INDEX audit_xid ON data.audit (xid, id);
CREATE INDEX audit_person_version ON data.audit (person_id, version_id)
	WHERE action = 'read' AND outcome = 'ok';
CREATE UNIQUE INDEX audit_read_once ON data.audit (session_id, version_id)
	WHERE action = 'read' AND outcome = 'ok';
CREATE INDEX audit_case ON data.audit (case_id, at DESC);
COMMENT ON TABLE data.audit IS
	'Every look and every act. Append-only. denied: it exists but is another''s; absent: no such thing.';
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
	'rows_hash: SHA-256 over the sealed rows in order of (xid, id), each as the SHA-256 of its canonical form. chain_hash: SHA-256 of the previous chain_hash and of number, time, range, count and rows_hash in canonical form; the forms are in sql/internal/audit_canonical.sql. A seal without rows shows that the sealing went on.';
