-- SPDX-License-Identifier: EUPL-1.2
-- Goal: what a case consists of is told by ids to who says why; no title, no text.

BEGIN;
\ir ../admin/common.psql
SELECT plan(6);
CREATE FUNCTION pg_temp.parts(in_key text, in_why text DEFAULT 'Tilbagekald')
	RETURNS text LANGUAGE sql AS $$
	SELECT format('SELECT ret_what, left(ret_id::text, 2), ret_word,
		left(ret_from, 10), ret_until IS NULL
		FROM api_desk.case_parts(''t-unit'', ''Leder'', NULL, %L, %L, ''r'')',
		in_why, in_key)
$$;
SELECT pg_temp.only(pg_temp.parts('t-a2'));
SELECT is(pg_temp.try(pg_temp.parts('t-a2', NULL)), 'MS400', 'no reason');
SELECT is(pg_temp.try(pg_temp.parts('t-none')), 'MS404', 'no such case');
SELECT is((SELECT string_agg(regexp_replace(line, ',[0-9a-f]{2},(\d+),', ',,\1,'),
		E'\n' ORDER BY n)
	FROM regexp_split_to_table(pg_temp.call(pg_temp.parts('t-a2')), E'\n')
		WITH ORDINALITY t (line, n) WHERE line !~ '^\(version'),
	$$(case,a2,received,2026-01-05,t)
(party,11,subject,2026-01-05,t)
(party,22,guardian,2026-01-05,t)
(document,,1,2026-02-07,t)
(document,,2,2026-02-08,t)
(document,,3,2026-02-09,t)
(withheld,11,fvl-15b,2026-02-09,t)$$, 'its parts');
SELECT is((SELECT count(*) FROM regexp_split_to_table(pg_temp.call(
	pg_temp.parts('t-a1')), E'\n') line WHERE line ~ '^\(version'), 7::bigint,
	'every version, published or not');
SELECT is((SELECT string_agg(concat_ws('|', actor, action, staff_role, purpose,
		left(case_id::text, 2)), ' ' ORDER BY id) FROM data.audit),
	'caseworker|desk-read|Leder|Tilbagekald|a2 '
	|| 'caseworker|desk-read|Leder|Tilbagekald|a1', 'each look is on record');

SELECT * FROM finish();
ROLLBACK;
