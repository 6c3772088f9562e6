-- SPDX-License-Identifier: EUPL-1.2
-- Goal: a job says why, in a word, and no worker can write its row.

BEGIN;
\ir ../fixture.sql
SELECT plan(8);

CREATE FUNCTION pg_temp.try(in_purpose text) RETURNS text LANGUAGE sql AS $$
	SELECT tap.attempt('minsag_system', format('SELECT internal.audit_job(
		''scan'', %L, ''a1000000-0000-4000-8000-000000000000'', NULL,
		''clean'')', in_purpose))
$$;
SELECT is(pg_temp.try(purpose), 'MS400', 'no purpose: '
	|| coalesce(quote_literal(translate(purpose, E'\n', '|')), 'null'))
	FROM unnest(ARRAY[NULL, '', 'To see', E'virus\n']) purpose;
SELECT is(pg_temp.try('virus-check'), 'ok', 'a word');
SELECT is((SELECT string_agg(concat_ws('|', actor, action, outcome,
		left(case_id::text, 2), detail, purpose), ' ') FROM data.audit),
	'job|scan|ok|a1|clean|virus-check', 'as it was told');
SELECT is(attempt(role, 'SELECT internal.audit_job(''scan'', ''x-x'', NULL,
	NULL, NULL)'), '42501', role || ' may not')
	FROM unnest(ARRAY['minsag_person', 'minsag_citizen']) role;

SELECT * FROM finish();
ROLLBACK;
