-- SPDX-License-Identifier: EUPL-1.2
-- Goal: a version is taken from view at once, with cause and reason, by nobody unnamed.

BEGIN;
\ir ../admin/common.psql
SELECT plan(11);
CREATE FUNCTION pg_temp.take(in_version uuid, in_cause text,
	in_why text DEFAULT 'Sendt forkert') RETURNS text LANGUAGE sql AS $$
	SELECT format('SELECT ret_outcome FROM api_desk.version_withdraw(''t-unit'',
		''Leder'', ''Ida Holm'', %L, %L, %L)', in_why, in_version, in_cause)
$$;
SELECT pg_temp.only(pg_temp.take(:'note', 'wrong-case'));
SELECT is(pg_temp.try(pg_temp.take(:'note', 'wrong-case', NULL)), 'MS400',
	'no reason');
SELECT is(pg_temp.try(pg_temp.take(:'note', 'regret')), 'MS400', 'no cause');
SELECT is(pg_temp.try(pg_temp.take(:'note', NULL)), 'MS400', 'none at all');
SELECT is(pg_temp.try(pg_temp.take(:'none', 'wrong-case')), 'MS404',
	'no such version');
SELECT is(pg_temp.try(pg_temp.take(:'hushed', 'wrong-case')), 'MS409',
	'never published');
SELECT is(pg_temp.call(pg_temp.take(:'note', 'wrong-case')), '(new)', 'taken');
SELECT is(array_to_string(internal.visibility(:'anna', :'note'), ' '),
	'withdrawn', 'and out of view at once');
SELECT is(pg_temp.call(pg_temp.take(:'note', 'wrong-case')), '(same)',
	'repeated');
SELECT is((SELECT withdrawn_by FROM data.withdrawal
	WHERE version_id = :'note'), 'Jobcenteret', 'by the unit');
SELECT is((SELECT string_agg(concat_ws('|', actor, action, staff_role, purpose,
		left(case_id::text, 2)), ' ' ORDER BY id) FROM data.audit),
	'caseworker|withdraw|Leder|Sendt forkert|a1 '
	|| 'caseworker|withdraw|Leder|Sendt forkert|a1',
	'each has a row; what was refused has none');

SELECT * FROM finish();
ROLLBACK;
