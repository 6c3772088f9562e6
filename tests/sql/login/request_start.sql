-- SPDX-License-Identifier: EUPL-1.2
-- Goal: a request is noted for ten minutes, by its hashes, and by nobody but
-- the log-in worker.
BEGIN;
\ir common.psql
SELECT plan(10);

SELECT is(pg_temp.as_role('minsag_login', pg_temp.start_sql())::timestamptz,
	'2026-03-02 10:10Z'::timestamptz, 'it waits ten minutes');
SELECT is((SELECT r.return_to FROM data.login_request r
	WHERE r.relay_hash = pg_temp.h('r1')), '/sag.html?id=1',
	'the path is in the row');
SELECT is((SELECT r.used_at FROM data.login_request r
	WHERE r.relay_hash = pg_temp.h('r1')), NULL, 'it is unused');
SELECT is((SELECT r.sealed FROM data.login_request r
	WHERE r.relay_hash = pg_temp.h('r1')), '\x01'::bytea,
	'the log''s entry waits with it');
SELECT is((SELECT count(*) FROM data.login_log l
	WHERE l.at = internal.clock() AND l.what = 'request'), 0::bigint,
	'nobody fills the log by asking');
SELECT matches(pg_temp.as_role('minsag_login', pg_temp.start_sql()),
	'^23505', 'the same RelayState cannot wait twice');
SELECT matches(pg_temp.as_role('minsag_login', replace(
	pg_temp.start_sql('r2'), '/sag.html', 'https://evil/')),
	'^23514', 'a return path is local');
SELECT matches(pg_temp.as_role('minsag_citizen', pg_temp.start_sql('r3')),
	'^42501', 'the citizen worker cannot');
SELECT matches(pg_temp.as_role('minsag_document', pg_temp.start_sql('r3')),
	'^42501', 'the document worker cannot');
SELECT matches(pg_temp.as_role('minsag_login',
	'SELECT count(*) FROM data.login_request'), '^42501',
	'the log-in worker cannot read the table itself');

SELECT * FROM finish();
ROLLBACK;
