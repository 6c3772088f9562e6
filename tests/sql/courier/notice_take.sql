-- SPDX-License-Identifier: EUPL-1.2
-- Goal: when a message is sent, all is asked again: choice, rule, whether it was read; sent is sent, and only the courier asks.

BEGIN;
\ir common.psql
SELECT plan(35);
DELETE FROM data.notice_state;
DELETE FROM data.notice_part;
DELETE FROM data.notice_message;
DELETE FROM data.notice;
UPDATE data.session SET idle_until = until WHERE ended_at IS NULL;

-- A fresh message of Anna's with these versions, and what is taken of it.
CREATE FUNCTION pg_temp.message(in_versions uuid[]) RETURNS uuid
LANGUAGE plpgsql AS $$
DECLARE
	made constant uuid := internal.notice_message_add(
		'11111111-1111-4111-8111-111111111111', 'digital-post', 'daily', NULL,
		clock_timestamp());
BEGIN
	INSERT INTO data.notice (person_id, case_id, kind, subject, at, dropped)
		SELECT '11111111-1111-4111-8111-111111111111', v.case_id,
			'new-document', v.id, internal.clock(), false
		FROM data.version v WHERE v.id = ANY (in_versions)
		ON CONFLICT DO NOTHING;
	INSERT INTO data.notice_part SELECT made, n.id FROM data.notice n
		WHERE n.subject = ANY (in_versions);
	RETURN made;
