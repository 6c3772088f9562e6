-- SPDX-License-Identifier: EUPL-1.2
-- Goal: a change of status is appended once; the newest is where the case stands.

BEGIN;
\ir common.psql
SELECT plan(8);

\set put 'SELECT * FROM api_import.status_put(%L, %L, %L)'
SELECT is(pg_temp.call(format(:'put', :'b1', '2026-02-20 09:00Z', 'decided')),
	'(new)', 'new');
SELECT is((SELECT (status, latest_what)::text FROM data.case
	WHERE id = :'b1'), '(decided,status)', 'the case stands there');
SELECT is(pg_temp.call(format(:'put', :'b1', '2026-02-20 09:00Z', 'decided')),
	'(same)', 'repeated');
SELECT is(pg_temp.call(format(:'put', :'b1', '2026-02-19 09:00Z',
	'in-hearing')), '(new)', 'an earlier one arrives later');
SELECT is((SELECT status FROM data.case WHERE id = :'b1'), 'decided',
	'and does not move the case');
SELECT is(pg_temp.try(format(:'put', :'b1', '2999-01-01 09:00Z', 'closed')),
	'MS400', 'not in the future');
SELECT is(pg_temp.try(format(:'put', :'none', '2026-02-20 09:00Z', 'closed')),
	'MS404', 'no such case');
SELECT pg_temp.only(format(:'put', :'b1', '2026-02-20 09:00Z', 'decided'));

SELECT * FROM finish();
ROLLBACK;
