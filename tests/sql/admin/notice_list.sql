-- SPDX-License-Identifier: EUPL-1.2
-- Goal: who runs it sees what became of messages and never whom they are for; the municipality's settings are held to their bounds and on record.

BEGIN;
\ir common.psql
SELECT plan(18);
\set list 'SELECT * FROM api_admin.notice_list(%L, %L, %L, %s)'
SELECT pg_temp.only(format(:'list', NULL, NULL, NULL, 10));
SELECT pg_temp.only('SELECT api_admin.notice_rule_put(NULL, NULL)');
CREATE FUNCTION pg_temp.count_of(in_state text) RETURNS text LANGUAGE sql AS $$
	SELECT pg_temp.call(format('SELECT count(*), sum(ret_notices) FROM
		api_admin.notice_list(%L, NULL, NULL, 1000)', in_state))
$$;
SELECT is(pg_temp.count_of(NULL), '(8,8)', 'all');
SELECT is(pg_temp.count_of('sent'), '(0,)', 'none was sent');
SELECT internal.notice_state_add(m.id, 'sent', NULL),
		internal.notice_state_add(m.id, 'invalid', 'E-1')
	FROM data.notice_message m WHERE m.person_id = :'bent' \g /dev/null
SELECT is(pg_temp.count_of('invalid'), '(3,3)', 'by their last step');
SELECT is(pg_temp.call(format('SELECT count(*) FROM api_admin.notice_list(NULL,
	%L, %L, 1000)', m.created_at, m.id)), '(7)', 'the next page')
	FROM data.notice_message m ORDER BY m.created_at DESC, m.id DESC LIMIT 1;
SELECT ok(pg_temp.call(format(:'list', NULL, NULL, NULL, 1000))
	!~ '11111111|22222222', 'nobody is named');
SELECT is(pg_temp.try(format(:'list', NULL, NULL, NULL, 0)), 'MS400', 'limit');
SELECT is(pg_temp.call('SELECT * FROM api_admin.notice_rule_put(NULL, NULL)'),
	'("digital-post,email",3,14)', 'as it is at first');
SELECT is(pg_temp.call('SELECT * FROM api_admin.notice_rule_put(''email,sms'', 7)'),
	'("email,sms",7,14)', 'decided');
SELECT is(pg_temp.try('SELECT api_admin.notice_rule_put(''fax'', NULL)'),
	'MS400', 'an unknown way');
SELECT is(pg_temp.try('SELECT api_admin.notice_rule_put(NULL, 0)'), 'MS400',
	'no days');
SELECT is(pg_temp.try('SELECT api_admin.notice_rule_put('''', NULL)'),
	'MS400', 'an empty word turns nothing off');
SELECT is(pg_temp.call('SELECT * FROM api_admin.notice_rule_put(''none'', NULL)'),
	'("",7,14)', 'no way at all');
SELECT is(pg_temp.call('SELECT ret_past_days FROM
	api_admin.notice_rule_put(NULL, NULL, 0)'), '(0)', 'nothing of the past');
SELECT is(pg_temp.try('SELECT api_admin.notice_rule_put(NULL, NULL, 3651)'),
	'MS400', 'ten years at most');
SELECT is(pg_temp.try(format(:'list', 'sended', NULL, NULL, 10)), 'MS400',
	'a state that is none');
SELECT is((SELECT string_agg(detail, ', ' ORDER BY id) FROM data.audit
	WHERE action = 'setting'), 'notices email,sms 7, notices none, notices past 0',
	'each decision is on record');

SELECT * FROM finish();
ROLLBACK;
