-- SPDX-License-Identifier: EUPL-1.2
-- Goal: one document with its published versions; what is not shown tells its reasons and nothing else.

BEGIN;
\ir ../fixture.sql
SELECT plan(20);
SELECT gate('minsag_citizen', 'SELECT * FROM api_citizen.document_read(%L,
	''d1000000-0000-4000-8000-000000000001'', NULL, NULL)');
CREATE FUNCTION pg_temp.read(in_name text, in_document uuid) RETURNS text
LANGUAGE sql AS $$
	SELECT tap.rows('minsag_citizen', format('SELECT left(ret_case_id::text, 2),
		ret_kind, ret_title, ret_number, ret_state, ret_published_by,
		ret_media_type, ret_size, ret_pages, ret_sha256 IS NULL, ret_file_name,
		ret_new, ret_reasons, ret_law FROM api_citizen.document_read(%L, %L, NULL, ''r1'')',
		tap.key(in_name), in_document))
$$;
SELECT is(pg_temp.read('anna', :'d_decision'),
$$(a1,decision,Afgørelse,2,final,Sagsbehandler,text/plain,26,1,f,fil-2.txt,t,{},)
(a1,decision,Afgørelse,1,draft,Sagsbehandler,text/plain,34,1,f,fil-1.txt,t,{},)$$,
	'draft and decision, the newest first');
SELECT is(pg_temp.read('anna', :'d_secret'),
	'(a1,assessment,,1,final,Sagsbehandler,,,,t,,f,{withheld},"forvaltningsloven § 15 b")',
	'withheld');
SELECT is(pg_temp.read('anna', :'d_private'),
	'(a2,note,,1,draft,Sagsbehandler,,,,t,,f,{withheld},"forvaltningsloven § 15 b")',
	'withheld from Anna');
SELECT is(pg_temp.read('bent', :'d_private'),
	'(a2,note,"Notat om Bent",1,draft,Sagsbehandler,text/plain,24,1,f,fil-1.txt,t,{},)',
	'not from Bent');
SELECT is(pg_temp.read('anna', :'d_shut'),
	'(a3,note,,1,draft,Sagsbehandler,,,,t,,f,{area-closed},)', 'closed area');
SELECT is(pg_temp.read(name, id::uuid), '', about)
	FROM (VALUES ('anna', :'d_hushed', 'not published'),
		('anna', :'d_other', 'another''s'), ('anna', :'none', 'none'),
		('carla', :'d_note', 'a stranger')) t (name, id, about);
SELECT is((SELECT string_agg(concat_ws(' ', outcome, left(case_id::text, 2),
	right(detail, 1), request_id), ', ' ORDER BY id) FROM data.audit
	WHERE action = 'document'), 'denied a1 6 r1, denied b1 1 r1, absent 0 r1, '
	'denied a1 1 r1',
	'the audit knows the difference and the document');
SELECT is((SELECT string_agg(concat_ws(' ', left(person_id::text, 1),
	left(case_id::text, 2), request_id), ', ' ORDER BY id) FROM data.audit
	WHERE action = 'case' AND outcome = 'ok'),
	'1 a1 r1, 1 a2 r1, 2 a2 r1, 1 a3 r1',
	'a look at the case, once a session');
SELECT rows('minsag_citizen', format('SELECT FROM api_citizen.document_read(%L,
	%L, ''search'', ''r2'')', key('anna'), id))
	FROM unnest(ARRAY[:'d_decision', :'d_decision', :'d_secret',
		:'d_other']::uuid[]) id \g /dev/null
SELECT is((SELECT string_agg(concat_ws(' ', outcome, left(case_id::text, 2),
	version_id, request_id, purpose), ', ' ORDER BY id) FROM data.audit
	WHERE action = 'hit'), 'ok a1 ' || :'decision2' || ' r2 own-case',
	'opened from a search: its newest version, once; not what is not shown');
SELECT is((SELECT count(*) FROM data.audit WHERE action = 'read'), 0::bigint,
	'which is not yet read');
SELECT internal.party_set(:'anna', :'a1', 'subject', '2026-01-05',
	internal.clock()) \g /dev/null
SELECT is(pg_temp.read('anna', :'d_note'), '', 'revoked party');

SELECT * FROM finish();
ROLLBACK;
