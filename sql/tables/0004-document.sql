-- SPDX-License-Identifier: EUPL-1.2
-- Documents, their versions, and what was decided about showing them. All of
-- it is appended: publication, withdrawal and withholding are rows of their
-- own, so that nobody but a migration can change what was published.
--
-- case_id stands in every table, for row-level security; the two-column
-- foreign keys make it impossible that it differs from the document's own.

CREATE TABLE data.document (
	id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
	case_id uuid NOT NULL REFERENCES data.case (id) ON DELETE RESTRICT,
	source_key text NOT NULL,
	kind text NOT NULL CHECK (kind IN ('note', 'letter', 'application',
		'decision', 'assessment', 'medical', 'plan', 'photo', 'other')),
	title text NOT NULL CHECK (title <> ''),
	dated_on date NOT NULL,
	UNIQUE (case_id, source_key),
	UNIQUE (id, case_id)
);
CREATE INDEX document_title_words ON data.document
	USING gin (case_id, to_tsvector('danish'::regconfig, title));
ALTER TABLE data.document ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
COMMENT ON TABLE data.document IS
	'A document of a case. Basis: FVL § 9 (photos and sound too). Retention: with the case.';
COMMENT ON COLUMN data.document.id IS 'Our own key.';
COMMENT ON COLUMN data.document.case_id IS 'Of which case.';
COMMENT ON COLUMN data.document.source_key IS
	'The case system''s own key; makes imports repeatable.';
COMMENT ON COLUMN data.document.kind IS 'What sort of paper it is.';
COMMENT ON COLUMN data.document.title IS 'Its title, in words to the citizen.';
COMMENT ON COLUMN data.document.dated_on IS
	'The day it bears; decides whether it is from before the area''s start.';

CREATE TABLE data.version (
	id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
	document_id uuid NOT NULL,
	case_id uuid NOT NULL,
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
	UNIQUE (document_id, number),
	UNIQUE (id, case_id),
	FOREIGN KEY (document_id, case_id)
		REFERENCES data.document (id, case_id) ON DELETE RESTRICT
);
CREATE INDEX version_case ON data.version (case_id);
ALTER TABLE data.version ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
COMMENT ON TABLE data.version IS
	'One version of a document, never changed. Basis: FVL §§ 9, 12-13. Retention: with the case.';
COMMENT ON COLUMN data.version.id IS 'Our own key.';
COMMENT ON COLUMN data.version.document_id IS 'Of which document.';
COMMENT ON COLUMN data.version.case_id IS 'Of which case.';
COMMENT ON COLUMN data.version.number IS 'First, second, …';
COMMENT ON COLUMN data.version.state IS 'Still being written, or finished.';
COMMENT ON COLUMN data.version.created_at IS
	'When it was written, as the case system tells.';
COMMENT ON COLUMN data.version.media_type IS 'What the bytes are.';
COMMENT ON COLUMN data.version.size IS 'How many bytes.';
COMMENT ON COLUMN data.version.pages IS 'How many pages, where it has pages.';
COMMENT ON COLUMN data.version.sha256 IS
	'SHA-256 of the bytes; nothing is published that does not match.';
COMMENT ON COLUMN data.version.file_name IS 'The name it is saved under.';
COMMENT ON COLUMN data.version.content IS
	'The large object. The number leaves the database nowhere.';

CREATE TABLE data.publication (
	version_id uuid PRIMARY KEY,
	document_id uuid NOT NULL,
	case_id uuid NOT NULL,
	number integer NOT NULL,
	published_at timestamptz NOT NULL,
	published_by text NOT NULL CHECK (published_by <> ''),
	recorded_at timestamptz NOT NULL,
	CHECK (published_at <= recorded_at),
	FOREIGN KEY (version_id, case_id)
		REFERENCES data.version (id, case_id) ON DELETE RESTRICT,
	FOREIGN KEY (document_id, number)
		REFERENCES data.version (document_id, number) ON DELETE RESTRICT
);
CREATE INDEX publication_newest
	ON data.publication (case_id, published_at DESC, version_id DESC);
CREATE INDEX publication_document ON data.publication (document_id, number);
ALTER TABLE data.publication ENABLE ROW LEVEL SECURITY,
	FORCE ROW LEVEL SECURITY;
COMMENT ON TABLE data.publication IS
	'The deliberate, logged act of showing a version; append-only, so it cannot be undone. Basis: FVL §§ 10, 12-13 (shown once, handed over for good). Retention: with the case.';
COMMENT ON COLUMN data.publication.version_id IS 'Which version.';
COMMENT ON COLUMN data.publication.document_id IS 'Of which document.';
COMMENT ON COLUMN data.publication.case_id IS 'Of which case.';
COMMENT ON COLUMN data.publication.number IS 'The version''s number.';
COMMENT ON COLUMN data.publication.published_at IS
	'When the case system showed it; never in the future.';
COMMENT ON COLUMN data.publication.published_by IS
	'A role or unit, never a name.';
COMMENT ON COLUMN data.publication.recorded_at IS
	'When we recorded it: from then on it can have been seen here.';

