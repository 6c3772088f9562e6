-- SPDX-License-Identifier: EUPL-1.2
-- Goal: a withholding hides everything but what a party was shown before it: before is an earlier transaction, shown is that nothing stood against it.

BEGIN;
\ir ../fixture.sql
SELECT plan(26);

CREATE FUNCTION pg_temp.sees(in_person uuid, in_version uuid) RETURNS text
LANGUAGE sql AS $$
	SELECT array_to_string(internal.visibility(in_person, in_version), ' ')
$$;
CREATE FUNCTION pg_temp.later() RETURNS void LANGUAGE sql AS $$
	SELECT tap.clock(internal.clock() + interval '1 day')
$$;
CREATE FUNCTION pg_temp.withhold(in_document uuid, in_person uuid,
	in_section text DEFAULT 'fvl-15b', in_lifted boolean DEFAULT false)
	RETURNS boolean LANGUAGE sql AS $$
	SELECT internal.withhold(in_document, in_person, in_section,
		internal.clock(), in_lifted, 'Jurist', true)
$$;

-- A party who joins: what was published before was not shown to them.
SELECT internal.party_set(:'carla', :'a1', 'guardian', internal.clock(), NULL)
	\g /dev/null
SELECT is(pg_temp.sees(:'carla', :'note'), '', 'joined: shown at once');
SELECT pg_temp.withhold(:'d_note', :'carla') \g /dev/null
SELECT is(pg_temp.sees(:'carla', :'note'), 'withheld',
	'joined and withheld from in one transaction: never shown');
SELECT is(pg_temp.sees(:'anna', :'note'), '', 'the others see what they saw');
SELECT is((SELECT string_agg(d.title, ', ' ORDER BY d.title)
	FROM data.showing s JOIN data.version v ON v.id = s.version_id
		JOIN data.document d ON d.id = v.document_id
	WHERE s.person_id = :'carla'), 'Afgørelse, Afgørelse',
	'and only what she was shown is on record');
SELECT pg_temp.later() \g /dev/null
SELECT pg_temp.withhold(:'d_note', :'carla', 'fvl-15b', true),
	pg_temp.withhold(:'d_decision', :'carla') \g /dev/null
SELECT is(pg_temp.sees(:'carla', v::uuid), '',
	'lifted; and decided a day later, it stays shown')
	FROM unnest(ARRAY[:'note', :'decision1', :'decision2']) v;

-- From all, while one party has been shown it and another joins later.
SELECT pg_temp.withhold(:'d_letter', NULL) \g /dev/null
SELECT pg_temp.later() \g /dev/null
SELECT internal.party_set(:'carla', :'a2', 'applicant', internal.clock(), NULL)
	\g /dev/null
SELECT is(pg_temp.sees(:'anna', :'letter') || ',' || pg_temp.sees(:'bent',
	:'letter') || ',' || pg_temp.sees(:'carla', :'letter'), ',,withheld',
	'from all: who joins afterwards has been shown nothing');

-- A start that is still to come.
SELECT internal.party_set(:'bent', :'a1', 'applicant', internal.clock()
	+ interval '2 days', NULL) \g /dev/null
SELECT is((SELECT j.key || ' ' || (j.due_at - internal.clock()) FROM data.job j
	WHERE j.kind = 'party-start' AND j.subject = :'a1'), format('%s %s %s 2 days',
	:'a1', :'bent', internal.clock() + interval '2 days'),
	'a later start: a job for then');
SELECT pg_temp.later() \g /dev/null
SELECT pg_temp.withhold(:'d_note', :'bent') \g /dev/null
SELECT pg_temp.later() \g /dev/null
SELECT is(pg_temp.sees(:'bent', :'note'), 'withheld',
	'withheld before the start: never shown');
SELECT is(pg_temp.sees(:'bent', :'decision2'), 'not-ready',
	'the day has come, the job has not: not shown yet');
