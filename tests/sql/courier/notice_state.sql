-- SPDX-License-Identifier: EUPL-1.2
-- Goal: each step is noted once, in order, whatever is repeated; receipts are fetched until each message has its last one.

BEGIN;
\ir common.psql
SELECT plan(14);
CREATE FUNCTION pg_temp.say(in_message uuid, in_state text) RETURNS text
LANGUAGE sql AS $$
	SELECT pg_temp.call(format('SELECT ret_known FROM
		api_courier.notice_state(%L, %L, ''42'')', in_message, in_state))
$$;
CREATE FUNCTION pg_temp.steps(in_message uuid) RETURNS text
LANGUAGE sql AS $$
	SELECT string_agg(concat_ws(':', state, detail), ' ' ORDER BY id)
		FROM data.notice_state WHERE message_id = in_message
$$;
\set done 'SELECT ret_waiting FROM api_courier.notice_receipts_done()'
SELECT pg_temp.only('SELECT * FROM api_courier.notice_state(NULL, NULL, NULL)');
SELECT pg_temp.only(:'done');
UPDATE data.notice_message SET created_at = internal.clock();
SELECT id AS m FROM data.notice_message WHERE person_id = :'bent'
	ORDER BY due_at LIMIT 1 \gset
SELECT id AS other FROM data.notice_message WHERE person_id = :'bent'
	ORDER BY due_at DESC LIMIT 1 \gset

SELECT is(pg_temp.say(:'none', 'received'), '(f)', 'another system''s');
SELECT is(pg_temp.call(:'done'), '(0)', 'nobody waits');
SELECT is((SELECT count(*) FROM data.job), 0::bigint,
	'and none is fetched for it');
SELECT is(pg_temp.say(:'m', 'received'), '(t)', 'Digital Post has it');
SELECT is(pg_temp.steps(:'m'), 'queued sent received:42', 'sent, received');
SELECT is((SELECT concat_ws(' ', kind, key, due_at - internal.clock())
	FROM data.job), 'receipts 2026-03-10T09:05 00:05:00',
	'receipts are fetched at the next five minutes');
SELECT is(pg_temp.say(:'m', 'received'), '(t)', 'said again');
SELECT is(pg_temp.steps(:'m'), 'queued sent received:42', 'nothing more');
SELECT is(pg_temp.call(:'done'), '(1)', 'its last receipt is waited for');
SELECT pg_temp.say(:'m', 'completed') \g /dev/null
SELECT is(pg_temp.call(:'done'), '(0)', 'it came');
SELECT pg_temp.say(:'other', 'invalid') \g /dev/null
SELECT is(pg_temp.steps(:'other'), 'queued invalid:42',
	'refused at once: never sent');
SELECT is((SELECT count(*) FROM data.audit WHERE action = 'notify'),
	1::bigint, 'what was sent is in the audit, once');

SELECT * FROM finish();
ROLLBACK;
