-- SPDX-License-Identifier: EUPL-1.2
-- Goal: who has looked, as each party may know it: never who another citizen is, never a name without a decision, never a title that is not shown.

BEGIN;
\ir ../fixture.sql
SELECT plan(43);
SELECT gate('minsag_citizen', 'SELECT * FROM api_citizen.look_list(%L,
	''a1000000-0000-4000-8000-000000000000'', NULL, NULL, NULL, NULL, NULL,
	NULL, NULL, 20, NULL)');

-- A list as text: who, action, purpose, role, unit, name, kind, title.
CREATE FUNCTION pg_temp.list(in_name text, in_rest text) RETURNS text
LANGUAGE sql AS $$
	SELECT tap.rows('minsag_citizen', format('SELECT ret_who, ret_action,
		ret_purpose, ret_role, ret_unit, ret_name, ret_kind, ret_title
		FROM api_citizen.look_list(%L, ' || in_rest || ')', tap.key(in_name)))
$$;
\set case_a2 '''a2000000-0000-4000-8000-000000000000'', NULL, '
\set all 'NULL, NULL, NULL, NULL, NULL, NULL, 100, ''r1'''

-- What happened in a2, minute by minute.
CREATE FUNCTION pg_temp.act(in_at timestamptz, in_name text, in_action text,
	in_case uuid, in_version uuid) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	PERFORM tap.clock(in_at);
	PERFORM tap.rows('minsag_person', format('SELECT internal.audit_add(%L,
		''ok'', %L, %L, NULL, NULL) FROM internal.session_enter(%L, true)',
		in_action, in_case, in_version, tap.key(in_name)));
END
$$;
SELECT pg_temp.act('2026-03-10 10:01+01', 'bent', 'read', :'a2', :'private'),
	pg_temp.act('2026-03-10 10:02+01', 'anna', 'case', :'a2', NULL),
	pg_temp.act('2026-03-10 10:03+01', 'anna', 'read', :'a2', :'letter'),
	pg_temp.act('2026-03-10 10:04+01', 'anna', 'hit', :'a2', :'letter'),
	clock('2026-03-10 10:05+01'),
	internal.audit_staff('t-unit', 'Sagsbehandler', 'Ida Holm', 'Klage',
		'desk-read', :'a2', :'letter'),
	clock('2026-03-10 10:06+01'),
	internal.audit_job('scan', 'virus-check', :'a2', NULL, NULL),
	clock('2026-03-10 10:07+01'),
	internal.audit_system('case-changed', NULL, :'a2', NULL, NULL),
	internal.audit_job('notify', 'new-document', :'a2', NULL, NULL),
	pg_temp.act('2026-03-10 10:08+01', 'bent', 'case', :'a2', NULL) \g /dev/null
INSERT INTO data.audit (at, actor, action, outcome, person_id, case_id,
		version_id)
	VALUES (internal.clock(), 'citizen', 'read', 'denied', :'carla', :'a2',
		:'letter');
SELECT clock('2026-03-10 10:10+01') \g /dev/null

SELECT is(pg_temp.list('anna', :'case_a2' || :'all'),
'(party,case,on-behalf,,,,,)
(job,scan,virus-check,,,,,)
(staff,desk-read,Klage,Sagsbehandler,Jobcenteret,,letter,"Brev om hjælp")
(me,hit,own-case,,,,letter,"Brev om hjælp")
(me,read,own-case,,,,letter,"Brev om hjælp")
(me,case,own-case,,,,,)
(party,read,on-behalf,,,,note,)',
	'anna: all looks, no refusals and no other acts; no title of what is withheld from her');
SELECT is(pg_temp.list('bent', :'case_a2' || :'all'),
'(me-for-another,case,on-behalf,,,,,)
(job,scan,virus-check,,,,,)
(staff,desk-read,Klage,Sagsbehandler,Jobcenteret,,letter,"Brev om hjælp")
(party,hit,own-case,,,,letter,"Brev om hjælp")
(party,read,own-case,,,,letter,"Brev om hjælp")
(party,case,own-case,,,,,)
(me-for-another,read,on-behalf,,,,note,"Notat om Bent")',
	'bent, the guardian, sees the same from his side');
SELECT is((SELECT string_agg(concat_ws(' ', action, outcome, request_id), ', '
		ORDER BY id) FROM data.audit WHERE at = internal.clock()), NULL,
	'the look at the list is the session''s look at the case');
SELECT is(pg_temp.list('carla', :'case_a2' || :'all'), '', 'a stranger: nothing');
SELECT is((SELECT concat_ws(' ', action, outcome, left(case_id::text, 2),
		request_id) FROM data.audit WHERE at = internal.clock()
		AND person_id = :'carla'),
	'looks denied a2 r1', 'and it is on record');
SELECT is(pg_temp.list('carla', '''' || :'none' || ''', NULL, ' || :'all'), '',
	'no such case');
SELECT is(pg_temp.list('carla', 'NULL, ''' || :'d_letter' || ''', ' || :'all'),
	'', 'a stranger, by document');
SELECT is(pg_temp.list('anna', 'NULL, ''' || :'d_hushed' || ''', ' || :'all'),
	'', 'a document that is not published');
SELECT is((SELECT string_agg(outcome, ' ' ORDER BY id) FROM data.audit
	WHERE action = 'looks'), 'denied absent denied denied',
	'all on record');

-- By document.
SELECT is(pg_temp.list('anna', 'NULL, ''' || :'d_letter' || ''', ' || :'all'),
'(staff,desk-read,Klage,Sagsbehandler,Jobcenteret,,letter,"Brev om hjælp")
(me,hit,own-case,,,,letter,"Brev om hjælp")
(me,read,own-case,,,,letter,"Brev om hjælp")', 'of one document');
SELECT is(pg_temp.list('anna', 'NULL, ''' || :'d_private' || ''', ' || :'all'),
	'(party,read,on-behalf,,,,note,)', 'of one that is listed but not shown');

-- Filters.
SELECT is(pg_temp.list('anna', :'case_a2' || filter
		|| ', NULL, NULL, NULL, NULL, 100, NULL'), wanted, filter)
	FROM (VALUES
	('''me'', NULL', E'(me,hit,own-case,,,,letter,"Brev om hjælp")\n'
		|| E'(me,read,own-case,,,,letter,"Brev om hjælp")\n(me,case,own-case,,,,,)'),
	('''party'', NULL', E'(party,case,on-behalf,,,,,)\n(party,read,on-behalf,,,,note,)'),
	('''staff'', NULL', '(staff,desk-read,Klage,Sagsbehandler,Jobcenteret,,letter,"Brev om hjælp")'),
	('''system'', NULL', '(job,scan,virus-check,,,,,)'),
	('''me'', ''case''', '(me,case,own-case,,,,,)'),
	('''party'', ''read''', '(party,read,on-behalf,,,,note,)'),
	('NULL, ''search''', ''), ('NULL, ''send''', ''),
	('NULL, ''check''', '(job,scan,virus-check,,,,,)')) t (filter, wanted);
SELECT is(pg_temp.list('anna', :'case_a2' || 'NULL, NULL, ' || days
		|| ', NULL, NULL, 100, NULL') <> '', wanted, days)
	FROM (VALUES ('''2026-03-10'', ''2026-03-10''', true),
		('NULL, ''2026-03-09''', false), ('''2026-03-11'', NULL', false)) t
		(days, wanted);
UPDATE data.session SET idle_until = '2026-03-12', until = '2026-03-12'
	WHERE session_index IN ('anna', 'bent');
SELECT pg_temp.act('2026-03-10 23:30Z', 'anna', 'search', :'a3', NULL)
	\g /dev/null
SELECT is(pg_temp.list('anna', '''' || :'a3' || ''', NULL, NULL, NULL,
	''2026-03-11'', NULL, NULL, NULL, 100, NULL'),
	E'(me,case,own-case,,,,,)\n(me,search,own-case,,,,,)',
	'a day begins at midnight in Denmark');

-- Pages.
CREATE TEMPORARY TABLE page (at timestamptz, place uuid, action text, n integer)
	ON COMMIT DROP;
GRANT INSERT ON page TO minsag_citizen;
SELECT rows('minsag_citizen', format('INSERT INTO page SELECT ret_at, ret_place,
	ret_action, 1 FROM api_citizen.look_list(%L, %L, NULL, NULL, NULL, NULL,
	NULL, NULL, NULL, 3, NULL) RETURNING 1', key('anna'), :'a2')) \g /dev/null
SELECT is((SELECT string_agg(action, ' ' ORDER BY at DESC, place DESC)
	FROM page), 'case scan desk-read', 'a page');
SELECT is(pg_temp.list('anna', :'case_a2' || 'NULL, NULL, NULL, NULL, '
	|| (SELECT quote_literal(at) || ', ' || quote_literal(place)
		FROM page ORDER BY at, place LIMIT 1) || ', 2, NULL'),
	E'(me,hit,own-case,,,,letter,"Brev om hjælp")\n'
	|| '(me,read,own-case,,,,letter,"Brev om hjælp")', 'and the next');
SELECT is(attempt('minsag_citizen', format('SELECT api_citizen.look_list(%L, '
	|| rest || ')', key('anna'))), 'MS400', rest) FROM unnest(ARRAY[
	'NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 20, NULL',
	'''' || :'a2' || ''', ''' || :'d_letter'
		|| ''', NULL, NULL, NULL, NULL, NULL, NULL, 20, NULL',
	'''' || :'a2' || ''', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 102, NULL'
	]) rest;

-- Names.
INSERT INTO data.look_setting (staff_names) VALUES (true);
SELECT is(pg_temp.list('anna', :'case_a2' || '''staff'', NULL, NULL, NULL, NULL, NULL, 100, NULL'),
	'(staff,desk-read,Klage,Sagsbehandler,Jobcenteret,"Ida Holm",letter,"Brev om hjælp")',
	'names, when it was decided');
UPDATE data.look_setting SET staff_names = false;
SELECT is(pg_temp.list('anna', :'case_a2' || '''staff'', NULL, NULL, NULL, NULL, NULL, 100, NULL'),
	'(staff,desk-read,Klage,Sagsbehandler,Jobcenteret,,letter,"Brev om hjælp")',
	'and none again, also of what was noted meanwhile');

-- What caseworkers looked at, in its own words.
DELETE FROM data.audit;
INSERT INTO data.remark (id, case_id, person_id, kind, body, client_key, at)
	VALUES ('e1000000-0000-4000-8000-000000000001', :'a2', :'anna', 'remark',
		'Om sagen', gen_random_uuid(), internal.clock());
SELECT internal.audit_staff('t-unit', 'Leder', NULL, 'Klage', 'desk-read',
	:'a2', version::uuid, NULL, detail) FROM (VALUES (NULL, NULL),
	(:'letter', 'listed'), (NULL, 'remark e1000000-0000-4000-8000-000000000001'),
	(NULL, 'remark none')) t (version, detail) \g /dev/null
SELECT is(pg_temp.list('anna', :'case_a2' || '''staff'', ' || what
		|| ', NULL, NULL, NULL, NULL, 100, NULL'), wanted, 'anna: ' || what)
	FROM (VALUES ('''read''',
		'(staff,desk-list,Klage,Leder,Jobcenteret,,letter,"Brev om hjælp")'),
	('''case''', E'(staff,desk-remark,Klage,Leder,Jobcenteret,,,)\n'
		|| '(staff,desk-case,Klage,Leder,Jobcenteret,,,)')) t (what, wanted);
SELECT is(pg_temp.list('bent', :'case_a2' || '''staff'', NULL, NULL, NULL, NULL, NULL, 100, NULL'),
	E'(staff,desk-list,Klage,Leder,Jobcenteret,,letter,"Brev om hjælp")\n'
	|| '(staff,desk-case,Klage,Leder,Jobcenteret,,,)',
	'bent: not that another''s remark was read');
SELECT rows('minsag_person', format('SELECT internal.look_of_case(%s, %L)
	FROM internal.session_enter(%L, true)', (SELECT id FROM data.audit
		WHERE detail = 'remark e1000000-0000-4000-8000-000000000001'), :'a2',
	key('bent'))) AS asked \gset
SELECT is(:'asked'::text, '(f)', 'nor can he ask about that look');

-- A party no more.
SELECT internal.party_set(:'anna', :'a2', 'subject', '2026-01-05',
	internal.clock()) \g /dev/null
SELECT is(pg_temp.list('anna', :'case_a2' || :'all'), '', 'revoked party');
SELECT is(attempt('minsag_citizen', 'SELECT internal.looks(' || quote_literal(:'a2')
	|| ', NULL, NULL, NULL, ''-infinity'', ''infinity'', ''infinity'', 1, 1)'),
	'42501', 'the worker cannot ask past the list');

SELECT * FROM finish();
ROLLBACK;
