-- SPDX-License-Identifier: EUPL-1.2
-- Goal: no request reads a growing table from end to end, with PostgreSQL's
-- own settings and plans as the workers use them; and a page reads a page.
--
-- The server counts scans and rows per table within the transaction, also
-- those of statements inside functions; that is what is compared.

BEGIN;
\ir fixture.sql
SELECT plan(46);

-- Volume: 1,500 citizens with 10 cases, the first 50 of them with 10 documents
-- in each; Anna has 60 cases more, and one of them 2,000 documents.
\o /dev/null
CREATE TEMPORARY TABLE volume ON COMMIT DROP AS
	SELECT p AS p, c AS c, md5('p' || p)::uuid AS person,
		md5(p || ' ' || c)::uuid AS "case"
	FROM generate_series(1, 1500) p, generate_series(1, 10) c
	UNION ALL SELECT 0, c, :'anna', md5('0 ' || c)::uuid
	FROM generate_series(1, 60) c;
INSERT INTO data.person (id, cpr_hash, cpr_sealed)
	SELECT DISTINCT person, sha256(person::text::bytea),
		decode(repeat('00', 58), 'hex') FROM volume WHERE p > 0;
INSERT INTO data.session (key_hash, person_id, display_name, level, issuer,
		name_id, name_id_format, session_index, started_at, idle, idle_until,
		until)
	SELECT sha256(person::text::bytea), person, 'x', 2, 'i', 'n', 'f', 'x',
		clock, '30 min', clock + interval '30 min', clock + interval '1 h'
	FROM (SELECT DISTINCT person, internal.clock() AS clock FROM volume
		WHERE p > 0) v;
INSERT INTO data.case (id, source_key, area_key, unit_key, title, status,
		opened_on, latest_at, latest_what)
	SELECT "case", 'v' || p || ' ' || c, (ARRAY['t-job', 't-social'])[1 + c % 2],
		't-unit', 'Sag om hjælp ' || c, 'received', '2026-01-01',
		timestamptz '2026-01-01' + c * interval '1 hour', 'published'
	FROM volume;
INSERT INTO data.party (person_id, case_id, role, valid_from, latest_at,
		has_unread)
	SELECT person, "case", 'subject', '2026-01-01',
		timestamptz '2026-01-01' + c * interval '1 hour', true FROM volume;
INSERT INTO data.document (id, case_id, source_key, kind, title, dated_on)
	SELECT md5("case" || ' ' || d)::uuid, "case", d, 'note', 'Notat ' || d,
		'2026-01-01'
	FROM volume, generate_series(1, CASE WHEN p = 0 AND c = 60 THEN 2000
		ELSE 10 END) d WHERE p <= 50;
INSERT INTO data.version (id, document_id, case_id, number, state, created_at,
		media_type, size, pages, sha256, file_name, content)
	SELECT md5('v' || d.id)::uuid, d.id, d.case_id, 1, 'final', '2026-01-01',
		'text/plain', 1, 1, sha256(''), 'x', (4000000000 + row_number()
		OVER ())::oid
	FROM data.document d
	WHERE NOT EXISTS (SELECT FROM data.version v WHERE v.document_id = d.id);
INSERT INTO data.publication (version_id, document_id, case_id, number,
		published_at, published_by, recorded_at)
	SELECT v.id, v.document_id, v.case_id, 1, timestamptz '2026-01-02'
		+ (d.source_key::integer) * interval '1 minute', 'x',
		internal.clock()
	FROM data.version v JOIN data.document d ON d.id = v.document_id
	WHERE v.content > 4000000000::oid;
INSERT INTO data.version_text (version_id, case_id, body)
	SELECT v.id, v.case_id, 'Et notat om løn og bolig nummer ' || v.content
	FROM data.version v WHERE v.content > 4000000000::oid;
INSERT INTO data.case_event (case_id, at, what, version_id)
	SELECT case_id, published_at, 'published', version_id
	FROM data.publication WHERE published_by = 'x';
INSERT INTO data.unread (person_id, case_id, document_id, version_id)
	SELECT p.person_id, n.case_id, n.document_id, n.version_id
	FROM data.publication n JOIN data.party p USING (case_id)
	WHERE n.published_by = 'x';
INSERT INTO data.showing (person_id, case_id, version_id, shown_at, recorded_in)
	SELECT p.person_id, n.case_id, n.version_id, n.published_at, '3'
	FROM data.publication n JOIN data.party p USING (case_id)
	WHERE n.published_by = 'x';
INSERT INTO data.withholding (document_id, case_id, section, shown_until,
		decided_at, decided_by, alone)
	SELECT id, case_id, 'fvl-12', 0, '2026-01-01', 'x', false FROM data.document
	WHERE source_key = '7';
INSERT INTO data.withdrawal (version_id, case_id, withdrawn_at, cause,
		withdrawn_by)
	SELECT n.version_id, n.case_id, '2026-01-03', 'wrong-case', 'x'
	FROM data.publication n JOIN data.document d ON d.id = n.document_id
	WHERE d.source_key = '8' AND n.published_by = 'x';
