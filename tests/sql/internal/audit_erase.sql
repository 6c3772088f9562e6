-- SPDX-License-Identifier: EUPL-1.2
-- Goal: of an audit row's contents nothing is left but its digest, and a row says so; only of what is sealed.

BEGIN;
\ir ../fixture.sql
SELECT plan(8);
SELECT pg_advisory_xact_lock(hashtextextended('minsag audit seal', 0))
	\g /dev/null
INSERT INTO data.audit (xid, at, actor, action, outcome, person_id, case_id,
		detail)
	SELECT n::text::xid8, internal.clock(), 'citizen', 'case', 'ok', :'anna',
		of_case::uuid, 'x' FROM (VALUES (9000000001, :'a1'), (9000000002, :'a2'),
		(9000000003, :'a1'), (9000000009, :'a1')) t (n, of_case);
CREATE TEMPORARY TABLE before AS SELECT xid, id, digest FROM data.audit;
SELECT coalesce(max(number), 0) AS last FROM data.audit_seal \gset
INSERT INTO data.audit_seal (number, sealed_at, from_xid, before_xid, rows,
		rows_hash, chain_hash)
	VALUES (:last + 1, internal.clock(), '0', '9000000005', 3, sha256(''),
		sha256(''));
ALTER TABLE data.audit DISABLE TRIGGER digest;
ALTER TABLE data.audit ALTER COLUMN digest SET DEFAULT sha256('');
SELECT is(internal.audit_erase(:'a1'), 2::bigint, 'the case''s sealed rows');
SELECT is((SELECT string_agg(concat_ws(' ', a.xid, a.detail, a.person_id IS NULL,
		a.salt IS NULL), ', ' ORDER BY a.xid, a.id) FROM data.audit a
		JOIN before USING (id)), '9000000001 t t, 9000000002 x f f, '
		'9000000003 t t, 9000000009 x f f', 'are empty, the others are not');
SELECT is((SELECT count(*) FROM data.audit a JOIN before b
	USING (xid, id, digest)), 4::bigint, 'the digests are as they were');
SELECT is((SELECT array_agg(detail ORDER BY id) FROM data.audit
	WHERE action = 'erased'), (SELECT array_agg(xid || ':' || id ORDER BY xid, id)
	FROM before WHERE xid IN ('9000000001', '9000000003')), 'a row says so of each');
SELECT is(internal.audit_erase(:'a1'), 0::bigint, 'again: nothing');
SELECT is(attempt('minsag_eraser', statement), '42501', statement)
	FROM unnest(ARRAY['DELETE FROM data.audit',
		'UPDATE data.audit SET digest = sha256('''')']) statement;
SELECT is(attempt('minsag_system', format('SELECT internal.audit_erase(%L)',
	:'a1')), '42501', 'no program calls it yet');

SELECT * FROM finish();
ROLLBACK;
