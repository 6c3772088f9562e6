-- SPDX-License-Identifier: EUPL-1.2
-- Goal: no upload reads all uploads, whatever is asked of it.

BEGIN;
\ir common.psql
SELECT plan(13);

-- Volume: 20,000 uploads of 400 citizens, and 300 of Anna's in one case.
\o /dev/null
INSERT INTO data.person (id, cpr_hash, cpr_sealed)
	SELECT md5('u' || p)::uuid, sha256(('u' || p)::bytea),
		decode(repeat('00', 58), 'hex') FROM generate_series(1, 400) p;
INSERT INTO data.party (person_id, case_id, role, valid_from, latest_at)
	SELECT md5('u' || p)::uuid, :'b1', 'applicant', '2026-01-01', '2026-01-01'
	FROM generate_series(1, 400) p;
INSERT INTO data.upload (person_id, case_id, file_name, said_type, metadata,
		size, received, content, created_at, expires_at, finished_at)
	SELECT CASE WHEN n <= 300 THEN :'anna'::uuid
			ELSE md5('u' || n % 400 + 1)::uuid END,
		CASE WHEN n <= 300 THEN :'a1' ELSE :'b1' END::uuid, 'x', '', '', 1, 1,
		(3000000000 + n)::oid, timestamptz '2026-01-01' + n * interval '1 min',
		timestamptz '2026-01-04' + n * interval '1 min', '2026-02-01'
	FROM generate_series(1, 20300) n;
SELECT pg_temp.begin('anna', :'a1', 10) AS it \gset
SELECT pg_temp.begin('anna', :'a1', 10) AS other \gset
INSERT INTO data.upload_check SELECT id, '2026-02-01' FROM data.upload
	WHERE finished_at IS NOT NULL;
INSERT INTO data.upload_hash SELECT id, sha256('x') FROM data.upload
	WHERE finished_at IS NOT NULL;
INSERT INTO data.upload_verdict SELECT id, '2026-02-01', 'rejected', 'damaged'
	FROM data.upload WHERE finished_at IS NOT NULL;
ANALYZE data.person, data.party, data.upload, data.upload_check,
	data.upload_hash, data.upload_verdict;
SET LOCAL plan_cache_mode = force_generic_plan;
SET LOCAL random_page_cost = 1.1;
\o

CREATE TEMPORARY TABLE seen (relname name PRIMARY KEY, seq bigint, fetched
	bigint) ON COMMIT DROP;
-- Tables that a statement reads whole; rows of uploads when there is none.
CREATE FUNCTION pg_temp.read(in_role text, in_sql text) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
	whole text;
	fetched bigint;
BEGIN
	DELETE FROM seen;
	INSERT INTO seen SELECT relname, seq_scan, idx_tup_fetch + seq_tup_read
		FROM pg_stat_xact_user_tables WHERE schemaname = 'data';
	PERFORM tap.rows(in_role, in_sql);
	SELECT string_agg(t.relname, ' ') FILTER (WHERE t.seq_scan > seen.seq
				AND t.relname NOT IN ('area', 'upload_limit')),
			max(t.idx_tup_fetch + t.seq_tup_read - seen.fetched)
				FILTER (WHERE t.relname = 'upload')
		INTO whole, fetched
		FROM pg_stat_xact_user_tables t JOIN seen USING (relname)
		WHERE t.schemaname = 'data';
	RETURN coalesce(whole, fetched::text);
END
$$;
SELECT is(pg_temp.read('postgres', 'SELECT count(*) FROM data.upload'),
	'upload', 'the count would notice');
-- Anna's own are counted, for her limits, and each of them by a verdict's policy.
SELECT cmp_ok(pg_temp.read('minsag_upload', pg_temp.create_sql('anna', :'a1', 5,
	'x', '', 'ab'))::int, '<=', 620, 'upload_create: one citizen''s');
SELECT cmp_ok(pg_temp.read('minsag_citizen', format('SELECT * FROM
	api_citizen.upload_limits(%L, %L, NULL)', key('anna'), :'a1'))::int, '<=',
	620, 'upload_limits: one citizen''s');
SELECT cmp_ok(pg_temp.read('minsag_upload', pg_temp.append_sql('anna', :'it', 0,
	'ab'))::int, '<=', 6, 'upload_append: one');
SELECT cmp_ok(pg_temp.read('minsag_upload', pg_temp.append_sql('anna', :'it', 2,
	'abcdefgh'))::int, '<=', 6, 'upload_append, to the end: one');
SELECT cmp_ok(pg_temp.read('minsag_upload', pg_temp.append_sql('bent', :'it', 2,
	'ab'))::int, '<=', 6, 'upload_append, another''s: one');
SELECT cmp_ok(pg_temp.read('minsag_upload', format('SELECT * FROM
	api_upload.upload_offset(%L, %L, NULL)', key('anna'), :'it'))::int, '<=', 6,
	'upload_offset: one');
SELECT cmp_ok(pg_temp.read('minsag_upload', format('SELECT * FROM
	api_upload.upload_remove(%L, %L, NULL)', key('anna'), :'other'))::int, '<=',
	6, 'upload_remove: one');
SELECT cmp_ok(pg_temp.read('minsag_citizen', format('SELECT * FROM
	api_citizen.upload_read(%L, %L, NULL)', key('anna'), :'it'))::int, '<=', 6,
	'upload_read: one');
SELECT cmp_ok(pg_temp.read('minsag_citizen', format('SELECT * FROM
	api_citizen.upload_list(%L, %L, NULL, NULL, 20, NULL)', key('anna'),
	:'a1'))::int, '<=', 120, 'upload_list: a page');
SELECT cmp_ok(pg_temp.read('minsag_citizen', format('SELECT * FROM
	api_citizen.upload_list(%L, %L, ''2026-01-01 02:00'', %L, 20, NULL)',
	key('anna'), :'a1', :'none'))::int, '<=', 120, 'upload_list: a later page');
SELECT cmp_ok(pg_temp.read('minsag_upload', 'SELECT * FROM
	api_upload.sweep()')::int, '<=', 6, 'sweep: nothing to do');
SELECT clock('2026-05-01') \g /dev/null
SELECT cmp_ok(pg_temp.read('minsag_upload', 'SELECT * FROM
	api_upload.sweep()')::int, '<=', 20, 'sweep: what is past its time');

SELECT * FROM finish();
ROLLBACK;
