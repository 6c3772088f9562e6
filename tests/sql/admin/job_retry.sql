-- SPDX-License-Identifier: EUPL-1.2
-- Goal: a dead job begins anew when somebody says so, and nothing that is done or in hand is touched.

BEGIN;
\ir common.psql
SELECT plan(11);

DELETE FROM data.job;
SELECT internal.job_add('scan', 'one', NULL, NULL),
	internal.job_add('scan', 'later', NULL,
		internal.clock() + interval '1 hour') \g /dev/null
SELECT id FROM data.job WHERE key = 'one' \gset
\set retry 'SELECT ret_outcome FROM api_admin.job_retry(%s)'
\set take 'SELECT ret_key, ret_tries FROM api_courier.job_take(''{scan}'', ''{60}'', ''{3}'')'
SELECT is(pg_temp.call(format(:'retry', :id)), '(same)', 'it is due');
SELECT is(rows('minsag_courier', :'take'), '(one,1)', 'somebody takes it');
SELECT is(pg_temp.call(format(:'retry', :id)), '(same)',
	'in their hands it stays');
UPDATE data.job SET outcome = 'dead', ended_at = internal.clock(), tries = 3,
	delays = 7 WHERE id = :id;
SELECT is(pg_temp.call(format(:'retry', :id)), '(retried)', 'dead: again');
SELECT is((SELECT concat_ws(' ', j.tries, j.delays, j.outcome, j.lease)
	FROM data.job j WHERE j.id = :id), '0 0', 'from the start');
SELECT is((SELECT a.actor || ' ' || a.detail FROM data.audit a
	WHERE a.action = 'job-retry'), format('system job %s scan', :id),
	'on record');
SELECT is(rows('minsag_courier', :'take'), '(one,1)', 'and taken');
SELECT is(pg_temp.call(format(:'retry', j.id)), '(retried)',
	'one that waits is due at once') FROM data.job j WHERE j.key = 'later';
UPDATE data.job SET outcome = 'done', ended_at = internal.clock()
	WHERE id = :id;
SELECT is(pg_temp.try(format(:'retry', :id)), 'MS409', 'done is done');
SELECT is(pg_temp.try(format(:'retry', 0)), 'MS404', 'no such job');
SELECT pg_temp.only(format(:'retry', :id));

SELECT * FROM finish();
ROLLBACK;
