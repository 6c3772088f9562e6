-- SPDX-License-Identifier: EUPL-1.2
-- Goal: two published versions of one document that I may read both, never another.

BEGIN;
\ir ../fixture.sql
SELECT plan(28);
SELECT gate('minsag_citizen', 'SELECT * FROM api_citizen.changes(%L,
	''d1000000-0000-4000-8000-000000000001'', NULL, NULL)');
CREATE FUNCTION pg_temp.changes(in_name text, in_version uuid,
	in_since uuid DEFAULT NULL) RETURNS text
LANGUAGE sql AS $$
	SELECT tap.rows('minsag_citizen', format('SELECT ret_number,
		ret_since_number, ret_text, ret_since_text FROM
		api_citizen.changes(%L, %L, %L, ''r1'')', tap.key(in_name), in_version,
		in_since))
$$;
CREATE FUNCTION pg_temp.read(in_version uuid) RETURNS void
LANGUAGE sql AS $$
	SELECT tap.rows('minsag_document', format('SELECT FROM
		api_document.document_open(%L, %L, 0, 10, NULL)', tap.key('anna'),
		in_version))
$$;
SELECT is(pg_temp.changes('anna', :'decision2'), '(2,,,)',
	'nothing read before: nothing to compare with');
SELECT is((SELECT string_agg(action, ', ') FROM data.audit), 'case',
	'and nothing is read: a look at the case');
DELETE FROM data.audit;
SELECT is(pg_temp.changes('anna', :'decision2', :'decision1'),
	'(2,1,"Du får bevilget fleksjob.","Udkast til afgørelse om fleksjob.")',
	'two versions that were named');
SELECT is((SELECT string_agg(concat_ws(' ', action, outcome,
	version_id = :'decision1', request_id, detail), ', ' ORDER BY id)
	FROM data.audit), 'read ok t r1 changes, read ok f r1 changes',
	'both are read');
DELETE FROM data.audit;
SELECT pg_temp.read(:'decision1') \g /dev/null
SELECT is(pg_temp.changes('anna', :'decision2'),
	'(2,1,"Du får bevilget fleksjob.","Udkast til afgørelse om fleksjob.")',
	'what was read before');
SELECT is(pg_temp.changes('anna', :'decision1'), '(1,,,)',
	'the first has none before it');
SELECT is(attempt('minsag_citizen', format('SELECT * FROM
	api_citizen.changes(%L, %L, %L, NULL)', key('anna'), version, since)),
	'MS400', about) FROM (VALUES
	(:'decision1', :'decision2', 'a newer one'),
	(:'decision2', :'decision2', 'itself'),
	(:'decision2', :'note', 'another document')) t (version, since, about);
-- A third version: not published, published, withheld, withdrawn.
SELECT version(:'d_decision', 3, 'final', 'Du får fleksjob fra maj.')
	AS decision3 \gset
SELECT is(pg_temp.changes('anna', :'decision3'), '', 'not published: none');
SELECT is(pg_temp.changes('anna', :'decision3', :'decision2'), '',
	'nor compared with one');
SELECT version(:'d_decision', 4, 'final', 'Du får fleksjob fra juni.')
	AS decision4 \gset
SELECT internal.publish(:'decision4', internal.clock(), 'Sagsbehandler')
	\g /dev/null
SELECT is(pg_temp.changes('anna', :'decision4', :'decision3'), '',
	'a published one against one that is not');
SELECT pg_temp.read(:'decision2') \g /dev/null
SELECT internal.withdraw(:'decision2', internal.clock(), 'wrong-case', 'Jurist')
	\g /dev/null
SELECT is(pg_temp.changes('anna', :'decision4'),
	'(4,1,"Du får fleksjob fra juni.","Udkast til afgørelse om fleksjob.")',
	'what was withdrawn since I read it is passed over');
SELECT is(pg_temp.changes('anna', :'decision4', :'decision2'), '',
	'and not shown when it is named');
DELETE FROM data.audit;
SELECT is(pg_temp.changes(name, version::uuid, since::uuid), '', about)
	FROM (VALUES ('anna', :'other', NULL, 'another''s'),
	('anna', :'none', NULL, 'none'), ('carla', :'decision4', NULL, 'a stranger'),
	('carla', :'decision4', :'decision1', 'a stranger with two'),
	('anna', :'secret', NULL, 'withheld')) t (name, version, since, about);
SELECT is((SELECT string_agg(concat_ws(' ', action, outcome), ', ' ORDER BY id)
	FROM data.audit), 'changes denied, changes absent, changes denied, '
	'changes denied, changes denied', 'refusals are audited');
-- Texts that cannot be compared.
DELETE FROM data.version_text WHERE version_id = :'decision4';
SELECT is(pg_temp.changes('anna', :'decision4', :'decision1'),
	'(4,1,,)', 'a picture has no text, and the other''s stays here');
INSERT INTO data.version_text (version_id, case_id, body)
	VALUES (:'decision4', :'a1', repeat('Vi mødtes igen. ', 131073));
SELECT is(attempt('minsag_citizen', format('SELECT * FROM
	api_citizen.changes(%L, %L, %L, NULL)', key('anna'), :'decision4',
	:'decision1')), 'MS413', 'more than 2 MiB');

SELECT * FROM finish();
ROLLBACK;
