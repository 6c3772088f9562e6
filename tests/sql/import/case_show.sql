-- SPDX-License-Identifier: EUPL-1.2
-- Goal: what was published is shown when the case is, all at once.

BEGIN;
\ir common.psql
SELECT plan(5);

\set show 'SELECT * FROM api_import.case_show(%L)'
SELECT pg_temp.call(format('SELECT * FROM api_import.publication_put(%L, %L,
	%L)', :'hushed', '2026-02-20 10:00+01', 'Enhed')) \g /dev/null
SELECT is(array_to_string(internal.visibility(:'anna', :'hushed'), ' '),
	'not-ready', 'published, and not shown yet');
SELECT is(pg_temp.call(format(:'show', :'a1')), '(t)', 'shown');
SELECT is(array_to_string(internal.visibility(:'anna', :'hushed'), ' '), '',
	'the party sees it');
SELECT is((SELECT count(*) FROM data.unread u WHERE u.person_id = :'anna'
	AND u.version_id = :'hushed'), 1::bigint, 'as something new');
SELECT pg_temp.only(format(:'show', :'a1'));

SELECT * FROM finish();
ROLLBACK;
