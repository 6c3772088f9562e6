-- SPDX-License-Identifier: EUPL-1.2
-- Goal: what is past its time goes, and nothing earlier.
BEGIN;
\ir common.psql
SELECT plan(15);

DELETE FROM data.login_request;
DELETE FROM data.saml_seen;
DELETE FROM data.login_log;
SELECT pg_temp.as_role('minsag_login', pg_temp.start_sql()),
	pg_temp.as_role('minsag_login', pg_temp.session_sql()),
	pg_temp.as_role('minsag_login', format(
		'SELECT FROM api_login.logout_start(%L, %L, %L, %L, %L)',
		pg_temp.h('key1'), '_o1', pg_temp.h('o1'), '\x03'::bytea,
		'request')) \g /dev/null
CREATE FUNCTION pg_temp.left_over() RETURNS text
LANGUAGE sql
AS $$ SELECT format('%s %s %s %s %s',
	(SELECT count(*) FROM data.login_request),
	(SELECT count(*) FROM data.logout_request r WHERE r.request_id = '_o1'),
	(SELECT count(*) FROM data.saml_seen),
	(SELECT count(*) FROM data.session s
		WHERE s.key_hash = sha256(pg_temp.h('key1'))),
	(SELECT count(*) FROM data.login_log)) $$;
CREATE FUNCTION pg_temp.sweep() RETURNS text
LANGUAGE sql
AS $$ SELECT pg_temp.as_role('minsag_login',
	'SELECT ret_deleted FROM api_login.sweep()') $$;

-- One that nobody answers is forgotten when it expires.
SELECT pg_temp.as_role('minsag_login', pg_temp.start_sql('r2')) \g /dev/null
SELECT is(pg_temp.left_over(), '2 1 1 1 3', 'two have begun');
SET LOCAL tap.clock = '2026-03-02 10:10:00Z';
SELECT is(pg_temp.sweep(), '0', 'it waits');
SET LOCAL tap.clock = '2026-03-02 10:10:01Z';
SELECT is(pg_temp.sweep(), '1', 'it goes');
SELECT is(pg_temp.left_over(), '1 1 1 1 3', 'and no other');
SELECT matches(pg_temp.as_role('minsag_citizen',
	'SELECT ret_deleted FROM api_login.sweep()'), '^42501',
	'the citizen worker cannot');
SELECT is(pg_temp.left_over(), '1 1 1 1 3', 'there is something');
SELECT is(pg_temp.sweep(), '0', 'nothing is due');
SET LOCAL tap.clock = '2026-03-03 10:00:00Z';
SELECT is(pg_temp.left_over(), '1 1 1 1 3', 'a day is not over');
SET LOCAL tap.clock = '2026-03-03 10:00:01Z';
SELECT isnt(pg_temp.sweep(), '0', 'it is');
SELECT is(pg_temp.left_over(), '1 0 0 1 3', 'messages seen are gone');
SET LOCAL tap.clock = '2026-03-03 10:10:01Z';
SELECT pg_temp.sweep() \g /dev/null
SELECT is(pg_temp.left_over(), '0 0 0 1 3', 'and requests');
SET LOCAL tap.clock = '2026-08-29 10:00:00Z';
SELECT pg_temp.sweep() \g /dev/null
SELECT is(pg_temp.left_over(), '0 0 0 1 3', '180 days are not over');
SET LOCAL tap.clock = '2026-08-29 18:00:01Z';
SELECT pg_temp.sweep() \g /dev/null
SELECT is(pg_temp.left_over(), '0 0 0 0 0', 'they are');
SELECT is(pg_temp.sweep(), '0', 'twice is no failure');
SELECT is(pg_temp.as_role('minsag_login',
	'SELECT ret_ok FROM api_login.health()'), 'true', 'health answers');

SELECT * FROM finish();
ROLLBACK;
