-- SPDX-License-Identifier: EUPL-1.2
-- What becomes of the bytes of a rejected upload.

CREATE TABLE data.upload_removal (
	upload_id uuid PRIMARY KEY
		REFERENCES data.upload_verdict (upload_id) ON DELETE RESTRICT,
	at timestamptz NOT NULL
);
ALTER TABLE data.upload_removal ENABLE ROW LEVEL SECURITY,
	FORCE ROW LEVEL SECURITY;
COMMENT ON TABLE data.upload_removal IS
	'That the bytes of a rejected upload are gone, 14 days after the verdict; what stays is the receipt. Append-only. Basis: GDPR art. 5(1)(c), (e). Retention: the upload''s.';
COMMENT ON COLUMN data.upload_removal.upload_id IS 'Of which upload.';
COMMENT ON COLUMN data.upload_removal.at IS 'Since when.';

-- The rejected ones, to find those whose time has come.
CREATE INDEX upload_verdict_rejected ON data.upload_verdict (at)
	WHERE outcome = 'rejected';
