-- SPDX-License-Identifier: EUPL-1.2
-- What a citizen remarks on, and what is answered. All of it is appended: a
-- correction is a new remark or a new answer, and what is withdrawn stays.

CREATE TABLE data.remark (
	id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
	case_id uuid NOT NULL REFERENCES data.case (id) ON DELETE RESTRICT,
	document_id uuid,
	version_id uuid,
	person_id uuid NOT NULL REFERENCES data.person (id) ON DELETE RESTRICT,
	parent_id uuid,
	kind text NOT NULL CHECK (kind IN ('remark', 'not-understood', 'look')),
	audit_id bigint REFERENCES data.audit (id) ON DELETE RESTRICT,
	page integer CHECK (page > 0),
	quote text CHECK (length(quote) BETWEEN 1 AND 2000),
	before text CHECK (length(before) BETWEEN 1 AND 100),
	after text CHECK (length(after) BETWEEN 1 AND 100),
	body text NOT NULL CHECK (length(body) BETWEEN 1 AND 4000),
	client_key uuid NOT NULL,
	at timestamptz NOT NULL,
	UNIQUE (person_id, client_key),
	UNIQUE (id, case_id),
	FOREIGN KEY (document_id, case_id)
		REFERENCES data.document (id, case_id) ON DELETE RESTRICT,
	FOREIGN KEY (version_id, case_id)
		REFERENCES data.version (id, case_id) ON DELETE RESTRICT,
	FOREIGN KEY (parent_id, case_id)
		REFERENCES data.remark (id, case_id) ON DELETE RESTRICT,
	CHECK ((document_id IS NULL) = (version_id IS NULL)),
	CHECK (version_id IS NOT NULL OR (page IS NULL AND quote IS NULL)),
	CHECK (quote IS NOT NULL OR (before IS NULL AND after IS NULL)),
	CHECK (parent_id IS NULL OR (page IS NULL AND quote IS NULL)),
	CHECK (kind <> 'look' OR version_id IS NULL),
	CHECK ((kind = 'look' AND parent_id IS NULL) = (audit_id IS NOT NULL))
);
-- The threads of a document and of a case, for one citizen.
CREATE INDEX remark_document ON data.remark (document_id, person_id)
	WHERE document_id IS NOT NULL;
CREATE INDEX remark_case ON data.remark (case_id, person_id);
ALTER TABLE data.remark ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
COMMENT ON TABLE data.remark IS
	'What a citizen writes about a version, a case, or a look at the case; also the replies. Append-only. Basis: FVL § 21; GDPR art. 16. Retention: with the case.';
COMMENT ON COLUMN data.remark.id IS 'Our own key.';
COMMENT ON COLUMN data.remark.case_id IS 'On which case.';
COMMENT ON COLUMN data.remark.document_id IS
	'On which document; null: on the case itself.';
COMMENT ON COLUMN data.remark.version_id IS
	'On which version, the one that was read when it was written.';
COMMENT ON COLUMN data.remark.person_id IS 'Who wrote it.';
COMMENT ON COLUMN data.remark.parent_id IS
	'The remark that begins the thread; null for that one.';
COMMENT ON COLUMN data.remark.kind IS
	'A remark, a sentence that was not understood, or a question about a look; a reply has its thread''s.';
COMMENT ON COLUMN data.remark.audit_id IS
	'Which look is asked about, of kind look.';
COMMENT ON COLUMN data.remark.page IS
	'On which page, from 1; null: on the whole.';
COMMENT ON COLUMN data.remark.quote IS
	'The text that was marked, as the citizen saw it.';
COMMENT ON COLUMN data.remark.before IS
	'A little of what stood before it, so that it is found again.';
COMMENT ON COLUMN data.remark.after IS 'A little of what stood behind it.';
COMMENT ON COLUMN data.remark.body IS
	'What was written: plain text, never markup.';
COMMENT ON COLUMN data.remark.client_key IS
	'Made by the citizen''s device: sent twice it is one remark.';
