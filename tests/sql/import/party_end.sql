-- SPDX-License-Identifier: EUPL-1.2
-- Goal: a party ends sooner than was known, and never later.

BEGIN;
\ir common.psql
SELECT plan(8);

\set end 'SELECT * FROM api_import.party_end(%L, sha256(%L), %L)'
SELECT is(pg_temp.call(format(:'end', :'a2', :'bent', '2026-03-09')),
	'(changed)', 'ended');
SELECT is(array_to_string(internal.visibility(:'bent', :'letter'), ' '),
	'not-a-party', 'and sees nothing more');
SELECT is((SELECT valid_to FROM data.party WHERE person_id = :'bent'
	AND case_id = :'a2'), '2026-03-10 00:00+01', 'after the last day');
SELECT is(pg_temp.call(format(:'end', :'a2', :'bent', '2026-03-09')), '(same)',
	'repeated');
SELECT is(pg_temp.call(format(:'end', :'a2', :'bent', '2026-04-09')), '(same)',
	'a later end is none of its business');
SELECT is(pg_temp.call(format(:'end', :'a2', :'carla', '2026-03-09')),
	'(same)', 'a stranger is no party anyhow');
SELECT is((SELECT count(*) FROM data.audit WHERE action = 'party'), 1::bigint,
	'in the audit once');
SELECT pg_temp.only(format(:'end', :'a2', :'bent', '2026-03-09'));

SELECT * FROM finish();
ROLLBACK;
