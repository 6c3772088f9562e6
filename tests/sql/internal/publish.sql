-- SPDX-License-Identifier: EUPL-1.2
-- Goal: published once stays: what takes a version from view is a withdrawal with a cause, and a withholding reaches only what was not shown yet.

BEGIN;
\ir ../fixture.sql
SELECT plan(28);

CREATE FUNCTION pg_temp.sees(in_person uuid, in_version uuid) RETURNS text
LANGUAGE sql AS $$
	SELECT array_to_string(internal.visibility(in_person, in_version), ' ')
$$;

-- A withholding after the showing.
SELECT ok(internal.withhold(:'d_note', NULL, 'fvl-12', internal.clock(), false,
	'Jurist'), 'withholding what has been shown is recorded');
SELECT is(pg_temp.sees(:'anna', :'note'), '', 'what was shown stays shown');
SELECT published(:'d_note', 2, 'final', 'Nyt.') AS note2 \gset
SELECT is(pg_temp.sees(:'anna', :'note2'), 'withheld', 'the next one is not');
SELECT ok(NOT internal.withhold(:'d_note', NULL, 'fvl-12', internal.clock(),
	false, 'Jurist'), 'the same decision again does nothing');

-- Lifted, shown, decided again.
SELECT clock('2026-03-11 10:00+01') \g /dev/null
SELECT internal.withhold(:'d_secret', NULL, 'fvl-15b', internal.clock(), true,
	'Jurist') \g /dev/null
SELECT is(pg_temp.sees(:'anna', :'secret'), '', 'lifted: shown');
SELECT clock('2026-03-12 10:00+01') \g /dev/null
SELECT internal.withhold(:'d_secret', NULL, 'fvl-15b', internal.clock(), false,
	'Jurist') \g /dev/null
SELECT is(pg_temp.sees(:'anna', :'secret'), '', 'decided again: stays shown');

-- Two sections: lifting one is not lifting the other.
SELECT internal.withhold(:'d_private', :'anna', 'fvl-15a', internal.clock(),
	false, 'Jurist') \g /dev/null
SELECT clock('2026-03-13 10:00+01') \g /dev/null
SELECT internal.withhold(:'d_private', :'anna', 'fvl-15b', internal.clock(),
	true, 'Jurist') \g /dev/null
SELECT is(pg_temp.sees(:'anna', :'private'), 'withheld',
	'withheld under the other section still');
SELECT is((SELECT v.law FROM internal.versions(:'anna') v
	WHERE v.version_id = :'private'), 'forvaltningsloven § 15 a',
	'and that is the one named');

-- From all, when one party has been shown it and the other has not.
SELECT internal.withhold(:'d_private', NULL, 'fvl-12', internal.clock(), false,
	'Jurist') \g /dev/null
SELECT is(pg_temp.sees(:'bent', :'private'), '',
	'from all, when one party has been shown it: to them it stays shown');

-- In one transaction with the publication nothing has been shown yet.
INSERT INTO data.document (id, case_id, source_key, kind, title, dated_on)
	VALUES ('d1000000-0000-4000-8000-000000000009', :'a1', '9', 'note', 'Ny',
		'2026-03-01');
SELECT published('d1000000-0000-4000-8000-000000000009', 1, 'final', 'Ny.')
	AS fresh \gset
SELECT internal.withhold('d1000000-0000-4000-8000-000000000009', NULL,
	'fvl-15b', internal.clock(), false, 'Jurist') \g /dev/null
SELECT is(pg_temp.sees(:'anna', :'fresh'), 'withheld',
	'published and withheld at once: never shown');

-- Publication.
SELECT ok(NOT internal.publish(:'note', internal.clock(), 'Sagsbehandler'),
	'publishing again does nothing');
SELECT throws_ok(format('SELECT internal.publish(%L, %L, %L)', :'hushed',
	internal.clock() + interval '1 second', 'x'), 'MS400', NULL,
	'no publication in the future');
SELECT throws_ok(format('SELECT internal.publish(%L, internal.clock(), %L)',
	:'none', 'x'), 'MS404', NULL, 'no such version');
SELECT throws_ok(format('SELECT internal.version_append(%L, 0, %L)', :'note',
	'\x00'), 'MS409', NULL, 'the bytes of what is published are closed');
SELECT is(attempt('minsag_system', format('SELECT lo_put(%s, 0, %L)',
	(SELECT content FROM data.version WHERE id = :'note'), '\x00')), '42501',
	'even to the owner of the large object');
SELECT internal.version_add(:'d_hushed', 2, 'final', internal.clock(),
	'text/plain', 3, 1, sha256('abc'), 'a.txt', NULL) AS short \gset
SELECT throws_ok(format('SELECT internal.publish(%L, internal.clock(), %L)',
	:'short', 'x'), 'MS409', NULL, 'bytes missing: not published');
SELECT throws_ok(format('SELECT internal.version_append(%L, 1, %L)', :'short',
	'abc'::bytea), 'MS413', NULL, 'not beyond the announced size');
SELECT internal.version_append(:'short', 0, 'abd') \g /dev/null
SELECT throws_ok(format('SELECT internal.publish(%L, internal.clock(), %L)',
	:'short', 'x'), 'MS409', NULL, 'other bytes: not published');
SELECT internal.version_append(:'short', 2, 'c') \g /dev/null
SELECT ok(internal.publish(:'short', internal.clock(), 'x'),
	'the announced bytes: published');
SELECT is(internal.version_add(:'d_hushed', 2, 'final', internal.clock(),
	'text/plain', 3, 1, sha256('abc'), 'a.txt', NULL), :'short'::uuid,
	'the same version again: the same id');
SELECT throws_ok(format('SELECT internal.version_add(%L, 2, %L,
	internal.clock(), %L, 3, 1, sha256(%L), %L, NULL)', :'d_hushed', 'final',
	'text/plain', 'xyz', 'a.txt'), 'MS409', NULL,
	'the same number with other content: conflict');

-- Withdrawal.
SELECT throws_ok(format('SELECT internal.withdraw(%L, internal.clock(), %L,
	%L)', :'hushed', 'wrong-case', 'x'), 'MS409', NULL,
	'only what is published');
SELECT throws_ok(format('SELECT internal.withdraw(%L, internal.clock(), %L,
	%L)', :'note', 'regret', 'x'), '23514', NULL, 'only with a known cause');
SELECT ok(internal.withdraw(:'note', internal.clock(), 'wrong-case', 'x'),
	'with a cause');
SELECT ok(NOT internal.withdraw(:'note', internal.clock(), 'wrong-case', 'x'),
	'once');
SELECT is(pg_temp.sees(:'anna', :'note'), 'withdrawn', 'out of view');
SELECT is((SELECT count(*) FROM pg_largeobject_metadata m
	WHERE NOT EXISTS (SELECT FROM data.version v WHERE v.content = m.oid)),
	0::bigint, 'no large object without a version');
SELECT is((SELECT count(*) FROM data.version v
	WHERE NOT EXISTS (SELECT FROM pg_largeobject_metadata m
		WHERE v.content = m.oid)), 0::bigint,
	'no version without a large object');

SELECT * FROM finish();
ROLLBACK;
