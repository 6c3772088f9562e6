-- SPDX-License-Identifier: EUPL-1.2
-- Goal: a failure waits longer each time and is dead in the end; what is merely away is waited for, for ever.

BEGIN;
\ir common.psql
SELECT plan(19);

\set retry 'SELECT ret_dead FROM api_courier.job_retry(%s, %L, ''rule: broken'', 3)'
\set delay 'SELECT ret_dead FROM api_courier.job_retry(%s, %L, ''clamd: away'', NULL)'
CREATE FUNCTION pg_temp.pause(in_key text) RETURNS numeric
LANGUAGE sql AS $$
	SELECT extract(epoch FROM j.due_at - internal.clock()) FROM data.job j
	WHERE j.key = in_key
$$;
CREATE FUNCTION pg_temp.await(in_key text) RETURNS text
LANGUAGE sql AS $$
	SELECT tap.clock(j.due_at) FROM data.job j WHERE j.key = in_key
$$;

SELECT internal.job_add('scan', 'one', NULL, NULL) \g /dev/null
SELECT is(pg_temp.try(pg_temp.about('one', :'retry')), 'MS409',
	'not without a lease');
SELECT pg_temp.take() \g /dev/null
SELECT pg_temp.about('one', :'retry') AS stale \gset
SELECT is(pg_temp.call(:'stale'), '(f)', 'failed once');
SELECT ok(pg_temp.pause('one') BETWEEN 5 AND 10, 'five to ten seconds');
SELECT is((SELECT j.problem FROM data.job j WHERE j.key = 'one'),
	'rule: broken', 'it says why');
SELECT is(pg_temp.try(:'stale'), 'MS409', 'the lease is used up');
SELECT is(pg_temp.take(), '', 'it waits');
SELECT pg_temp.await('one') \g /dev/null
SELECT is(pg_temp.take(), '(one)', 'it comes again');
SELECT pg_temp.call(pg_temp.about('one', :'retry')) \g /dev/null
SELECT ok(pg_temp.pause('one') BETWEEN 10 AND 20, 'ten to twenty');
SELECT pg_temp.await('one') \g /dev/null
SELECT pg_temp.take() \g /dev/null
SELECT is(pg_temp.call(pg_temp.about('one', :'retry')), '(t)',
	'a third failure is the last');
SELECT clock(internal.clock() + interval '1 day') \g /dev/null
SELECT is(pg_temp.take(), '', 'dead');

SELECT internal.job_add('scan', 'two', NULL, NULL) \g /dev/null
SELECT pg_temp.take() \g /dev/null
SELECT is(pg_temp.call(pg_temp.about('two', :'delay')), '(f)', 'put off');
SELECT ok(pg_temp.pause('two') BETWEEN 1 AND 2, 'a second or two');
DO $$
BEGIN
	FOR i IN 1 .. 40 LOOP
		PERFORM pg_temp.await('two');
		PERFORM pg_temp.take();
		PERFORM pg_temp.call(pg_temp.about('two', 'SELECT ret_dead
			FROM api_courier.job_retry(%s, %L, ''clamd: away'', NULL)'));
	END LOOP;
END
$$;
SELECT ok(pg_temp.pause('two') BETWEEN 30 AND 60, 'a minute at most');
SELECT matches(pg_temp.job('two'), '^scan 0 41 \d+$',
	'put off 41 times, tried never');

SELECT ok(internal.job_pause(n, '10 seconds', '1 hour')
		BETWEEN interval '30 minutes' AND interval '1 hour',
	'an hour at most: ' || n) FROM unnest(ARRAY[9, 30, 2000000000]) n;
SELECT pg_temp.only(:'stale');

-- A message keeps the quiet hours.
SELECT clock('2026-03-11 23:30+01') \g /dev/null
INSERT INTO data.notice_person VALUES (:'anna', false, 'da', '16:00', '22:00',
	'07:00', internal.clock());
SELECT internal.notice_message_add(:'anna', 'digital-post', 'daily', NULL,
	internal.clock()) AS m \gset
SELECT t.ret_job, t.ret_lease FROM api_courier.job_take('{notice}', '{60}',
	'{3}') t \gset
SELECT pg_temp.call(format('SELECT ret_dead FROM api_courier.job_retry(%s, %L,
	''notice: quiet hours'', NULL)', :ret_job, :'ret_lease')) \g /dev/null
SELECT is((SELECT j.due_at FROM data.job j WHERE j.subject = :'m'),
	'2026-03-12 07:00+01'::timestamptz, 'a message waits for the morning');

SELECT * FROM finish();
ROLLBACK;
