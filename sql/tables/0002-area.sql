-- SPDX-License-Identifier: EUPL-1.2
-- Areas of casework, the KLE numbers they stand on, and whom to call.

CREATE TABLE data.kle (
	number text PRIMARY KEY CHECK (number ~ '^\d\d(\.\d\d(\.\d\d)?)?$'),
	title text NOT NULL,
	valid_from date,
	valid_to date
);
COMMENT ON TABLE data.kle IS
	'KL''s subject numbers, imported by the municipality under its own licence; the demo has invented ones.';

CREATE TABLE data.area (
	key text PRIMARY KEY CHECK (key ~ '^[a-z][a-z0-9-]{0,39}$'),
	name_da text NOT NULL,
	name_en text NOT NULL,
	kle_number text NOT NULL REFERENCES data.kle (number) ON DELETE RESTRICT,
	starts_on date NOT NULL,
	is_open boolean NOT NULL DEFAULT true,
	shown_kinds text[] NOT NULL
);
COMMENT ON TABLE data.area IS
	'A case area (sagsområde) that the municipality has opened for reading along.';
COMMENT ON COLUMN data.area.starts_on IS
	'Documents dated before this day are not shown; they are asked for as aktindsigt.';
COMMENT ON COLUMN data.area.shown_kinds IS
	'Visibility default: kinds of document that are shown once published; other kinds of the area are asked for as aktindsigt.';

CREATE TABLE data.unit (
	key text PRIMARY KEY CHECK (key ~ '^[a-z][a-z0-9-]{0,39}$'),
	name text NOT NULL,
	phone text NOT NULL,
	hours text NOT NULL,
	email text
);
COMMENT ON TABLE data.unit IS 'Whom to call: a unit of the municipality.';

CREATE TABLE data.section (
	key text PRIMARY KEY CHECK (key ~ '^[a-z][a-z0-9-]{0,39}$'),
	law text NOT NULL,
	plain_da text NOT NULL,
	plain_en text NOT NULL
);
COMMENT ON TABLE data.section IS
	'The sections of law that a document can be withheld under, with plain words for the citizen.';
INSERT INTO data.section (key, law, plain_da, plain_en) VALUES
('fvl-12', 'forvaltningsloven § 12',
 'Dokumentet er et internt arbejdspapir, som kommunen ikke har sendt til andre. Det har du ikke krav på at se. Du får sagen at se, når den er skrevet færdig.',
 'The document is an internal working paper that the municipality has not sent to anyone. You have no right to see it.'),
('fvl-14', 'forvaltningsloven § 14',
 'Dokumentet er en særlig slags papir, fx et brev, som loven undtager fra din ret til indsigt.',
 'The document is of a special kind that the law exempts from your right of access.'),
('fvl-15', 'forvaltningsloven § 15',
 'Dokumentet rummer oplysninger, som af hensyn til statens sikkerhed ikke må vises.',
 'The document holds information that may not be shown for reasons of state security.'),
('fvl-15a', 'forvaltningsloven § 15 a',
 'Dokumentet rummer oplysninger, der kan skade arbejdet med at opklare eller forebygge lovbrud, hvis de bliver vist.',
 'The document holds information that could harm the investigation or prevention of offences.'),
('fvl-15b', 'forvaltningsloven § 15 b',
 'Dokumentet rummer oplysninger om andre mennesker. Hensynet til dem vejer tungere end din interesse i at se dem.',
 'The document holds information about other people. Their interests weigh more than yours in seeing it.');
