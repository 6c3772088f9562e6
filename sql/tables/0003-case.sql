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
	closed_on date,
	deadline_on date,
	deadline_da text,
	deadline_en text,
	latest_at timestamptz NOT NULL,
	latest_what text NOT NULL CHECK (latest_what IN ('opened', 'published',
		'withdrawn', 'status'))
);
COMMENT ON TABLE data.case IS
	'A case (sag). Basis: FVL § 9. Retention: with the case in the case system.';
COMMENT ON COLUMN data.case.source_key IS
	'The case system''s own key; makes imports repeatable.';
COMMENT ON COLUMN data.case.latest_at IS
	'When data.case_event last grew; kept by the function that writes the event, so that the list of cases needs no second look.';

CREATE TABLE data.party (
	person_id uuid NOT NULL REFERENCES data.person (id) ON DELETE RESTRICT,
	case_id uuid NOT NULL REFERENCES data.case (id) ON DELETE RESTRICT,
	role text NOT NULL CHECK (role IN ('subject', 'applicant', 'guardian')),
	valid_from date NOT NULL,
	valid_to date,
	PRIMARY KEY (person_id, case_id)
);
CREATE INDEX party_case ON data.party (case_id);
COMMENT ON TABLE data.party IS
	'Who is a party (part) to which case. The only ground for seeing anything.';

CREATE TABLE data.case_event (
	id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
	case_id uuid NOT NULL REFERENCES data.case (id) ON DELETE RESTRICT,
	at timestamptz NOT NULL,
	what text NOT NULL CHECK (what IN ('opened', 'published', 'withdrawn',
		'status')),
	status text,
	version_id uuid
);
CREATE INDEX case_event_newest ON data.case_event (case_id, at DESC, id DESC);
COMMENT ON TABLE data.case_event IS
	'The timeline of a case; append-only. version_id with published and withdrawn, status with opened and status.';
