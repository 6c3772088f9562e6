-- SPDX-License-Identifier: EUPL-1.2
-- Goal: a rejected upload is rejected once, with a known reason, and is on no case.

BEGIN;
\ir common.psql
SELECT plan(14);

\set reject 'SELECT ret_new FROM api_courier.upload_reject(%s, %L, '
SELECT pg_temp.sent(:'a1', 'brev.txt', 'abc') AS upload \gset
SELECT is(pg_temp.try(pg_temp.about(:'upload', :'reject'
	|| '''malware'', NULL)')), 'MS409', 'not without a lease');
SELECT pg_temp.take() \g /dev/null
SELECT pg_temp.about(:'upload', :'reject') AS it \gset
SELECT is(pg_temp.try(:'it' || '''ugly'', NULL)'), '23514',
	'not for an unknown reason');
SELECT is(pg_temp.try(:'it' || 'NULL, NULL)'), 'MS400', 'nor for none');
SELECT is(pg_temp.call(:'it' || '''malware'', ''application/zip'')'), '(t)',
	'rejected');
SELECT is(pg_temp.call(:'it' || '''malware'', ''application/zip'')'), '(f)',
	'said again');
SELECT is(pg_temp.call(:'it' || '''damaged'', NULL)'), '(f)',
	'another verdict');
SELECT is(pg_temp.verdict(:'upload'), 'rejected malware application/zip',
	'the first one stands');
SELECT is(pg_temp.call(pg_temp.about(:'upload', 'SELECT ret_outcome,
	ret_version FROM api_courier.upload_accept(%s, %L, ''text/plain'', NULL,
	NULL)')), '(rejected,)', 'nor is it accepted afterwards');
SELECT is((SELECT count(*) FROM data.document d
	WHERE d.source_key LIKE 'upload:%'), 0::bigint, 'it is no document');
SELECT is(pg_temp.scans(), 'job virus-check a1 f malware', 'on record, once');
SELECT is((SELECT string_agg(n.kind, ' ') FROM data.notice n
	WHERE n.subject = :'upload' AND n.person_id = :'anna'), 'rejected-upload',
	'Anna is told, once');
SELECT clock(internal.clock() + interval '61 seconds') \g /dev/null
SELECT pg_temp.take() \g /dev/null
SELECT is(pg_temp.try(:'it' || '''malware'', NULL)'), 'MS409',
	'not with a stale lease');
SELECT is((SELECT string_agg(DISTINCT r.rolname || ' ' || c.relname, ', ')
	FROM pg_class c CROSS JOIN pg_roles r
	WHERE c.relname IN ('upload_verdict', 'upload_check', 'upload_hash',
		'upload_removal')
		AND r.rolname LIKE 'minsag\_%' AND r.rolname <> 'minsag_migrate'
		AND (has_table_privilege(r.oid, c.oid, 'UPDATE')
			OR has_table_privilege(r.oid, c.oid, 'DELETE'))), NULL,
	'no role can change a verdict');
SELECT pg_temp.only(:'it' || '''malware'', NULL)');

SELECT * FROM finish();
ROLLBACK;
