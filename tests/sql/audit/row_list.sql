-- SPDX-License-Identifier: EUPL-1.2
-- Goal: the rows of a range come in order of (xid, id), a page at a time, by the index.

BEGIN;
\ir common.psql
SELECT plan(6);

INSERT INTO data.audit (xid, at, actor, action, outcome)
	SELECT x::text::xid8, internal.clock(), 'system', a, 'ok'
	FROM (VALUES (5000000002, 'c'), (5000000001, 'a'), (5000000001, 'b'),
		(5000000003, 'd')) v (x, a);
\set list 'SELECT ret_action FROM api_audit.row_list(5000000001, 5000000003, %s, %s, %s)'
SELECT is(pg_temp.call(format(:'list', 0, 0, 10)), E'(a)\n(b)\n(c)',
	'in order, and none of the next range');
SELECT is(pg_temp.call(format(:'list', 0, 0, 2)), E'(a)\n(b)', 'a page');
SELECT is(pg_temp.call(format(:'list', 5000000001, (SELECT max(id)
	FROM data.audit WHERE action = 'b'), 2)), '(c)', 'the next page');
SELECT is(pg_temp.call(format(:'list', 5000000002, (SELECT max(id)
	FROM data.audit WHERE action = 'c'), 2)), '', 'the end');
SET LOCAL enable_seqscan = off;
CREATE FUNCTION pg_temp.plan(in_sql text) RETURNS SETOF text
LANGUAGE plpgsql AS $$ BEGIN RETURN QUERY EXECUTE 'EXPLAIN ' || in_sql; END $$;
SELECT ok((SELECT count(*) FROM pg_temp.plan('SELECT FROM data.audit a
	WHERE a.xid >= ''1'' AND a.xid < ''9'' AND (a.xid, a.id) > (''1'', 1)
	ORDER BY a.xid, a.id LIMIT 10') p WHERE p ~ 'Index .*audit_xid') = 1,
	'in the index''s order');
SELECT pg_temp.only('SELECT api_audit.row_list(0, 1, 0, 0, 1)');

SELECT * FROM finish();
ROLLBACK;
