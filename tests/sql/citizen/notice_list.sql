-- SPDX-License-Identifier: EUPL-1.2
-- Goal: a citizen sees what was sent to them and what became of it, and nobody else's.

BEGIN;
\ir ../fixture.sql
SELECT plan(13);
SELECT gate('minsag_citizen', 'SELECT * FROM api_citizen.notice_list(%L, NULL,
	NULL, 20)');
CREATE FUNCTION pg_temp.list(in_name text, in_rest text) RETURNS text
LANGUAGE sql AS $$
	SELECT tap.rows('minsag_citizen', format('SELECT
		to_char(ret_created_at, ''MM-DD''), ret_channel, ret_pace,
		to_char(ret_due_at, ''HH24:MI''), ret_state, ret_kinds, ret_pages
		FROM api_citizen.notice_list(%L, %s)', tap.key(in_name), in_rest))
$$;
SELECT is(pg_temp.list('bent', 'NULL, NULL, 20'),
$$(02-11,digital-post,daily,15:00,queued,{new-document},{dokument.html?id=d4000000-0000-4000-8000-000000000001})
(02-09,digital-post,daily,15:00,queued,{new-document},{dokument.html?id=d2000000-0000-4000-8000-000000000003})
(02-07,digital-post,daily,15:00,queued,{new-document},{dokument.html?id=d2000000-0000-4000-8000-000000000001})$$,
	'Bent''s');
SELECT is(pg_temp.list('carla', 'NULL, NULL, 20'), '', 'Carla has none');
SELECT is((SELECT count(*) FROM regexp_matches(pg_temp.list('anna',
	'NULL, NULL, 2'), 'daily', 'g')), 2::bigint, 'a page');
SELECT is(left(pg_temp.list('anna', format('%L, %L, 1', created_at, id)), 6),
	'(02-07', 'the next page') FROM data.notice_message
	WHERE person_id = :'anna' AND created_at = '2026-02-13 10:00+01';
SELECT internal.notice_state_add(id, 'sent', NULL), internal.notice_state_add(id,
	'invalid', 'x') FROM data.notice_message \g /dev/null
INSERT INTO data.notice_skip SELECT p.message_id, p.notice_id, 'read', now()
	FROM data.notice_part p JOIN data.notice n ON n.id = p.notice_id
	WHERE n.subject = :'other' AND n.person_id = :'bent';
SELECT is(split_part(pg_temp.list('bent', 'NULL, NULL, 20'), E'\n', 1),
	'(02-11,digital-post,daily,15:00,invalid,{},{})',
	'the last step; what was left out is not named');
SELECT is(attempt('minsag_citizen', format('SELECT * FROM
	api_citizen.notice_list(%L, NULL, NULL, 102)', key('anna'))), 'MS400',
	'a page has its limits');

UPDATE data.party SET valid_to = '2026-03-01 00:00+01'
	WHERE person_id = :'bent' AND case_id = :'a2';
SELECT is(split_part(pg_temp.list('bent', 'NULL, NULL, 20'), E'\n', 3),
	'(02-07,digital-post,daily,15:00,invalid,{new-document},{sager.html})',
	'who is a party no more is led to the list of cases');

SELECT * FROM finish();
ROLLBACK;
