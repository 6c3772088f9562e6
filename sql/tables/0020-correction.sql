-- SPDX-License-Identifier: EUPL-1.2
-- What the case system told first and corrected later.

CREATE TABLE data.correction (
	id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	at timestamptz NOT NULL,
	what text NOT NULL CHECK (what IN ('case-area', 'case-title',
		'document-title', 'party-start')),
	case_id uuid NOT NULL REFERENCES data.case (id) ON DELETE RESTRICT,
	document_id uuid,
	person_id uuid REFERENCES data.person (id) ON DELETE RESTRICT,
	was text NOT NULL,
	becomes text NOT NULL CHECK (becomes <> was),
	FOREIGN KEY (document_id, case_id)
		REFERENCES data.document (id, case_id) ON DELETE RESTRICT,
	CHECK ((what = 'document-title') = (document_id IS NOT NULL)),
	CHECK ((what = 'party-start') = (person_id IS NOT NULL))
);
CREATE INDEX correction_case ON data.correction (case_id);
ALTER TABLE data.correction ENABLE ROW LEVEL SECURITY,
	FORCE ROW LEVEL SECURITY;
COMMENT ON TABLE data.correction IS
	'Area and title of a case, title of a document and first day of a party as they were before the case system corrected them; append-only, so that what a citizen was shown can be told later. Basis: FVL § 9; OFL § 15 (journal). Retention: with the case.';
COMMENT ON COLUMN data.correction.id IS 'In the order of recording.';
COMMENT ON COLUMN data.correction.at IS 'When it was corrected here.';
COMMENT ON COLUMN data.correction.what IS 'What was corrected.';
COMMENT ON COLUMN data.correction.case_id IS 'Of which case.';
COMMENT ON COLUMN data.correction.document_id IS
	'Of which document, with document-title.';
COMMENT ON COLUMN data.correction.person_id IS
	'Of which party, with party-start.';
COMMENT ON COLUMN data.correction.was IS 'What it was; a moment in UTC.';
COMMENT ON COLUMN data.correction.becomes IS 'What it is from now on.';

-- All cases of an area, in parts (job area).
CREATE INDEX case_area ON data.case (area_key, id);
