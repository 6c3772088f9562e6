-- SPDX-License-Identifier: EUPL-1.2
-- Goal: what happened in a case, newest first; titles of what is not shown are not in it.

BEGIN;
\ir ../fixture.sql
SELECT plan(16);
SELECT gate('minsag_citizen', 'SELECT * FROM api_citizen.timeline(%L,
	''a1000000-0000-4000-8000-000000000000'', NULL, NULL, 20, NULL)');
CREATE FUNCTION pg_temp.list(in_name text, in_case uuid, in_rest text)
	RETURNS text
LANGUAGE sql AS $$
	SELECT tap.rows('minsag_citizen', format('SELECT ret_what, ret_status,
		right(ret_document_id::text, 1), ret_title, ret_kind, ret_state,
		ret_reasons FROM api_citizen.timeline(%L, %L, %s, ''r1'')', tap.key(in_name),
		in_case, in_rest))
$$;
-- Two events at one moment come in the order of their ids.
SELECT is((SELECT string_agg(line, E'\n' ORDER BY n, line)
	FROM (SELECT greatest(n, 2) AS n, line
		FROM regexp_split_to_table(pg_temp.list('anna', :'a1',
			'NULL, NULL, 20'), E'\n') WITH ORDINALITY t (line, n)) t),
$$(published,,2,Afgørelse,decision,final,{})
(status,decided,,,,,{})
(withdrawn,,5,,letter,final,{withdrawn})
(published,,5,,letter,final,{withdrawn})
(published,,4,,assessment,final,{withheld})
(published,,3,,letter,final,{before-start})
(published,,2,Afgørelse,decision,draft,{})
(published,,1,"Notat om møde",note,draft,{})
(opened,received,,,,,{})$$, 'the whole timeline');
SELECT is(pg_temp.list('bent', :'a2', 'NULL, NULL, 20'),
$$(published,,3,"Notat om Bent",note,draft,{})
(published,,2,,medical,final,{kind-not-shown})
(published,,1,"Brev om hjælp",letter,final,{})
(opened,received,,,,,{})$$, 'Bent''s view of a shared case');
SELECT is(split_part(pg_temp.list('anna', :'a2', 'NULL, NULL, 1'), E'\n', 1),
	'(published,,3,,note,draft,{withheld})', 'Anna''s view of it');
SELECT is(pg_temp.list('anna', :'a1', format('%L, %L, 2', e.at, e.id)),
$$(published,,5,,letter,final,{withdrawn})
(published,,4,,assessment,final,{withheld})$$, 'a later page')
	FROM data.case_event e WHERE e.case_id = :'a1' AND e.what = 'withdrawn';
SELECT is((SELECT string_agg(concat_ws(' ', action, outcome,
	left(person_id::text, 1), left(case_id::text, 2), request_id), ', '
	ORDER BY id) FROM data.audit), 'case ok 1 a1 r1, case ok 2 a2 r1, '
	'case ok 1 a2 r1', 'audited once a session and case');
DELETE FROM data.audit;
SELECT is(pg_temp.list(name, id::uuid, 'NULL, NULL, 20'), '', about)
	FROM (VALUES ('anna', :'b1', 'another''s'), ('anna', :'none', 'none'),
		('carla', :'a1', 'a stranger')) t (name, id, about);
SELECT is((SELECT string_agg(concat_ws(' ', action, outcome, request_id),
	', ' ORDER BY id) FROM data.audit),
	'timeline denied r1, timeline absent r1, timeline denied r1',
	'refusals are audited');
SELECT is(attempt('minsag_citizen', format('SELECT * FROM
	api_citizen.timeline(%L, %L, NULL, NULL, 1000, NULL)', key('anna'), :'a1')),
	'MS400', 'page too big');

SELECT * FROM finish();
ROLLBACK;
