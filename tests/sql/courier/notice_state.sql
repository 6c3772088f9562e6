-- SPDX-License-Identifier: EUPL-1.2
-- Goal: each step is noted once, in order, whatever is repeated; receipts are fetched until each message has its last one.

BEGIN;
\ir common.psql
SELECT plan(27);
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

-- What a way refuses for good goes by Digital Post, and a dead address ends.
DELETE FROM data.notice_state;
DELETE FROM data.notice_part;
DELETE FROM data.notice_message;
DELETE FROM data.notice;
CREATE FUNCTION pg_temp.wish(in_channel text) RETURNS void
LANGUAGE sql AS $$
	INSERT INTO data.notice_area VALUES (
			'11111111-1111-4111-8111-111111111111', 't-job', in_channel,
			'at-once', '{new-document}', internal.clock())
		ON CONFLICT (person_id, area_key)
			DO UPDATE SET channel = excluded.channel
$$;
CREATE FUNCTION pg_temp.confirmed(in_id uuid) RETURNS void
LANGUAGE sql AS $$
	INSERT INTO data.notice_contact (id, person_id, sealed, code_hash,
			created_at, expires_at, confirmed_at)
		VALUES (in_id, '11111111-1111-4111-8111-111111111111',
			decode(repeat('00', 310), 'hex'), sha256('1'), internal.clock(),
			internal.clock() + interval '1 h', internal.clock())
$$;
-- Anna is to be told of a version; the message.
CREATE FUNCTION pg_temp.tell(in_version uuid) RETURNS uuid
LANGUAGE plpgsql AS $$
BEGIN
	DELETE FROM data.notice_part;
	DELETE FROM data.notice WHERE subject = in_version;
	PERFORM internal.notice_add('11111111-1111-4111-8111-111111111111',
		'a1000000-0000-4000-8000-000000000000', 'new-document', in_version);
	RETURN (SELECT p.message_id FROM data.notice n JOIN data.notice_part p
		ON p.notice_id = n.id WHERE n.subject = in_version);
END
$$;
-- The ways of the messages that a version stands in, and their last steps.
CREATE FUNCTION pg_temp.ways(in_version uuid) RETURNS text
LANGUAGE sql AS $$
	SELECT string_agg(m.channel || ' ' || (SELECT s.state
			FROM data.notice_state s WHERE s.message_id = m.id
			ORDER BY s.id DESC LIMIT 1), ', ' ORDER BY m.channel DESC)
	FROM data.notice n JOIN data.notice_part p ON p.notice_id = n.id
		JOIN data.notice_message m ON m.id = p.message_id
	WHERE n.subject = in_version
$$;
CREATE FUNCTION pg_temp.take_message(in_message uuid) RETURNS text
LANGUAGE sql AS $$
	SELECT pg_temp.call(format('SELECT ret_channel, ret_kind
		FROM api_courier.notice_take(%L)', in_message))
$$;
UPDATE data.notice_rule SET gather = '0',
	channels = '{digital-post,email,sms}';
SELECT pg_temp.confirmed(:'none'), pg_temp.wish('email') \g /dev/null
SELECT pg_temp.tell(:'decision1') AS m \gset
SELECT is(pg_temp.take_message(:'m'), '(email,new-document)', 'a mail');
SELECT clock(internal.clock() + interval '1 minute') \g /dev/null
SELECT pg_temp.say(:'m', 'invalid') \g /dev/null
SELECT is(pg_temp.ways(:'decision1'), 'email invalid, digital-post queued',
	'refused for good: the same by Digital Post');
SELECT is((SELECT count(*) FROM data.notice_contact), 0::bigint,
	'and the address is ended');
SELECT pg_temp.say(:'m', 'invalid') \g /dev/null
SELECT is(pg_temp.ways(:'decision1'), 'email invalid, digital-post queued',
	'said again: nothing more');
SELECT pg_temp.tell(:'decision2') \g /dev/null
SELECT is(pg_temp.ways(:'decision2'), 'digital-post queued',
	'what comes next goes by Digital Post at once');
-- An address that was confirmed meanwhile is another one.
SELECT pg_temp.confirmed(:'none') \g /dev/null
SELECT pg_temp.tell(:'decision1') AS m \gset
SELECT pg_temp.take_message(:'m') \g /dev/null
SELECT clock(internal.clock() + interval '1 minute') \g /dev/null
DELETE FROM data.notice_contact;
SELECT pg_temp.confirmed(:'none') \g /dev/null
SELECT pg_temp.say(:'m', 'invalid') \g /dev/null
SELECT is((SELECT count(*) FROM data.notice_contact), 1::bigint,
	'a new address stays');
SELECT is(pg_temp.ways(:'decision1'), 'email invalid, digital-post queued',
	'this notice is not mailed twice');
SELECT id AS m FROM data.notice_message WHERE channel = 'digital-post'
	ORDER BY due_at DESC LIMIT 1 \gset
SELECT is(pg_temp.take_message(:'m'), '(digital-post,new-document)',
	'and is not sent back to mail');
-- NemSMS.
SELECT pg_temp.wish('sms') \g /dev/null
SELECT pg_temp.tell(:'decision2') AS m \gset
SELECT is(pg_temp.take_message(:'m'), '(sms,new-document)', 'a NemSMS');
SELECT pg_temp.say(:'m', 'received'), pg_temp.say(:'m', 'not-allowed')
	\g /dev/null
SELECT is(pg_temp.ways(:'decision2'),
	'sms not-allowed, digital-post queued', 'not subscribed: Digital Post');
UPDATE data.notice_rule SET channels = '{sms}';
SELECT pg_temp.tell(:'decision1') AS m \gset
SELECT pg_temp.take_message(:'m') \g /dev/null
SELECT is(pg_temp.say(:'m', 'invalid'), '(t)', 'no other way is open');
SELECT is(pg_temp.ways(:'decision1'), 'sms invalid', 'then it ends there');

-- Receipts in pieces.
DELETE FROM data.job;
SELECT pg_temp.call('SELECT ret_waiting FROM
	api_courier.notice_receipts_done(true)') \g /dev/null
SELECT is((SELECT concat_ws(' ', kind, due_at <= internal.clock())
	FROM data.job), 'receipts t', 'more of them: the next job is due now');

SELECT * FROM finish();
ROLLBACK;
