-- SPDX-License-Identifier: EUPL-1.2
-- Goal: my threads with their answers, nobody else's, and no word of a version that is not shown.

BEGIN;
\ir ../fixture.sql
SELECT plan(33);
SELECT gate('minsag_citizen', 'SELECT * FROM api_citizen.remark_list(%L,
	''d1000000-0000-4000-8000-000000000001'', NULL, NULL, NULL, 100, NULL)');
INSERT INTO data.remark (id, case_id, document_id, version_id, person_id,
		parent_id, kind, page, quote, before, after, body, client_key, at)
	SELECT ('e1000000-0000-4000-8000-00000000000' || n)::uuid, of_case::uuid,
		document::uuid, version::uuid, person::uuid,
		('e1000000-0000-4000-8000-00000000000' || parent)::uuid, kind, page,
		quote, before, NULL, body, gen_random_uuid(),
		'2026-03-09 10:00+01'::timestamptz + n * interval '1 minute'
	FROM (VALUES
	(1, :'a1', :'d_decision', :'decision1', :'anna', NULL, 'remark', 1,
		'afgørelse', 'Udkast til ', 'Første'),
	(2, :'a1', :'d_decision', :'decision2', :'anna', NULL, 'not-understood',
		NULL, 'bevilget', NULL, 'Anden'),
	(3, :'a1', :'d_decision', :'decision2', :'anna', 1, 'remark', NULL, NULL,
		NULL, 'Svar på første'),
	(4, :'a1', :'d_gone', :'gone', :'anna', NULL, 'remark', 1, 'Forkert brev',
		NULL, 'Det er ikke mit brev'),
	(5, :'a1', NULL, NULL, :'anna', NULL, 'remark', NULL, NULL, NULL,
		'Om sagen'),
	(6, :'a2', :'d_letter', :'letter', :'bent', NULL, 'remark', 1, 'hjælp',
		NULL, 'Bents'),
	(7, :'a2', :'d_letter', :'letter', :'anna', NULL, 'remark', NULL, NULL,
		NULL, 'Annas'))
	t (n, of_case, document, version, person, parent, kind, page, quote,
		before, body);
INSERT INTO data.remark_withdrawal (remark_id, case_id, at) VALUES
	('e1000000-0000-4000-8000-000000000003', :'a1', '2026-03-09 11:00+01');
INSERT INTO data.answer (remark_id, case_id, person_id, outcome, reason,
		version_id, unit_key, role, client_key, at) VALUES
	('e1000000-0000-4000-8000-000000000001', :'a1', :'anna', 'noted', 'Tak', NULL,
		't-unit', 'Sagsbehandler', gen_random_uuid(), '2026-03-09 12:00+01'),
	('e1000000-0000-4000-8000-000000000001', :'a1', :'anna', 'changed', 'Nu rettet',
		:'decision2', 't-unit', 'Sagsbehandler', gen_random_uuid(),
		'2026-03-09 13:00+01'),
	('e1000000-0000-4000-8000-000000000006', :'a2', :'bent', 'disagree', 'Nej', NULL,
		't-unit', 'Sagsbehandler', gen_random_uuid(), '2026-03-09 13:00+01');
CREATE FUNCTION pg_temp.list(in_name text, in_document uuid, in_case uuid,
	in_page text DEFAULT 'NULL, NULL, 100') RETURNS text
LANGUAGE sql AS $$
	SELECT tap.rows('minsag_citizen', format('SELECT
		right(ret_thread_id::text, 1), right(ret_id::text, 1), ret_kind,
		ret_title, ret_number, ret_page, ret_quote, ret_before, ret_body,
		ret_withdrawn_at IS NOT NULL, ret_outcome, ret_reason,
		ret_changed_number, ret_unit_name, ret_role FROM
		api_citizen.remark_list(%L, %L, %L, %s, ''r1'')', tap.key(in_name),
		in_document, in_case, in_page))
$$;
SELECT is(pg_temp.list('anna', :'d_decision', NULL),
$$(1,1,remark,Afgørelse,1,1,afgørelse,"Udkast til ",Første,f,noted,Tak,,Jobcenteret,Sagsbehandler)
(1,1,remark,Afgørelse,1,1,afgørelse,"Udkast til ",Første,f,changed,"Nu rettet",2,Jobcenteret,Sagsbehandler)
(1,3,remark,Afgørelse,2,,,,"Svar på første",t,,,,,)
(2,2,not-understood,Afgørelse,2,,bevilget,,Anden,f,,,,,)$$,
	'a document: threads, replies and every answer');
