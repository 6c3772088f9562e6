-- SPDX-License-Identifier: EUPL-1.2
-- Goal: a remark is mine, on what I may read, once however often it is sent, and plain text.

BEGIN;
\ir ../fixture.sql
SELECT plan(73);
SELECT gate('minsag_citizen', 'SELECT * FROM api_citizen.remark_add(%L, NULL,
	''a1000000-0000-4000-8000-000000000000'', NULL, ''remark'', NULL, NULL,
	NULL, NULL, NULL, ''Nej'', gen_random_uuid(), NULL)');
-- A remark of someone's, by what differs from an ordinary one; its key is made
-- of a number.
CREATE FUNCTION pg_temp.add_sql(in_name text, in_version uuid,
	in_key integer, in_case uuid DEFAULT NULL, in_parent uuid DEFAULT NULL,
	in_kind text DEFAULT 'remark', in_audit bigint DEFAULT NULL,
	in_page integer DEFAULT NULL, in_quote text DEFAULT NULL,
	in_before text DEFAULT NULL, in_after text DEFAULT NULL,
	in_body text DEFAULT 'Det passer ikke.') RETURNS text
LANGUAGE sql AS $$
	SELECT format('SELECT ret_at FROM api_citizen.remark_add(%L, %L, %L, %L, %L,
		%L, %L, %L, %L, %L, %L, %L, ''r1'')', tap.key(in_name), in_case,
		in_version, in_parent, in_kind, in_audit, in_page, in_quote, in_before,
		in_after, in_body, 'c1000000-0000-4000-8000-'
			|| lpad(in_key::text, 12, '0'))
$$;
CREATE FUNCTION pg_temp.add(in_sql text) RETURNS text
LANGUAGE sql AS $$ SELECT tap.rows('minsag_citizen', in_sql) $$;
CREATE FUNCTION pg_temp.try(in_sql text) RETURNS text
LANGUAGE sql AS $$ SELECT tap.attempt('minsag_citizen', in_sql) $$;

-- What can be remarked on.
SELECT is(pg_temp.add(pg_temp.add_sql('anna', :'note', 1, in_page => 1,
	in_quote => 'fleksjob og løn', in_before => 'Vi talte om ',
	in_after => '.')), '("2026-03-10 09:00:00+00")', 'a marked text')
	FROM set_config('TimeZone', 'UTC', true);
SELECT is((SELECT concat_ws(' ', left(case_id::text, 2),
		right(document_id::text, 1), version_id = :'note', left(person_id::text,
		1), kind, page, quote, before, after, body) FROM data.remark),
	'a1 1 t 1 remark 1 fleksjob og løn Vi talte om  . Det passer ikke.',
	'it is all there');
SELECT isnt(pg_temp.add(pg_temp.add_sql('anna', :'note', 2)), '',
	'the whole of a version');
SELECT isnt(pg_temp.add(pg_temp.add_sql('anna', :'decision1', 3, in_page => 1)),
	'', 'a page of an older version');
SELECT isnt(pg_temp.add(pg_temp.add_sql('anna', NULL, 4, in_case => :'a1')), '',
	'the case');
SELECT isnt(pg_temp.add(pg_temp.add_sql('anna', :'note', 5,
	in_kind => 'not-understood', in_quote => 'fleksjob')), '',
	'a sentence that was not understood');
SELECT isnt(pg_temp.add(pg_temp.add_sql('bent', :'private', 1)), '',
	'the same key is another''s own');
SELECT is((SELECT count(*) FROM data.remark_open), 6::bigint,
	'each awaits an answer');
SELECT is((SELECT string_agg(concat_ws(' ', action, outcome,
		left(person_id::text, 1), left(case_id::text, 2), request_id, detail),
		', ' ORDER BY id) FROM data.audit WHERE action = 'remark'),
	'remark ok 1 a1 r1 remark, remark ok 1 a1 r1 remark, '
	'remark ok 1 a1 r1 remark, remark ok 1 a1 r1 remark, '
	'remark ok 1 a1 r1 not-understood, remark ok 2 a2 r1 remark',
	'each is audited, without a word of it');

-- Once, however often it is sent.
SELECT clock('2026-03-10 10:05+01');
SELECT is(pg_temp.add(pg_temp.add_sql('anna', :'note', 2)),
	'("2026-03-10 09:00:00+00")', 'sent again: the same answer');
SELECT is((SELECT count(*) FROM data.remark), 6::bigint, 'and no new one');
SELECT is((SELECT count(*) FROM data.audit WHERE action = 'remark'), 6::bigint,
	'nor a new audit row');
