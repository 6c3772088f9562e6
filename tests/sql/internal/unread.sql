-- SPDX-License-Identifier: EUPL-1.2
-- Goal: data.unread and has_unread always say what the rule and the audit say.

BEGIN;
\ir ../fixture.sql
SELECT plan(22);

-- The slow truth: of each listed document the newest published version, shown,
-- never read.
CREATE FUNCTION pg_temp.truth() RETURNS SETOF text LANGUAGE sql AS $$
	SELECT p.person_id || ' ' || v.version_id
	FROM data.party p CROSS JOIN LATERAL internal.versions(p.person_id) v
	WHERE v.case_id = p.case_id AND v.reasons = '{}'
		AND NOT EXISTS (SELECT FROM data.publication n
			WHERE n.document_id = v.document_id AND n.number > v.number)
		AND NOT EXISTS (SELECT FROM data.audit a
			WHERE a.person_id = p.person_id AND a.version_id = v.version_id
				AND a.action = 'read' AND a.outcome = 'ok')
$$;
CREATE FUNCTION pg_temp.agree(in_about text) RETURNS SETOF text
LANGUAGE sql AS $$
	SELECT tap.set_eq('SELECT person_id || '' '' || version_id
		FROM data.unread', 'SELECT * FROM pg_temp.truth()', in_about)
	UNION ALL
	SELECT tap.is((SELECT count(*) FROM data.party p WHERE p.has_unread
		<> EXISTS (SELECT FROM data.unread u WHERE u.person_id = p.person_id
			AND u.case_id = p.case_id)), 0::bigint, in_about || ': the flag')
$$;
CREATE FUNCTION pg_temp.read(in_key bytea, in_version uuid) RETURNS text
LANGUAGE sql AS $$
	SELECT tap.attempt('minsag_document', format('SELECT
		api_document.document_open(%L, %L, 0, 10, %L)', in_key, in_version,
		'r'))
$$;
SELECT pg_temp.agree('the fixture');
SELECT pg_temp.read(key('anna'), :'note') \g /dev/null
SELECT pg_temp.agree('one read');
SELECT ok(has_unread, 'more in the case') FROM data.party
	WHERE person_id = :'anna' AND case_id = :'a1';
SELECT pg_temp.read(key('anna'), :'decision1') \g /dev/null
SELECT pg_temp.agree('an older version read');
SELECT pg_temp.read(key('anna'), :'decision2') \g /dev/null
SELECT pg_temp.agree('the newest read');
SELECT ok(NOT has_unread, 'all read') FROM data.party
	WHERE person_id = :'anna' AND case_id = :'a1';
SELECT published(:'d_note', 2, 'final', 'Nyt.') AS note2 \gset
SELECT pg_temp.agree('a new version');
SELECT internal.withdraw(:'note2', internal.clock(), 'wrong-case', 'x')
	\g /dev/null
SELECT pg_temp.agree('withdrawn');
SELECT clock('2026-03-10 10:10+01') \g /dev/null
SELECT internal.withhold(:'d_secret', NULL, 'fvl-15b', internal.clock(), true,
	'x') \g /dev/null
SELECT pg_temp.agree('lifted');
SELECT internal.party_set(:'carla', :'a1', 'guardian', '2026-03-01', NULL)
	\g /dev/null
SELECT pg_temp.agree('a new party');
SELECT pg_temp.read(key('carla'), :'note') \g /dev/null
SELECT pg_temp.agree('who reads');
UPDATE data.area SET is_open = true WHERE key = 't-shut';
SELECT internal.showing_refresh(:'a3', NULL) \g /dev/null
SELECT pg_temp.agree('an area opens');

SELECT * FROM finish();
ROLLBACK;
