-- SPDX-License-Identifier: EUPL-1.2
-- Goal: a citizen is told of what becomes visible to them, whatever made it so and whenever it was published; but nobody is flooded by the past of a case that is new here.

BEGIN;
\ir ../fixture.sql
SELECT plan(21);

-- A document of a case, published at some time; its version.
CREATE FUNCTION pg_temp.publish(in_case uuid, in_key text, in_at timestamptz)
	RETURNS uuid
LANGUAGE plpgsql AS $$
DECLARE
	made uuid;
	version uuid;
	bytes constant bytea := convert_to(in_key, 'UTF8');
BEGIN
	INSERT INTO data.document (case_id, source_key, kind, title, dated_on)
		VALUES (in_case, in_key, 'note', in_key, in_at::date)
		RETURNING id INTO made;
	version := internal.version_add(made, 1, 'final', in_at, 'text/plain',
		length(bytes), 1, sha256(bytes), 'fil.txt', NULL);
	PERFORM internal.version_append(version, 0, bytes);
	PERFORM internal.publish(version, in_at, 'Sagsbehandler');
	RETURN version;
END
$$;
-- A case of Anna's that is new here.
CREATE FUNCTION pg_temp.new_case(in_key text, in_area text) RETURNS uuid
LANGUAGE plpgsql AS $$
DECLARE
	made uuid;
BEGIN
	INSERT INTO data.case SELECT (jsonb_populate_record(c, jsonb_build_object(
			'id', gen_random_uuid(), 'source_key', in_key,
			'area_key', in_area))).*
		FROM data.case c WHERE c.id = 'a1000000-0000-4000-8000-000000000000'
		RETURNING id INTO made;
	PERFORM internal.party_set('11111111-1111-4111-8111-111111111111', made,
		'applicant', internal.clock(), NULL);
	RETURN made;
END
$$;
-- Who is to be told of documents with such a key.
CREATE FUNCTION pg_temp.told(in_key text) RETURNS text
LANGUAGE sql AS $$
	SELECT coalesce(string_agg(d.source_key || ' ' || left(n.person_id::text,
		1), ', ' ORDER BY d.source_key, n.person_id), '')
	FROM data.notice n JOIN data.version v ON v.id = n.subject
		JOIN data.document d ON d.id = v.document_id
	WHERE d.source_key LIKE in_key
$$;
-- Whom a message tells of them.
CREATE FUNCTION pg_temp.queued(in_key text) RETURNS text
LANGUAGE sql AS $$
	SELECT coalesce(string_agg(d.source_key || ' ' || left(n.person_id::text,
		1), ', ' ORDER BY d.source_key, n.person_id), '')
	FROM data.notice_part p JOIN data.notice n ON n.id = p.notice_id
		JOIN data.version v ON v.id = n.subject
		JOIN data.document d ON d.id = v.document_id
	WHERE d.source_key LIKE in_key
$$;

-- A case that its parties know.
SELECT pg_temp.publish(:'a1', 'friday', internal.clock() - interval '3 days'),
	pg_temp.publish(:'a1', 'last-year', internal.clock() - interval '300 days')
	\g /dev/null
SELECT is(pg_temp.told('friday'), 'friday 1',
	'published on Friday, brought in on Monday');
SELECT is(pg_temp.told('last-year'), 'last-year 1', 'or long ago');

-- Withheld, and lifted long after.
INSERT INTO data.document (id, case_id, source_key, kind, title, dated_on)
	VALUES ('d9000000-0000-4000-8000-000000000001', :'a1', 'held', 'note',
		'held', internal.clock()::date);
SELECT internal.withhold('d9000000-0000-4000-8000-000000000001', :'anna',
	(SELECT key FROM data.section LIMIT 1), internal.clock(), false, 'Jurist')
	\g /dev/null
SELECT internal.version_add('d9000000-0000-4000-8000-000000000001', 1, 'final',
	internal.clock(), 'text/plain', 1, 1, sha256('x'), 'fil.txt', NULL) AS v
	\gset
SELECT internal.version_append(:'v', 0, 'x'), internal.publish(:'v',
	internal.clock(), 'Jurist') \g /dev/null
SELECT is(pg_temp.told('held'), '', 'withheld: not told');
SELECT clock(internal.clock() + interval '90 days') \g /dev/null
SELECT internal.withhold('d9000000-0000-4000-8000-000000000001', :'anna',
	(SELECT key FROM data.section LIMIT 1), internal.clock(), true, 'Jurist')
	\g /dev/null
SELECT is(pg_temp.told('held'), 'held 1', 'lifted: told');

-- A party whose line came after the documents.
SELECT internal.party_set(:'carla', :'a1', 'guardian', internal.clock(), NULL)
	\g /dev/null
SELECT is(pg_temp.told('friday'), 'friday 1, friday 3',
	'who joins a case that others know is told of what is in it');
SELECT internal.party_set(:'bent', :'a1', 'guardian',
	internal.clock() + interval '5 days', NULL) \g /dev/null
SELECT is(pg_temp.told('friday'), 'friday 1, friday 3',
	'not who is yet to begin');
SELECT clock(internal.clock() + interval '5 days') \g /dev/null
SELECT internal.showing_refresh(:'a1', NULL) \g /dev/null
SELECT is(pg_temp.told('friday'), 'friday 1, friday 2, friday 3', 'but then');

