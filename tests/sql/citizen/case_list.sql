-- SPDX-License-Identifier: EUPL-1.2
-- Goal: my cases and nobody else's, newest event first, in pages, with filters.

BEGIN;
\ir ../fixture.sql
SELECT plan(32);
SELECT gate('minsag_citizen', 'SELECT * FROM api_citizen.case_list(%L, NULL,
	NULL, NULL, NULL, NULL, 20)');
-- The ids in their order, with what is asked for after the session.
CREATE FUNCTION pg_temp.list(in_name text, in_rest text) RETURNS text
LANGUAGE sql AS $$
	SELECT tap.rows('minsag_citizen', format('SELECT left(ret_id::text, 2)
		FROM api_citizen.case_list(%L, %s)', tap.key(in_name), in_rest))
$$;
\set all 'NULL, NULL, NULL, NULL, NULL, 20'
SELECT is(pg_temp.list('anna', :'all'), E'(a1)\n(a3)\n(a2)', 'Anna''s');
SELECT is(pg_temp.list('bent', :'all'), E'(b1)\n(a2)', 'Bent''s');
SELECT is(pg_temp.list('carla', :'all'), '', 'Carla has none');
SELECT is(rows('minsag_citizen', format('SELECT * FROM
	api_citizen.case_list(%L, NULL, NULL, NULL, NULL, NULL, 1)', key('anna'))),
	'(a1000000-0000-4000-8000-000000000000,t-job,Beskæftigelse,Employment,"Ansøgning om fleksjob",decided,"2026-02-13 09:00:00+00",status,Jobcenteret,"70 00 00 00","man-tors 9-15",2026-04-01,Møde,Meeting,2026-01-05,,t,t)',
	'a whole row');
SELECT is(rows('minsag_citizen', format('SELECT left(ret_id::text, 2),
	ret_unread, ret_area_open FROM api_citizen.case_list(%L, %s)', key('anna'),
	:'all')), E'(a1,t,t)\n(a3,f,f)\n(a2,t,t)',
	'a closed area''s case is listed; nothing in it is new');
-- Filters, alone and together; the same order.
SELECT is(pg_temp.list('anna', rest), wanted, rest) FROM (VALUES
	('''t-job'', NULL, NULL, NULL, NULL, 20', '(a1)'),
	('''t-none'', NULL, NULL, NULL, NULL, 20', ''),
	('NULL, true, NULL, NULL, NULL, 20', E'(a1)\n(a3)\n(a2)'),
	('NULL, false, NULL, NULL, NULL, 20', ''),
	('NULL, NULL, ''fleksjobbet'', NULL, NULL, 20', '(a1)'),
	('NULL, NULL, ''hjem or sag'', NULL, NULL, 20', E'(a3)\n(a2)'),
	('NULL, NULL, ''sygedagpenge'', NULL, NULL, 20', ''),
	('NULL, NULL, ''a:* & !! ('', NULL, NULL, 20', ''),
	(format('NULL, NULL, %L, NULL, NULL, 20', U&'\FB02eksjob'), '(a1)'),
	('''t-social'', true, ''hjælp'', NULL, NULL, 20', '(a2)')) t (rest, wanted);
-- Pages.
SELECT is(pg_temp.list('anna', 'NULL, NULL, NULL, NULL, NULL, 2'),
	E'(a1)\n(a3)', 'first page');
SELECT is(pg_temp.list('anna', format('NULL, NULL, NULL, %L, %L, 2',
	(SELECT latest_at FROM data.case WHERE id = :'a3'), :'a3')), '(a2)',
	'second page');
SELECT is(pg_temp.list('anna', format('NULL, true, NULL, %L, %L, 2',
	(SELECT latest_at FROM data.case WHERE id = :'a3'), :'a3')), '(a2)',
	'second page with a filter');
SELECT is(attempt('minsag_citizen', format('SELECT * FROM
	api_citizen.case_list(%L, %s)', key('anna'), rest)), 'MS400', rest)
	FROM unnest(ARRAY['NULL, NULL, NULL, NULL, NULL, 0',
		'NULL, NULL, NULL, NULL, NULL, 102',
		'NULL, NULL, NULL, NULL, NULL, NULL',
		'NULL, NULL, NULL, now(), NULL, 20']) rest;
UPDATE data.case SET status = 'closed', closed_on = '2026-03-01'
	WHERE id = :'a2';
SELECT is(pg_temp.list('anna', 'NULL, false, NULL, NULL, NULL, 20'), '(a2)',
	'closed ones');
SELECT internal.party_set(:'anna', :'a1', 'subject', '2026-01-05',
	'2026-03-10 09:59:59+01') \g /dev/null
SELECT is(pg_temp.list('anna', :'all'), E'(a3)\n(a2)', 'revoked party');
SELECT internal.party_set(:'carla', :'a1', 'guardian', '2026-03-10 10:00:01+01',
	NULL) \g /dev/null
SELECT is(pg_temp.list('carla', :'all'), '', 'a second before being a party');
SELECT clock('2026-03-10 10:00:01+01') \g /dev/null
SELECT is(pg_temp.list('carla', :'all'), '(a1)', 'at that moment');

SELECT * FROM finish();
ROLLBACK;
