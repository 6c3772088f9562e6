-- SPDX-License-Identifier: EUPL-1.2
-- Cases and their parties, as the case system last told them.

CREATE TABLE data.case (
	id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
	source_key text NOT NULL UNIQUE,
	area_key text NOT NULL REFERENCES data.area (key) ON DELETE RESTRICT,
	unit_key text NOT NULL REFERENCES data.unit (key) ON DELETE RESTRICT,
	title text NOT NULL CHECK (title <> ''),
	status text NOT NULL CHECK (status IN ('received', 'being-examined',
		'awaiting-citizen', 'in-hearing', 'decided', 'closed')),
	opened_on date NOT NULL,
	closed_on date CHECK (closed_on >= opened_on),
	deadline_on date,
	deadline_da text,
	deadline_en text,
	latest_at timestamptz NOT NULL,
	latest_what text NOT NULL CHECK (latest_what IN ('opened', 'published',
		'withdrawn', 'status')),
	CONSTRAINT deadline_has_words CHECK ((deadline_on IS NULL) =
		(deadline_da IS NULL) AND (deadline_on IS NULL) = (deadline_en IS NULL))
);
ALTER TABLE data.case ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
COMMENT ON TABLE data.case IS
	'A case (sag). Basis: FVL § 9. Retention: with the case in the case system.';
COMMENT ON COLUMN data.case.id IS 'Our own key.';
COMMENT ON COLUMN data.case.source_key IS
	'The case system''s own key; makes imports repeatable.';
COMMENT ON COLUMN data.case.area_key IS 'The area it belongs to.';
COMMENT ON COLUMN data.case.unit_key IS 'Whom to call about it.';
COMMENT ON COLUMN data.case.title IS 'Its title, in words to the citizen.';
COMMENT ON COLUMN data.case.status IS 'Where it stands.';
COMMENT ON COLUMN data.case.opened_on IS 'The day it began.';
COMMENT ON COLUMN data.case.closed_on IS 'The day it ended.';
COMMENT ON COLUMN data.case.deadline_on IS
	'The next day that matters to the citizen.';
COMMENT ON COLUMN data.case.deadline_da IS 'What is due then, Danish.';
COMMENT ON COLUMN data.case.deadline_en IS 'What is due then, English.';
COMMENT ON COLUMN data.case.latest_at IS
	'When data.case_event last grew; kept by the function that writes the event, so that the list of cases needs no second look.';
COMMENT ON COLUMN data.case.latest_what IS 'What that event was.';

CREATE TABLE data.party (
	person_id uuid NOT NULL REFERENCES data.person (id) ON DELETE RESTRICT,
	case_id uuid NOT NULL REFERENCES data.case (id) ON DELETE RESTRICT,
	role text NOT NULL CHECK (role IN ('subject', 'applicant', 'guardian')),
	valid_from timestamptz NOT NULL,
	valid_to timestamptz NOT NULL DEFAULT 'infinity',
	latest_at timestamptz NOT NULL,
	has_unread boolean NOT NULL DEFAULT false,
	-- The policies of most tables read this index and nothing else.
	PRIMARY KEY (person_id, case_id) INCLUDE (valid_from, valid_to)
);
CREATE INDEX party_case ON data.party (case_id);
-- The list of cases: a page is a stretch of this index.
CREATE INDEX party_newest ON data.party (person_id, latest_at DESC,
	case_id DESC) INCLUDE (valid_from, valid_to, has_unread);
ALTER TABLE data.party ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
COMMENT ON TABLE data.party IS
	'Who is a party (part) to which case. The only ground for seeing anything. Basis: FVL § 9. Retention: with the case.';
COMMENT ON COLUMN data.party.person_id IS 'Who.';
COMMENT ON COLUMN data.party.case_id IS 'To which case.';
COMMENT ON COLUMN data.party.role IS
	'The one the case is about, who applied, or a guardian (FVL § 8).';
COMMENT ON COLUMN data.party.valid_from IS 'From this moment on.';
COMMENT ON COLUMN data.party.valid_to IS
	'No longer at this moment; infinity while it lasts.';
COMMENT ON COLUMN data.party.latest_at IS
	'The case''s latest_at again, so that an index gives the list of cases in its order; kept by internal.event_add.';
COMMENT ON COLUMN data.party.has_unread IS
	'Whether data.unread has a row of this party for the case; kept by internal.unread_refresh and internal.audit_add.';

CREATE TABLE data.case_event (
	id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
	case_id uuid NOT NULL REFERENCES data.case (id) ON DELETE RESTRICT,
	at timestamptz NOT NULL,
	what text NOT NULL CHECK (what IN ('opened', 'published', 'withdrawn',
		'status')),
	status text CHECK (status IN ('received', 'being-examined',
		'awaiting-citizen', 'in-hearing', 'decided', 'closed')),
	version_id uuid,
	CHECK ((what IN ('published', 'withdrawn')) = (version_id IS NOT NULL)),
	CHECK ((what IN ('opened', 'status')) = (status IS NOT NULL))
);
CREATE INDEX case_event_newest ON data.case_event (case_id, at DESC, id DESC);
ALTER TABLE data.case_event ENABLE ROW LEVEL SECURITY,
	FORCE ROW LEVEL SECURITY;
COMMENT ON TABLE data.case_event IS
	'The timeline of a case; append-only. Basis: FVL § 9; OFL § 15 (journal). Retention: with the case.';
COMMENT ON COLUMN data.case_event.id IS 'Our own key.';
COMMENT ON COLUMN data.case_event.case_id IS 'Of which case.';
COMMENT ON COLUMN data.case_event.at IS 'When it happened.';
COMMENT ON COLUMN data.case_event.what IS 'What happened.';
COMMENT ON COLUMN data.case_event.status IS
	'The status from then on, with opened and status.';
COMMENT ON COLUMN data.case_event.version_id IS
	'Which version, with published and withdrawn.';
