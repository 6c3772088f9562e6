-- SPDX-License-Identifier: EUPL-1.2
-- Goal: a seal covers what has ended and leaves what has not; the canonical form is the documented one. Writers beside it: tests/import/40-audit.sh.

BEGIN;
\ir common.psql
SELECT plan(16);

-- This transaction is still running, so its own rows wait.
INSERT INTO data.audit (at, actor, action, outcome)
	VALUES (internal.clock(), 'system', 'mine', 'ok');
SELECT coalesce(max(number), 0) AS before FROM data.audit_seal \gset
SELECT is(pg_temp.call('SELECT ret_number FROM api_audit.seal()'),
	'(' || :before + 1 || ')', 'the next number');
SELECT ok((SELECT before_xid <= pg_current_xact_id() FROM data.audit_seal
	WHERE number = :before + 1), 'nothing of a running transaction');
SELECT is(pg_temp.call('SELECT ret_number, ret_rows FROM api_audit.seal()'),
	'(' || :before + 2 || ',0)', 'an empty one, for the chain goes on');
SELECT is(pg_temp.call('SELECT ret_waits_s >= 0, ret_behind >= 0
	FROM api_audit.seal()'), '(t,t)', 'what waits, and behind how many');
SELECT is((SELECT from_xid FROM data.audit_seal WHERE number = :before + 2),
	(SELECT before_xid FROM data.audit_seal WHERE number = :before + 1),
	'it begins where the one before ends');

-- The forms, written out by hand.
\set salt 0c000000-0000-4000-8000-000000000001
SELECT is(internal.audit_row_hash(ROW(7, '900', '2026-03-02 09:30:00.000001Z',
	'system', 'æ', 'ok', NULL, '22222222-2222-4222-8222-222222222222', NULL,
	NULL, '', NULL, NULL, NULL, NULL, NULL, :'salt', NULL)::data.audit),
	sha256(convert_to('36:' || :'salt' || ',1:7,3:900,16:1772443800000001,'
	|| '6:system,2:æ,2:ok,~36:22222222-2222-4222-8222-222222222222,~~0:,~~~~~',
	'UTF8')), 'a row''s form');
SELECT is(internal.audit_row_hash(ROW(7, '900', '2026-03-02 09:30:00.000001Z',
	'caseworker', 'desk-read', 'ok', NULL, NULL, NULL, NULL, NULL, NULL,
	'Fordi, æ', 'job', 'Leder', NULL, :'salt', NULL)::data.audit),
	sha256(convert_to('36:' || :'salt' || ',1:7,3:900,16:1772443800000001,'
	|| '10:caseworker,9:desk-read,2:ok,~~~~~~9:Fordi, æ,3:job,5:Leder,~',
	'UTF8')), 'with a purpose');
SELECT is(internal.audit_row_hash(ROW(7, '900', '2026-03-02 09:30:00.000001Z',
	'system', 'x', 'ok', NULL, NULL, NULL, NULL, NULL, NULL,
	NULL, NULL, NULL, '', :'salt', NULL)::data.audit),
	sha256(convert_to('36:' || :'salt' || ',1:7,3:900,16:1772443800000001,'
	|| '6:system,1:x,2:ok,~~~~~~~~~0:,', 'UTF8')), 'an empty text is not null');
SELECT ok((SELECT bool_and(a.digest = internal.audit_row_hash(a)) AND count(*) > 0
	FROM data.audit a WHERE a.action = 'mine'), 'a row has it from the beginning');
SELECT is((SELECT count(DISTINCT a.salt) FROM data.audit a), (SELECT count(*)
	FROM data.audit), 'and a salt of its own');
SELECT is(internal.audit_chain_hash(1, '1970-01-01 00:00:00Z', '0', '900', 2,
	sha256('rows'), sha256('before')), sha256(convert_to('1:1,1:0,1:0,3:900,'
	|| '1:2,64:' || encode(sha256('rows'), 'hex') || ',64:'
	|| encode(sha256('before'), 'hex') || ',', 'UTF8')), 'a seal''s form');
SELECT is((SELECT rows_hash FROM data.audit_seal WHERE number = :before + 2),
	sha256(''), 'no rows: the hash of nothing');

-- A database that was restored from a dump.
UPDATE data.audit_seal SET before_xid = '9000000000'
	WHERE number = :before + 3;
SELECT is(pg_temp.try('SELECT api_audit.seal()'), 'MS409',
	'transactions that count lower than the last seal');
SELECT is(attempt('minsag_citizen', format('SELECT api_citizen.case_read(%L, %L,
	NULL)', key('anna'), :'a1')), 'MS503', 'nor can anything be written');
SELECT is(attempt('minsag_system', 'DELETE FROM data.audit_seal'), '42501',
	'not even the functions'' owner can take a seal away');
SELECT pg_temp.only('SELECT api_audit.seal()');

SELECT * FROM finish();
ROLLBACK;
