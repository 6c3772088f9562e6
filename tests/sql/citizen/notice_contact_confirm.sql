-- SPDX-License-Identifier: EUPL-1.2
-- Goal: an address counts when its code comes back in time; five wrong ones end it, and one citizen's code is no other's.

BEGIN;
\ir ../fixture.sql
SELECT plan(21);
SELECT gate('minsag_citizen', 'SELECT * FROM
	api_citizen.notice_contact_confirm(%L, NULL)');
CREATE FUNCTION pg_temp.put(in_name text, in_code text) RETURNS text
LANGUAGE sql AS $$
	SELECT tap.rows('minsag_citizen', format('SELECT * FROM
		api_citizen.notice_contact_put(%L, %L, %L)', tap.key(in_name),
		decode(repeat('00', 310), 'hex'), sha256(in_code::bytea)))
$$;
CREATE FUNCTION pg_temp.code(in_name text, in_code text) RETURNS text
LANGUAGE sql AS $$
	SELECT tap.rows('minsag_citizen', format('SELECT * FROM
		api_citizen.notice_contact_confirm(%L, %L)', tap.key(in_name),
		sha256(in_code::bytea)))
$$;
SELECT is(pg_temp.code('anna', '1'), '(none,0)', 'no address waits');
SELECT pg_temp.put('anna', '1') \g /dev/null
SELECT is(pg_temp.code('bent', '1'), '(none,0)', 'another''s code');
SELECT is(pg_temp.code('anna', '2'), '(waiting,4)', 'a wrong one');
SELECT is(pg_temp.code('anna', '1'), '(confirmed,0)', 'the right one');
SELECT is((SELECT w.channel FROM data.area a CROSS JOIN LATERAL
	internal.notice_wish(:'anna', a.key) w WHERE a.key = 't-job'),
	'digital-post', 'nothing goes there until it is chosen');
SELECT is(pg_temp.code('anna', '1'), '(none,0)', 'a code counts once');
SELECT pg_temp.put('anna', '3') \g /dev/null
SELECT is((SELECT count(*) FROM data.notice_contact), 2::bigint,
	'the confirmed one goes on while another waits');
SELECT is(pg_temp.code('anna', 'x'), wanted, 'wrong again: ' || wanted)
	FROM unnest(ARRAY['(waiting,4)', '(waiting,3)', '(waiting,2)',
		'(waiting,1)', '(none,0)']) wanted;
SELECT is(pg_temp.code('anna', '3'), '(none,0)',
	'then the right one is too late');
SELECT pg_temp.put('anna', '4') \g /dev/null
UPDATE data.session SET idle_until = until;
SELECT clock('2026-03-10 10:30+01') \g /dev/null
SELECT is(pg_temp.code('anna', '4'), '(none,0)', 'after half an hour too');
SELECT is((SELECT count(*) FROM data.notice_contact
	WHERE confirmed_at IS NOT NULL), 1::bigint, 'the first one goes on');

SELECT * FROM finish();
ROLLBACK;