SELECT is(pg_temp.try(pg_temp.add_sql('anna', version::uuid, 2,
	in_case => of_case::uuid, in_kind => kind, in_page => page,
	in_quote => quote, in_body => body)), 'MS409', about)
	FROM (VALUES
	(:'decision2', NULL, 'remark', NULL, NULL, 'Det passer ikke.',
		'the key with another version'),
	(NULL, :'a1', 'remark', NULL, NULL, 'Det passer ikke.', 'with a case'),
	(:'note', NULL, 'not-understood', NULL, NULL, 'Det passer ikke.',
		'with another kind'),
	(:'note', NULL, 'remark', 1, NULL, 'Det passer ikke.', 'with a page'),
	(:'note', NULL, 'remark', NULL, 'løn', 'Det passer ikke.',
		'with a quote'),
	(:'note', NULL, 'remark', NULL, NULL, 'Det passer.',
		'with other words'))
	t (version, of_case, kind, page, quote, body, about);

-- Replies.
SELECT id AS thread FROM data.remark WHERE body = 'Det passer ikke.'
	AND version_id = :'note' AND quote IS NULL AND kind = 'remark' \gset
SELECT id AS case_thread FROM data.remark WHERE version_id IS NULL \gset
SELECT id AS bents FROM data.remark WHERE person_id = :'bent' \gset
SELECT isnt(pg_temp.add(pg_temp.add_sql('anna', :'note', 10,
	in_parent => :'thread')), '', 'a reply');
SELECT isnt(pg_temp.add(pg_temp.add_sql('anna', NULL, 11, in_case => :'a1',
	in_parent => :'case_thread')), '', 'a reply about the case');
SELECT id AS reply FROM data.remark WHERE parent_id = :'thread' \gset
SELECT is(pg_temp.try(pg_temp.add_sql('anna', version::uuid, 12,
	in_parent => parent::uuid, in_kind => kind, in_page => page)), 'MS400',
	about) FROM (VALUES
	(:'note', :'reply', 'remark', NULL, 'a reply to a reply'),
	(:'note', :'bents', 'remark', NULL, 'to another''s thread'),
	(:'note', :'case_thread', 'remark', NULL, 'to a thread that is elsewhere'),
	(:'decision2', :'thread', 'remark', NULL, 'on another document'),
	(:'note', :'thread', 'not-understood', NULL, 'of another kind'),
	(:'note', :'thread', 'remark', 1, 'with a place of its own'),
	(:'note', :'none', 'remark', NULL, 'to nothing'))
	t (version, parent, kind, page, about);
