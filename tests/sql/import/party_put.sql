-- SPDX-License-Identifier: EUPL-1.2
-- Goal: a person becomes a party by the hash of the CPR number, once.

BEGIN;
\ir common.psql
SELECT plan(14);

\set put 'SELECT * FROM api_import.party_put(%L, sha256(%L), decode(repeat(''07'', 58), ''hex''), %L, %L, %L)'
SELECT is(pg_temp.call(format(:'put', :'b1', 'dora', 'guardian', '2026-01-10',
	NULL)), '(new)', 'a new person, a new party');
SELECT is((SELECT count(*) FROM data.person WHERE cpr_hash = sha256('dora')),
	1::bigint, 'the person is there');
SELECT is((SELECT (role, valid_from, valid_to)::text FROM data.party p
	JOIN data.person q ON q.id = p.person_id WHERE q.cpr_hash = sha256('dora')),
	(SELECT ('guardian'::text, '2026-01-10 00:00+01'::timestamptz,
	'infinity'::timestamptz)::text), 'from midnight in Denmark, for good');
SELECT is(pg_temp.call(format(:'put', :'b1', 'dora', 'guardian', '2026-01-10',
	NULL)), '(same)', 'repeated');
SELECT is(pg_temp.call(format(:'put', :'a1', 'dora', 'guardian', '2026-01-10',
	NULL)), '(new)', 'the same person in another case');
SELECT is((SELECT count(*) FROM data.person WHERE cpr_hash = sha256('dora')),
	1::bigint, 'is one person');
SELECT is(pg_temp.call(format(:'put', :'b1', 'dora', 'guardian', '2026-01-10',
	'2026-03-09')), '(changed)', 'it ends');
SELECT is((SELECT valid_to FROM data.party p JOIN data.person q
	ON q.id = p.person_id WHERE q.cpr_hash = sha256('dora')
	AND p.case_id = :'b1'), '2026-03-10 00:00+01', 'after its last day');
SELECT is(pg_temp.call(format(:'put', :'b1', 'dora', 'guardian', '2026-01-11',
	'2026-03-09')), '(changed)', 'another beginning: corrected');
SELECT is((SELECT valid_from FROM data.party p JOIN data.person q
	ON q.id = p.person_id WHERE q.cpr_hash = sha256('dora')
	AND p.case_id = :'b1'), '2026-01-11 00:00+01', 'and it is that one');
SELECT is((SELECT concat_ws('|', what, was, becomes) FROM data.correction),
	'party-start|2026-01-09 23:00:00|2026-01-10 23:00:00',
	'the one before is on record');
SELECT is(pg_temp.try(format(:'put', :'none', 'dora', 'guardian',
	'2026-01-10', NULL)), 'MS404', 'no such case');
SELECT is((SELECT count(*) FROM data.audit WHERE action = 'party'), 4::bigint,
	'each change is in the audit');
SELECT pg_temp.only(format(:'put', :'b1', 'dora', 'guardian', '2026-01-10',
	NULL));

SELECT * FROM finish();
ROLLBACK;
