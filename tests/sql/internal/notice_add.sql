-- SPDX-License-Identifier: EUPL-1.2
-- Goal: what a citizen may see and wants to know is queued once, at the time and the way they chose; nothing else is.

BEGIN;
\ir ../fixture.sql
SELECT plan(24);

CREATE FUNCTION pg_temp.box() RETURNS text LANGUAGE sql AS $$
	SELECT coalesce(string_agg(concat_ws(' ', left(m.person_id::text, 1),
		m.channel, m.pace, to_char(m.due_at AT TIME ZONE 'Europe/Copenhagen',
			'MM-DD HH24:MI'), (SELECT string_agg(n.kind, '+' ORDER BY n.kind)
			FROM data.notice_part p JOIN data.notice n ON n.id = p.notice_id
			WHERE p.message_id = m.id)), ', ' ORDER BY m.due_at, m.person_id,
		m.channel), '') FROM data.notice_message m
$$;
CREATE FUNCTION pg_temp.choose(in_who text, in_rest text) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
	PERFORM tap.rows('minsag_citizen', format(
		'SELECT * FROM api_citizen.notice_area_put(%L, %s)', tap.key(in_who),
		in_rest));
END
$$;
UPDATE data.session SET idle_until = until WHERE session_index = 'anna';
SELECT is(pg_temp.box(), '1 digital-post daily 02-01 16:00 new-document, 1 digital-post daily 02-02 16:00 new-document, 1 digital-post daily 02-05 16:00 new-document, 1 digital-post daily 02-07 16:00 new-document, 2 digital-post daily 02-07 16:00 new-document, 2 digital-post daily 02-09 16:00 new-document, 2 digital-post daily 02-11 16:00 new-document, 1 digital-post daily 02-13 16:00 new-document',
	'published: each party is told of what the rule shows to them, once a day by Digital Post; neither of what is withheld, before the start, in a closed area nor of a kind not shown');
SELECT is((SELECT count(*) FROM data.job WHERE kind = 'notice'
	AND subject IN (SELECT id FROM data.notice_message)),
	(SELECT count(*) FROM data.notice_message), 'each has its job');
SELECT is((SELECT count(*) FROM data.notice_state WHERE state = 'queued'),
	(SELECT count(*) FROM data.notice_message), 'and its first step');
DELETE FROM data.notice_state;
DELETE FROM data.notice_part;
DELETE FROM data.notice_message;
DELETE FROM data.notice;
DELETE FROM data.job;

-- Once.
SELECT internal.notice_add(:'anna', :'a1', 'new-document', :'note') \g /dev/null
SELECT internal.notice_add(:'anna', :'a1', 'new-document', :'note') \g /dev/null
SELECT internal.notice_add(:'anna', :'a1', 'new-document', :'decision2') \g /dev/null
SELECT is(pg_temp.box(), '1 digital-post daily 03-10 16:00 new-document+new-document',
	'repeated it is told once; two of a day go together');
SELECT internal.notice_add(:'bent', :'a2', 'new-document', :'letter') \g /dev/null
SELECT is((SELECT count(*) FROM data.notice_message), 2::bigint,
	'another citizen''s go to themselves');

-- What the rule does not show.
SELECT internal.notice_add(:'anna', :'a1', 'new-document', v::uuid)
	FROM unnest(ARRAY[:'secret', :'gone', :'early', :'hushed']) v \g /dev/null
SELECT internal.notice_add(:'anna', :'a2', 'new-document', :'private') \g /dev/null
SELECT internal.notice_add(:'anna', :'a3', 'new-document', :'shut') \g /dev/null
SELECT internal.notice_add(:'carla', :'a1', 'new-document', :'note') \g /dev/null
SELECT internal.notice_add(:'anna', :'b1', 'new-document', :'other') \g /dev/null
SELECT internal.notice_add(:'anna', :'a2', 'new-document', :'decision1') \g /dev/null
SELECT internal.notice_add(:'anna', :'a1', 'gossip', :'decision1') \g /dev/null
SELECT is((SELECT count(*) FROM data.notice), 3::bigint,
	'nothing of what the rule does not show, of another''s case or of an unknown kind');
