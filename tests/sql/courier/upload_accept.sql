-- SPDX-License-Identifier: EUPL-1.2
-- Goal: an accepted upload is a document of the case like any other, once, with the very bytes that were sent; to the other parties it does not exist.

BEGIN;
\ir common.psql
SELECT plan(27);

\set accept 'SELECT ret_outcome, ret_version IS NOT NULL FROM api_courier.upload_accept(%s, %L, '
SELECT pg_temp.read(:'a2', 'Brev til jer.PDF', 'abc') AS upload \gset
SELECT u.content FROM data.upload u WHERE u.id = :'upload' \gset
SELECT is(pg_temp.try(pg_temp.about(:'upload', :'accept'
	|| '''application/pdf'', 2, ''x'')')), 'MS409', 'not without a lease');
SELECT pg_temp.take() \g /dev/null
SELECT pg_temp.about(:'upload', :'accept') AS it \gset
SELECT clock(internal.clock() + interval '10 seconds') \g /dev/null
SELECT is(pg_temp.call(:'it' || '''application/pdf'', 2, ''Kære kommune'')'),
	'(accepted,t)', 'accepted');
SELECT is(pg_temp.call(:'it' || '''application/pdf'', 2, ''Kære kommune'')'),
	'(accepted,t)', 'said again');
SELECT is(pg_temp.verdict(:'upload'), 'accepted application/pdf 2', 'once');
SELECT is((SELECT concat_ws('|', d.kind, d.title, d.dated_on)
	FROM data.document d WHERE d.source_key = 'upload:' || :'upload'),
	'letter|Brev til jer|2026-03-10',
	'a document of a kind that the area shows');
SELECT v.version_id AS version FROM data.upload_verdict v
	WHERE v.upload_id = :'upload' \gset
SELECT is((SELECT concat_ws('|', v.number, v.state, v.media_type, v.size,
	v.pages, v.sha256 = sha256('abc'), v.file_name, v.content = :content)
	FROM data.version v WHERE v.id = :'version'),
	'1|final|application/pdf|3|2|t|Brev til jer.PDF|t',
	'with one final version, which has the upload''s own object');
SELECT is((SELECT p.published_by FROM data.publication p
	WHERE p.version_id = :'version'), 'Borger', 'published by the citizen');
SELECT is((SELECT t.body FROM data.version_text t
	WHERE t.version_id = :'version'), 'Kære kommune', 'its text is found');
SELECT is((SELECT string_agg(e.what, ' ') FROM data.case_event e
	WHERE e.version_id = :'version'), 'published', 'on the timeline');
SELECT is(internal.visibility(:'anna', :'version'), '{}', 'Anna sees it');
SELECT is(internal.visibility(:'bent', :'version'),
	'{not-published,not-released}', 'Bent, a party too, does not');
SELECT is(internal.visibility(:'carla', :'version'),
	'{not-a-party,not-published,not-released}', 'nor does Carla');
SELECT is((SELECT string_agg(s.display_name, ' ') FROM data.unread n
	JOIN data.session s ON s.person_id = n.person_id
	WHERE n.version_id = :'version'), NULL, 'new to nobody');
SELECT is((SELECT string_agg(s.display_name, ' ') FROM data.notice n
	JOIN data.session s ON s.person_id = n.person_id
	WHERE n.subject = :'version'), NULL, 'and nobody is told');
SELECT internal.showing_refresh(:'a2', NULL) \g /dev/null
SELECT is((SELECT count(*) FROM data.unread n
	WHERE n.version_id = :'version'), 0::bigint, 'also when asked anew');
SELECT is(pg_temp.scans(), 'job virus-check a2 t accepted', 'on record, once');
SELECT matches(rows('minsag_document', format('SELECT ret_sha256 = sha256(%L)
	FROM api_document.document_open(%L, %L, 0, 10, ''r1'') t', 'abc',
	key('anna'), :'version')), '^\(t', 'it reads like any document');
SELECT is(attempt('minsag_system', format('SELECT lo_put(%s, 0, ''x'')',
	:content)), '42501', 'nobody writes to it');
SELECT is(pg_temp.call(pg_temp.about(:'upload', 'SELECT ret_new FROM
	api_courier.upload_reject(%s, %L, ''malware'', NULL)')), '(f)',
	'not rejected afterwards');
SELECT is(pg_temp.verdict(:'upload'), 'accepted application/pdf 2',
	'the first verdict stands');

-- A picture, another name, a type that the area does not take.
SELECT pg_temp.read(:'a1', 'IMG_1.hta', 'xyz') AS photo \gset
SELECT pg_temp.take() \g /dev/null
SELECT pg_temp.call(pg_temp.about(:'photo', :'accept'
	|| '''image/heic'', NULL, NULL)')) \g /dev/null
SELECT is((SELECT concat_ws('|', d.kind, d.title, v.file_name, v.pages)
	FROM data.document d JOIN data.version v ON v.document_id = d.id
	WHERE d.source_key = 'upload:' || :'photo'),
	'photo|IMG_1|IMG_1.hta', 'a photo, under the name that was sent');
SELECT is((SELECT count(*) FROM data.upload_verdict t JOIN data.version_text x
	ON x.version_id = t.version_id WHERE t.upload_id = :'photo'), 0::bigint,
	'without text');
INSERT INTO data.upload_limit SELECT 't-job', '{image/png}', l.file_bytes,
	l.day_files, l.person_bytes FROM data.upload_limit l
	WHERE l.area_key IS NULL;
SELECT pg_temp.read(:'a1', 'a.pdf', 'pdf') AS wrong \gset
SELECT pg_temp.take() \g /dev/null
SELECT is(pg_temp.call(pg_temp.about(:'wrong', :'accept'
	|| '''application/pdf'', 1, NULL)')), '(rejected,f)',
	'the area takes pictures alone');
SELECT is(pg_temp.verdict(:'wrong'), 'rejected wrong-type application/pdf 1',
	'with its reason');
SELECT is((SELECT count(*) FROM data.document d
	WHERE d.source_key = 'upload:' || :'wrong'), 0::bigint, 'no document');

SELECT clock(internal.clock() + interval '1 hour') \g /dev/null
SELECT pg_temp.take() \g /dev/null
SELECT is(pg_temp.try(:'it' || '''application/pdf'', 2, NULL)'), 'MS409',
	'not with a stale lease');
SELECT pg_temp.only(:'it' || '''application/pdf'', 2, NULL)');

SELECT * FROM finish();
ROLLBACK;
