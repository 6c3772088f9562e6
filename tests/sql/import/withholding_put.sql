-- SPDX-License-Identifier: EUPL-1.2
-- Goal: a document is withheld from all or from a party, once, with its audit row.

BEGIN;
\ir common.psql
SELECT plan(20);

\set put 'SELECT * FROM api_import.withholding_put(%L, ''6'', %s, %L, %L, %L, ''Enhed'', false)'
\set at '2026-02-20 10:00+01'
\set anna_hash 'sha256(''11111111-1111-4111-8111-111111111111'')'
SELECT is(pg_temp.call(format(:'put', :'a1', 'NULL', 'fvl-12', :'at',
	false)), '(new)', 'from all');
SELECT is(pg_temp.call(format(:'put', :'a1', 'NULL', 'fvl-12', :'at',
	false)), '(same)', 'repeated');
SELECT is(pg_temp.call(format(:'put', :'a1', :'anna_hash', 'fvl-15b',
	:'at', false)), '(new)', 'from one party');
SELECT is((SELECT person_id FROM data.withholding
	WHERE document_id = :'d_hushed' AND section = 'fvl-15b'), :'anna'::uuid,
	'that one');
SELECT is(pg_temp.call(format(:'put', :'a1', 'NULL', 'fvl-12',
	'2026-02-21 10:00+01', true)), '(new)', 'lifted');
SELECT is((SELECT string_agg(action || ' ' || detail, ', ' ORDER BY id)
	FROM data.audit WHERE action LIKE 'withhold%'),
	'withhold fvl-12, withhold fvl-15b, withhold-end fvl-12',
	'all three are in the audit');
SELECT is(pg_temp.try(format(:'put', :'a1',
	'sha256(''33333333-3333-4333-8333-333333333333'')', 'fvl-12', :'at',
	false)), 'MS404', 'a stranger to the case is no party');
SELECT is(pg_temp.try(format(:'put', :'a1', 'NULL', 'fvl-99', :'at',
	false)), 'MS404', 'no such section');
SELECT is(pg_temp.try(format(:'put', :'none', 'NULL', 'fvl-12', :'at',
	false)), 'MS404', 'no such document');
SELECT is(pg_temp.try(format(:'put', :'a1', 'NULL', 'fvl-12',
	'2026-03-11 10:01+01', false)), 'MS400', 'not more than a day ahead');
SELECT is(pg_temp.call(format(:'put', :'a1', 'NULL', 'fvl-14',
	'2026-03-10 10:00:20+01', false)), '(new)', 'by a clock that goes ahead');
SELECT tap.published(:'d_hushed', 2, 'final', 'abc') AS shown \gset
SELECT is(array_to_string(internal.visibility(:'anna', :'shown'), ' '),
	'withheld', 'it counts at once');
SELECT is(pg_temp.try(format(:'put', :'a1', 'NULL', 'fvl-14',
	'2026-03-10 10:00:20+01', true)), 'MS400', 'but its end waits');

-- Lifted at the desk; a decision of before that comes with the night.
\set late 'SELECT * FROM api_import.withholding_put(%L, ''1'', NULL, ''fvl-15b'', %L, %L, ''Enhed'', false)'
CREATE FUNCTION pg_temp.holds(in_document uuid) RETURNS boolean LANGUAGE sql AS $$
	SELECT EXISTS (SELECT FROM internal.withheld(in_document, NULL, NULL, 'subject'))
$$;
SELECT pg_temp.call(format(:'late', :'b1', '2026-03-08 12:00+01', false)),
	pg_temp.call(format(:'late', :'b1', '2026-03-09 14:00+01', true))
	\g /dev/null
SELECT is(pg_temp.call(format(:'late', :'b1', '2026-03-08 12:00+01', false)),
	'(same)', 'lifted; the old line again');
SELECT ok(NOT pg_temp.holds(:'d_other'), 'changes nothing');
SELECT is(pg_temp.call(format(:'late', :'b1', '2026-03-09 13:30+01', false)),
	'(new)', 'another one, decided before the end and recorded after it');
SELECT ok(pg_temp.holds(:'d_other'), 'holds');
SELECT pg_temp.call(format(:'late', :'b1', '2026-03-09 13:00+01', true))
	\g /dev/null
SELECT ok(pg_temp.holds(:'d_other'), 'an end of before it comes late: it holds');
SELECT pg_temp.call(format(:'late', :'b1', '2026-03-09 15:00+01', true))
	\g /dev/null
SELECT ok(NOT pg_temp.holds(:'d_other'), 'an end after it: lifted');
SELECT pg_temp.only(format(:'put', :'a1', 'NULL', 'fvl-12', :'at',
	false));

SELECT * FROM finish();
ROLLBACK;
