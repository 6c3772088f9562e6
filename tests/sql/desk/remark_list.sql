-- SPDX-License-Identifier: EUPL-1.2
-- Goal: what awaits an answer, the oldest first, with a look on record for each case that is named.

BEGIN;
\ir ../admin/common.psql
SELECT plan(21);
INSERT INTO data.unit (key, name, phone, hours) VALUES
	('t-else', 'Et andet center', '', '');
UPDATE data.case SET unit_key = 't-else' WHERE id = :'a2';
INSERT INTO data.remark (id, case_id, document_id, version_id, person_id,
		parent_id, kind, page, quote, body, client_key, at)
	SELECT ('e1000000-0000-4000-8000-00000000000' || n)::uuid, of_case::uuid,
		document::uuid, version::uuid, :'anna',
		('e1000000-0000-4000-8000-00000000000' || parent)::uuid, kind, page,
		quote, body, gen_random_uuid(),
		'2026-03-09 10:00+01'::timestamptz + n * interval '1 minute'
	FROM (VALUES
	(1, :'a1', :'d_note', :'note', NULL, 'remark', 1, 'løn', 'Det var ikke løn'),
	(2, :'a2', :'d_letter', :'letter', NULL, 'not-understood', NULL, 'hjælp',
		'Forstår ikke'),
	(3, :'a1', :'d_note', :'note', 1, 'remark', NULL, NULL, 'Endnu en ting'),
	(4, :'a1', NULL, NULL, NULL, 'remark', NULL, NULL, 'Om sagen'))
	t (n, of_case, document, version, parent, kind, page, quote, body);
SELECT internal.remark_open(id, true) FROM data.remark
	WHERE body <> 'Om sagen' \g /dev/null
CREATE FUNCTION pg_temp.list(in_rest text DEFAULT 'NULL, NULL, NULL, NULL',
	in_page text DEFAULT 'NULL, NULL, 20, ''r1''') RETURNS text
LANGUAGE sql AS $$
	SELECT pg_temp.call(format('SELECT right(ret_id::text, 1), ret_kind,
		ret_case_key, ret_title, ret_number, ret_page, ret_quote, ret_body,
		ret_first FROM api_desk.remark_list(''t-unit'', ''Sagsbehandler'',
		''Else Holm'', ''Svar på bemærkninger'', %s, %s)', in_rest, in_page))
$$;
SELECT pg_temp.only('SELECT * FROM api_desk.remark_list(''t-unit'', ''x'',
	NULL, ''fordi'', NULL, NULL, NULL, NULL, NULL, NULL, 1)');
SELECT is(pg_temp.list(),
$$(1,remark,t-a1,"Notat om møde",1,1,løn,"Det var ikke løn",)
(2,not-understood,t-a2,"Brev om hjælp",1,,hjælp,"Forstår ikke",)
(3,remark,t-a1,"Notat om møde",1,1,løn,"Endnu en ting","Det var ikke løn")$$,
	'all, the oldest first; a reply with its thread');
SELECT is((SELECT string_agg(concat_ws(' ', actor, action, left(case_id::text,
		2), unit_key, staff_role, staff_name, purpose, left(detail, 7),
	right(detail, 1)), ', ' ORDER BY id) FROM data.audit),
	'caseworker desk-read a1 t-unit Sagsbehandler Else Holm Svar på bemærkninger remark  1, '
	'caseworker desk-read a2 t-unit Sagsbehandler Else Holm Svar på bemærkninger remark  2, '
	'caseworker desk-read a1 t-unit Sagsbehandler Else Holm Svar på bemærkninger remark  3',
	'each remark has a look with its reason');
SELECT is((SELECT string_agg(DISTINCT internal.look_of_other(a.action,
		a.version_id, a.detail, person::uuid)::text, ' ') FROM data.audit a),
	wanted, 'which its sender sees, and no other party')
	FROM (VALUES (:'anna', 'false'), (:'bent', 'true')) t (person, wanted);
SELECT is(regexp_replace(pg_temp.list(rest), ',[^\n]*', '', 'g'), found, about)
	FROM (VALUES
	('''t-else'', NULL, NULL, NULL', '(2', 'of a unit'),
	('NULL, ''t-job'', NULL, NULL', E'(1\n(3', 'of an area'),
	('NULL, NULL, ''' || :'a2' || ''', NULL', '(2', 'of a case'),
	('NULL, NULL, NULL, ''not-understood''', '(2', 'of a kind'),
	('NULL, ''t-shut'', NULL, NULL', '', 'none')) t (rest, found, about);
SELECT is(regexp_replace(pg_temp.list(in_page => '''2026-03-09 10:01+01'',
	''e1000000-0000-4000-8000-000000000001'', 1, ''r1'''), ',[^\n]*', '', 'g'), '(2',
	'the second');
DELETE FROM data.audit;
SELECT is(pg_temp.try(format('SELECT * FROM api_desk.remark_list(%L, %L, NULL,
	%L, NULL, NULL, NULL, NULL, NULL, NULL, %s)', unit, role, reason, most)),
	'MS400', about) FROM (VALUES
	('t-unit', 'Sagsbehandler', NULL, 20, 'no reason'),
	('t-none', 'Sagsbehandler', 'fordi', 20, 'an unknown unit'),
	('t-unit', NULL, 'fordi', 20, 'no role'),
	('t-unit', 'Sagsbehandler', 'fordi', 102, 'page too big'))
	t (unit, role, reason, most, about);
SELECT is(pg_temp.try(format('SELECT * FROM api_desk.remark_list(''t-unit'',
	''x'', NULL, ''fordi'', %s, NULL, NULL, 20)', rest)), state, about)
	FROM (VALUES
	('''t-none'', NULL, NULL, NULL', 'MS404', 'no such unit'),
	('NULL, ''t-none'', NULL, NULL', 'MS404', 'no such area'),
	('NULL, NULL, ''' || :'none' || ''', NULL', 'MS404', 'no such case'),
	('NULL, NULL, NULL, ''none''', 'MS400', 'no such kind'))
	t (rest, state, about);
SELECT is((SELECT count(*) FROM data.audit), 0::bigint,
	'what was refused is no look');
DELETE FROM data.remark_open;
SELECT is(pg_temp.try('SELECT * FROM api_desk.remark_list(''t-none'', ''x'',
	NULL, ''fordi'', NULL, NULL, NULL, NULL, NULL, NULL, 20)'), 'MS400',
	'who nobody is, also when there is nothing to see');

SELECT * FROM finish();
ROLLBACK;
