-- SPDX-License-Identifier: EUPL-1.2
-- Goal: what a citizen added does not exist for the other parties, in no list, number, time, search or look, until a person at the municipality releases it; then they are told.

BEGIN;
\ir ../admin/common.psql
SELECT plan(33);
DELETE FROM data.job;
CREATE FUNCTION pg_temp.release(in_version uuid, in_why text DEFAULT 'Aftalt',
	in_unit text DEFAULT 't-unit') RETURNS text LANGUAGE sql AS $$
	SELECT format('SELECT ret_outcome FROM api_desk.upload_release(%L,
		''Leder'', ''Ida Holm'', %L, %L)', in_unit, in_why, in_version)
$$;
-- All that a party's functions say of case a2, but for what differs by itself.
CREATE FUNCTION pg_temp.case_of(in_name text) RETURNS text LANGUAGE sql AS $$
	SELECT string_agg(tap.rows('minsag_citizen', format(sql, tap.key(in_name))),
		E'\n' ORDER BY place)
	FROM unnest(ARRAY[
		'SELECT ret_latest_at, ret_latest_what, ret_unread
			FROM api_citizen.case_list(%L, NULL, NULL, NULL, NULL, NULL, 20)
			WHERE ret_title = ''Hjælp i hjemmet''',
		'SELECT ret_latest_at, ret_latest_what, ret_unread, ret_documents,
			ret_hidden FROM api_citizen.case_read(%L,
			''a2000000-0000-4000-8000-000000000000'', NULL)',
		'SELECT ret_title, ret_versions, ret_reasons
			FROM api_citizen.document_list(%L,
			''a2000000-0000-4000-8000-000000000000'', NULL, NULL, NULL, NULL,
			NULL, NULL, NULL, 20, NULL)',
		'SELECT ret_at, ret_what, ret_title, ret_reasons
			FROM api_citizen.timeline(%L,
			''a2000000-0000-4000-8000-000000000000'', NULL, NULL, 20, NULL)',
		'SELECT ret_kind, ret_reasons FROM api_citizen.hidden_list(%L, NULL,
			NULL, NULL, 20, NULL)',
		'SELECT ret_title, ret_in FROM api_citizen.search(%L, ''lægepapir'',
			NULL, NULL, NULL, NULL, NULL, NULL, NULL, 20, NULL)'])
		WITH ORDINALITY every (sql, place)
$$;
CREATE FUNCTION pg_temp.looks(in_name text) RETURNS text LANGUAGE sql AS $$
	SELECT coalesce(string_agg(action || ' ' || who, ', ' ORDER BY id), '')
	FROM (SELECT set_config('minsag.person', person_id::text, true) AS person
		FROM data.session s WHERE s.key_hash = sha256(tap.key(in_name))
		OFFSET 0) me CROSS JOIN LATERAL (SELECT * FROM
			internal.looks('a2000000-0000-4000-8000-000000000000', NULL, NULL,
			NULL, '-infinity', 'infinity', 'infinity', 9223372036854775807,
			100) l WHERE me.person IS NOT NULL AND l.action <> 'case') l
$$;
CREATE FUNCTION pg_temp.read(in_name text, in_version uuid) RETURNS text
LANGUAGE sql AS $$
	SELECT tap.rows('minsag_document', format('SELECT ret_file_name FROM
		api_document.document_open(%L, %L, 0, 10, ''r'')', tap.key(in_name),
		in_version))
$$;

-- What Bent is told of his case before and after Anna adds a paper to it.
SELECT pg_temp.case_of('bent') AS before \gset
SELECT pg_temp.looks('bent') AS looks \gset
SELECT clock('2026-03-10 10:01+01') \g /dev/null
SELECT substr(rows('minsag_upload', format('SELECT * FROM
	api_upload.upload_create(%L, %L, %L, %L, '''', '''', %L, ''r1'')',
	key('anna'), :'a2', 3, 'Lægepapir om Anna.pdf', 'abc'::bytea)), 2, 36)
	AS upload \gset
SELECT substr(rows('minsag_upload', format('SELECT * FROM
	api_upload.upload_create(%L, %L, %L, %L, '''', '''', %L, ''r1'')',
	key('anna'), :'a2', 3, 'Virus.pdf', 'abd'::bytea)), 2, 36)
	AS virus \gset
INSERT INTO data.upload_hash SELECT :'upload', sha256('abc');
SELECT internal.version_adopt(internal.upload_document(:'upload',
	'application/pdf'), :'upload', 'application/pdf', 1) AS version \gset
SELECT document_id AS document FROM data.version WHERE id = :'version' \gset
SELECT internal.version_text_add(:'version', 'Et lægepapir.'),
	internal.upload_judge(:'upload', :'version', NULL, 'application/pdf', 1),
	internal.upload_judge(:'virus', NULL, 'malware', NULL, NULL),
	internal.publish(:'version', internal.clock(), 'Borger') \g /dev/null
SELECT is(pg_temp.case_of('bent'), :'before',
	'nothing in Bent''s lists, numbers, times and search is different');
SELECT is(pg_temp.read('bent', :'version'), '', 'he can''t open it');
SELECT is((SELECT outcome FROM data.audit WHERE version_id = :'version'
	AND action = 'read' ORDER BY id DESC LIMIT 1), 'denied',
	'which the audit knows to be another''s');
SELECT is(rows('minsag_citizen', format('SELECT * FROM
	api_citizen.document_read(%L, %L, NULL, NULL)', key('bent'), :'document')),
	'', 'nor its facts');
SELECT is(rows('minsag_citizen', format('SELECT * FROM
	api_citizen.remark_list(%L, NULL, %L, NULL, NULL, 20, NULL)', key('bent'),
	:'document')), '', 'nor a place to remark');
SELECT is(attempt('minsag_document', format('SELECT * FROM
	api_document.document_chunk(%L, %L, 0, 10)', key('bent'), :'version')),
	'MS404', 'nor a chunk');
SELECT is(rows('minsag_citizen', format('SELECT ret_state FROM
	api_citizen.upload_list(%L, %L, NULL, NULL, 20, NULL)', key('bent'), :'a2')),
	'', 'nor the upload');
SELECT matches(pg_temp.read('anna', :'version'), 'Lægepapir om Anna',
	'Anna reads it');
SELECT internal.audit_staff('t-unit', 'Leder', NULL, 'Sagen',
	'desk-read', :'a2', :'version') \g /dev/null
SELECT is(pg_temp.looks('anna'),
	'scan job, scan job, read me, desk-read staff', 'Anna sees the looks at it');
SELECT is(pg_temp.looks('bent'), :'looks', 'Bent none of them');
SELECT is((SELECT string_agg(internal.look_of_other(a.action, a.version_id,
		a.detail, :'bent')::text, ' ' ORDER BY a.id)
	FROM data.audit a WHERE a.action IN ('scan', 'desk-read')
		AND a.case_id = :'a2'), 'true true true',
	'nor does asking about one tell');
SELECT matches(pg_temp.case_of('anna'), 'Lægepapir om Anna', 'Anna''s lists');
SELECT is((SELECT latest_what || ' ' || (latest_at = internal.clock())
	FROM data.party WHERE person_id = :'anna' AND case_id = :'a2'),
	'published true', 'her latest event');
SELECT is((SELECT count(*) FROM data.notice
	WHERE subject = :'version'), 0::bigint, 'nobody is told');

-- What stands against it for Anna says nothing to Bent.
SELECT internal.withhold(:'document', :'bent', 'fvl-15b', internal.clock(),
	false, 'Jurist') \g /dev/null
SELECT is(pg_temp.case_of('bent'), :'before', 'withheld from him: still nothing');
SELECT clock('2026-03-10 10:02+01') \g /dev/null
SELECT internal.withhold(:'document', :'bent', 'fvl-15b', internal.clock(), true,
	'Jurist') \g /dev/null

-- Released: by a person, with a reason, once.
SELECT pg_temp.only(pg_temp.release(:'version'));
SELECT is(pg_temp.try(pg_temp.release(:'version', ' ')), 'MS400', 'no reason');
SELECT is(pg_temp.try(pg_temp.release(:'version', 'Aftalt', 't-none')), 'MS400',
	'no such unit');
SELECT is(pg_temp.try(pg_temp.release(:'none')), 'MS404', 'no such version');
SELECT is(pg_temp.try(pg_temp.release(:'letter')), 'MS404',
	'what the municipality published is not released');
SELECT clock('2026-03-20 10:03+01') \g /dev/null
UPDATE data.session SET idle_until = '2026-04-01', until = '2026-04-01'
	WHERE session_index IN ('anna', 'bent');
SELECT is(pg_temp.case_of('bent'), :'before', 'refused: nothing is shown');
SELECT is(pg_temp.call(pg_temp.release(:'version')), '(new)', 'released');
SELECT is(pg_temp.call(pg_temp.release(:'version')), '(same)', 'again: nothing');
SELECT is((SELECT string_agg(concat_ws('|', action, unit_key, staff_role,
	purpose, left(case_id::text, 2)), ' ') FROM data.audit
	WHERE action = 'release'), 'release|t-unit|Leder|Aftalt|a2', 'on record');
SELECT is(internal.visibility(:'bent', :'version'), '{}', 'Bent sees it');
SELECT is((SELECT latest_what || ' ' || (latest_at = internal.clock())
	|| ' ' || has_unread FROM data.party WHERE person_id = :'bent'
	AND case_id = :'a2'), 'released true true', 'it is new to him');
SELECT is((SELECT string_agg(e.what, ' ' ORDER BY e.at) FROM data.case_event e
	WHERE e.version_id = :'version'), 'published released', 'two events');
SELECT matches(pg_temp.case_of('bent'), 'released,.Lægepapir om Anna',
	'on his timeline');
SELECT is((SELECT string_agg(s.session_index, ' ') FROM data.notice n
	JOIN data.session s ON s.person_id = n.person_id AND s.session_index = 'bent'
	WHERE n.subject = :'version'), 'bent', 'he is told, though it is old');
SELECT is((SELECT count(*) FROM data.notice n WHERE n.subject = :'version'
	AND n.person_id <> :'bent'), 0::bigint, 'and nobody else');
SELECT matches(pg_temp.read('bent', :'version'), 'Lægepapir', 'he reads it');
SELECT is(pg_temp.looks('bent'), :'looks' || 'scan job, read party, '
	|| 'desk-read staff, search party, search me-for-another, '
	|| 'read me-for-another', 'and sees who has looked');
SELECT is(internal.visibility(:'carla', :'version'), '{not-a-party}',
	'a stranger is none the wiser');

SELECT * FROM finish();
ROLLBACK;