INSERT INTO data.audit (at, actor, action, outcome, session_id, person_id,
		case_id, version_id)
	SELECT internal.clock(), 'citizen', 'read', 'ok', gen_random_uuid(),
		p.person_id, n.case_id, n.version_id
	FROM data.publication n JOIN data.party p USING (case_id)
	WHERE n.published_by = 'x';
ANALYZE data.person, data.session, data.case, data.party, data.document,
	data.version, data.publication, data.version_text, data.case_event,
	data.unread, data.showing, data.withholding, data.withdrawal, data.audit,
	data.area,
	data.unit;
SET LOCAL plan_cache_mode = force_generic_plan;
SET LOCAL jit = off;
SET LOCAL random_page_cost = 1.1;
\o

CREATE TEMPORARY TABLE seen (relname name PRIMARY KEY, seq bigint, fetched
	bigint) ON COMMIT DROP;
CREATE FUNCTION pg_temp.counted() RETURNS void LANGUAGE sql AS $$
	DELETE FROM seen;
	INSERT INTO seen SELECT relname, seq_scan, idx_tup_fetch + seq_tup_read
		FROM pg_stat_xact_user_tables WHERE schemaname = 'data';
$$;
-- Tables, other than the small ones, that a statement reads whole.
CREATE FUNCTION pg_temp.whole(in_role text, in_sql text) RETURNS text
LANGUAGE plpgsql AS $$
BEGIN
	PERFORM pg_temp.counted();
	PERFORM tap.rows(in_role, in_sql);
	RETURN (SELECT string_agg(t.relname, ' ' ORDER BY t.relname)
		FROM pg_stat_xact_user_tables t JOIN seen USING (relname)
		WHERE t.schemaname = 'data' AND t.seq_scan > seen.seq
			AND t.relname NOT IN ('area', 'unit', 'section', 'kle', 'notice_rule',
				'look_setting', 'term'));
END
$$;
-- How many rows of a table a statement reads.
CREATE FUNCTION pg_temp.fetched(in_table name, in_role text, in_sql text)
	RETURNS bigint
LANGUAGE plpgsql AS $$
BEGIN
	PERFORM pg_temp.counted();
	PERFORM tap.rows(in_role, in_sql);
	RETURN (SELECT t.idx_tup_fetch + t.seq_tup_read - seen.fetched
		FROM pg_stat_xact_user_tables t JOIN seen USING (relname)
		WHERE t.schemaname = 'data' AND t.relname = in_table);
END
$$;
SELECT md5('0 60')::uuid AS big, md5('v' || md5(md5('0 60')::uuid || ' 5'
	)::uuid)::uuid AS version, md5(md5('0 60')::uuid || ' 5')::uuid AS document
	\gset
SELECT isnt(pg_temp.whole('postgres', 'SELECT count(*) FROM data.audit'), NULL,
	'the count would notice');