SELECT is(pg_temp.list('anna', NULL, :'a1'),
$$(1,1,remark,Afgørelse,1,1,afgørelse,"Udkast til ",Første,f,noted,Tak,,Jobcenteret,Sagsbehandler)
(1,1,remark,Afgørelse,1,1,afgørelse,"Udkast til ",Første,f,changed,"Nu rettet",2,Jobcenteret,Sagsbehandler)
(1,3,remark,Afgørelse,2,,,,"Svar på første",t,,,,,)
(2,2,not-understood,Afgørelse,2,,bevilget,,Anden,f,,,,,)
(4,4,remark,,1,1,,,"Det er ikke mit brev",f,,,,,)
(5,5,remark,,,,,,"Om sagen",f,,,,,)$$,
	'a case: all of its threads; of a withdrawn version no title and no quote');
SELECT is(pg_temp.list('anna', :'d_gone', NULL),
	'(4,4,remark,,1,1,,,"Det er ikke mit brev",f,,,,,)',
	'a withdrawn document: what I wrote stays');
SELECT is(pg_temp.list('anna', :'d_letter', NULL),
	'(7,7,remark,"Brev om hjælp",1,,,,Annas,f,,,,,)',
	'a shared case: mine alone');
SELECT is(pg_temp.list('bent', :'d_letter', NULL),
	'(6,6,remark,"Brev om hjælp",1,1,hjælp,,Bents,f,disagree,Nej,,Jobcenteret,Sagsbehandler)',
	'and Bent''s alone');
SELECT is(pg_temp.list('anna', :'d_note', NULL), '', 'a document without any');
SELECT is((SELECT string_agg(concat_ws(' ', action, outcome,
	left(person_id::text, 1), left(case_id::text, 2)), ', ' ORDER BY id)
	FROM data.audit), 'case ok 1 a1, case ok 1 a2, case ok 2 a2',
	'a look at the case, once a session');
-- Pages are of threads.
SELECT is(pg_temp.list('anna', NULL, :'a1', 'NULL, NULL, 1'),
	split_part(pg_temp.list('anna', NULL, :'a1'), E'\n(2', 1),
	'the first thread');
SELECT is(pg_temp.list('anna', NULL, :'a1',
	'''2026-03-09 10:02+01'', ''e1000000-0000-4000-8000-000000000002'', 1'),
	'(4,4,remark,,1,1,,,"Det er ikke mit brev",f,,,,,)', 'the third');
SELECT is(attempt('minsag_citizen', format('SELECT * FROM
	api_citizen.remark_list(%L, %L, %L, %s, NULL)', key('anna'), document,
	of_case, page)), 'MS400', about) FROM (VALUES
	(:'d_note', NULL, 'NULL, NULL, 502', 'page too big'),
	(:'d_note', NULL, 'NULL, NULL, 0', 'page too small'),
	(:'d_note', NULL, 'NULL, NULL, NULL', 'no page'),
	(:'d_note', NULL, 'now(), NULL, 1', 'half a place'),
	(:'d_note', :'a1', 'NULL, NULL, 1', 'document and case'),
	(NULL, NULL, 'NULL, NULL, 1', 'neither')) t (document, of_case, page, about);
-- What is not there.
DELETE FROM data.audit;
SELECT is(pg_temp.list(name, document::uuid, of_case::uuid), '', about)
	FROM (VALUES ('anna', :'d_hushed', NULL, 'not published'),
	('anna', :'d_other', NULL, 'another''s'), ('anna', :'none', NULL, 'none'),
	('carla', :'d_decision', NULL, 'a stranger'),
	('carla', NULL, :'a1', 'a stranger to the case'),
	('anna', NULL, :'b1', 'another''s case'))
	t (name, document, of_case, about);
SELECT is((SELECT string_agg(concat_ws(' ', action, outcome), ', ' ORDER BY id)
	FROM data.audit), 'remarks denied, remarks denied, remarks absent, '
	'remarks denied, remarks denied, remarks denied', 'refusals are audited');
-- No longer a party.
SELECT internal.party_set(:'anna', :'a1', 'subject', '2026-01-05',
	'2026-03-10') \g /dev/null
SELECT is(pg_temp.list('anna', :'d_decision', NULL), '',
	'no longer a party: nothing, not even mine');
SELECT is(pg_temp.list('anna', NULL, :'a1'), '', 'nor of the case');
-- The second lock: what the citizen's functions could reach without a question.
SELECT set_config('minsag.person', '', true) \g /dev/null
SELECT is(tap.rows('minsag_person', 'SELECT body FROM data.remark'), '',
	'nobody''s transaction sees no remark');
SELECT is(attempt('minsag_person', format('INSERT INTO data.remark (case_id,
	person_id, kind, body, client_key, at) VALUES (%L, %L, ''remark'', ''x'',
	gen_random_uuid(), now())', :'b1', :'bent')), '42501',
	'nor writes in another''s name');
SELECT is(attempt('minsag_person', 'INSERT INTO data.answer SELECT'), '42501',
	'a citizen''s function cannot answer');

SELECT * FROM finish();
ROLLBACK;
