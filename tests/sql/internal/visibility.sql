-- SPDX-License-Identifier: EUPL-1.2
-- Goal: internal.visibility brings the right facts to the rule, for every person, and the lists read the very same.

BEGIN;
\ir ../fixture.sql
SELECT plan(34);

CREATE FUNCTION pg_temp.sees(in_person uuid, in_version uuid) RETURNS text
LANGUAGE sql AS $$
	SELECT array_to_string(internal.visibility(in_person, in_version), ' ')
$$;
SELECT is(pg_temp.sees(person::uuid, version::uuid), wanted, about) FROM (VALUES
	(:'anna', :'note', '', 'a draft note is shown from its publication on'),
	(:'anna', :'decision1', '', 'an older version stays shown'),
	(:'anna', :'decision2', '', 'and so is the newest'),
	(:'anna', :'early', 'before-start', 'dated before the start'),
	(:'anna', :'secret', 'withheld', 'withheld from all'),
	(:'anna', :'gone', 'withdrawn', 'withdrawn'),
	(:'anna', :'hushed', 'not-published', 'not published'),
	(:'anna', :'letter', '', 'shared case'),
	(:'anna', :'medical', 'kind-not-shown', 'a kind not shown'),
	(:'anna', :'private', 'withheld', 'withheld from Anna'),
	(:'anna', :'shut', 'area-closed', 'closed area'),
	(:'anna', :'other', 'not-a-party', 'another''s'),
	(:'bent', :'private', '', 'not withheld from Bent'),
	(:'bent', :'note', 'not-a-party', 'Anna''s'),
	(:'bent', :'early', 'not-a-party before-start', 'two reasons'),
	(:'bent', :'hushed', 'not-a-party not-published', 'two others'),
	(:'bent', :'shut', 'not-a-party area-closed', 'and two more'),
	(:'carla', :'gone', 'not-a-party withdrawn', 'a stranger'),
	(:'carla', :'private', 'not-a-party', 'withheld from someone else'),
	(:'none', :'note', 'not-a-party', 'a person that does not exist'),
	(:'anna', :'none', 'not-a-party', 'a version that does not exist'))
	t (person, version, wanted, about);
SELECT is(pg_temp.sees(NULL, :'note'), 'not-a-party', 'no person');
SELECT is(pg_temp.sees(:'anna', NULL), 'not-a-party', 'no version');

-- One rule: what minsag_person reads through row-level security is the same.
SELECT set_config('minsag.person', :'anna', true) \g /dev/null
SELECT is(rows('minsag_person', 'SELECT version_id, reasons
	FROM internal.versions(internal.person()) ORDER BY 1'),
	rows('minsag_system', format('SELECT version_id, reasons
	FROM internal.versions(%L) WHERE role IS NOT NULL ORDER BY 1', :'anna')),
	'lists read the same reasons');

-- The clock moves.
SELECT clock('2026-02-01 09:59:59+01') \g /dev/null
SELECT is(pg_temp.sees(:'anna', :'note'), 'not-published',
	'a second before its publication');
SELECT clock('2026-02-01 10:00+01') \g /dev/null
SELECT is(pg_temp.sees(:'anna', :'note'), '', 'at its publication');
SELECT clock('2026-01-04 12:00+01') \g /dev/null
SELECT is(pg_temp.sees(:'anna', :'note'), 'not-a-party not-published',
	'before being a party');
SELECT clock('2026-03-10 10:00+01') \g /dev/null

-- A party that is revoked, from that very moment.
SELECT internal.party_set(:'anna', :'a1', 'subject', '2026-01-05',
	'2026-03-10 10:00+01') \g /dev/null
SELECT is(pg_temp.sees(:'anna', :'note'), 'not-a-party', 'revoked party');
SELECT clock('2026-03-10 09:59:59+01') \g /dev/null
SELECT is(pg_temp.sees(:'anna', :'note'), '', 'a second before');
SELECT clock('2026-03-10 10:00+01') \g /dev/null
SELECT internal.party_set(:'anna', :'a1', 'subject', '2026-01-05', NULL)
	\g /dev/null
SELECT is(pg_temp.sees(:'anna', :'note'), '', 'restored');

-- The area closes, starts later, shows fewer kinds: together.
UPDATE data.area SET is_open = false, starts_on = '2026-02-03',
	shown_kinds = '{letter}' WHERE key = 't-job';
SELECT is(pg_temp.sees(:'anna', :'note'),
	'before-start area-closed kind-not-shown', 'three at once');
SELECT is(pg_temp.sees(:'anna', :'gone'), 'withdrawn area-closed',
	'withdrawn in a closed area');

-- A word that a later migration allows and this rule does not know.
ALTER TABLE data.version DROP CONSTRAINT version_state_check;
UPDATE data.version SET state = 'scrapped' WHERE id = :'letter';
SELECT is(pg_temp.sees(:'anna', :'letter'), 'unknown-value', 'unknown state');
ALTER TABLE data.party DROP CONSTRAINT party_role_check;
UPDATE data.party SET role = 'neighbour' WHERE person_id = :'bent';
SELECT is(pg_temp.sees(:'bent', :'private'), 'unknown-value', 'unknown role');

SELECT * FROM finish();
ROLLBACK;