COMMENT ON COLUMN data.remark.at IS 'When it came.';

CREATE TABLE data.remark_withdrawal (
	remark_id uuid PRIMARY KEY,
	case_id uuid NOT NULL,
	at timestamptz NOT NULL,
	FOREIGN KEY (remark_id, case_id)
		REFERENCES data.remark (id, case_id) ON DELETE RESTRICT
);
ALTER TABLE data.remark_withdrawal ENABLE ROW LEVEL SECURITY,
	FORCE ROW LEVEL SECURITY;
COMMENT ON TABLE data.remark_withdrawal IS
	'A remark that its citizen takes back. It stays, and says so; append-only. Basis: as data.remark. Retention: with the case.';
COMMENT ON COLUMN data.remark_withdrawal.remark_id IS 'Which remark.';
COMMENT ON COLUMN data.remark_withdrawal.case_id IS 'Of which case.';
COMMENT ON COLUMN data.remark_withdrawal.at IS 'From when on.';

CREATE TABLE data.answer (
	id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
	remark_id uuid NOT NULL,
	case_id uuid NOT NULL,
	outcome text NOT NULL CHECK (outcome IN ('changed', 'noted', 'disagree')),
	reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 4000),
	version_id uuid,
	unit_key text NOT NULL REFERENCES data.unit (key) ON DELETE RESTRICT,
	role text NOT NULL CHECK (length(role) BETWEEN 1 AND 80),
	client_key uuid NOT NULL UNIQUE,
	at timestamptz NOT NULL,
	FOREIGN KEY (remark_id, case_id)
		REFERENCES data.remark (id, case_id) ON DELETE RESTRICT,
	FOREIGN KEY (version_id, case_id)
		REFERENCES data.version (id, case_id) ON DELETE RESTRICT,
	CHECK (version_id IS NULL OR outcome = 'changed')
);
CREATE INDEX answer_remark ON data.answer (remark_id, at);
ALTER TABLE data.answer ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
COMMENT ON TABLE data.answer IS
	'What the municipality answers to a remark, with the reason; a correction is a newer row. Append-only. Basis: FVL §§ 7, 22. Retention: with the case.';
COMMENT ON COLUMN data.answer.id IS 'Our own key.';
COMMENT ON COLUMN data.answer.remark_id IS 'To which remark or reply.';
COMMENT ON COLUMN data.answer.case_id IS 'Of which case.';
COMMENT ON COLUMN data.answer.outcome IS
	'Changed as asked, noted in the case, or not agreed with.';
COMMENT ON COLUMN data.answer.reason IS
	'Why, in plain text; to not-understood, the sentence in plain words.';
COMMENT ON COLUMN data.answer.version_id IS
	'With changed: the version in which it was.';
COMMENT ON COLUMN data.answer.unit_key IS 'Which unit answers.';
COMMENT ON COLUMN data.answer.role IS 'In which role, never a name.';
COMMENT ON COLUMN data.answer.client_key IS
	'Made by whoever sends it: sent twice it is one answer.';
COMMENT ON COLUMN data.answer.at IS 'When it was given.';

CREATE TABLE data.remark_open (
	remark_id uuid PRIMARY KEY,
	case_id uuid NOT NULL,
	at timestamptz NOT NULL,
	FOREIGN KEY (remark_id, case_id)
		REFERENCES data.remark (id, case_id) ON DELETE RESTRICT
);
CREATE INDEX remark_open_oldest ON data.remark_open (at, remark_id);
CREATE INDEX remark_open_case ON data.remark_open (case_id, at);
COMMENT ON TABLE data.remark_open IS
	'The remarks that await an answer. Derived from remark, remark_withdrawal and answer, so that the caseworkers'' list is as long as the work that is left. Basis: the remark''s. A row goes with the first answer or a withdrawal.';
COMMENT ON COLUMN data.remark_open.remark_id IS 'Which remark.';
COMMENT ON COLUMN data.remark_open.case_id IS 'Of which case.';
COMMENT ON COLUMN data.remark_open.at IS 'When it came.';
