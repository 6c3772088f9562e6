-- SPDX-License-Identifier: EUPL-1.2
-- What citizens add to their cases. An upload grows until its last byte is
-- there; from then on nobody can change it, its bytes or its fate: what is
-- found out and decided about it are rows of their own.

CREATE TABLE data.upload (
	id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
	person_id uuid NOT NULL REFERENCES data.person (id) ON DELETE RESTRICT,
	case_id uuid NOT NULL REFERENCES data.case (id) ON DELETE RESTRICT,
	-- No way to another folder, and no character that turns a name around
	-- or cannot be seen.
	file_name text NOT NULL CHECK (length(file_name) BETWEEN 1 AND 255
		AND file_name !~ '[/\\\u0001-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]'
		AND file_name NOT IN ('.', '..')),
	said_type text NOT NULL CHECK (length(said_type) <= 100),
	metadata text NOT NULL CHECK (length(metadata) <= 2048),
	size bigint NOT NULL CHECK (size BETWEEN 1 AND 536870912),
	received bigint NOT NULL DEFAULT 0 CHECK (received BETWEEN 0 AND size),
	content oid UNIQUE,
	created_at timestamptz NOT NULL,
	expires_at timestamptz NOT NULL CHECK (expires_at > created_at),
	finished_at timestamptz,
	sha256 bytea CHECK (length(sha256) = 32),
	removed_at timestamptz,
	removed_by text CHECK (removed_by IN ('citizen', 'clock')),
	CONSTRAINT finished_is_whole CHECK ((finished_at IS NULL) = (sha256 IS NULL)
		AND (finished_at IS NULL OR (received = size AND removed_at IS NULL))),
	CONSTRAINT removed_has_no_bytes CHECK ((removed_at IS NULL)
		= (content IS NOT NULL)
		AND (removed_at IS NULL) = (removed_by IS NULL))
) WITH (fillfactor = 80);
CREATE INDEX upload_person ON data.upload (person_id, created_at DESC);
CREATE INDEX upload_case ON data.upload (case_id, created_at DESC, id DESC);
CREATE INDEX upload_unfinished ON data.upload (expires_at)
	WHERE finished_at IS NULL AND removed_at IS NULL;
CREATE INDEX upload_removed ON data.upload (removed_at)
	WHERE removed_at IS NOT NULL;
ALTER TABLE data.upload ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
COMMENT ON TABLE data.upload IS
	'A file that a citizen adds to a case. Basis: FVL § 21 (a party may give a statement). Retention: finished ones with the case; unfinished ones lose their bytes at expires_at and their row 30 days later.';
COMMENT ON COLUMN data.upload.id IS 'Our own key.';
COMMENT ON COLUMN data.upload.person_id IS 'Who sends it.';
COMMENT ON COLUMN data.upload.case_id IS 'To which case.';
COMMENT ON COLUMN data.upload.file_name IS
	'Its name, without folders and invisible characters.';
COMMENT ON COLUMN data.upload.said_type IS
	'What the sender calls its type, or empty: a hint and no more.';
COMMENT ON COLUMN data.upload.metadata IS
	'tus'' Upload-Metadata as it was sent; HEAD gives it back.';
COMMENT ON COLUMN data.upload.size IS 'How many bytes it will have.';
COMMENT ON COLUMN data.upload.received IS
	'How many of them are here, durable. Only grows.';
COMMENT ON COLUMN data.upload.content IS
	'The large object. Owned by minsag_receiver until the last byte, then by minsag_system, read-only. Null when removed unfinished.';
COMMENT ON COLUMN data.upload.created_at IS 'When it was begun.';
COMMENT ON COLUMN data.upload.expires_at IS
	'Until when it can be gone on with; of no meaning when finished.';
COMMENT ON COLUMN data.upload.finished_at IS
	'When its last byte was durable: the moment of reception.';
COMMENT ON COLUMN data.upload.sha256 IS
	'SHA-256 of all bytes, taken in the statement that finished it.';
COMMENT ON COLUMN data.upload.removed_at IS
	'When it was removed unfinished, with its bytes.';
COMMENT ON COLUMN data.upload.removed_by IS
	'By the citizen, or because its time had passed.';

