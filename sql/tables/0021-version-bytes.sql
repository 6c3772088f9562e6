-- SPDX-License-Identifier: EUPL-1.2
-- Whether a version's bytes can still be written. The row is also what writing
-- and closing lock, so that neither passes the other.

CREATE TABLE data.version_bytes (
	version_id uuid PRIMARY KEY
		REFERENCES data.version (id) ON DELETE RESTRICT,
	sealed_at timestamptz
);
ALTER TABLE data.version_bytes ENABLE ROW LEVEL SECURITY,
	FORCE ROW LEVEL SECURITY;
COMMENT ON TABLE data.version_bytes IS
	'One row a version: its bytes are being brought, or they are sealed: whole, of the announced hash, and closed for writing. Only what is sealed is published. Basis and retention: the version''s.';
COMMENT ON COLUMN data.version_bytes.version_id IS 'Of which version.';
COMMENT ON COLUMN data.version_bytes.sealed_at IS
	'Since when they are sealed; null: they are being brought.';

INSERT INTO data.version_bytes (version_id, sealed_at)
	SELECT v.id, p.recorded_at FROM data.version v
		LEFT JOIN data.publication p ON p.version_id = v.id;