SELECT is(pg_temp.whole('minsag_citizen', format('SELECT * FROM api_citizen.'
	|| call, key('anna'))), NULL, call)
	FROM (VALUES
	('me(%L)'), ('session_extend(%L)'), ('area_list(%L)'),
	('case_list(%L, NULL, NULL, NULL, NULL, NULL, 20)'),
	('case_list(%L, ''t-job'', true, ''hjælp'', NULL, NULL, 20)'),
	('case_list(%L, NULL, NULL, NULL, ''2026-02-01'', ''' || :'none'
		|| ''', 20)'),
	('case_read(%L, ''' || :'big' || ''', NULL)'),
	('case_read(%L, ''' || :'b1' || ''', NULL)'),
	('timeline(%L, ''' || :'big' || ''', NULL, NULL, 20, NULL)'),
	('document_list(%L, ''' || :'big'
		|| ''', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 20, NULL)'),
	('document_list(%L, ''' || :'big'
		|| ''', ''note'', NULL, NULL, NULL, true, NULL, NULL, 20, NULL)'),
	('document_read(%L, ''' || :'document' || ''', ''search'', NULL)'),
	('document_read(%L, ''' || :'d_other' || ''', NULL, NULL)'),
	('hidden_list(%L, NULL, NULL, NULL, 20, NULL)'),
	('hidden_list(%L, ''' || :'big' || ''', NULL, NULL, 20, NULL)'),
	('search(%L, ''løn'', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 20, NULL)'),
	('search(%L, ''udkast'', NULL, ''' || :'a1'
		|| ''', NULL, NULL, NULL, NULL, NULL, 20, NULL)'),
	('search(%L, ''notat'', NULL, ''' || :'big'
		|| ''', NULL, NULL, NULL, NULL, NULL, 20, NULL)'),
	('look_list(%L, ''' || :'big'
		|| ''', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 20, NULL)'),
	('look_list(%L, ''' || :'big'
		|| ''', NULL, ''staff'', ''read'', NULL, NULL, NULL, NULL, 20, NULL)'),
	('look_list(%L, NULL, ''' || :'document'
		|| ''', NULL, NULL, NULL, NULL, NULL, NULL, 20, NULL)'),
	('look_export(%L, ''' || :'big'
		|| ''', NULL, NULL, NULL, NULL, NULL, NULL)'),
	('look_proof(%L)')) t (call);
SELECT is(pg_temp.whole('minsag_document', format('SELECT * FROM api_document.'
	|| call, key('anna'))), NULL, call)
	FROM (VALUES
	('document_open(%L, ''' || :'note' || ''', 0, 10, NULL)'),
	('document_open(%L, ''' || :'other' || ''', 0, 10, NULL)'),
	('document_open(%L, ''' || :'secret' || ''', 0, 10, NULL)'),
	('document_chunk(%L, ''' || :'note' || ''', 0, 10)')) t (call);
-- As for the programs that call these (sql/roles.sql).
SET LOCAL enable_seqscan = off;
SELECT is(pg_temp.whole('minsag_system', 'SELECT internal.' || call), NULL,
	call) FROM (VALUES
	(format('withdraw(%L, internal.clock(), ''wrong-case'', ''x'')',
		:'decision1')),
	(format('withhold(%L, NULL, ''fvl-14'', internal.clock(), false, ''x'')',
		:'d_note')),
	(format('party_set(%L, %L, ''guardian'', ''2026-01-01'', NULL)', :'carla',
		:'a2')),
	(format('event_add(%L, internal.clock(), ''status'', ''decided'', NULL)',
		:'a2'))) t (call);
SET LOCAL enable_seqscan = on;

-- A page reads a page, not the whole list.
SELECT cmp_ok(pg_temp.fetched('case', 'minsag_citizen', format('SELECT * FROM
	api_citizen.case_list(%L, NULL, NULL, NULL, NULL, NULL, 20)',
	key('anna'))), '<=', 21::bigint, 'case list: 20 of 63 cases');
SELECT cmp_ok(pg_temp.fetched(relation, 'minsag_citizen', format('SELECT * FROM
	api_citizen.document_list(%L, %L, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
	20, NULL)', key('anna'), :'big')), '<=', most, 'documents: 20 of 2,000, '
	|| relation) FROM (VALUES
	('version', 42::bigint), ('document', 42), ('publication', 84),
	('withdrawal', 42), ('withholding', 42), ('showing', 42)) t (relation, most);
SELECT cmp_ok(pg_temp.fetched('case_event', 'minsag_citizen', format('SELECT *
	FROM api_citizen.timeline(%L, %L, NULL, NULL, 20, NULL)', key('anna'),
	:'big')), '<=', 21::bigint, 'timeline: 20 of 2,000 events');
SELECT cmp_ok(pg_temp.fetched('version_text', 'minsag_citizen', format('SELECT *
	FROM api_citizen.search(%L, %L, NULL, %L, NULL, NULL, NULL, NULL, NULL,
	20, NULL)', key('anna'), 'løn', :'a1')), '<=', 10::bigint,
	'search: through the index, in one case');

SELECT cmp_ok(pg_temp.fetched('audit', 'minsag_citizen', format('SELECT * FROM
	api_citizen.look_list(%L, %L, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 20,
	NULL)', key('anna'), :'big')), '<=', 42::bigint,
	'looks: 20 of 2,000 of the case');
SELECT cmp_ok(pg_temp.fetched('audit', 'minsag_citizen', format('SELECT * FROM
	api_citizen.look_list(%L, NULL, %L, NULL, NULL, NULL, NULL, NULL, NULL, 20,
	NULL)', key('anna'), :'document')), '<=', 4::bigint,
	'looks: those of one document');
SELECT cmp_ok(pg_temp.fetched('version', 'minsag_citizen', format('SELECT * FROM
	api_citizen.look_list(%L, %L, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 20,
	NULL)', key('anna'), :'big')), '<=', 42::bigint,
	'looks: the versions of the page');

-- The queue: 20,000 done, 500 to do.
INSERT INTO data.job (kind, key, added_at, due_at, outcome, ended_at)
	SELECT 'scan', n, internal.clock(), internal.clock()
			- interval '1 hour' + n * interval '1 ms',
		CASE WHEN n > 500 THEN 'done' END,
		CASE WHEN n > 500 THEN internal.clock() END
	FROM generate_series(1, 20500) n;
ANALYZE data.job;
SELECT cmp_ok(pg_temp.fetched('job', 'minsag_courier', 'SELECT * FROM
	api_courier.job_take(''{scan}'', ''{60}'', ''{3}'')'), '<=', 12::bigint,
	'a job is taken by its index');
SELECT cmp_ok(pg_temp.fetched('job', 'minsag_admin', 'SELECT * FROM
	api_admin.job_list(''dead'', NULL, NULL, NULL, 100)'), '<=', 1::bigint,
	'the dead ones too');

SELECT * FROM finish();
ROLLBACK;
