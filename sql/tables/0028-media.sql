-- SPDX-License-Identifier: EUPL-1.2
-- What kinds of files there are, a citizen's larger choice of them, and the
-- SHA-256 of an upload as a row of its own: it is known only when the courier
-- has read the bytes, long after the upload has become unchangeable.

CREATE TABLE data.media_type (
	media_type text PRIMARY KEY
		CHECK (media_type ~ '^[a-z]+/[a-z0-9.+-]+(;charset=[a-z0-9-]+)?$'),
	sort text CHECK (sort IN ('pdf', 'picture', 'text', 'office', 'mail',
		'sound', 'film'))
);
COMMENT ON TABLE data.media_type IS
	'What a version can be. A constant, no personal data. Kept for good.';
COMMENT ON COLUMN data.media_type.media_type IS
	'The type; a text in another encoding than UTF-8 says which.';
COMMENT ON COLUMN data.media_type.sort IS
	'Of which sort, for those who say what an area takes; null: no choice of its own.';
INSERT INTO data.media_type (media_type, sort) VALUES
	('application/pdf', 'pdf'),
	('image/jpeg', 'picture'),
	('image/png', 'picture'),
	('image/heic', 'picture'),
	('image/gif', 'picture'),
	('image/webp', 'picture'),
	('image/tiff', 'picture'),
	('text/plain', 'text'),
	('text/plain;charset=windows-1252', NULL),
	('text/plain;charset=utf-16', NULL),
	('text/html', NULL),
	('application/msword', 'office'),
	('application/vnd.ms-excel', 'office'),
	('application/vnd.ms-powerpoint', 'office'),
	('application/vnd.openxmlformats-officedocument.wordprocessingml.document',
	 'office'),
	('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
	 'office'),
	('application/vnd.openxmlformats-officedocument.presentationml.presentation',
	 'office'),
	('application/vnd.oasis.opendocument.text', 'office'),
	('application/vnd.oasis.opendocument.spreadsheet', 'office'),
	('application/vnd.oasis.opendocument.presentation', 'office'),
	('message/rfc822', 'mail'),
	('application/vnd.ms-outlook', 'mail'),
	('audio/mp4', 'sound'),
	('audio/mpeg', 'sound'),
	('audio/ogg', 'sound'),
	('audio/wav', 'sound'),
	('video/mp4', 'film'),
	('video/quicktime', 'film'),
	('video/3gpp', 'film');

ALTER TABLE data.version DROP CONSTRAINT version_media_type_check,
	ADD FOREIGN KEY (media_type) REFERENCES data.media_type;

-- api_admin.limit_put holds the words to data.media_type.
ALTER TABLE data.upload_limit DROP CONSTRAINT upload_limit_media_types_check,
	ADD CONSTRAINT upload_limit_media_types_check
		CHECK (cardinality(media_types) > 0
			AND array_position(media_types, NULL) IS NULL);
UPDATE data.upload_limit l SET media_types = (SELECT array_agg(m.media_type
		ORDER BY m.media_type) FROM data.media_type m
		WHERE m.sort IS NOT NULL)
	WHERE l.area_key IS NULL;

ALTER TABLE data.upload_verdict DROP CONSTRAINT upload_verdict_reason_check,
	ADD CONSTRAINT upload_verdict_reason_check CHECK (reason IN ('malware',
		'wrong-type', 'two-types', 'too-many-pixels', 'bomb', 'encrypted',
		'damaged', 'too-big', 'macros'));
COMMENT ON COLUMN data.upload_verdict.reason IS
	'Why not. malware: the scanner knows it; wrong-type: not one that the area takes, or none that is known; two-types: reads as more than one; too-many-pixels: a picture that would fill a computer; bomb: unpacks beyond measure; encrypted: can''t be opened without a password; damaged: can''t be read; too-big: more than the scanner takes; macros: has programs in it.';

-- Joiners stay: letters and pictures are made with them.
ALTER TABLE data.upload DROP CONSTRAINT upload_file_name_check,
	ADD CONSTRAINT upload_file_name_check
		CHECK (length(file_name) BETWEEN 1 AND 255
		AND file_name !~ '[/\\\u0001-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]'
		AND file_name NOT IN ('.', '..'));
COMMENT ON COLUMN data.upload.file_name IS
	'Its name as it was sent, without folders and invisible characters but joiners.';

CREATE TABLE data.upload_hash (
	upload_id uuid PRIMARY KEY REFERENCES data.upload (id) ON DELETE RESTRICT,
	sha256 bytea NOT NULL CHECK (length(sha256) = 32)
);
ALTER TABLE data.upload_hash ENABLE ROW LEVEL SECURITY,
	FORCE ROW LEVEL SECURITY;
COMMENT ON TABLE data.upload_hash IS
	'SHA-256 of a finished upload''s bytes, taken when they are read for the check. Append-only, once. Basis and retention: the upload''s.';
COMMENT ON COLUMN data.upload_hash.upload_id IS 'Of which upload.';
COMMENT ON COLUMN data.upload_hash.sha256 IS 'SHA-256 of all its bytes.';
INSERT INTO data.upload_hash (upload_id, sha256)
	SELECT u.id, u.sha256 FROM data.upload u WHERE u.sha256 IS NOT NULL;
ALTER TABLE data.upload DROP CONSTRAINT finished_is_whole,
	DROP COLUMN sha256,
	ADD CONSTRAINT finished_is_whole CHECK (finished_at IS NULL
		OR (received = size AND removed_at IS NULL));
