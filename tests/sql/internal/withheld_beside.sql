-- SPDX-License-Identifier: EUPL-1.2
-- Goal: what is withheld from a party is withheld from their guardian too, and the other way round, unless it is decided for one alone; what is not known counts as both.

BEGIN;
\ir ../fixture.sql
SELECT plan(16);

CREATE FUNCTION pg_temp.sees(in_person uuid, in_version uuid) RETURNS text
LANGUAGE sql AS $$
	SELECT array_to_string(internal.visibility(in_person, in_version), ' ')
$$;
CREATE FUNCTION pg_temp.all_see(in_version uuid) RETURNS text LANGUAGE sql AS $$
	SELECT concat_ws(' ', 'anna:' || pg_temp.sees(
		'11111111-1111-4111-8111-111111111111', in_version), 'bent:'
		|| pg_temp.sees('22222222-2222-4222-8222-222222222222', in_version),
		'carla:' || pg_temp.sees('33333333-3333-4333-8333-333333333333',
		in_version))
$$;
CREATE FUNCTION pg_temp.withhold(in_document uuid, in_person uuid,
	in_alone boolean, in_lifted boolean DEFAULT false) RETURNS boolean
LANGUAGE sql AS $$
	SELECT internal.withhold(in_document, in_person, 'fvl-15b', internal.clock(),
		in_lifted, 'Jurist', in_alone)
$$;
-- Anna, whom the case is about; Bent and Carla are guardians.
SELECT internal.party_set(:'carla', :'a2', 'guardian', internal.clock(), NULL)
	\g /dev/null
SELECT version(:'d_letter', 2, 'final', 'Om Anna.') AS of_anna,
	version(:'d_private', 2, 'final', 'Om Bent.') AS of_bent \gset

SELECT pg_temp.withhold(:'d_letter', :'anna', NULL) \g /dev/null
SELECT internal.publish(:'of_anna', internal.clock(), 'x') \g /dev/null
SELECT is(pg_temp.all_see(:'of_anna'),
	'anna:withheld bent:withheld carla:withheld',
	'from the party: from every guardian too');
SELECT is(pg_temp.all_see(:'letter'), 'anna: bent: carla:withheld',
	'what was shown stays shown, to whom it was shown');
SELECT is((SELECT string_agg(DISTINCT law, ' ') FROM internal.versions(:'bent')
	WHERE version_id = :'of_anna'), 'forvaltningsloven § 15 b',
	'with its section');
SELECT matches(rows('minsag_citizen', format('SELECT ret_reasons FROM
	api_citizen.document_list(%L, %L, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
	20, NULL) WHERE ret_document_id = %L', key('bent'), :'a2', :'d_letter')),
	'withheld', 'the guardian''s own list says so too');
SELECT clock(internal.clock() + interval '1 hour') \g /dev/null
SELECT ok(pg_temp.withhold(:'d_letter', :'anna', true), 'decided anew, alone');
SELECT ok(NOT pg_temp.withhold(:'d_letter', :'anna', true), 'the same again');
SELECT is(pg_temp.all_see(:'of_anna'), 'anna:withheld bent: carla:',
	'from the party alone');

-- From one guardian: from whom they stand for, not from another guardian.
SELECT internal.withhold(:'d_private', :'anna', 'fvl-15b', internal.clock(), true,
	'x') \g /dev/null
SELECT pg_temp.withhold(:'d_private', :'bent', NULL) \g /dev/null
SELECT internal.publish(:'of_bent', internal.clock(), 'x') \g /dev/null
SELECT is(pg_temp.all_see(:'of_bent'), 'anna:withheld bent:withheld carla:',
	'from a guardian: from whom they can stand for');
-- Who joins afterwards, in which role.
SELECT clock(internal.clock() + interval '1 hour') \g /dev/null
SELECT internal.party_set(:'carla', :'a2', 'applicant', '2026-03-10 10:00+01',
	NULL) \g /dev/null
SELECT is(pg_temp.sees(:'carla', :'private'), '',
	'another role: what was shown before it was decided stays shown')
	FROM data.showing s WHERE s.person_id = :'carla' AND s.version_id = :'private';
SELECT is(pg_temp.sees(:'carla', :'of_bent'), 'withheld',
	'what came after it is hidden again: a role that changes fails closed');
SELECT is(internal.withheld_beside(:'a2', person::uuid, role), wanted, about)
	FROM (VALUES
	(:'anna', 'guardian', true, 'a party, for a guardian'),
	(:'anna', 'applicant', false, 'a party, for another party'),
	(:'bent', 'subject', true, 'a guardian, for a party'),
	(:'bent', 'guardian', false, 'a guardian, for another guardian'),
	(:'none', 'subject', true, 'nobody known'),
	(:'anna', NULL, true, 'no role known')) t (person, role, wanted, about);

SELECT * FROM finish();
ROLLBACK;
