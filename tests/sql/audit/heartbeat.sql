-- SPDX-License-Identifier: EUPL-1.2
-- Goal: one heartbeat a day in Danish time, whole or broken; the next one knows where the last whole one ended and what is in turn; a clock that was set ahead silences none.

BEGIN;
\ir common.psql
SELECT plan(34);
DELETE FROM data.audit WHERE action = 'heartbeat';
DELETE FROM data.audit_seal;

CREATE FUNCTION pg_temp.due() RETURNS text LANGUAGE sql AS $$
	SELECT pg_temp.call('SELECT ret_due, ret_number, left(ret_hash::text, 4),
		ret_again_after, ret_again_seals FROM api_audit.heartbeat_due()')
$$;
CREATE FUNCTION pg_temp.beat(in_whole boolean, in_number bigint,
	in_from bigint DEFAULT 1, in_again_from bigint DEFAULT NULL,
	in_again_to bigint DEFAULT NULL) RETURNS text
LANGUAGE sql AS $$
	SELECT pg_temp.call(format('SELECT ret_first FROM api_audit.heartbeat(%L, %L,
		%L, %L, %L, %L)', in_whole, in_number, sha256(in_number::text::bytea),
		in_from, in_again_from, in_again_to))
$$;
-- What a citizen is told.
CREATE FUNCTION pg_temp.told() RETURNS text LANGUAGE sql AS $$
	SELECT concat_ws(' ', to_char(at AT TIME ZONE 'UTC', 'MM-DD'), whole,
		to_char(since AT TIME ZONE 'UTC', 'MM-DD'),
		to_char(until AT TIME ZONE 'UTC', 'MM-DD'),
		to_char(proved_from AT TIME ZONE 'UTC', 'MM-DD'))
	FROM internal.heartbeat()
$$;
-- A hundred seals, one an hour.
INSERT INTO data.audit_seal (number, sealed_at, from_xid, before_xid, rows,
		rows_hash, chain_hash)
	SELECT n, '2026-03-01 00:00Z'::timestamptz + n * interval '1 h', '0', '0', 0,
		sha256(''), sha256(n::text::bytea) FROM generate_series(1, 100) n;
SELECT is(pg_temp.due(), '(t,,,,)', 'due before the first');
SELECT is(pg_temp.told(), NULL, 'and nothing is told');
SELECT is(pg_temp.beat(true, 7), '(t)', 'the first');
SELECT is(pg_temp.due(), '(f,7,"\\x79",0,1)', 'not due again, and where it ended');
SELECT is(pg_temp.told(), '03-10 t 03-01 03-01 03-10', 'all of it was proved today');
SELECT is(pg_temp.beat(false, 8), '(f)', 'another host''s of the same day');
SELECT clock('2026-03-10 22:59Z') \g /dev/null
SELECT is(left(pg_temp.due(), 3), '(f,', 'a minute before midnight');
SELECT clock('2026-03-10 23:00Z') \g /dev/null
SELECT is(left(pg_temp.due(), 3), '(t,', 'midnight in Denmark');
SELECT is(pg_temp.beat(false, 9), '(t)', 'a broken one');
SELECT is(pg_temp.told(), '03-10 f', 'of which nothing else is told');
SELECT clock('2026-03-11 23:00Z') \g /dev/null
SELECT is(pg_temp.due(), '(t,7,"\\x79",0,1)',
	'the next begins where the last whole one ended');
SELECT is((SELECT string_agg(concat_ws(' ', actor, outcome, purpose,
		detail::jsonb - 'unsealed_since' - 'since' - 'until' - 'hash'
			- 'proved_from'), ', ' ORDER BY id) FROM data.audit
		WHERE action = 'heartbeat'),
	'system ok whole-log {"to": 7, "from": 1}, system broken whole-log {"broken": 9}',
	'the rows');
SELECT is((SELECT bool_or(detail::jsonb ? 'unsealed_since') FROM data.audit
	WHERE action = 'heartbeat'), true, 'which say since when rows wait');

-- In turn: 100 seals are 4 a day, all within 28 days.
SELECT is(pg_temp.beat(true, 60, 8, 1, 1), '(t)', 'new ones, and the first again');
SELECT is(pg_temp.told(), '03-11 t 03-01 03-03 03-10',
	'the second was last proved with the first heartbeat');
SELECT clock('2026-03-13 12:00Z') \g /dev/null
SELECT is(pg_temp.due(), '(t,60,"\\x39",1,3)', 'behind those that were in turn');
SELECT is(pg_temp.beat(true, 100, 61, 2, 10), '(t)', 'further than the first went');
SELECT is(pg_temp.told(), '03-13 t 03-01 03-05 03-11', 'then it is the next''s day');
SELECT clock('2026-03-14 12:00Z') \g /dev/null
SELECT is(pg_temp.beat(true, 100, 101, 11, 100), '(t)', 'nothing new, and the rest');
SELECT is(pg_temp.told(), '03-14 t 03-01 03-05 03-11', 'the first is in turn again');
SELECT clock('2026-03-15 12:00Z') \g /dev/null
SELECT is(pg_temp.due(), '(t,100,"\\xad",0,4)', 'from the beginning');
CREATE FUNCTION pg_temp.month() RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
	days integer := 0;
	proved bigint := 0;
	turn record;
BEGIN
	WHILE proved < 100 AND days < 50 LOOP
		days := days + 1;
		PERFORM tap.clock('2026-03-15 12:00Z'::timestamptz
			+ days * interval '1 day');
		SELECT * INTO turn FROM api_audit.heartbeat_due();
		proved := turn.ret_again_after + turn.ret_again_seals;
		PERFORM pg_temp.beat(true, 100, 101, turn.ret_again_after + 1, proved);
	END LOOP;
	RETURN days;
END
$$;
SELECT cmp_ok(pg_temp.month(), '<=', 30, 'all again within a month');
SELECT is((SELECT at - proved_from < interval '30 days' FROM internal.heartbeat()),
	true, 'which is what is told');

-- A clock that is set ahead, and back.
SELECT clock('2026-09-01 12:00Z') \g /dev/null
SELECT is(pg_temp.beat(true, 100, 101), '(t)', 'under a clock set ahead');
SELECT clock('2026-05-01 12:00Z') \g /dev/null
SELECT is(left(pg_temp.due(), 3), '(t,', 'set back, one is due');
SELECT is(pg_temp.beat(false, 50), '(t)', 'and recorded');
SELECT is(pg_temp.told(), '05-01 f', 'and told');
SELECT clock('2026-09-01 13:00Z') \g /dev/null
SELECT is(pg_temp.beat(true, 100, 101), '(t)', 'also on the day that was ahead');

SELECT is(pg_temp.try('SELECT api_audit.heartbeat(' || arguments || ')'), 'MS400',
	arguments) FROM unnest(ARRAY['true, 1, NULL, 1', 'true, 1, ''x'', 1',
		'NULL, 1, sha256(''''), 1', 'true, -1, sha256(''''), 1']) arguments;
SELECT pg_temp.only('SELECT api_audit.heartbeat(true, 1, sha256(''''), 1)');
SELECT pg_temp.only('SELECT api_audit.heartbeat_due()');

SELECT * FROM finish();
ROLLBACK;
