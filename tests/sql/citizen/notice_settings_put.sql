-- SPDX-License-Identifier: EUPL-1.2
-- Goal: a choice for all notices takes the place of the one before and reaches nobody else's; times are times.

BEGIN;
\ir ../fixture.sql
SELECT plan(18);
\set put 'SELECT * FROM api_citizen.notice_settings_put(%L, %s)'
SELECT gate('minsag_citizen', replace(:'put', '%s',
	'false, ''da'', ''16:00'', '''', '''''));
CREATE FUNCTION pg_temp.put(in_rest text) RETURNS text LANGUAGE sql AS $$
	SELECT tap.attempt('minsag_citizen', format('SELECT * FROM
		api_citizen.notice_settings_put(%L, %s)', tap.key('anna'), in_rest))
$$;
SELECT is(pg_temp.put(rest), wanted, rest) FROM (VALUES
	('false, ''da'', ''16:00'', '''', ''''', 'ok'),
	('true, ''en'', ''00:00'', ''22:00'', ''07:00''', 'ok'),
	('true, ''en'', ''24:00'', '''', ''''', 'MS400'),
	('true, ''en'', ''7:00'', '''', ''''', 'MS400'),
	('true, ''en'', ''now'', '''', ''''', 'MS400'),
	('true, ''en'', ''16:00'', ''22:00'', ''''', 'MS400'),
	('true, ''en'', ''16:00'', '''', ''22:00''', 'MS400'),
	('true, ''en'', ''16:00'', ''22:00'', ''22:00''', 'MS400'),
	('true, ''fr'', ''16:00'', '''', ''''', '23514'),
	('NULL, ''da'', ''16:00'', '''', ''''', '23502')) t (rest, wanted);
SELECT is((SELECT string_agg(concat_ws(' ', left(person_id::text, 1), off,
		language, daily_at, quiet_from, quiet_to), ', ')
	FROM data.notice_person), '1 t en 00:00:00 22:00:00 07:00:00',
	'the last good one stands, and it is Anna''s');
SELECT is(pg_temp.put('false, ''da'', ''16:00'', '''', '''''), 'ok',
	'and can be changed back');

SELECT * FROM finish();
ROLLBACK;
