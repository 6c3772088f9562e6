-- SPDX-License-Identifier: EUPL-1.2
-- Goal: one case of mine with its counts; another's and none look the same, but the audit knows.

BEGIN;
\ir ../fixture.sql
SELECT plan(21);
SELECT gate('minsag_citizen', 'SELECT * FROM api_citizen.case_read(%L,
	''a1000000-0000-4000-8000-000000000000'')');
CREATE FUNCTION pg_temp.read(in_name text, in_case uuid) RETURNS text
LANGUAGE sql AS $$
	SELECT tap.rows('minsag_citizen', format('SELECT left(ret_id::text, 2),
		ret_role, ret_documents, ret_hidden, ret_unread
		FROM api_citizen.case_read(%L, %L)', tap.key(in_name), in_case))
$$;
CREATE FUNCTION pg_temp.audit() RETURNS text LANGUAGE sql AS $$
	SELECT string_agg(concat_ws(' ', actor, action, outcome,
		left(person_id::text, 1), left(case_id::text, 2)), ', ' ORDER BY id)
	FROM data.audit
$$;
SELECT is(pg_temp.read('anna', :'a1'), '(a1,subject,5,3,t)',
	'five documents listed, three of them hidden');
SELECT is(pg_temp.read('anna', :'a1'), '(a1,subject,5,3,t)', 'again');
SELECT is(pg_temp.audit(), 'citizen case ok 1 a1',
	'audited once a session');
SELECT is(pg_temp.read('anna', :'a2'), '(a2,subject,3,2,t)', 'as subject');
SELECT is(pg_temp.read('bent', :'a2'), '(a2,guardian,3,1,t)', 'as guardian');
SELECT is(pg_temp.read('anna', :'a3'), '(a3,applicant,1,1,f)',
	'all hidden in a closed area');
DELETE FROM data.audit;
SELECT is(pg_temp.read('anna', :'b1'), '', 'another''s');
SELECT is(pg_temp.read('anna', :'none'), '', 'none');
SELECT is(pg_temp.read('carla', :'a1'), '', 'a stranger');
SELECT is(pg_temp.read('carla', NULL), '', 'nothing');
SELECT is(pg_temp.audit(), 'citizen case denied 1 b1, citizen case absent 1 00, citizen case denied 3 a1, citizen case absent 3',
	'the audit knows the difference');
SELECT internal.party_set(:'anna', :'a1', 'subject', '2026-01-05',
	internal.clock()) \g /dev/null
SELECT is(pg_temp.read('anna', :'a1'), '', 'revoked party');

SELECT * FROM finish();
ROLLBACK;
