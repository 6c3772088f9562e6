-- SPDX-License-Identifier: EUPL-1.2
-- Goal: the seals come in order, a page at a time.

BEGIN;
\ir common.psql
SELECT plan(3);

SELECT pg_temp.call('SELECT FROM api_audit.seal()') \g /dev/null
SELECT pg_temp.call('SELECT FROM api_audit.seal()') \g /dev/null
SELECT max(number) AS last FROM data.audit_seal \gset
SELECT is(pg_temp.call(format('SELECT ret_number FROM api_audit.seal_list(%s,
	10)', :last - 2)), E'(' || :last - 1 || E')\n(' || :last || ')',
	'those after a number');
SELECT is(pg_temp.call(format('SELECT ret_number FROM api_audit.seal_list(%s,
	1)', :last - 2)), '(' || :last - 1 || ')', 'a page of them');
SELECT pg_temp.only('SELECT api_audit.seal_list(0, 1)');

SELECT * FROM finish();
ROLLBACK;