SELECT isnt(tap.rows('minsag_citizen', format('SELECT FROM
	api_citizen.remark_withdraw(%L, %L, NULL)', key('anna'), :'thread')), NULL,
	'the thread is withdrawn');
SELECT is(pg_temp.try(pg_temp.add_sql('anna', :'note', 13,
	in_parent => :'thread')), 'MS409', 'then no more replies');
SELECT is(pg_temp.try(pg_temp.add_sql('anna', :'note', 10,
	in_parent => :'thread')), 'ok', 'but the one that was, sent again');

-- A look.
SELECT internal.audit_staff('t-unit', 'Leder', NULL, 'Klage', 'desk-read',
	:'a1', :'note'), internal.audit_staff('t-unit', 'Leder', NULL, 'Klage',
	'answer', :'a1', NULL) \g /dev/null
SELECT max(id) AS look FROM data.audit WHERE action = 'desk-read' \gset
SELECT max(id) AS elsewhere FROM data.audit WHERE case_id = :'a2' \gset
SELECT isnt(pg_temp.add(pg_temp.add_sql('anna', NULL, 20, in_case => :'a1',
	in_kind => 'look', in_audit => :look)), '', 'a question about a look');
SELECT is(pg_temp.try(pg_temp.add_sql('anna', NULL, 21, in_case => :'a1',
	in_kind => 'look', in_audit => :elsewhere)), 'MS400',
	'a look at another case');
SELECT is(pg_temp.try(pg_temp.add_sql('anna', NULL, 24, in_case => :'a1',
	in_kind => 'look', in_audit => a.id)), 'MS400',
	'no look that the list shows: ' || a.action)
	FROM (SELECT action, max(id) AS id FROM data.audit
		WHERE case_id = :'a1' AND action IN ('answer', 'remark')
		GROUP BY action ORDER BY action) a;
SELECT is(pg_temp.try(pg_temp.add_sql('anna', NULL, 25, in_case => :'a1',
	in_kind => 'look', in_audit => 9000000000)), 'MS400',
	'the same as what is not there');
SELECT is(pg_temp.try(pg_temp.add_sql('anna', NULL, 22, in_case => :'a1',
	in_kind => 'look')), 'MS400', 'of kind look without one');
SELECT is(pg_temp.try(pg_temp.add_sql('anna', NULL, 23, in_case => :'a1',
	in_audit => :look)), 'MS400', 'a look with another kind');

-- What is not there, or not shown.
DELETE FROM data.audit WHERE id <> :look;
DELETE FROM data.remark_open;
SELECT is(pg_temp.add(pg_temp.add_sql(name, version::uuid, 30)), '', about)
	FROM (VALUES ('anna', :'hushed', 'not published'),
	('anna', :'other', 'another''s'), ('anna', :'none', 'none'),
	('carla', :'note', 'a stranger'), ('anna', :'secret', 'withheld'),
	('anna', :'gone', 'withdrawn')) t (name, version, about);
SELECT is(pg_temp.add(pg_temp.add_sql(name, NULL, 31, in_case => of_case::uuid)),
	'', about) FROM (VALUES ('anna', :'b1', 'another''s case'),
	('carla', :'a1', 'a stranger to the case')) t (name, of_case, about);
SELECT is((SELECT string_agg(concat_ws(' ', action, outcome, detail), ', '
		ORDER BY id) FROM data.audit WHERE id <> :look),
	'remark denied, remark denied, '
	'remark absent, remark denied, remark denied withheld, '
	'remark denied withdrawn, remark denied, remark denied', 'all on record');
SELECT is((SELECT count(*) FROM data.remark_open), 0::bigint, 'none came in');

-- What is no remark.
SELECT is(pg_temp.try(sql), 'MS400', about) FROM (VALUES
	(pg_temp.add_sql('anna', :'note', 40, in_body => ''), 'empty'),
	(pg_temp.add_sql('anna', :'note', 40, in_body => E' \n\t'), 'blank'),
	(pg_temp.add_sql('anna', :'note', 40, in_body => repeat('æ', 4001)),
		'too long'),
	(pg_temp.add_sql('anna', :'note', 40, in_body => E'a\x1b[31m'),
		'a control character'),
	(pg_temp.add_sql('anna', :'note', 40, in_body => U&'fil\202Egpj.exe'),
		'characters that turn it around'),
	(pg_temp.add_sql('anna', :'note', 40, in_body => U&'fi\00ADl'),
		'one that nobody sees'),
	(pg_temp.add_sql('anna', :'note', 40, in_quote => repeat('x', 2001)),
		'a quote too long'),
	(pg_temp.add_sql('anna', :'note', 40, in_before => 'x'),
		'what stands before nothing'),
	(pg_temp.add_sql('anna', :'note', 40, in_page => 2), 'a page too many'),
	(pg_temp.add_sql('anna', :'note', 40, in_page => 0), 'page 0'),
	(pg_temp.add_sql('anna', :'note', 40, in_kind => 'praise'),
		'an unknown kind'),
	(pg_temp.add_sql('anna', NULL, 40), 'on nothing'),
	(pg_temp.add_sql('anna', :'note', 40, in_case => :'a1'), 'on two things'),
	(pg_temp.add_sql('anna', NULL, 40, in_case => :'a1', in_page => 1),
		'a page of the case')) t (sql, about);

-- So many a day, by the municipality's setting.
DELETE FROM data.remark_setting;
INSERT INTO data.remark_setting (day_most) SELECT count(*) + 2
	FROM data.remark r WHERE r.person_id = :'carla'
		OR r.person_id = :'anna';
SELECT is((SELECT count(*) FROM (SELECT pg_temp.try(pg_temp.add_sql('anna',
	NULL, 500 + i, in_case => :'a1')) AS said FROM generate_series(1, 2) i) s
	WHERE said = 'ok'), 2::bigint, 'up to it');
SELECT is(pg_temp.try(pg_temp.add_sql('anna', NULL, 503, in_case => :'a1')),
	'MS403', 'one more is not taken');
SELECT is((SELECT count(*) FROM data.remark r WHERE r.client_key::text LIKE
	'%503'), 0::bigint, 'and not there');
SELECT is(pg_temp.try(pg_temp.add_sql('anna', NULL, 502, in_case => :'a1')),
	'ok', 'what was taken is answered again');
SELECT is(pg_temp.try(pg_temp.add_sql('bent', :'private', 504)), 'ok',
	'another''s day is their own');
SELECT clock('2026-03-11 00:01+01') \g /dev/null
UPDATE data.session SET idle_until = '2026-03-11 08:00+01',
	until = '2026-03-11 08:00+01' WHERE session_index = 'anna';
SELECT is(pg_temp.try(pg_temp.add_sql('anna', NULL, 505, in_case => :'a1')),
	'ok', 'and tomorrow is another');

SELECT * FROM finish();
ROLLBACK;
