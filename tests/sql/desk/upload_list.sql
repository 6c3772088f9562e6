-- SPDX-License-Identifier: EUPL-1.2
-- Goal: the desk sees what citizens added and other parties can't see, and nothing else; each case that is named has a look with its reason.

BEGIN;
\ir ../admin/common.psql
SELECT plan(13);
CREATE FUNCTION pg_temp.list(in_why text, in_case uuid, in_limit int DEFAULT 20,
	in_after text DEFAULT 'NULL, NULL') RETURNS text LANGUAGE sql AS $$
	SELECT format('SELECT ret_case_key, ret_file_name FROM
		api_desk.upload_list(''t-unit'', ''Leder'', NULL, %L, %L, %s, %s, ''r1'')',
		in_why, in_case, in_after, in_limit)
$$;
CREATE FUNCTION pg_temp.added(in_document uuid, in_number int, in_by uuid)
	RETURNS uuid LANGUAGE plpgsql AS $$
DECLARE
	made constant uuid := tap.version(in_document, in_number, 'final', 'x');
BEGIN
	INSERT INTO data.publication (version_id, document_id, case_id, number,
			published_at, published_by, recorded_at, added_by)
		SELECT v.id, v.document_id, v.case_id, v.number, internal.clock()
				+ in_number * interval '1 s' - interval '1 h', 'Borger',
			internal.clock(), in_by
		FROM data.version v WHERE v.id = made;
	RETURN made;
END
$$;
SELECT pg_temp.added(:'d_letter', 2, :'anna') AS two,
	pg_temp.added(:'d_letter', 3, :'bent') AS three,
	pg_temp.added(:'d_letter', 4, :'anna') AS four,
	pg_temp.added(:'d_letter', 5, :'anna') AS five,
	pg_temp.added(:'d_note', 6, :'anna') AS alone \gset
SELECT internal.withdraw(:'four', internal.clock(), 'wrong-case', 'x') \g /dev/null
SELECT rows('minsag_admin', format('SELECT ret_outcome FROM
	api_desk.upload_release(%L, %L, NULL, %L, %L)', 't-unit', 'Leder', 'Aftalt',
	:'five')) \g /dev/null
DELETE FROM data.audit;
SELECT pg_temp.only(pg_temp.list('Gennemgang', NULL));
SELECT is(pg_temp.try(pg_temp.list(NULL, NULL)), 'MS400', 'no reason');
SELECT is(pg_temp.try(pg_temp.list('Gennemgang', :'none')), 'MS404',
	'no such case');
SELECT is(pg_temp.try(pg_temp.list('Gennemgang', NULL, 0)), 'MS400',
	'a page of nothing');
SELECT is((SELECT count(*) FROM data.audit), 0::bigint, 'no look is left');
SELECT is(pg_temp.call(pg_temp.list('Gennemgang', NULL)),
	E'(t-a2,fil-2.txt)\n(t-a2,fil-3.txt)',
	'not what is released or withdrawn, nor where there is nobody else');
SELECT is((SELECT string_agg(concat_ws('|', action, staff_role, purpose,
	left(case_id::text, 2), CASE version_id WHEN :'two' THEN 2
	WHEN :'three' THEN 3 END, detail), ' ' ORDER BY id) FROM data.audit),
	'desk-read|Leder|Gennemgang|a2|2|listed desk-read|Leder|Gennemgang|a2|3|listed',
	'one look a version');
SELECT is((SELECT string_agg(internal.look_of_other(a.action, a.version_id,
		a.detail, person::uuid)::text, ' ' ORDER BY a.id) FROM data.audit a),
	wanted, 'of which each sees that at their own')
	FROM (VALUES (:'anna', 'false true'), (:'bent', 'true false')) t
		(person, wanted);
SELECT is(pg_temp.call(pg_temp.list('Gennemgang', :'a2', 1)),
	'(t-a2,fil-2.txt)', 'of one case, a page of one');
SELECT is(pg_temp.call(pg_temp.list('Gennemgang', :'a2', 1, format('%L, %L',
	published_at, version_id))), '(t-a2,fil-3.txt)', 'and the next')
	FROM data.publication WHERE version_id = :'two';
SELECT is(pg_temp.call(pg_temp.list('Gennemgang', :'a1')), '', 'none of another');
UPDATE data.party SET valid_to = internal.clock() WHERE case_id = :'a2'
	AND person_id = :'bent';
SELECT is(pg_temp.call(pg_temp.list('Gennemgang', NULL)), '(t-a2,fil-3.txt)',
	'whom it concerns no more awaits nothing');

SELECT * FROM finish();
ROLLBACK;
