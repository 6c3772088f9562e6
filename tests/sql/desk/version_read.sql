-- SPDX-License-Identifier: EUPL-1.2
-- Goal: no caseworker reads a version without saying why, and what they said is on record.

BEGIN;
\ir ../admin/common.psql
SELECT plan(9);
CREATE FUNCTION pg_temp.read(in_version uuid, in_why text,
	in_role text DEFAULT 'Leder', in_request text DEFAULT 'r1')
	RETURNS text LANGUAGE sql AS $$
	SELECT format('SELECT ret_case_key, ret_kind, ret_title, ret_number,
		ret_state, ret_published_at IS NULL, ret_file_name, ret_text
		FROM api_desk.version_read(''t-unit'', %L, ''Ida Holm'', %L, %L,
		%L)', in_role, in_why, in_version, in_request)
$$;
SELECT pg_temp.only(pg_temp.read(:'note', 'Klage'));
SELECT is(pg_temp.try(pg_temp.read(:'note', why)), 'MS400', 'no reason')
	FROM unnest(ARRAY[NULL, ' ', 'x']) why;
SELECT is(pg_temp.try(pg_temp.read(:'note', 'Klage', NULL)), 'MS400', 'no role');
SELECT is(pg_temp.try(pg_temp.read(:'none', 'Klage')), 'MS404', 'no such version');
SELECT is(pg_temp.call(pg_temp.read(:'note', 'Klage over sagen')),
	'(t-a1,note,"Notat om møde",1,draft,f,fil-1.txt,"Vi talte om fleksjob og løn.")',
	'facts and text');
SELECT is(pg_temp.call(pg_temp.read(:'hushed', 'Skal lægges frem')),
	'(t-a1,note,"Ikke vist endnu",1,draft,t,fil-1.txt,"Ikke vist om fleksjob.")',
	'also what is not published');
SELECT is((SELECT string_agg(concat_ws('|', actor, action, unit_key, staff_role,
		staff_name, purpose, left(case_id::text, 2)), ' ' ORDER BY id)
		FROM data.audit),
	'caseworker|desk-read|t-unit|Leder|Ida Holm|Klage over sagen|a1 '
	|| 'caseworker|desk-read|t-unit|Leder|Ida Holm|Skal lægges frem|a1',
	'each read has a row; what was refused has none');

SELECT * FROM finish();
ROLLBACK;
