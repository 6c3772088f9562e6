-- SPDX-License-Identifier: EUPL-1.2
-- Goal: the end of the chain, and what waits.

BEGIN;
\ir common.psql
SELECT plan(4);

SELECT pg_temp.call('SELECT FROM api_audit.seal()') \g /dev/null
INSERT INTO data.audit (at, actor, action, outcome)
	VALUES (internal.clock(), 'system', 'waits', 'ok');
SELECT max(number) AS last FROM data.audit_seal \gset
SELECT is(pg_temp.call('SELECT ret_number FROM api_audit.head()'),
	'(' || :last || ')', 'the last seal');
SELECT is(pg_temp.call('SELECT ret_chain_hash FROM api_audit.head()'),
	(SELECT '("\' || chain_hash::text || '")' FROM data.audit_seal
	WHERE number = :last), 'and its hash');
SELECT isnt(pg_temp.call('SELECT ret_waiting FROM api_audit.head()'), '(0)',
	'what no seal covers is counted');
SELECT pg_temp.only('SELECT api_audit.head()');

SELECT * FROM finish();
ROLLBACK;
