-- SPDX-License-Identifier: EUPL-1.2
-- Goal: what may be added is told before an upload begins, for one's own cases.

BEGIN;
\ir ../upload/common.psql
SELECT plan(13);
SELECT gate('minsag_citizen', 'SELECT * FROM api_citizen.upload_limits(%L,
	''a1000000-0000-4000-8000-000000000000'', NULL)');
CREATE FUNCTION pg_temp.limits(in_name text, in_case uuid) RETURNS text
LANGUAGE sql AS $$
	SELECT tap.rows('minsag_citizen', format('SELECT * FROM
		api_citizen.upload_limits(%L, %L, ''r7'')', tap.key(in_name),
		in_case))
$$;
SELECT is(pg_temp.limits('anna', :'a1'), format('(t,"{%s}",104857600,50,50,'
	'1073741824,1073741824,0,20)', (SELECT string_agg(m.media_type, ','
		ORDER BY m.media_type) FROM data.media_type m
		WHERE m.sort IS NOT NULL)), 'those that hold for all areas');
INSERT INTO data.upload_limit VALUES ('t-job', '{image/heic}', 1000, 2, 1500);
SELECT is(pg_temp.limits('anna', :'a1'),
	'(t,{image/heic},1000,2,2,1500,1500,0,20)', 'the area''s own');
SELECT pg_temp.append('anna', it, 0, 'abcd') FROM (SELECT
	pg_temp.begin('anna', id::uuid, 4) AS it
	FROM unnest(ARRAY[:'a2', :'a2']) id) t \g /dev/null
UPDATE data.upload_limit SET media_types = '{application/pdf}'
	WHERE area_key = 't-job';
SELECT pg_temp.begin('anna', :'a1', 900) \g /dev/null
SELECT is(pg_temp.limits('anna', :'a1'),
	'(t,{application/pdf},1000,2,1,1500,600,1,20)', 'less what is used there');
SELECT is(pg_temp.limits('anna', :'a3') LIKE '(f,%', true, 'a closed area');
SELECT is(pg_temp.limits(name, id::uuid), '', about)
	FROM (VALUES ('anna', :'b1', 'another''s'), ('carla', :'a1', 'a stranger'))
	t (name, id, about);
SELECT is(pg_temp.audited(), 'upload ok 1 a2 r2, upload ok 1 a2 r2, '
	'upload denied 1 b1 r7, upload denied 3 a1 r7', 'refusals are audited');

SELECT * FROM finish();
ROLLBACK;
