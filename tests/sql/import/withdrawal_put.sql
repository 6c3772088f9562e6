-- SPDX-License-Identifier: EUPL-1.2
-- Goal: a withdrawal is recorded once, with cause and audit row.

BEGIN;
\ir common.psql
SELECT plan(9);

\set put 'SELECT * FROM api_import.withdrawal_put(%L, %L, %L, %L)'
\set at '2026-02-20 10:00+01'
SELECT is(pg_temp.call(format(:'put', :'note', :'at', 'wrong-case',
	'Enhed')), '(new)', 'new');
SELECT is(array_to_string(internal.visibility(:'anna', :'note'), ' '),
	'withdrawn', 'it is out of view');
SELECT is(pg_temp.call(format(:'put', :'note', :'at', 'wrong-case',
	'Enhed')), '(same)', 'repeated');
SELECT is((SELECT string_agg(detail, ' ') FROM data.audit
	WHERE action = 'withdraw' AND version_id = :'note'), 'wrong-case',
	'once in the audit, with its cause');
SELECT is(pg_temp.try(format(:'put', :'note', :'at', 'others-information',
	'Enhed')), 'MS409', 'another cause: conflict');
SELECT is(pg_temp.try(format(:'put', :'hushed', :'at', 'wrong-case',
	'Enhed')), 'MS409', 'never published: conflict');
SELECT is(pg_temp.try(format(:'put', :'note', '2999-01-01 10:00+01',
	'wrong-case', 'Enhed')), 'MS400', 'not in the future');
SELECT is(pg_temp.try(format(:'put', :'decision1', :'at', 'regret',
	'Enhed')), '23514', 'no cause of another name');
SELECT pg_temp.only(format(:'put', :'note', :'at', 'wrong-case', 'Enhed'));

SELECT * FROM finish();
ROLLBACK;
