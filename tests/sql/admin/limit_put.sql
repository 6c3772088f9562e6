-- SPDX-License-Identifier: EUPL-1.2
-- Goal: the municipality says what each area takes, within sane bounds, and
-- nobody else does.

BEGIN;
\ir common.psql
SELECT plan(27);
CREATE FUNCTION pg_temp.put(in_rest text) RETURNS text
LANGUAGE sql AS $$
	SELECT pg_temp.call('SELECT * FROM api_admin.limit_put(' || in_rest || ')')
$$;
SELECT pg_temp.only('SELECT * FROM api_admin.limit_list()');
SELECT pg_temp.only('SELECT * FROM api_admin.limit_put(NULL, NULL, 1, NULL,
	NULL)');
SELECT is(pg_temp.call('SELECT ret_area, cardinality(ret_media_types),
	ret_file_bytes, ret_day_files, ret_person_bytes
	FROM api_admin.limit_list()'), '(,26,104857600,50,1073741824)',
	'those that hold for all: every sort of file');
SELECT is((SELECT ret_media_types FROM api_admin.limit_list()), (SELECT
	array_agg(m.media_type ORDER BY m.media_type) FROM data.media_type m
	WHERE m.sort IS NOT NULL), 'by their types');
SELECT is(pg_temp.put(rest), wanted, about) FROM (VALUES
	('''t-job'', ''application/pdf,image/heic'', NULL, NULL, NULL', '(added)',
	 'an area''s own'),
	('''t-job'', NULL, 1000, NULL, NULL', '(changed)', 'one of them'),
	('''t-job'', NULL, 1000, NULL, NULL', '(same)', 'again'),
	('NULL, ''pdf,picture,image/png,message/rfc822'', NULL, 9, NULL', '(changed)',
	 'those that hold for all, by sorts and types'))
	t (rest, wanted, about);
SELECT is(pg_temp.call('SELECT * FROM api_admin.limit_list()'),
$$(,"{application/pdf,image/gif,image/heic,image/jpeg,image/png,image/tiff,image/webp,message/rfc822}",104857600,9,1073741824)
(t-job,"{application/pdf,image/heic}",1000,50,1073741824)$$, 'listed');
SELECT is((SELECT concat_ws(' ', ret_media_types, ret_file_bytes,
	ret_day_files) FROM api_citizen.upload_limits(key('anna'), :'a1', NULL)),
	'{application/pdf,image/heic} 1000 50', 'a citizen is told');
SELECT is(pg_temp.put('''t-job'', NULL, NULL, NULL, NULL'), '(removed)',
	'taken away');
SELECT is((SELECT string_agg(concat_ws(' ', actor, action, detail), ', '
	ORDER BY id) FROM data.audit WHERE actor = 'system'),
	'system limit added t-job, system limit changed t-job, '
	'system limit changed, system limit removed t-job', 'audited');
SELECT is(pg_temp.try('SELECT * FROM api_admin.limit_put(' || rest || ')'),
	wanted, about) FROM (VALUES
	('''t-none'', NULL, 1, NULL, NULL', 'MS404', 'no such area'),
	('''t-job'', NULL, NULL, NULL, NULL', 'MS404', 'none to take away'),
	('NULL, NULL, NULL, NULL, NULL', 'MS400', 'none at all'),
	('''t-job'', ''text/html'', NULL, NULL, NULL', 'MS400', 'HTML'),
	('''t-job'', ''application/pdf,music'', NULL, NULL, NULL', 'MS400',
	 'an unknown sort'),
	('''t-job'', ''text/plain;charset=utf-16'', NULL, NULL, NULL', 'MS400',
	 'an encoding is no choice of its own'),
	('''t-job'', '''', NULL, NULL, NULL', 'MS400', 'no types'),
	('''t-job'', ''application/pdf,'', NULL, NULL, NULL', 'MS400', 'an empty type'),
	('''t-job'', NULL, 0, NULL, NULL', 'MS400', 'no bytes'),
	('''t-job'', NULL, 536870913, NULL, NULL', 'MS400', 'more than fit'),
	('''t-job'', NULL, NULL, -1, NULL', 'MS400', 'fewer than none'),
	('''t-job'', NULL, NULL, 10001, NULL', 'MS400', 'too many files'),
	('''t-job'', NULL, NULL, NULL, -1', 'MS400', 'fewer bytes than none'))
	t (rest, wanted, about);
SELECT is((SELECT count(*) FROM data.upload_limit), 1::bigint,
	'what was refused has changed nothing');
SELECT is(pg_temp.put('''t-job'', NULL, NULL, 0, NULL'), '(added)',
	'an area may take nothing');

SELECT * FROM finish();
ROLLBACK;
