-- SPDX-License-Identifier: EUPL-1.2
-- Goal: an address is kept sealed and used for nothing but its code until it is confirmed; five codes a day; taken away it is gone.

BEGIN;
\ir ../fixture.sql
SELECT plan(18);
DELETE FROM data.notice_state;
DELETE FROM data.notice_part;
DELETE FROM data.notice_message;
SELECT gate('minsag_citizen', 'SELECT * FROM api_citizen.notice_contact_put(%L,
	NULL, NULL)');
CREATE FUNCTION pg_temp.put(in_name text, in_code text) RETURNS text
LANGUAGE sql AS $$
	SELECT tap.rows('minsag_citizen', format('SELECT * FROM
		api_citizen.notice_contact_put(%L, %L, %L)', tap.key(in_name),
		CASE WHEN in_code <> '' THEN decode(repeat('00', 310), 'hex') END,
		CASE WHEN in_code <> '' THEN sha256(in_code::bytea) END))
$$;
SELECT is(pg_temp.put('anna', '1'), '(waiting)', 'given');
SELECT is((SELECT count(*) FROM data.notice_contact), 1::bigint, 'it waits');
SELECT is((SELECT concat_ws(' ', channel, pace, due_at = internal.clock(),
	contact_id = c.id) FROM data.notice_message m, data.notice_contact c),
	'email code t t', 'its code is queued at once');
SELECT is((SELECT count(*) FROM data.job WHERE subject = (SELECT id
	FROM data.notice_message)), 1::bigint, 'with a job');
SELECT is((SELECT w.channel FROM internal.notice_wish(:'anna', 't-job') w),
	'digital-post', 'nothing else goes there');
SELECT is(pg_temp.put('anna', '2'), '(waiting)', 'another');
SELECT is((SELECT count(*) FROM data.notice_contact), 1::bigint,
	'takes the place of the one that waited');
SELECT pg_temp.put('anna', n) FROM unnest(ARRAY['3', '4', '5']) n
	\g /dev/null
SELECT is(pg_temp.put('anna', '6'), '(too-many)', 'five codes a day');
SELECT is((SELECT code_hash FROM data.notice_contact), sha256('5'),
	'the sixth changes nothing');
SELECT is(pg_temp.put('bent', '1'), '(waiting)', 'another citizen may');
SELECT is(pg_temp.put('anna', ''), '(none)', 'taken away');
SELECT is((SELECT string_agg(left(person_id::text, 1), '')
	FROM data.notice_contact), '2', 'it is gone, and no other');

SELECT * FROM finish();
ROLLBACK;
