-- SPDX-License-Identifier: EUPL-1.2
-- Goal: a choice for an area: only where one has a case, only ways that are open, e-mail only when its address is confirmed.

BEGIN;
\ir ../fixture.sql
SELECT plan(16);
SELECT gate('minsag_citizen', 'SELECT * FROM api_citizen.notice_area_put(%L,
	''t-job'', ''digital-post'', ''daily'', true, true, true, true)');
CREATE FUNCTION pg_temp.put(in_name text, in_rest text) RETURNS text
LANGUAGE sql AS $$
	SELECT tap.attempt('minsag_citizen', format('SELECT * FROM
		api_citizen.notice_area_put(%L, %s)', tap.key(in_name), in_rest))
$$;
SELECT is(pg_temp.put(name, rest), wanted, name || ' ' || rest) FROM (VALUES
	('anna', '''t-job'', ''digital-post'', ''at-once'', true, false, true, false', 'ok'),
	('bent', '''t-shut'', ''digital-post'', ''daily'', true, true, true, true', 'MS404'),
	('carla', '''t-job'', ''digital-post'', ''daily'', true, true, true, true', 'MS404'),
	('anna', '''none'', ''digital-post'', ''daily'', true, true, true, true', 'MS404'),
	('anna', '''t-job'', ''email'', ''daily'', true, true, true, true', 'MS409'),
	('anna', '''t-job'', ''sms'', ''daily'', true, true, true, true', 'MS409'),
	('anna', '''t-job'', ''digital-post'', ''never'', true, true, true, true', '23514'))
	t (name, rest, wanted);
SELECT is((SELECT string_agg(concat_ws(' ', left(person_id::text, 1), area_key,
	channel, pace, kinds), ', ') FROM data.notice_area),
	'1 t-job digital-post at-once {new-document,rejected-upload}',
	'the one good choice stands');
UPDATE data.notice_rule SET channels = '{digital-post,sms}';
SELECT is(pg_temp.put('anna', '''t-job'', ''sms'', ''daily'', false, false, false, false'),
	'ok', 'SMS, where the municipality has opened it; and no kind at all');
SELECT is((SELECT kinds FROM data.notice_area), '{}', 'off');

SELECT * FROM finish();
ROLLBACK;
