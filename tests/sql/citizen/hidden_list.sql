-- SPDX-License-Identifier: EUPL-1.2
-- Goal: why can't I see a document: all that is listed and hidden, with the section and whom to ask.

BEGIN;
\ir ../fixture.sql
SELECT plan(16);
SELECT gate('minsag_citizen', 'SELECT * FROM api_citizen.hidden_list(%L, NULL,
	NULL, NULL, 20, NULL)');
CREATE FUNCTION pg_temp.list(in_name text, in_case uuid, in_rest text)
	RETURNS text
LANGUAGE sql AS $$
	SELECT tap.rows('minsag_citizen', format('SELECT left(ret_case_id::text, 2),
		ret_kind, ret_reasons, ret_law, left(ret_plain_en, 12), ret_unit_name,
		ret_starts_on FROM api_citizen.hidden_list(%L, %L, %s, ''r1'')',
		tap.key(in_name), in_case, in_rest))
$$;
CREATE FUNCTION pg_temp.audit() RETURNS text LANGUAGE sql AS $$
	SELECT string_agg(concat_ws(' ', action, outcome, left(person_id::text, 1),
		left(case_id::text, 2), request_id), ', ' ORDER BY id) FROM data.audit
$$;
SELECT is(pg_temp.list('anna', NULL, 'NULL, NULL, 20'),
$$(a3,note,{area-closed},,,Jobcenteret,2025-01-01)
(a2,note,{withheld},"forvaltningsloven § 15 b","The document",Jobcenteret,2025-01-01)
(a2,medical,{kind-not-shown},,,Jobcenteret,2025-01-01)
(a1,letter,{withdrawn},,,Jobcenteret,2025-01-01)
(a1,assessment,{withheld},"forvaltningsloven § 15 b","The document",Jobcenteret,2025-01-01)
(a1,letter,{before-start},,,Jobcenteret,2025-01-01)$$, 'in all my cases');
SELECT is(pg_temp.audit(), 'case ok 1 a1 r1, case ok 1 a2 r1, case ok 1 a3 r1',
	'a look at each case that is named');
SELECT is(rows('minsag_citizen', format('SELECT ret_unit_phone, ret_unit_hours
	FROM api_citizen.hidden_list(%L, NULL, NULL, NULL, 1, NULL)', key('anna'))),
	'("70 00 00 00","man-tors 9-15")', 'whom to call, and when');
SELECT is(pg_temp.list('anna', :'a2', 'NULL, NULL, 1'),
	'(a2,note,{withheld},"forvaltningsloven § 15 b","The document",Jobcenteret,2025-01-01)',
	'in one, a page');
SELECT is(pg_temp.list('anna', :'a2', format('%L, %L, 20', published_at,
	document_id)), '(a2,medical,{kind-not-shown},,,Jobcenteret,2025-01-01)',
	'the next page') FROM data.publication WHERE version_id = :'private';
SELECT is(pg_temp.audit(), 'case ok 1 a1 r1, case ok 1 a2 r1, case ok 1 a3 r1',
	'once a session');
DELETE FROM data.audit;
SELECT is(pg_temp.list('bent', NULL, 'NULL, NULL, 20'),
	'(a2,medical,{kind-not-shown},,,Jobcenteret,2025-01-01)', 'Bent''s');
SELECT is(pg_temp.list('carla', NULL, 'NULL, NULL, 20'), '', 'Carla has none');
SELECT is(pg_temp.list('carla', :'a1', 'NULL, NULL, 20'), '', 'a stranger');
SELECT is(pg_temp.audit(), 'case ok 2 a2 r1, hidden denied 3 a1 r1',
	'the refusal is audited');

SELECT * FROM finish();
ROLLBACK;
