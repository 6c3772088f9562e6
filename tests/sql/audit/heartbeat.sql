-- SPDX-License-Identifier: EUPL-1.2
-- Goal: one heartbeat a day in Danish time, whole or broken, and the next one knows where the last whole one ended.

BEGIN;
\ir common.psql
SELECT plan(15);
DELETE FROM data.audit WHERE action = 'heartbeat';

CREATE FUNCTION pg_temp.due() RETURNS text LANGUAGE sql AS $$
	SELECT pg_temp.call('SELECT ret_due, ret_number, left(ret_hash::text, 4)
		FROM api_audit.heartbeat_due()')
$$;
CREATE FUNCTION pg_temp.beat(in_whole boolean, in_number bigint) RETURNS text
LANGUAGE sql AS $$
	SELECT pg_temp.call(format('SELECT ret_first FROM api_audit.heartbeat(%L, %L,
		%L)', in_whole, in_number, sha256(in_number::text::bytea)))
$$;
SELECT is(pg_temp.due(), '(t,,)', 'due before the first');
SELECT is(pg_temp.beat(true, 7), '(t)', 'the first');
SELECT is(pg_temp.due(), '(f,7,"\\x79")', 'not due again, and where it ended');
SELECT is(pg_temp.beat(false, 8), '(f)', 'another host''s of the same day');
SELECT clock('2026-03-10 22:59Z') \g /dev/null
SELECT is(left(pg_temp.due(), 3), '(f,', 'a minute before midnight');
SELECT clock('2026-03-10 23:00Z') \g /dev/null
SELECT is(left(pg_temp.due(), 3), '(t,', 'midnight in Denmark');
SELECT is(pg_temp.beat(false, 9), '(t)', 'a broken one');
SELECT clock('2026-03-11 23:00Z') \g /dev/null
SELECT is(pg_temp.due(), '(t,7,"\\x79")',
	'the next begins where the last whole one ended');
SELECT is((SELECT string_agg(concat_ws(' ', actor, outcome, purpose,
		left(detail, 5)), ', ' ORDER BY id) FROM data.audit
		WHERE action = 'heartbeat'),
	'system ok whole-log 7:790, system broken whole-log 9', 'the rows');
SELECT is(pg_temp.try('SELECT api_audit.heartbeat(' || arguments || ')'), 'MS400',
	arguments) FROM unnest(ARRAY['true, 1, NULL', 'true, 1, ''x''',
		'NULL, 1, sha256('''')', 'true, -1, sha256('''')']) arguments;
SELECT pg_temp.only('SELECT api_audit.heartbeat(true, 1, sha256(''''))');
SELECT pg_temp.only('SELECT api_audit.heartbeat_due()');

SELECT * FROM finish();
ROLLBACK;
