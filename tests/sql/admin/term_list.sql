-- SPDX-License-Identifier: EUPL-1.2
-- Goal: the words of casework and what they mean, in order.

BEGIN;
\ir common.psql
SELECT plan(3);
SELECT pg_temp.only('SELECT * FROM api_admin.term_list()');
SELECT is(split_part(pg_temp.call('SELECT * FROM api_admin.term_list()'), E'\n',
	1), '(afgørelse,"Det, kommunen har bestemt i din sag. Er du uenig, kan du '
	'klage.","What the municipality has decided in your case. If you disagree, '
	'you can complain.")', 'the first');
SELECT is((SELECT count(*) FROM regexp_split_to_table(pg_temp.call('SELECT *
	FROM api_admin.term_list()'), E'\n')), (SELECT count(*) FROM data.term),
	'all of them');

SELECT * FROM finish();
ROLLBACK;
