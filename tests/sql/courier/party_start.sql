-- SPDX-License-Identifier: EUPL-1.2
-- Goal: when a party begins they are shown what nothing stands against, and told of what is new; once.

BEGIN;
\ir common.psql
SELECT plan(8);
CREATE FUNCTION pg_temp.taken() RETURNS text LANGUAGE sql AS $$
	SELECT pg_temp.call('SELECT t.ret_kind FROM
		api_courier.job_take(''{party-start,sweep}'', ''{60,60}'', ''{3,3}'')
		t') $$;
CREATE FUNCTION pg_temp.seen() RETURNS text LANGUAGE sql AS $$
	SELECT concat_ws(' ', count(*) FILTER (WHERE v.reasons = '{}'),
		(SELECT count(*) FROM data.unread u
			WHERE u.person_id = '33333333-3333-4333-8333-333333333333'),
		(SELECT count(*) FROM data.notice n
			WHERE n.person_id = '33333333-3333-4333-8333-333333333333'))
	FROM internal.versions('33333333-3333-4333-8333-333333333333') v
$$;

\set start 'SELECT ret_done FROM api_courier.party_start(%s, %L)'
SELECT internal.party_set(:'carla', :'a1', 'guardian', '2026-03-12 00:00+01',
	NULL) \g /dev/null
SELECT (SELECT j.key FROM data.job j WHERE j.kind = 'party-start') AS key \gset
SELECT is(coalesce(pg_temp.taken(), ''), '', 'not before its day');
SELECT clock('2026-03-11 23:00+01') \g /dev/null
SELECT published(:'d_note', 2, 'final', 'Nyt.') \g /dev/null
SELECT clock('2026-03-12 00:00+01') \g /dev/null
SELECT is(pg_temp.seen(), '0 0 0', 'nothing is shown before the job is done');
SELECT is(pg_temp.taken(), '(party-start)', 'the day comes');
SELECT is(pg_temp.call(pg_temp.about(:'key', :'start')), '(t)', 'done');
SELECT is(pg_temp.seen(), '4 2 4',
	'shown, the newest unread, and told of all of it');
SELECT is(pg_temp.call(pg_temp.about(:'key', :'start')), '(t)', 'again');
SELECT is(pg_temp.seen(), '4 2 4', 'that changes nothing');
SELECT pg_temp.only(pg_temp.about(:'key', :'start'));

SELECT * FROM finish();
ROLLBACK;
