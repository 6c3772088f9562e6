-- SPDX-License-Identifier: EUPL-1.2
-- Goal: the rule gives all reasons, alone and together, and fails closed on every value that is missing or unknown.

BEGIN;
\ir ../fixture.sql
SELECT plan(39);

-- One call with everything in favour but what is overridden.
CREATE FUNCTION pg_temp.rule(in_but text, in_value text) RETURNS text
LANGUAGE sql AS $$
	SELECT array_to_string(internal.reasons(
		CASE in_but WHEN 'role' THEN in_value ELSE 'subject' END,
		CASE in_but WHEN 'published' THEN in_value::timestamptz
			ELSE '2026-01-01' END,
		CASE in_but WHEN 'released' THEN in_value::boolean ELSE true END,
		CASE in_but WHEN 'withdrawn' THEN in_value::boolean ELSE false END,
		CASE in_but WHEN 'withheld' THEN in_value::boolean ELSE false END,
		CASE in_but WHEN 'state' THEN in_value ELSE 'draft' END,
		CASE in_but WHEN 'kind' THEN in_value ELSE 'note' END,
		CASE in_but WHEN 'dated' THEN in_value::date ELSE '2026-01-01' END,
		CASE in_but WHEN 'starts' THEN in_value::date ELSE '2025-01-01' END,
		CASE in_but WHEN 'open' THEN in_value::boolean ELSE true END,
		CASE in_but WHEN 'kinds' THEN in_value::text[]
			ELSE '{note,letter}' END,
		CASE in_but WHEN 'shown' THEN in_value::boolean ELSE true END), ' ')
$$;
SELECT is(pg_temp.rule('nothing', NULL), '', 'a published draft note is shown');
SELECT is(pg_temp.rule(but, value), wanted, but || ' ' || coalesce(value,
	'null')) FROM (VALUES
	('role', NULL, 'not-a-party'),
	('role', 'guardian', ''),
	('role', 'applicant', ''),
	('role', 'neighbour', 'unknown-value'),
	('published', NULL, 'not-published'),
	('published', '2026-03-10 10:00+01', ''),
	('published', '2026-03-10 10:00:01+01', 'not-published'),
	('published', 'infinity', 'not-published'),
	('released', 'false', 'not-released'),
	('released', NULL, 'not-released'),
	('withdrawn', 'true', 'withdrawn'),
	('withdrawn', NULL, 'withdrawn'),
	('withheld', 'true', 'withheld'),
	('withheld', NULL, 'withheld'),
	('state', 'final', ''),
	('state', 'scrapped', 'unknown-value'),
	('state', NULL, 'unknown-value'),
	('kind', 'letter', ''),
	('kind', 'medical', 'kind-not-shown'),
	('kind', 'tweet', 'kind-not-shown unknown-value'),
	('kind', NULL, 'kind-not-shown unknown-value'),
	('dated', '2025-01-01', ''),
	('dated', '2024-12-31', 'before-start'),
	('dated', '-infinity', 'before-start'),
	('dated', NULL, 'before-start'),
	('starts', '2026-01-02', 'before-start'),
	('starts', NULL, 'before-start'),
	('open', 'false', 'area-closed'),
	('open', NULL, 'area-closed'),
	('kinds', '{}', 'kind-not-shown'),
	('kinds', NULL, 'kind-not-shown'),
	('kinds', '{note,NULL}', ''),
	('shown', 'false', 'not-ready'),
	('shown', NULL, 'not-ready')) t (but, value, wanted);
SELECT is(internal.reasons(NULL, NULL, false, true, true, 'x', 'y', '2024-01-01',
	'2025-01-01', false, '{}', false), ARRAY['not-a-party', 'not-published',
	'not-released', 'withdrawn', 'withheld', 'before-start', 'area-closed', 'kind-not-shown',
	'unknown-value'], 'all reasons at once, in their order');
SELECT is(internal.reasons(NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
	NULL, NULL, NULL), ARRAY['not-a-party', 'not-published', 'not-released', 'withdrawn', 'withheld',
	'before-start', 'area-closed', 'kind-not-shown', 'unknown-value'],
	'knowing nothing shows nothing');
SELECT is(internal.reasons('subject', '2026-01-01', true, true, false, 'final',
	'note', '2026-01-01', '2025-01-01', true, '{note}', false),
	ARRAY['withdrawn'], 'where something else stands against it, that is said');
SELECT is(internal.reasons(NULL, '2026-01-01', true, false, false, 'final', 'note',
	'2026-01-01', '2025-01-01', true, '{note}', true), ARRAY['not-a-party'],
	'and that it was shown helps nobody');

SELECT * FROM finish();
ROLLBACK;
