-- SPDX-License-Identifier: EUPL-1.2
-- Goal: an answer is one of three with a reason, once however often it is sent, and never changed.

BEGIN;
\ir ../admin/common.psql
SELECT plan(28);
INSERT INTO data.remark (id, case_id, document_id, version_id, person_id, kind,
		body, client_key, at)
	SELECT ('e1000000-0000-4000-8000-00000000000' || n)::uuid, :'a1',
		:'d_decision', :'decision1', :'anna', 'remark', 'x',
		gen_random_uuid(), internal.clock() FROM generate_series(1, 3) n;
SELECT internal.remark_open(id, true) FROM data.remark \g /dev/null
CREATE FUNCTION pg_temp.answer_sql(in_remark text DEFAULT '1',
	in_outcome text DEFAULT 'noted', in_text text DEFAULT 'Det står nu i sagen.',
	in_key text DEFAULT '1', in_version uuid DEFAULT NULL,
	in_unit text DEFAULT 't-unit', in_role text DEFAULT 'Sagsbehandler',
	in_reason text DEFAULT 'Svar på bemærkning') RETURNS text
LANGUAGE sql AS $$
	SELECT format('SELECT ret_at AT TIME ZONE ''UTC'' FROM
		api_desk.remark_answer(%L, %L, ''Else Holm'', %L, %L, %L, %L, %L, %L)',
		in_unit, in_role, in_reason,
		'e1000000-0000-4000-8000-00000000000' || in_remark, in_outcome,
		in_text, in_version, 'a0000000-0000-4000-8000-00000000000' || in_key)
$$;
SELECT pg_temp.only(pg_temp.answer_sql());
SELECT is(pg_temp.call(pg_temp.answer_sql()), '("2026-03-10 09:00:00")',
	'an answer');
SELECT is((SELECT concat_ws(' ', right(remark_id::text, 1), left(case_id::text,
	2), outcome, reason, unit_key, role) FROM data.answer),
	'1 a1 noted Det står nu i sagen. t-unit Sagsbehandler',
	'it is all there, without a name');
SELECT is((SELECT string_agg(right(remark_id::text, 1), ' ' ORDER BY remark_id)
	FROM data.remark_open), '2 3', 'the remark awaits none');
SELECT is((SELECT string_agg(concat_ws(' ', actor, action, left(case_id::text,
		2), version_id = :'decision1', unit_key, staff_role, staff_name,
		purpose), ', ' ORDER BY id) FROM data.audit),
	'caseworker answer a1 t t-unit Sagsbehandler Else Holm Svar på bemærkning',
	'audited, with name and reason');
-- Once, however often it is sent.
SELECT clock('2026-03-10 10:05+01');
SELECT is(pg_temp.call(pg_temp.answer_sql()), '("2026-03-10 09:00:00")',
	'sent again: the same answer');
SELECT is((SELECT count(*) FROM data.answer), 1::bigint, 'and no new one');
SELECT is((SELECT count(*) FROM data.audit), 1::bigint, 'nor an audit row');
SELECT is(pg_temp.try(sql), 'MS409', about) FROM (VALUES
	(pg_temp.answer_sql(in_text => 'Andet'), 'the key with another text'),
	(pg_temp.answer_sql(in_outcome => 'disagree'), 'with another outcome'),
	(pg_temp.answer_sql('2'), 'with another remark'),
	(pg_temp.answer_sql(in_role => 'Jurist'), 'in another role'))
	t (sql, about);
-- A correction is a new answer.
SELECT is(pg_temp.call(pg_temp.answer_sql(in_key => '2',
	in_outcome => 'changed', in_version => :'decision2')),
	'("2026-03-10 09:05:00")', 'a second answer corrects the first');
SELECT is((SELECT string_agg(outcome, ' ' ORDER BY at) FROM data.answer),
	'noted changed', 'both stay');
-- What is no answer.
SELECT is(pg_temp.try(sql), code, about) FROM (VALUES
	(pg_temp.answer_sql('2', in_outcome => 'maybe', in_key => '3'), 'MS400',
		'another word'),
	(pg_temp.answer_sql('2', in_outcome => NULL, in_key => '3'), 'MS400',
		'no word'),
	(pg_temp.answer_sql('2', in_text => NULL, in_key => '3'), 'MS400',
		'no text'),
	(pg_temp.answer_sql('2', in_text => ' ', in_key => '3'), 'MS400', 'blank'),
	(pg_temp.answer_sql('2', in_text => repeat('x', 4001), in_key => '3'),
		'MS400', 'too long'),
	(pg_temp.answer_sql('2', in_text => E'a\x1b[31m', in_key => '3'), 'MS400',
		'a control character'),
	(pg_temp.answer_sql('2', in_version => :'decision2', in_key => '3'),
		'MS400', 'a version without a change'),
	(pg_temp.answer_sql('2', in_outcome => 'changed', in_version => :'note',
		in_key => '3'), 'MS400', 'a version of another document'),
	(pg_temp.answer_sql('2', in_reason => NULL, in_key => '3'), 'MS400',
		'no reason for the look'),
	(pg_temp.answer_sql('2', in_unit => 't-none', in_key => '3'), 'MS400',
		'an unknown unit'),
	(pg_temp.answer_sql('2', in_role => '', in_key => '3'), 'MS400', 'no role'),
	(pg_temp.answer_sql('9', in_key => '3'), 'MS404', 'no such remark'))
	t (sql, code, about);
-- What was withdrawn.
SELECT tap.rows('minsag_citizen', format('SELECT FROM
	api_citizen.remark_withdraw(%L, %L, NULL)', key('anna'),
	'e1000000-0000-4000-8000-000000000003')) \g /dev/null
SELECT is(pg_temp.try(pg_temp.answer_sql('3', in_key => '4')), 'MS409',
	'withdrawn: no answer');
SELECT is((SELECT count(*) FROM data.answer), 2::bigint, 'none of these came in');

SELECT * FROM finish();
ROLLBACK;
