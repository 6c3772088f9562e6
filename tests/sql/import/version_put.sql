-- SPDX-License-Identifier: EUPL-1.2
-- Goal: a version comes with its text for search, however long.

BEGIN;
\ir common.psql
SELECT plan(9);

\set put 'SELECT ret_version IS NOT NULL FROM api_import.version_put(%L, ''6'', %s, ''final'', now(), ''text/plain'', 3, %L, sha256(%L), ''a.txt'', %L)'
SELECT is(pg_temp.call(format(:'put', :'a1', 7, NULL, 'abc',
	'Arbejdsprøvning')), '(t)', 'new');
SELECT is((SELECT count(*) FROM data.version_text t JOIN data.version v
	ON v.id = t.version_id WHERE v.document_id = :'d_hushed' AND v.number = 7
	AND t.words @@ to_tsquery('danish', 'arbejdsprøvningen')), 1::bigint,
	'its text is found');
SELECT is(pg_temp.call(format(:'put', :'a1', 7, NULL, 'abc',
	'Arbejdsprøvning')), '(t)', 'repeated');
SELECT is(pg_temp.try(format(:'put', :'a1', 7, NULL, 'abd', NULL)),
	'MS409', 'other bytes: conflict');
SELECT is(pg_temp.call(format(:'put', :'a1', 8, 3, 'abc', NULL)), '(t)',
	'without text');
SELECT is(pg_temp.call(format(:'put', :'a1', 9, NULL, 'abc',
	(SELECT string_agg(md5(n::text), ' ') FROM generate_series(1, 60000) n))),
	'(t)', 'more words than an index entry holds');
SELECT ok((SELECT length(t.body) > 1900000 AND length(t.words) > 10000
	FROM data.version_text t JOIN data.version v ON v.id = t.version_id
	WHERE v.document_id = :'d_hushed' AND v.number = 9),
	'are left out of it; the text is whole');
SELECT is(pg_temp.try(format(:'put', :'none', 1, NULL, 'abc', NULL)), 'MS404',
	'no such document');
SELECT pg_temp.only(format(:'put', :'a1', 7, NULL, 'abc', NULL));

SELECT * FROM finish();
ROLLBACK;
