-- SPDX-License-Identifier: EUPL-1.2
-- Goal: one case of mine with its counts; another's and none look the same, but the audit knows.

BEGIN;
\ir ../fixture.sql
SELECT plan(20);
SELECT gate('minsag_citizen', 'SELECT * FROM api_citizen.case_read(%L,
	''a1000000-0000-4000-8000-000000000000'', NULL)');
CREATE FUNCTION pg_temp.read(in_name text, in_case uuid) RETURNS text
LANGUAGE sql AS $$
	SELECT tap.rows('minsag_citizen', format('SELECT left(ret_id::text, 2),
		ret_role, ret_documents, ret_hidden, ret_unread
		FROM api_citizen.case_read(%L, %L, ''r1'')', tap.key(in_name), in_case))
$$;
CREATE FUNCTION pg_temp.audit() RETURNS text LANGUAGE sql AS $$
	SELECT string_agg(concat_ws(' ', actor, action, outcome,
		left(person_id::text, 1), left(case_id::text, 2), request_id), ', ' ORDER BY id)
	FROM data.audit
$$;
SELECT is(pg_temp.read('anna', :'a1'), '(a1,subject,5,3,t)',
	'five documents listed, three of them hidden');
SELECT is(pg_temp.read('anna', :'a1'), '(a1,subject,5,3,t)', 'again');
SELECT is(pg_temp.audit(), 'citizen case ok 1 a1 r1',
	'audited once a session');
SELECT currval('data.audit_id_seq') AS last \gset
SELECT rows('minsag_citizen', format('SELECT FROM api_citizen.' || call,
	key('anna'), :'a1')) FROM unnest(ARRAY['timeline(%L, %L, NULL, NULL, 20, NULL)',
	'document_list(%L, %L, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 20, NULL)',
	'hidden_list(%L, %L, NULL, NULL, 20, NULL)']) call \g /dev/null
SELECT is(pg_temp.audit(), 'citizen case ok 1 a1 r1',
	'whatever of it is looked at');
SELECT is(currval('data.audit_id_seq'), :last::bigint,
	'and no row is tried, so that looking again writes nothing');
SELECT is(pg_temp.read('anna', :'a2'), '(a2,subject,3,2,t)', 'as subject');
SELECT is(pg_temp.read('bent', :'a2'), '(a2,guardian,3,1,t)', 'as guardian');
SELECT is(pg_temp.read('anna', :'a3'), '(a3,applicant,1,1,f)',
	'all hidden in a closed area');
DELETE FROM data.audit;
SELECT is(pg_temp.read('anna', :'b1'), '', 'another''s');
SELECT is(pg_temp.read('anna', :'none'), '', 'none');
SELECT is(pg_temp.read('carla', :'a1'), '', 'a stranger');
SELECT is(pg_temp.read('carla', NULL), '', 'nothing');
SELECT is(pg_temp.audit(), 'citizen case denied 1 b1 r1, citizen case absent 1 00 r1, '
	'citizen case denied 3 a1 r1, citizen case absent 3 r1',
	'the audit knows the difference');
SELECT internal.party_set(:'anna', :'a1', 'subject', '2026-01-05',
	internal.clock()) \g /dev/null
SELECT is(pg_temp.read('anna', :'a1'), '', 'revoked party');

SELECT * FROM finish();
ROLLBACK;