CREATE TABLE data.withdrawal (
	version_id uuid PRIMARY KEY
		REFERENCES data.publication (version_id) ON DELETE RESTRICT,
	case_id uuid NOT NULL,
	withdrawn_at timestamptz NOT NULL,
	cause text NOT NULL CHECK (cause IN ('sent-to-wrong-person',
		'others-information', 'wrong-case')),
	withdrawn_by text NOT NULL CHECK (withdrawn_by <> ''),
	FOREIGN KEY (version_id, case_id)
		REFERENCES data.version (id, case_id) ON DELETE RESTRICT
);
CREATE INDEX withdrawal_case ON data.withdrawal (case_id);
ALTER TABLE data.withdrawal ENABLE ROW LEVEL SECURITY,
	FORCE ROW LEVEL SECURITY;
COMMENT ON TABLE data.withdrawal IS
	'A version taken from view because it should never have been shown; append-only. Basis: GDPR art. 5(1)(f), 33. Retention: with the case.';
COMMENT ON COLUMN data.withdrawal.version_id IS 'Which version.';
COMMENT ON COLUMN data.withdrawal.case_id IS 'Of which case.';
COMMENT ON COLUMN data.withdrawal.withdrawn_at IS 'From when on.';
COMMENT ON COLUMN data.withdrawal.cause IS 'The one named cause.';
COMMENT ON COLUMN data.withdrawal.withdrawn_by IS
	'A role or unit, never a name.';

CREATE TABLE data.withholding (
	id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	document_id uuid NOT NULL,
	case_id uuid NOT NULL,
	person_id uuid REFERENCES data.person (id) ON DELETE RESTRICT,
	section text NOT NULL REFERENCES data.section (key) ON DELETE RESTRICT,
	from_number integer NOT NULL DEFAULT 1 CHECK (from_number > 0),
	decided_at timestamptz NOT NULL,
	lifted boolean NOT NULL DEFAULT false,
	decided_by text NOT NULL CHECK (decided_by <> ''),
	FOREIGN KEY (document_id, case_id)
		REFERENCES data.document (id, case_id) ON DELETE RESTRICT
);
CREATE INDEX withholding_document
	ON data.withholding (document_id, decided_at DESC, id DESC);
CREATE INDEX withholding_case ON data.withholding (case_id);
ALTER TABLE data.withholding ENABLE ROW LEVEL SECURITY,
	FORCE ROW LEVEL SECURITY;
COMMENT ON TABLE data.withholding IS
	'A decision to withhold a document from one party, or from all when person_id is null; lifted by a later row; append-only. The newest row per document, person and section holds. Basis: FVL §§ 12-15 b, 24. Retention: with the case.';
COMMENT ON COLUMN data.withholding.id IS 'In the order of recording.';
COMMENT ON COLUMN data.withholding.document_id IS 'Which document.';
COMMENT ON COLUMN data.withholding.case_id IS 'Of which case.';
COMMENT ON COLUMN data.withholding.person_id IS
	'From which party; null: from all.';
COMMENT ON COLUMN data.withholding.section IS 'Under which section of law.';
COMMENT ON COLUMN data.withholding.from_number IS
	'It holds for versions with this number or a higher one: what has been shown stays shown.';
COMMENT ON COLUMN data.withholding.decided_at IS 'When it was decided.';
COMMENT ON COLUMN data.withholding.lifted IS
	'True: from now on no longer withheld under that section.';
COMMENT ON COLUMN data.withholding.decided_by IS
	'A role or unit, never a name.';

CREATE TABLE data.version_text (
	version_id uuid PRIMARY KEY,
	case_id uuid NOT NULL,
	body text NOT NULL,
	words tsvector NOT NULL
		GENERATED ALWAYS AS (to_tsvector('danish'::regconfig, body)) STORED,
	FOREIGN KEY (version_id, case_id)
		REFERENCES data.version (id, case_id) ON DELETE RESTRICT
);
CREATE INDEX version_text_words ON data.version_text
	USING gin (case_id, words);
ALTER TABLE data.version_text ENABLE ROW LEVEL SECURITY,
	FORCE ROW LEVEL SECURITY;
COMMENT ON TABLE data.version_text IS
	'Extracted text for search; derived from the version, so it can be made again. Basis and retention: the version''s.';
COMMENT ON COLUMN data.version_text.version_id IS 'Of which version.';
COMMENT ON COLUMN data.version_text.case_id IS 'Of which case.';
COMMENT ON COLUMN data.version_text.body IS 'The text.';
COMMENT ON COLUMN data.version_text.words IS 'Its words, for the index.';

CREATE TABLE data.unread (
	person_id uuid NOT NULL REFERENCES data.person (id) ON DELETE RESTRICT,
	case_id uuid NOT NULL,
	document_id uuid NOT NULL,
	version_id uuid NOT NULL
		REFERENCES data.publication (version_id) ON DELETE RESTRICT,
	PRIMARY KEY (person_id, case_id, document_id),
	FOREIGN KEY (document_id, case_id)
		REFERENCES data.document (id, case_id) ON DELETE RESTRICT
);
ALTER TABLE data.unread ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
COMMENT ON TABLE data.unread IS
	'Per party, the documents whose newest published version is shown and not read yet. Derived from the rule and the audit by internal.unread_refresh, so that the list of cases asks one index. Basis: the publication''s. A row goes when it is read.';
COMMENT ON COLUMN data.unread.person_id IS 'Whose.';
COMMENT ON COLUMN data.unread.case_id IS 'Of which case.';
COMMENT ON COLUMN data.unread.document_id IS 'Which document.';
COMMENT ON COLUMN data.unread.version_id IS 'Its newest published version.';