SELECT attempt('minsag_document', format('SELECT
	api_document.document_open(%L, %L, 0, 10, NULL)', key('anna'), :'letter'))
	\g /dev/null
SELECT internal.notice_add(:'anna', :'a2', 'new-document', :'letter') \g /dev/null
SELECT is((SELECT count(*) FROM data.notice), 3::bigint,
	'nothing of what has been read');

-- Deadlines.
SELECT internal.notice_add(:'anna', :'a1', 'deadline-near',
	internal.notice_deadline(:'a1', '2026-04-01')) \g /dev/null
SELECT is((SELECT count(*) FROM data.notice WHERE kind = 'deadline-near'),
	1::bigint, 'the deadline of a case');
SELECT internal.notice_add(:'anna', :'a1', 'deadline-near',
	internal.notice_deadline(:'a1', '2026-04-02')) \g /dev/null
SELECT is((SELECT count(*) FROM data.notice WHERE kind = 'deadline-near'),
	1::bigint, 'not a day that is none of it');
UPDATE data.case SET deadline_on = '2026-04-02' WHERE id = :'a1';
SELECT internal.notice_add(:'anna', :'a1', 'deadline-near',
	internal.notice_deadline(:'a1', '2026-04-02')) \g /dev/null
SELECT is((SELECT count(*) FROM data.notice WHERE kind = 'deadline-near'),
	2::bigint, 'moved to another day it is told again');

-- Choices.
DELETE FROM data.notice_state;
DELETE FROM data.notice_part;
DELETE FROM data.notice_message;
DELETE FROM data.notice;
SELECT pg_temp.choose('anna', '''t-job'', ''digital-post'', ''at-once'', true, true, true, false') \g /dev/null
SELECT internal.notice_add(:'anna', :'a1', 'new-document', :'note') \g /dev/null
SELECT is(pg_temp.box(), '1 digital-post at-once 03-10 10:02 new-document',
	'at once: in two minutes');
SELECT clock('2026-03-10 10:01+01') \g /dev/null
SELECT internal.notice_add(:'anna', :'a1', 'new-document', :'decision2') \g /dev/null
SELECT is(pg_temp.box(), '1 digital-post at-once 03-10 10:02 new-document+new-document',
	'another one meanwhile goes along');
SELECT is((SELECT count(*) FROM data.notice_message), 1::bigint, 'in one');
SELECT internal.notice_add(:'anna', :'a1', 'deadline-near',
	internal.notice_deadline(:'a1', '2026-04-02')) \g /dev/null
SELECT is((SELECT dropped FROM data.notice WHERE kind = 'deadline-near'), true,
	'a kind that is off is noted as dropped');
SELECT is((SELECT count(*) FROM data.notice_part), 2::bigint,
	'and not queued');
SELECT tap.rows('minsag_citizen', format('SELECT * FROM
	api_citizen.notice_settings_put(%L, false, ''da'', ''08:30'', ''09:00'',
	''12:00'')', key('anna'))) \g /dev/null
SELECT clock('2026-03-10 10:20+01') \g /dev/null
SELECT published(:'d_note', 2, 'final', 'Nyt notat.') AS note2 \gset
SELECT ok(pg_temp.box() LIKE '%1 digital-post at-once 03-10 12:00 new-document',
	'quiet hours put it off');
SELECT clock('2026-03-10 12:30+01') \g /dev/null
SELECT published(:'d_letter', 2, 'final', 'Nyt brev.') AS letter2 \gset
SELECT ok(pg_temp.box() LIKE '%1 digital-post daily 03-11 08:30 new-document%',
	'a daily one at the hour that was chosen');
SELECT tap.rows('minsag_citizen', format('SELECT * FROM
	api_citizen.notice_settings_put(%L, true, ''da'', ''08:30'', '''', '''')',
	key('anna'))) \g /dev/null
SELECT published(:'d_note', 3, 'final', 'Nyere notat.') AS note3 \gset
SELECT is((SELECT dropped FROM data.notice WHERE subject = :'note3'), true,
	'all off');
SELECT ok(NOT EXISTS (SELECT FROM data.notice_part p JOIN data.notice n
	ON n.id = p.notice_id WHERE n.subject = :'note3'), 'nothing is queued');

-- What an import brings days later, to a case that is known here.
SELECT tap.version(:'d_hushed', 2, 'final', 'Gammelt.') AS old \gset
SELECT internal.publish(:'old', internal.clock() - interval '3 days', 'x')
	\g /dev/null
SELECT ok(EXISTS (SELECT FROM data.notice WHERE subject = :'old'),
	'it has become visible now');

-- A message on its way takes no more.
SELECT tap.rows('minsag_citizen', format('SELECT * FROM
	api_citizen.notice_settings_put(%L, false, ''da'', ''16:00'', '''', '''')',
	key('anna'))) \g /dev/null
SELECT pg_temp.choose('anna', '''t-job'', ''digital-post'', ''daily'', true, true, true, true') \g /dev/null
DELETE FROM data.notice_state;
DELETE FROM data.notice_part;
DELETE FROM data.notice_message;
SELECT published(:'d_note', 4, 'final', 'Igen.') AS note4 \gset
SELECT internal.notice_state_add(id, 'sending', NULL)
	FROM data.notice_message \g /dev/null
SELECT published(:'d_note', 5, 'final', 'Og igen.') AS note5 \gset
SELECT is(pg_temp.box(), '1 digital-post daily 03-10 16:00 new-document, 1 digital-post daily 03-11 16:00 new-document',
	'what comes while it is sent goes with the next day''s');

-- Ways that are not open.
UPDATE data.notice_rule SET channels = '{email}';
SELECT published(:'d_note', 6, 'final', 'Nok.') AS note6 \gset
SELECT is((SELECT dropped FROM data.notice WHERE subject = :'note6'), true,
	'no way is open: dropped, not lost in a queue');
SELECT is(attempt(role, format('SELECT internal.notice_add(%L, %L, %L, %L)',
	:'anna', :'a1', 'new-document', :'note')), '42501', role || ' may not')
	FROM unnest(ARRAY['minsag_citizen', 'minsag_courier']) role;

SELECT * FROM finish();
ROLLBACK;
