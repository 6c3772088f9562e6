-- SPDX-License-Identifier: EUPL-1.2
-- Goal: the list to keep says the same as the list, with its head, and has an end.

BEGIN;
\ir ../fixture.sql
SELECT plan(17);
SELECT gate('minsag_citizen', 'SELECT * FROM api_citizen.look_export(%L,
	''a1000000-0000-4000-8000-000000000000'', NULL, NULL, NULL, NULL, NULL,
	NULL)');

CREATE FUNCTION pg_temp.export(in_name text, in_rest text) RETURNS text
LANGUAGE sql AS $$
	SELECT tap.rows('minsag_citizen', format('SELECT ret_case_title,
		ret_document_title, ret_made, ret_checked, ret_whole, ret_more,
		ret_local, ret_who, ret_action, ret_purpose, ret_title
		FROM api_citizen.look_export(%L, ' || in_rest || ')',
		tap.key(in_name)))
$$;
\set case_a1 '''a1000000-0000-4000-8000-000000000000'', NULL, '
SELECT is(pg_temp.export('anna', :'case_a1' || 'NULL, NULL, NULL, NULL, ''r1'''),
	'("Ansøgning om fleksjob",,"2026-03-10 10:00",,,f,"2026-03-10 10:00",me,case,own-case,)',
	'before the first proof; the look at the case itself');
SELECT is(pg_temp.export('anna', :'case_a1' || '''staff'', NULL, NULL, NULL, NULL'),
	'("Ansøgning om fleksjob",,"2026-03-10 10:00",,,f,,,,,)',
	'a head alone when nobody has looked');
INSERT INTO data.audit (at, actor, action, outcome, purpose, detail)
	VALUES ('2026-03-08 03:00+01', 'system', 'heartbeat', 'broken', 'whole-log',
		'{"broken": 7}'),
	('2026-03-09 03:00+01', 'system', 'heartbeat', 'ok', 'whole-log',
		'{"to": 9}');
SELECT is(pg_temp.export('anna', 'NULL, ''' || :'d_note' || ''', NULL, NULL, NULL, NULL, NULL'),
	'("Ansøgning om fleksjob","Notat om møde","2026-03-10 10:00","2026-03-09 03:00",t,f,,,,,)',
	'of a document; with the last proof');
SELECT is(pg_temp.export('anna', 'NULL, ''' || :'d_secret' || ''', NULL, NULL, NULL, NULL, NULL'),
	'("Ansøgning om fleksjob",,"2026-03-10 10:00","2026-03-09 03:00",t,f,,,,,)',
	'no title of one that is not shown');
SELECT is(pg_temp.export('carla', :'case_a1' || 'NULL, NULL, NULL, NULL, NULL'), '',
	'a stranger: nothing');
SELECT is(pg_temp.export('bent', 'NULL, ''' || :'d_note' || ''', NULL, NULL, NULL, NULL, NULL'),
	'', 'a stranger, by document');
SELECT is(attempt('minsag_citizen', format('SELECT api_citizen.look_export(%L,
	NULL, NULL, NULL, NULL, NULL, NULL, NULL)', key('anna'))), 'MS400',
	'neither case nor document');
INSERT INTO data.audit (at, actor, action, outcome, case_id, version_id,
		purpose, unit_key, staff_role)
	SELECT internal.clock() - i * interval '1 minute', 'caseworker', 'desk-read',
		'ok', :'a1', :'note', 'Grund ' || i, 't-unit', 'Leder'
	FROM generate_series(1, 2001) i;
CREATE FUNCTION pg_temp.counted() RETURNS text LANGUAGE sql AS $$
	SELECT tap.rows('minsag_citizen', format('SELECT count(*),
		bool_and(ret_more), max(ret_title), count(DISTINCT ret_purpose)
		FROM api_citizen.look_export(%L, ''a1000000-0000-4000-8000-000000000000'',
		NULL, ''staff'', NULL, NULL, NULL, NULL)', tap.key('anna')))
$$;
SELECT is(pg_temp.counted(), '(2000,t,"Notat om møde",2000)', 'the newest 2,000');
DELETE FROM data.audit WHERE purpose = 'Grund 2001';
SELECT is(pg_temp.counted(), '(2000,f,"Notat om møde",2000)', 'no more than those');
SELECT is(pg_temp.export('anna', :'case_a1'
	|| '''staff'', NULL, ''2026-03-10'', NULL, NULL') LIKE '%Grund 601%', false,
	'from a day on');
SELECT is(pg_temp.export('anna', :'case_a1' || '''staff'', ''check'', NULL, NULL, NULL'),
	'("Ansøgning om fleksjob",,"2026-03-10 10:00","2026-03-09 03:00",t,f,,,,,)',
	'filtered away: the head');

SELECT * FROM finish();
ROLLBACK;
