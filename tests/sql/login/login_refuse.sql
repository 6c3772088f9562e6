-- SPDX-License-Identifier: EUPL-1.2
-- Goal: a refused log-in leaves one bounded entry in the log and nothing else,
-- and nobody but the log-in worker writes it.
BEGIN;
\ir common.psql
SELECT plan(10);

CREATE FUNCTION pg_temp.refuse_sql(in_bytes integer DEFAULT 100) RETURNS text
LANGUAGE sql
AS $$ SELECT format('SELECT ret_at FROM api_login.login_refuse(%L)',
	convert_to(repeat('x', in_bytes), 'UTF8')) $$;
CREATE FUNCTION pg_temp.noted() RETURNS bigint
LANGUAGE sql
AS $$ SELECT count(*) FROM data.login_log l
	WHERE l.at = internal.clock() AND l.what = 'refused'
		AND l.session_id IS NULL $$;
CREATE FUNCTION pg_temp.rest() RETURNS text
LANGUAGE sql
AS $$ SELECT format('%s %s %s %s %s',
	(SELECT count(*) FROM data.person), (SELECT count(*) FROM data.session),
	(SELECT count(*) FROM data.saml_seen), (SELECT count(*) FROM data.audit),
	(SELECT count(*) FROM data.login_request WHERE used_at IS NOT NULL)) $$;
CREATE TEMPORARY TABLE before AS SELECT pg_temp.rest() AS rest;

SELECT matches(pg_temp.as_role('minsag_citizen', pg_temp.refuse_sql()),
	'^42501', 'the citizen worker cannot');
SELECT matches(pg_temp.as_role('minsag_document', pg_temp.refuse_sql()),
	'^42501', 'the document worker cannot');
SELECT matches(pg_temp.as_role('minsag_import', pg_temp.refuse_sql()),
	'^42501', 'the import cannot');
SELECT is(pg_temp.noted(), 0::bigint, 'nothing is there');
SELECT is(pg_temp.as_role('minsag_login', pg_temp.refuse_sql())::timestamptz,
	'2026-03-02 10:00Z'::timestamptz, 'the log-in worker can');
SELECT is(pg_temp.noted(), 1::bigint, 'the log has it');
SELECT isnt(pg_temp.as_role('minsag_login', pg_temp.refuse_sql(4096)), NULL,
	'4 KiB are taken');
SELECT matches(pg_temp.as_role('minsag_login', pg_temp.refuse_sql(4097)),
	'^MS413 log: ', 'more are not');
SELECT is(pg_temp.noted(), 2::bigint, 'and leave nothing');
SELECT is(pg_temp.rest(), b.rest,
	'no person, session, message seen, audit or used request') FROM before b;

SELECT * FROM finish();
ROLLBACK;
