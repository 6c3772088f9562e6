-- SPDX-License-Identifier: EUPL-1.2
-- Goal: a withdrawal is recorded once, with cause and audit row.

BEGIN;
\ir common.psql
SELECT plan(12);

\set put 'SELECT * FROM api_import.withdrawal_put(%L, %L, %s, %L, %L, %L)'
\set at '2026-02-20 10:00+01'
SELECT is(pg_temp.call(format(:'put', :'a1', '1', 1, :'at', 'wrong-case',
	'Enhed')), '(new)', 'new');
SELECT is(array_to_string(internal.visibility(:'anna', :'note'), ' '),
	'withdrawn', 'it is out of view');
SELECT is(pg_temp.call(format(:'put', :'a1', '1', 1, :'at', 'wrong-case',
	'Enhed')), '(same)', 'repeated');
SELECT is((SELECT string_agg(detail, ' ') FROM data.audit
	WHERE action = 'withdraw' AND version_id = :'note'), 'wrong-case',
	'once in the audit, with its cause');
SELECT is(pg_temp.call(format(:'put', :'a1', '1', 1, '2026-02-21 10:00+01',
	'others-information', 'Andre')), '(same)',
	'another time, cause and unit: withdrawn it is');
SELECT is((SELECT string_agg(concat_ws(' ', w.withdrawn_at = :'at', w.cause,
		w.withdrawn_by), ', ') FROM data.withdrawal w
	WHERE w.version_id = :'note'), 't wrong-case Enhed',
	'and the first facts stand');
SELECT is(pg_temp.call(format(:'put', :'a1', '6', 1, :'at', 'wrong-case',
	'Enhed')), '(none)', 'never published: nothing to take from view');
SELECT is(pg_temp.call(format(:'put', :'b1', '1', 1, '2026-03-10 10:00:20+01',
	'wrong-case', 'Enhed')), '(new)', 'by a clock that goes ahead');
SELECT is(array_to_string(internal.visibility(:'bent', :'other'), ' '),
	'withdrawn', 'it counts at once');
SELECT is((SELECT latest_at FROM data.case WHERE id = :'b1'),
	'2026-03-10 10:00+01', 'and the case goes by our clock');
SELECT is(pg_temp.try(format(:'put', :'a1', '2', 1, :'at', 'regret',
	'Enhed')), '23514', 'no cause of another name');
SELECT pg_temp.only(format(:'put', :'a1', '1', 1, :'at', 'wrong-case', 'Enhed'));

SELECT * FROM finish();
ROLLBACK;
