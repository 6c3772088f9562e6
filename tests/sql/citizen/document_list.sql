-- SPDX-License-Identifier: EUPL-1.2
-- Goal: the documents of a case: hidden ones are named by kind and reason, never by title; filters and pages.

BEGIN;
\ir ../fixture.sql
SELECT plan(24);
SELECT gate('minsag_citizen', 'SELECT * FROM api_citizen.document_list(%L,
	''a1000000-0000-4000-8000-000000000000'', NULL, NULL, NULL, NULL, NULL,
	NULL, NULL, 20, NULL)');
CREATE FUNCTION pg_temp.list(in_name text, in_case uuid, in_rest text)
	RETURNS text
LANGUAGE sql AS $$
	SELECT tap.rows('minsag_citizen', format('SELECT
		right(ret_document_id::text, 1), ret_kind, ret_title, ret_state,
		ret_number, ret_versions, ret_media_type, ret_size, ret_pages, ret_new,
		ret_reasons, ret_law FROM api_citizen.document_list(%L, %L, %s, ''r1'')',
		tap.key(in_name), in_case, in_rest))
$$;
CREATE FUNCTION pg_temp.ids(in_rest text) RETURNS text LANGUAGE sql AS $$
	SELECT replace(translate(tap.rows('minsag_citizen', format('SELECT
		right(ret_document_id::text, 1) FROM api_citizen.document_list(%L,
		''a1000000-0000-4000-8000-000000000000'', %s, NULL)', tap.key('anna'),
		in_rest)), '()', ''), E'\n', '')
$$;
\set all 'NULL, NULL, NULL, NULL, NULL, NULL, NULL, 20'
SELECT is(pg_temp.list('anna', :'a1', :'all'),
$$(2,decision,Afgørelse,final,2,2,text/plain,26,1,t,{},)
(5,letter,,final,1,1,,,,f,{withdrawn},)
(4,assessment,,final,1,1,,,,f,{withheld},"forvaltningsloven § 15 b")
(3,letter,,final,1,1,,,,f,{before-start},)
(1,note,"Notat om møde",draft,1,1,text/plain,29,1,t,{},)$$,
	'Anna''s; what is not published is not there');
SELECT is(pg_temp.list('bent', :'a2', :'all'),
$$(3,note,"Notat om Bent",draft,1,1,text/plain,24,1,t,{},)
(2,medical,,final,1,1,,,,f,{kind-not-shown},)
(1,letter,"Brev om hjælp",final,1,1,text/plain,25,1,t,{},)$$, 'Bent''s');
SELECT is(pg_temp.ids(rest), wanted, rest) FROM (VALUES
	('NULL, NULL, NULL, NULL, NULL, NULL, NULL, 2', '25'),
	('''letter'', NULL, NULL, NULL, NULL, NULL, NULL, 20', '53'),
	('''none'', NULL, NULL, NULL, NULL, NULL, NULL, 20', ''),
	('NULL, ''draft'', NULL, NULL, NULL, NULL, NULL, 20', '1'),
	('NULL, NULL, ''2026-02-02'', NULL, NULL, NULL, NULL, 20', '254'),
	('NULL, NULL, NULL, ''2026-02-01'', NULL, NULL, NULL, 20', '31'),
	('NULL, NULL, ''2026-02-01'', ''2026-02-01'', NULL, NULL, NULL, 20', '1'),
	('NULL, NULL, NULL, NULL, true, NULL, NULL, 20', '21'),
	('NULL, NULL, NULL, NULL, false, NULL, NULL, 20', '543')) t (rest, wanted);
SELECT is(pg_temp.ids(format('NULL, NULL, NULL, NULL, NULL, %L, %L, 2',
	published_at, version_id)), '43', 'second page')
	FROM data.publication WHERE version_id = :'gone';
SELECT attempt('minsag_document', format('SELECT
	api_document.document_open(%L, %L, 0, 10, NULL)', key('anna'),
	:'decision2')) \g /dev/null
SELECT is(pg_temp.ids('NULL, NULL, NULL, NULL, true, NULL, NULL, 20'), '1',
	'what I have opened is no longer new');
SELECT is(pg_temp.list(name, id::uuid, :'all'), '', about)
	FROM (VALUES ('anna', :'b1', 'another''s'), ('anna', :'none', 'none'),
		('carla', :'a1', 'a stranger')) t (name, id, about);
SELECT is((SELECT string_agg(outcome || ' ' || request_id, ', ' ORDER BY id)
	FROM data.audit WHERE action = 'documents'),
	'denied r1, absent r1, denied r1', 'refusals are audited');
SELECT is((SELECT string_agg(concat_ws(' ', left(person_id::text, 1),
	left(case_id::text, 2), request_id), ', ' ORDER BY id) FROM data.audit
	WHERE action = 'case' AND outcome = 'ok'), '1 a1 r1, 2 a2 r1',
	'looks are audited once a session and case');

SELECT * FROM finish();
ROLLBACK;
