-- SPDX-License-Identifier: EUPL-1.2
-- Goal: an unfinished upload goes with its bytes, by its owner or by the clock;
-- nothing else is ever removed, and no object is left behind.

BEGIN;
\ir common.psql
SELECT plan(32);
SELECT gate('minsag_upload', 'SELECT * FROM api_upload.upload_remove(%L,
	''00000000-0000-4000-8000-000000000000'', NULL)');
CREATE FUNCTION pg_temp.remove_sql(in_name text, in_upload uuid) RETURNS text
LANGUAGE sql AS $$
	SELECT format('SELECT * FROM api_upload.upload_remove(%L, %L, ''r4'')',
		tap.key(in_name), in_upload)
$$;
CREATE FUNCTION pg_temp.objects() RETURNS bigint
LANGUAGE sql AS 'SELECT count(*) FROM pg_largeobject_metadata';
SELECT pg_temp.objects() AS before \gset
SELECT pg_temp.begin('anna', :'a1', 10) AS it \gset
SELECT pg_temp.begin('anna', :'a1', 4) AS whole \gset
SELECT pg_temp.append('anna', :'it', 0, 'abcd') \g /dev/null
SELECT pg_temp.append('anna', :'whole', 0, 'abcd') \g /dev/null
DELETE FROM data.audit;
SELECT is(rows('minsag_upload', pg_temp.remove_sql(name, id::uuid)), '', about)
	FROM (VALUES ('bent', :'it', 'another''s'), ('carla', :'it',
		'a stranger''s'), ('anna', :'none', 'none')) t (name, id, about);
SELECT is(pg_temp.audited(), 'upload denied 2 a1 r4, upload denied 3 a1 r4, '
	'upload absent 1 r4', 'are refused and audited');
SELECT is(attempt('minsag_upload', pg_temp.remove_sql('anna', :'whole')),
	'MS403', 'what is received stays');
SELECT is(pg_temp.objects(), :before + 2::bigint, 'two objects');
SELECT is(rows('minsag_upload', pg_temp.remove_sql('anna', :'it')), '(t)',
	'given up');
SELECT is(pg_temp.objects(), :before + 1::bigint, 'its bytes are gone');
SELECT is((SELECT concat_ws(' ', content, removed_by, received)
	FROM data.upload WHERE id = :'it'), 'citizen 4', 'its row says so');
SELECT is(attempt('minsag_upload', pg_temp.remove_sql('anna', :'it')),
	'MS410', 'again');
SELECT is(attempt('minsag_upload', pg_temp.append_sql('anna', :'it', 4, 'x')),
	'MS410', 'it takes no bytes');

-- The clock.
SELECT is(rows('minsag_upload', 'SELECT * FROM api_upload.sweep()'), '(0)',
	'nothing to sweep');
SELECT pg_temp.begin('anna', :'a1', 10) AS slow \gset
SELECT pg_temp.append('anna', :'slow', 0, 'abcd') \g /dev/null
SELECT clock('2026-03-13 09:59+01') \g /dev/null
SELECT is(rows('minsag_upload', 'SELECT * FROM api_upload.sweep()'), '(0)',
	'not yet');
SELECT clock('2026-03-13 10:00+01') \g /dev/null
SELECT is(rows('minsag_upload', 'SELECT * FROM api_upload.sweep()'), '(1)',
	'its time has passed');
SELECT is(pg_temp.objects(), :before + 1::bigint, 'its bytes are gone');
SELECT is((SELECT concat_ws(' ', content, removed_by) FROM data.upload
	WHERE id = :'slow'), 'clock', 'its row says so');
SELECT is(rows('minsag_upload', 'SELECT * FROM api_upload.sweep()'), '(0)',
	'once');
SELECT clock('2026-04-13 10:00+02') \g /dev/null
SELECT is(rows('minsag_upload', 'SELECT * FROM api_upload.sweep()'), '(2)',
	'30 days later their rows go');
SELECT is((SELECT string_agg(id::text, ' ') FROM data.upload), :'whole',
	'what is received stays for good');
SELECT is(attempt(role, 'SELECT * FROM api_upload.sweep()'), '42501',
	role || ' may not sweep') FROM unnest(ARRAY['minsag_citizen',
	'minsag_document', 'minsag_login', 'minsag_audit']) role;

-- By construction, not only by these functions.
SELECT is(attempt('minsag_receiver', statement), 'ok', statement)
	FROM unnest(ARRAY['DELETE FROM data.upload',
		'UPDATE data.upload SET received = 0, finished_at = NULL']) statement;
SELECT is((SELECT concat(received, ' ', convert_from(lo_get(content), 'UTF8')) FROM data.upload
	WHERE id = :'whole'), '4 abcd', 'reach nothing that is received');

SELECT * FROM finish();
ROLLBACK;
