-- SPDX-License-Identifier: EUPL-1.2
-- Goal: no caseworker's look without unit, role and reason, and no worker can write one.

BEGIN;
\ir ../fixture.sql
SELECT plan(17);

CREATE FUNCTION pg_temp.try(in_unit text, in_role text, in_name text,
	in_reason text) RETURNS text LANGUAGE sql AS $$
	SELECT tap.attempt('minsag_system', format('SELECT internal.audit_staff(%L,
		%L, %L, %L, ''desk-read'', ''a1000000-0000-4000-8000-000000000000'',
		NULL)', in_unit, in_role, in_name, in_reason))
$$;
SELECT is(pg_temp.try('t-unit', 'Leder', NULL, reason), 'MS400',
	'no reason: ' || coalesce(quote_literal(left(translate(reason, E'\n', '|'), 9)), 'null'))
	FROM unnest(ARRAY[NULL, '', '    ', ' ab ', E'Fordi\njeg',
		repeat('x', 301)]) reason;
SELECT is(pg_temp.try(unit, 'Leder', NULL, 'Fordi'), 'MS400', 'no unit')
	FROM unnest(ARRAY[NULL, 'no-such']) unit;
SELECT is(pg_temp.try('t-unit', role, NULL, 'Fordi'), 'MS400', 'no role')
	FROM unnest(ARRAY[NULL, ' ', E'a\tb']) role;
SELECT is((SELECT count(*) FROM data.audit), 0::bigint, 'nothing was written');
SELECT is(pg_temp.try('t-unit', 'Leder', 'Ida Holm', ' Klage over sagen '),
	'ok', 'with all three');
SELECT is(pg_temp.try('t-unit', 'Leder', NULL, 'æøå'), 'ok',
	'a name need not be told');
SELECT is((SELECT string_agg(concat_ws('|', actor, action, outcome,
		left(case_id::text, 2), purpose, unit_key, staff_role, staff_name), ' '
		ORDER BY id) FROM data.audit),
	'caseworker|desk-read|ok|a1|Klage over sagen|t-unit|Leder|Ida Holm '
	|| 'caseworker|desk-read|ok|a1|æøå|t-unit|Leder', 'as it was told');
SELECT is(attempt(role, 'SELECT internal.audit_staff(''t-unit'', ''x'', ''x'',
	''xxx'', ''x'', NULL, NULL)'), '42501', role || ' may not')
	FROM unnest(ARRAY['minsag_person', 'minsag_citizen']) role;

SELECT * FROM finish();
ROLLBACK;
