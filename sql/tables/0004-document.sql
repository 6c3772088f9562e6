-- SPDX-License-Identifier: EUPL-1.2
-- Documents, their versions, and what was decided about showing them. All of
-- it is appended: publication, withdrawal and withholding are rows of their
-- own, so that nobody but a migration can change what was published.

CREATE TABLE data.document (
	id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
	case_id uuid NOT NULL REFERENCES data.case (id) ON DELETE RESTRICT,
	source_key text NOT NULL,
	kind text NOT NULL CHECK (kind IN ('note', 'letter', 'application',
		'decision', 'assessment', 'medical', 'plan', 'photo', 'other')),
	title text NOT NULL CHECK (title <> ''),
	dated_on date NOT NULL,
	UNIQUE (case_id, source_key)
);
COMMENT ON TABLE data.document IS
	'A document of a case (FVL § 9: photos and sound too).';

CREATE TABLE data.version (
	id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
	document_id uuid NOT NULL REFERENCES data.document (id) ON DELETE RESTRICT,
	case_id uuid NOT NULL REFERENCES data.case (id) ON DELETE RESTRICT,
	number integer NOT NULL CHECK (number > 0),
	state text NOT NULL CHECK (state IN ('draft', 'final')),
	created_at timestamptz NOT NULL,
	media_type text NOT NULL CHECK (media_type IN ('application/pdf',
		'image/jpeg', 'image/png', 'image/heic', 'text/plain', 'text/html')),
	size bigint NOT NULL CHECK (size >= 0),
	pages integer CHECK (pages > 0),
	sha256 bytea NOT NULL CHECK (length(sha256) = 32),
	file_name text NOT NULL CHECK (file_name <> ''),
	content oid NOT NULL UNIQUE,
	UNIQUE (document_id, number)
);
CREATE INDEX version_case ON data.version (case_id);
COMMENT ON TABLE data.version IS
	'One version of a document, never changed. content is the large object; the oid leaves the database nowhere.';

CREATE TABLE data.publication (
	version_id uuid PRIMARY KEY REFERENCES data.version (id) ON DELETE RESTRICT,
	document_id uuid NOT NULL REFERENCES data.document (id) ON DELETE RESTRICT,
	case_id uuid NOT NULL REFERENCES data.case (id) ON DELETE RESTRICT,
	number integer NOT NULL,
	published_at timestamptz NOT NULL,
	published_by text NOT NULL
);
CREATE INDEX publication_newest
	ON data.publication (case_id, published_at DESC, version_id DESC);
CREATE INDEX publication_document ON data.publication (document_id, number);
COMMENT ON TABLE data.publication IS
	'The deliberate, logged act of showing a version (FVL §§ 12-13: shown once, handed over for good). published_by is a role or unit, never a name.';

CREATE TABLE data.withdrawal (
	version_id uuid PRIMARY KEY REFERENCES data.version (id) ON DELETE RESTRICT,
	case_id uuid NOT NULL REFERENCES data.case (id) ON DELETE RESTRICT,
	withdrawn_at timestamptz NOT NULL,
	cause text NOT NULL CHECK (cause IN ('sent-to-wrong-person',
		'others-information', 'wrong-case')),
	withdrawn_by text NOT NULL
);
COMMENT ON TABLE data.withdrawal IS
	'A version taken from view because it should never have been shown.';

CREATE TABLE data.withholding (
	id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
	document_id uuid NOT NULL REFERENCES data.document (id) ON DELETE RESTRICT,
	case_id uuid NOT NULL REFERENCES data.case (id) ON DELETE RESTRICT,
	person_id uuid REFERENCES data.person (id) ON DELETE RESTRICT,
	section text NOT NULL REFERENCES data.section (key) ON DELETE RESTRICT,
	decided_at timestamptz NOT NULL,
	lifted boolean NOT NULL DEFAULT false,
	decided_by text NOT NULL
);
CREATE INDEX withholding_document
	ON data.withholding (document_id, decided_at DESC);
COMMENT ON TABLE data.withholding IS
	'A decision to withhold a document (FVL §§ 12-15 b) from one party, or from all when person_id is null; lifted by a later row. The newest row per document, person and section holds.';

CREATE TABLE data.version_text (
	version_id uuid PRIMARY KEY REFERENCES data.version (id) ON DELETE RESTRICT,
	case_id uuid NOT NULL REFERENCES data.case (id) ON DELETE RESTRICT,
	body text NOT NULL,
	words tsvector NOT NULL
		GENERATED ALWAYS AS (to_tsvector('danish'::regconfig, body)) STORED
);
CREATE INDEX version_text_words ON data.version_text
	USING gin (case_id, words);
COMMENT ON TABLE data.version_text IS
	'Extracted text for search; derived from the version, so it can be made again.';