SELECT pg_temp.withhold(:'d_decision', :'bent') \g /dev/null
SELECT internal.showing_refresh(:'a1', NULL) \g /dev/null
SELECT is(pg_temp.sees(:'bent', :'decision2'), 'withheld',
	'so a withholding comes in time');
SELECT pg_temp.withhold(:'d_decision', :'bent', 'fvl-15b', true) \g /dev/null
SELECT is(pg_temp.sees(:'bent', :'decision2'), '', 'lifted: shown');

-- Closed: what was shown before stays shown when it opens again, …
SELECT pg_temp.later() \g /dev/null
UPDATE data.area SET is_open = false WHERE key = 't-job';
SELECT is(pg_temp.sees(:'bent', :'other'), 'area-closed', 'closed');
SELECT pg_temp.withhold(:'d_other', NULL) \g /dev/null
SELECT published(:'d_other', 2, 'final', 'Nyt.') AS other2 \gset
SELECT pg_temp.later() \g /dev/null
UPDATE data.area SET is_open = true WHERE key = 't-job';
SELECT is(pg_temp.sees(:'bent', :'other'), '',
	'withheld while it was closed: what had been shown stays shown');
-- … what was not is shown when it has been recorded, and not before.
SELECT is(pg_temp.sees(:'bent', :'other2'), 'withheld', 'the rest is not');
SELECT pg_temp.withhold(:'d_other', NULL, 'fvl-15b', true) \g /dev/null
SELECT is(pg_temp.sees(:'bent', :'other2'), '', 'lifted: shown');
UPDATE data.area SET is_open = true WHERE key = 't-shut';
SELECT is(pg_temp.sees(:'anna', :'shut'), 'not-ready',
	'an area opens: nothing is shown before it is recorded');
SELECT pg_temp.withhold(:'d_shut', NULL) \g /dev/null
SELECT internal.showing_refresh(:'a3', NULL) \g /dev/null
SELECT is(pg_temp.sees(:'anna', :'shut'), 'withheld', 'a withholding was first');

-- What was never to be seen is no showing either: kind and start.
SELECT is((SELECT count(*) FROM data.showing s
	WHERE s.version_id IN (:'early', :'medical', :'secret', :'shut')),
	0::bigint, 'kind, start, area, withheld: not shown');

-- Shown again after a while under one section: the other one still holds.
SELECT published(:'d_secret', 2, 'final', 'Mere.') AS secret2 \gset
SELECT pg_temp.withhold(:'d_secret', NULL, 'fvl-12') \g /dev/null
SELECT pg_temp.later() \g /dev/null
SELECT pg_temp.withhold(:'d_secret', NULL, 'fvl-15b', true) \g /dev/null
SELECT is(pg_temp.sees(:'anna', :'secret2'), 'withheld',
	'published and withheld twice in one transaction: both must be lifted');
SELECT pg_temp.withhold(:'d_secret', NULL, 'fvl-12', true) \g /dev/null
SELECT is(pg_temp.sees(:'anna', :'secret2'), '', 'then it is shown');

-- Times that are ahead.
SELECT ok(internal.withhold(:'d_secret', NULL, 'fvl-14', internal.clock()
	+ interval '20 s', false, 'x'), 'a decision with a clock ahead is recorded');
SELECT published(:'d_secret', 3, 'final', 'Mest.') AS secret3 \gset
SELECT is(pg_temp.sees(:'anna', :'secret3'), 'withheld', 'and holds at once');
SELECT throws_ok(format('SELECT internal.withhold(%L, NULL, %L,
	internal.clock() + interval ''20 s'', true, %L)', :'d_secret', 'fvl-14', 'x'),
	'MS400', NULL, 'an end with a clock ahead is not');
SELECT throws_ok(format('SELECT internal.withhold(%L, NULL, %L,
	internal.clock(), false, %L)', :'none', 'fvl-14', 'x'), 'MS404', NULL,
	'no such document');

SELECT * FROM finish();
ROLLBACK;
