-- SPDX-License-Identifier: EUPL-1.2
-- Areas of casework, the KLE numbers they stand on, whom to call, and the
-- sections of law that something can be withheld under. No personal data.

CREATE TABLE data.kle (
	number text PRIMARY KEY CHECK (number ~ '^\d\d(\.\d\d(\.\d\d)?)?$'),
	title text NOT NULL CHECK (title <> ''),
	valid_from date,
	valid_to date CHECK (valid_to >= valid_from)
);
COMMENT ON TABLE data.kle IS
	'KL''s subject numbers, imported by the municipality under its own licence; the demo has invented ones. Kept for good.';
COMMENT ON COLUMN data.kle.number IS 'Main group, group, topic: 32.06.04.';
COMMENT ON COLUMN data.kle.title IS 'Its title.';
COMMENT ON COLUMN data.kle.valid_from IS 'First day in use; null: always was.';
COMMENT ON COLUMN data.kle.valid_to IS 'Last day in use; null: still is.';

CREATE TABLE data.area (
	key text PRIMARY KEY CHECK (key ~ '^[a-z][a-z0-9-]{0,39}$'),
	name_da text NOT NULL CHECK (name_da <> ''),
	name_en text NOT NULL CHECK (name_en <> ''),
	kle_number text NOT NULL REFERENCES data.kle (number) ON DELETE RESTRICT,
	starts_on date NOT NULL,
	is_open boolean NOT NULL DEFAULT true,
	shown_kinds text[] NOT NULL
);
COMMENT ON TABLE data.area IS
	'A case area (sagsområde) that the municipality has opened for reading along. Basis: retssikkerhedsloven § 4; FVL § 10. Kept for good.';
COMMENT ON COLUMN data.area.key IS 'A short word, also in addresses.';
COMMENT ON COLUMN data.area.name_da IS 'Its name to citizens, Danish.';
COMMENT ON COLUMN data.area.name_en IS 'Its name to citizens, English.';
COMMENT ON COLUMN data.area.kle_number IS 'The subject it covers.';
COMMENT ON COLUMN data.area.starts_on IS
	'Documents dated before this day are not shown; they are asked for as aktindsigt.';
COMMENT ON COLUMN data.area.is_open IS
	'False closes the whole area: nothing of it is shown.';
COMMENT ON COLUMN data.area.shown_kinds IS
	'Visibility default: kinds of document that are shown once published; other kinds of the area are asked for as aktindsigt.';

CREATE TABLE data.unit (
	key text PRIMARY KEY CHECK (key ~ '^[a-z][a-z0-9-]{0,39}$'),
	name text NOT NULL CHECK (name <> ''),
	phone text NOT NULL,
	hours text NOT NULL,
	email text
);
COMMENT ON TABLE data.unit IS
	'Whom to call: a unit of the municipality, never a person. Kept for good.';
COMMENT ON COLUMN data.unit.key IS 'A short word.';
COMMENT ON COLUMN data.unit.name IS 'Its name to citizens.';
COMMENT ON COLUMN data.unit.phone IS 'Its number, as people write it.';
COMMENT ON COLUMN data.unit.hours IS 'When it answers, in plain words.';
COMMENT ON COLUMN data.unit.email IS 'Its address for safe mail.';

CREATE TABLE data.section (
	key text PRIMARY KEY CHECK (key ~ '^[a-z][a-z0-9-]{0,39}$'),
	law text NOT NULL CHECK (law <> ''),
	plain_da text NOT NULL CHECK (plain_da <> ''),
	plain_en text NOT NULL CHECK (plain_en <> '')
);
COMMENT ON TABLE data.section IS
	'The sections of law that a document can be withheld under, with plain words for the citizen. Kept for good.';
COMMENT ON COLUMN data.section.key IS 'A short word: fvl-15b.';
COMMENT ON COLUMN data.section.law IS 'Act and section as a lawyer cites it.';
COMMENT ON COLUMN data.section.plain_da IS 'What it means, Danish.';
COMMENT ON COLUMN data.section.plain_en IS 'What it means, English.';

INSERT INTO data.section (key, law, plain_da, plain_en) VALUES
('fvl-12', 'forvaltningsloven § 12',
 'Dokumentet er et internt arbejdspapir, som kommunen ikke har sendt til andre. Det har du ikke krav på at se. Du kan se afgørelsen, når den er truffet.',
 'The document is an internal working paper that the municipality has not sent to anyone. You have no right to see it. You can see the decision once it is made.'),
('fvl-14', 'forvaltningsloven § 14',
 'Dokumentet er af en særlig slags, som loven undtager fra din ret til indsigt.',
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