CREATE TABLE data.upload_check (
	upload_id uuid PRIMARY KEY REFERENCES data.upload (id) ON DELETE RESTRICT,
	begun_at timestamptz NOT NULL
);
ALTER TABLE data.upload_check ENABLE ROW LEVEL SECURITY,
	FORCE ROW LEVEL SECURITY;
COMMENT ON TABLE data.upload_check IS
	'That the check of a finished upload has begun: from then on the citizen is told "being checked". Append-only. Basis and retention: the upload''s.';
COMMENT ON COLUMN data.upload_check.upload_id IS 'Of which upload.';
COMMENT ON COLUMN data.upload_check.begun_at IS 'When it first began.';

CREATE TABLE data.upload_verdict (
	upload_id uuid PRIMARY KEY REFERENCES data.upload (id) ON DELETE RESTRICT,
	at timestamptz NOT NULL,
	outcome text NOT NULL CHECK (outcome IN ('accepted', 'rejected')),
	reason text CHECK (reason IN ('malware', 'wrong-type', 'two-types',
		'too-many-pixels', 'bomb', 'encrypted', 'damaged', 'too-big')),
	media_type text,
	pages integer CHECK (pages > 0),
	version_id uuid UNIQUE REFERENCES data.version (id) ON DELETE RESTRICT,
	CONSTRAINT accepted_has_version CHECK ((outcome = 'accepted')
		= (version_id IS NOT NULL)),
	CONSTRAINT rejected_has_reason CHECK ((outcome = 'rejected')
		= (reason IS NOT NULL))
);
ALTER TABLE data.upload_verdict ENABLE ROW LEVEL SECURITY,
	FORCE ROW LEVEL SECURITY;
COMMENT ON TABLE data.upload_verdict IS
	'What became of a finished upload. Append-only, once. Basis and retention: the upload''s.';
COMMENT ON COLUMN data.upload_verdict.upload_id IS 'Of which upload.';
COMMENT ON COLUMN data.upload_verdict.at IS 'When it was decided.';
COMMENT ON COLUMN data.upload_verdict.outcome IS 'On the case, or not.';
COMMENT ON COLUMN data.upload_verdict.reason IS
	'Why not. malware: the scanner knows it; wrong-type: not one that the area takes, or none that is known; two-types: reads as more than one; too-many-pixels: a picture that would fill a computer; bomb: unpacks beyond measure; encrypted: can''t be opened without a password; damaged: can''t be read; too-big: more than the scanner takes.';
COMMENT ON COLUMN data.upload_verdict.media_type IS
	'What the bytes are, found by their content; null: unknown.';
COMMENT ON COLUMN data.upload_verdict.pages IS
	'How many pages, where it has pages.';
COMMENT ON COLUMN data.upload_verdict.version_id IS
	'The version that it became.';

CREATE TABLE data.upload_limit (
	area_key text UNIQUE NULLS NOT DISTINCT
		REFERENCES data.area (key) ON DELETE RESTRICT,
	media_types text[] NOT NULL CHECK (cardinality(media_types) > 0
		AND array_position(media_types, NULL) IS NULL
		AND media_types <@ ARRAY['application/pdf', 'image/jpeg', 'image/png',
			'image/heic', 'text/plain']),
	file_bytes bigint NOT NULL CHECK (file_bytes BETWEEN 1 AND 536870912),
	day_files integer NOT NULL CHECK (day_files BETWEEN 0 AND 10000),
	person_bytes bigint NOT NULL CHECK (person_bytes >= 0)
);
COMMENT ON TABLE data.upload_limit IS
	'What an area takes from a citizen; the row without an area holds for those that have none. Settings, no personal data. Kept for good.';
COMMENT ON COLUMN data.upload_limit.area_key IS
	'Which area; null: all that have no row.';
COMMENT ON COLUMN data.upload_limit.media_types IS
	'Which types, found by content.';
COMMENT ON COLUMN data.upload_limit.file_bytes IS 'Bytes of a file, at most.';
COMMENT ON COLUMN data.upload_limit.day_files IS
	'Files of a citizen a day, Danish time.';
COMMENT ON COLUMN data.upload_limit.person_bytes IS
	'Bytes of a citizen in the area, all files together.';

INSERT INTO data.upload_limit (area_key, media_types, file_bytes, day_files,
		person_bytes) VALUES
(NULL, '{application/pdf,image/jpeg,image/png,image/heic,text/plain}',
	104857600, 50, 1073741824);
