-- SPDX-License-Identifier: EUPL-1.2
-- Goal: whoever asks for what is not theirs does not make the audit grow for ever: a session has 50 rows of refusals, and how many were left out is on record.

BEGIN;
\ir ../fixture.sql
SELECT plan(8);

CREATE FUNCTION pg_temp.refused(in_name text, in_times integer) RETURNS void
LANGUAGE sql AS $$
	SELECT tap.rows('minsag_citizen', format('SELECT FROM
		api_citizen.case_read(%L, gen_random_uuid(), NULL)', tap.key(in_name)))
	FROM generate_series(1, in_times)
$$;
CREATE FUNCTION pg_temp.told() RETURNS text LANGUAGE sql AS $$
	SELECT string_agg(concat_ws(' ', left(person_id::text, 1), outcome, detail),
		', ' ORDER BY id) FROM data.audit WHERE action = 'refused'
$$;
SELECT pg_temp.refused('anna', 120), pg_temp.refused('bent', 50) \g /dev/null
SELECT is((SELECT count(*) FROM data.audit WHERE outcome = 'absent'
	AND person_id = :'anna'), 50::bigint, '50 of 120 have a row');
SELECT is((SELECT count(*) FROM data.audit WHERE outcome = 'absent'
	AND person_id = :'bent'), 50::bigint, 'each session has its own');
SELECT internal.refusal_tell() \g /dev/null
SELECT is(pg_temp.told(), '1 denied left out 70', 'a row says how many were left out');
SELECT pg_temp.refused('anna', 5) \g /dev/null
SELECT internal.refusal_tell() \g /dev/null
SELECT is(pg_temp.told(), '1 denied left out 70', 'not each minute');
SELECT clock('2026-03-10 10:11+01') \g /dev/null
SELECT internal.refusal_tell() \g /dev/null
SELECT internal.refusal_tell() \g /dev/null
SELECT is(pg_temp.told(), '1 denied left out 70, 1 denied left out 5',
	'after ten minutes, once');
SELECT is(rows('minsag_document', format('SELECT FROM
	api_document.document_open(%L, %L, 0, 10, NULL)', key('anna'), :'other')),
	'', 'bytes are refused');
SELECT is((SELECT count(*) FROM data.audit WHERE action = 'read'), 0::bigint,
	'without a row of their own either');
SELECT is(left(rows('minsag_document', format('SELECT ret_media_type FROM
	api_document.document_open(%L, %L, 0, 10, NULL)', key('anna'), :'note')), 11),
	'(text/plain', 'and what is hers opens as ever');

SELECT * FROM finish();
ROLLBACK;