END
$$;
CREATE FUNCTION pg_temp.taken(in_message uuid) RETURNS text
LANGUAGE sql AS $$
	SELECT pg_temp.call(format('SELECT ret_channel, ret_pace, ret_language,
		length(ret_to), ret_kind, right(ret_page, 2)
		FROM api_courier.notice_take(%L)', in_message))
$$;
CREATE FUNCTION pg_temp.steps(in_message uuid) RETURNS text
LANGUAGE sql AS $$
	SELECT string_agg(state, ' ' ORDER BY id) FROM data.notice_state
		WHERE message_id = in_message
$$;
CREATE FUNCTION pg_temp.skips(in_message uuid) RETURNS text
LANGUAGE sql AS $$
	SELECT string_agg(cause, ' ' ORDER BY cause) FROM data.notice_skip
		WHERE message_id = in_message
$$;

SELECT pg_temp.only(format('SELECT * FROM api_courier.notice_take(%L)',
	:'none'));
SELECT is(pg_temp.taken(:'none'), '', 'no such message');
SELECT pg_temp.message(ARRAY[:'note', :'decision1', :'decision2']::uuid[])
	AS m \gset
SELECT is(pg_temp.taken(:'m'),
$$(digital-post,daily,da,58,new-document,01)
(digital-post,daily,da,58,new-document,02)$$,
	'two documents; two versions of one are one');
SELECT is(pg_temp.steps(:'m'), 'queued sending', 'on its way');
SELECT isnt(pg_temp.taken(:'m'), '', 'a courier that died: taken again');
SELECT is(pg_temp.steps(:'m'), 'queued sending', 'without another step');
SELECT pg_temp.call(format('SELECT * FROM api_courier.notice_state(%L, %L,
	NULL)', :'m', 'sent')) \g /dev/null
SELECT is(pg_temp.taken(:'m'), '', 'sent: nothing more to do');

-- The rule.
SELECT pg_temp.message(ARRAY[:'note', :'decision2']::uuid[]) AS m \gset
SELECT internal.withdraw(:'note', internal.clock(), 'wrong-case', 'Jurist')
	\g /dev/null
SELECT is(pg_temp.taken(:'m'), '(digital-post,daily,da,58,new-document,02)',
	'what was withdrawn since is not told');
SELECT is(pg_temp.skips(:'m'), 'not-shown', 'and that is noted');
SELECT pg_temp.message(ARRAY[:'letter']::uuid[]) AS m \gset
UPDATE data.party SET valid_to = internal.clock()
	WHERE person_id = :'anna' AND case_id = :'a2';
SELECT is(pg_temp.taken(:'m'), '', 'no longer a party: not told');
SELECT is(pg_temp.steps(:'m'), 'queued dropped', 'nothing left: dropped');

-- Read meanwhile.
SELECT pg_temp.message(ARRAY[:'decision2']::uuid[]) AS m \gset
SELECT attempt('minsag_document', format('SELECT
	api_document.document_open(%L, %L, 0, 10, NULL)', key('anna'),
	:'decision2')) \g /dev/null
SELECT is(pg_temp.taken(:'m'), '', 'what has been read is no news');
SELECT is(pg_temp.skips(:'m'), 'read', 'and that is noted');
DELETE FROM data.audit;

-- The citizen's choice.
SELECT pg_temp.message(ARRAY[:'decision1']::uuid[]) AS m \gset
INSERT INTO data.notice_person VALUES (:'anna', true, 'en', '16:00', NULL,
	NULL, internal.clock());
SELECT is(pg_temp.taken(:'m'), '', 'turned off since');
SELECT is(pg_temp.skips(:'m') || ' ' || pg_temp.steps(:'m'),
	'setting queued dropped', 'dropped by setting');
UPDATE data.notice_person SET off = false;
INSERT INTO data.notice_contact (id, person_id, sealed, code_hash, created_at,
		expires_at, confirmed_at)
	VALUES (:'none', :'anna', decode(repeat('00', 310), 'hex'), sha256('1'),
		internal.clock(), internal.clock() + interval '1 h', internal.clock());
INSERT INTO data.notice_area VALUES (:'anna', 't-job', 'email', 'at-once',
	'{new-document}', internal.clock());
SELECT pg_temp.message(ARRAY[:'decision1']::uuid[]) AS m \gset
SELECT is(pg_temp.taken(:'m'), '', 'another way since: not this way');
SELECT is(pg_temp.skips(:'m'), 'moved', 'moved');
SELECT id AS m FROM data.notice_message WHERE channel = 'email' \gset
SELECT is(pg_temp.taken(:'m'), '(email,at-once,en,310,new-document,02)',
	'to the address, in English');
DELETE FROM data.notice_contact;
SELECT is(pg_temp.taken(:'m'), '', 'the address taken away');
SELECT is(pg_temp.steps(:'m'), 'queued sending invalid',
	'not sent to it again; it may have gone, so it is not dropped');
SELECT is((SELECT count(*) FROM data.notice_hand WHERE message_id = :'m'),
	0::bigint, 'no transport has it in hand');
SELECT pg_temp.taken(:'m') \g /dev/null
SELECT is((SELECT count(*) FROM data.notice_message WHERE pace = 'at-once'
	AND channel = 'digital-post'), 1::bigint, 'by Digital Post instead');

-- Codes.
SELECT rows('minsag_citizen', format('SELECT * FROM
	api_citizen.notice_contact_put(%L, %L, %L)', key('bent'),
	decode(repeat('00', 310), 'hex'), sha256('1'))) \g /dev/null
SELECT id AS m FROM data.notice_message WHERE pace = 'code' \gset
SELECT is(pg_temp.taken(:'m'), '(email,code,da,310,,)', 'a code');
SELECT clock('2026-03-10 10:30+01') \g /dev/null
SELECT is(pg_temp.taken(:'m'), '', 'not when it no longer counts');
SELECT is(pg_temp.steps(:'m'), 'queued sending invalid',
	'the mail may have gone, and nothing more comes');

-- What was handed over is frozen, until it is sure that it was not taken.
DELETE FROM data.notice_person;
DELETE FROM data.notice_area;
SELECT pg_temp.message(ARRAY[:'decision1']::uuid[]) AS m \gset
SELECT pg_temp.taken(:'m') AS told \gset
SELECT is(:'told'::text, '(digital-post,daily,da,58,new-document,02)', 'handed over');
SELECT internal.withdraw(:'decision1', internal.clock(), 'wrong-case', 'Jurist')
	\g /dev/null
SELECT is(pg_temp.taken(:'m'), :'told'::text, 'it may have gone: the same again');
SELECT is(pg_temp.steps(:'m'), 'queued sending', 'and nothing is dropped');
SELECT pg_temp.only('SELECT * FROM api_courier.notice_back(NULL)');
SELECT is(pg_temp.call(format('SELECT * FROM api_courier.notice_back(%L)',
	:'m')), '(t)', 'it has surely not gone');
SELECT is(pg_temp.taken(:'m'), '', 'then all is asked anew');
SELECT is(pg_temp.steps(:'m'), 'queued sending dropped', 'and dropped');

-- However late, in the quiet hours nothing goes.
INSERT INTO data.notice_person VALUES (:'anna', false, 'da', '16:00', '22:00',
	'07:00', internal.clock());
SELECT clock('2026-03-11 06:59+01') \g /dev/null
SELECT pg_temp.message(ARRAY[:'note', :'letter']::uuid[]) AS m \gset
SELECT is(attempt('minsag_courier', format('SELECT
	api_courier.notice_take(%L)', :'m')), 'MS503', 'quiet hours');
SELECT is(pg_temp.steps(:'m'), 'queued', 'it waits');
SELECT clock('2026-03-11 07:00+01') \g /dev/null
SELECT isnt(attempt('minsag_courier', format('SELECT
	api_courier.notice_take(%L)', :'m')), 'MS503', 'they are over');

SELECT * FROM finish();
ROLLBACK;