-- A party and a decision to withhold come in one transaction, as an import has
-- them: nobody saw it, and nothing of it is on record.
SELECT pg_temp.new_case('n0', 't-job') AS n0 \gset
SELECT pg_temp.publish(:'n0', 'n0-a', internal.clock()),
	pg_temp.publish(:'n0', 'n0-b', internal.clock()) \g /dev/null
SELECT id AS n0a FROM data.document WHERE source_key = 'n0-a' \gset
SELECT clock(internal.clock() + interval '2 days') \g /dev/null
SELECT internal.party_set(:'carla', :'n0', 'guardian', internal.clock(), NULL)
	\g /dev/null
SELECT is(pg_temp.told('n0-%'), 'n0-a 1, n0-a 3, n0-b 1, n0-b 3', 'a new party');
SELECT internal.withhold(:'n0a', :'carla', (SELECT key FROM data.section
	LIMIT 1), internal.clock(), false, 'Jurist', true) \g /dev/null
SELECT is(pg_temp.told('n0-%'), 'n0-a 1, n0-b 1, n0-b 3',
	'withheld from them in the same transaction: not told of it');
SELECT is(pg_temp.queued('n0-%'), 'n0-a 1, n0-b 1, n0-b 3', 'nor is it queued');
SELECT is((SELECT count(*) FROM data.showing s JOIN data.version v
	ON v.id = s.version_id WHERE v.document_id = :'n0a'
	AND s.person_id = :'carla'), 0::bigint, 'nor shown');
SELECT clock(internal.clock() + interval '9 days') \g /dev/null
SELECT internal.withhold(:'n0a', :'carla', (SELECT key FROM data.section
	LIMIT 1), internal.clock(), true, 'Jurist', true) \g /dev/null
SELECT is(pg_temp.queued('n0-%'), 'n0-a 1, n0-a 3, n0-b 1, n0-b 3',
	'lifted: told once');
-- What an earlier transaction noted stays.
SELECT clock(internal.clock() + interval '1 day') \g /dev/null
SELECT internal.withhold(:'n0a', NULL, (SELECT key FROM data.section LIMIT 1),
	internal.clock(), false, 'Jurist') \g /dev/null
SELECT is(pg_temp.told('n0-%'), 'n0-a 1, n0-a 3, n0-b 1, n0-b 3',
	'what was noted earlier stays');
SET LOCAL ROLE minsag_system;
DELETE FROM data.notice_part;
DELETE FROM data.notice;
RESET ROLE;
SELECT is(pg_temp.queued('n0-%'), 'n0-a 1, n0-a 3, n0-b 1, n0-b 3',
	'and nobody can take it back');

-- A case that is new here.
SELECT pg_temp.new_case('n1', 't-job') AS n1 \gset
SELECT pg_temp.publish(:'n1', 'n1-old', internal.clock() - interval '15 days'),
	pg_temp.publish(:'n1', 'n1-new', internal.clock() - interval '13 days')
	\g /dev/null
SELECT is(pg_temp.told('n1-%'), 'n1-new 1', 'its past is not told');
SELECT clock(internal.clock() + interval '2 days') \g /dev/null
SELECT pg_temp.publish(:'n1', 'n1-late', internal.clock()
	- interval '200 days') \g /dev/null
SELECT is(pg_temp.told('n1-%'), 'n1-late 1, n1-new 1',
	'what comes to it later is told');
UPDATE data.notice_rule SET past_days = 0;
SELECT pg_temp.new_case('n2', 't-job') AS n2 \gset
SELECT pg_temp.publish(:'n2', 'n2-now', internal.clock()
	- interval '1 minute') \g /dev/null
SELECT is(pg_temp.told('n2-%'), '', 'the municipality can have nothing told');
UPDATE data.notice_rule SET past_days = 3650;
SELECT pg_temp.new_case('n3', 't-job') AS n3 \gset
SELECT pg_temp.publish(:'n3', 'n3-old', internal.clock()
	- interval '200 days') \g /dev/null
SELECT is(pg_temp.told('n3-%'), 'n3-old 1', 'or all');
UPDATE data.notice_rule SET past_days = 14;

-- An area that opens after its cases were brought in.
SELECT pg_temp.new_case('n4', 't-shut') AS n4 \gset
SELECT pg_temp.publish(:'n4', 'n4-old', internal.clock() - interval '60 days')
	\g /dev/null
SELECT clock(internal.clock() + interval '20 days') \g /dev/null
SELECT pg_temp.publish(:'n4', 'n4-new', internal.clock() - interval '1 day')
	\g /dev/null
SELECT is(pg_temp.told('n4-%'), '', 'closed');
UPDATE data.area SET is_open = true WHERE key = 't-shut';
SELECT internal.showing_refresh(:'n4', NULL) \g /dev/null
SELECT is(pg_temp.told('n4-%'), 'n4-new 1',
	'opened: what is new, and not the past');
SELECT internal.showing_refresh(:'n4', NULL) \g /dev/null
SELECT is((SELECT count(*) FROM data.notice n GROUP BY n.person_id, n.subject
	ORDER BY 1 DESC LIMIT 1), 1::bigint, 'each is told once');

SELECT * FROM finish();
ROLLBACK;
