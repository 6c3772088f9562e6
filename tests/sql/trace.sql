-- SPDX-License-Identifier: EUPL-1.2
-- Goal: no byte and no text of a case leaves without a trace, whatever a worker that was taken over does: every function that gives some out, called as its role inside a transaction that is rolled back, gives nothing.
--
-- The functions are those of the catalogue: a new one fails here until it has a
-- call or, with its reason, a line among the exceptions.

BEGIN;
\ir fixture.sql
SELECT no_plan();

CREATE FUNCTION pg_temp.role_of(in_function text) RETURNS text
LANGUAGE sql AS $$
	SELECT CASE split_part(in_function, '.', 1) WHEN 'api_desk'
		THEN 'minsag_admin' ELSE replace(split_part(in_function, '.', 1),
			'api_', 'minsag_') END
$$;

-- What gives out nothing of a case that a look would be of, and why.
CREATE TEMPORARY TABLE exempt (function text PRIMARY KEY, why text)
	ON COMMIT DROP;
INSERT INTO exempt VALUES
	('api_citizen.case_list', 'the list of one''s own cases names no document; SECURITY 6.1'),
	('api_citizen.area_list', 'areas, the same for all'),
	('api_citizen.me', 'the citizen''s own name'),
	('api_citizen.notice_list', 'kinds and addresses of pages, which open nothing'),
	('api_citizen.notice_settings', 'the citizen''s own settings'),
	('api_citizen.notice_contact_confirm', 'the citizen''s own settings'),
	('api_citizen.term_find', 'words of casework, the same for all'),
	('api_upload.upload_offset', 'the citizen''s own unfinished upload'),
	('api_courier.job_take', 'kinds of jobs and their keys; what a job is about asks its lease'),
	('api_courier.notice_take', 'kinds and pages of one message, and its sealed address'),
	('api_audit.row_list', 'the audit itself, to be proved: nobody''s papers'),
	('api_audit.seal', 'hashes'), ('api_audit.head', 'hashes'),
	('api_audit.seal_list', 'hashes'), ('api_audit.heartbeat_due', 'hashes'),
	('api_admin.job_list', 'names of jobs'),
	('api_admin.limit_list', 'settings'),
	('api_admin.notice_list', 'kinds and states of messages'),
	('api_admin.term_list', 'words of casework, the same for all'),
	('api_admin.job_retry', 'the name of a job'),
	('api_admin.limit_put', 'a setting that was put'),
	('api_admin.notice_rule_put', 'a setting that was put'),
	('api_admin.term_put', 'a word of casework that was put'),
	('api_citizen.notice_contact_put', 'what became of it'),
	('api_courier.upload_accept', 'what became of it'),
	('api_desk.upload_release', 'what became of it'),
	('api_login.logout_start', 'the session''s own names, for the log-out'),
	('api_login.session_repeat', 'the page to return to'),
	('api_login.session_start', 'the page to return to');
INSERT INTO exempt SELECT 'api_import.' || name, 'what became of a line: a word'
	FROM unnest(ARRAY['area_put', 'case_put', 'document_put', 'kle_put',
		'case_stage', 'party_end', 'party_put', 'publication_put',
		'status_put', 'unit_put', 'withdrawal_put', 'withholding_put']) name;
INSERT INTO exempt VALUES
	('api_desk.version_withdraw', 'what became of it'),
	('api_desk.document_withhold', 'what became of it');

-- What shows something, as Anna, to whom it is shown, or by a job or for staff.
INSERT INTO data.job (id, kind, key, subject, added_at, due_at, lease, leased_by)
	OVERRIDING SYSTEM VALUE VALUES (-1, 'scan', 'trace',
		'0a000000-0000-4000-8000-000000000001', internal.clock(),
		internal.clock(), '0b000000-0000-4000-8000-000000000001',
		pg_current_xact_id());
INSERT INTO data.upload (id, person_id, case_id, file_name, said_type, metadata, size,
		received, created_at, expires_at, finished_at, content)
	SELECT '0a000000-0000-4000-8000-000000000001', :'anna', :'a1', 'x.txt',
		'text/plain', '', size, size, internal.clock(),
		internal.clock() + interval '3 days', internal.clock(), content
	FROM data.version WHERE id = :'hushed';
INSERT INTO data.remark (id, case_id, person_id, kind, body, client_key, at)
	VALUES ('e1000000-0000-4000-8000-000000000001', :'a1', :'anna', 'remark',
		'Hvornår?', gen_random_uuid(), internal.clock());
SELECT internal.remark_open('e1000000-0000-4000-8000-000000000001', true)
	\g /dev/null
-- What she added to the case that Bent is a party to, not released.
SELECT version(:'d_letter', 9, 'final', 'x') AS added \gset
INSERT INTO data.publication (version_id, document_id, case_id, number,
		published_at, published_by, recorded_at, added_by)
	SELECT id, document_id, case_id, number, internal.clock(), 'Borger',
		internal.clock(), :'anna'
	FROM data.version WHERE id = :'added';
-- Anna has read the draft of the decision, in a session that is over.
INSERT INTO data.audit (at, actor, action, outcome, session_id, person_id,
		case_id, version_id) VALUES (internal.clock(), 'citizen', 'read', 'ok',
		gen_random_uuid(), :'anna', :'a1', :'decision1');
CREATE TEMPORARY TABLE called (call text PRIMARY KEY) ON COMMIT DROP;
INSERT INTO called SELECT format(call, quote_literal(key('anna')), :'a1', :'d_decision',
		:'decision2', :'decision1') FROM unnest(ARRAY[
	'api_citizen.case_read(%1$s, ''%2$s'', ''r'')',
	'api_citizen.timeline(%1$s, ''%2$s'', NULL, NULL, 20, ''r'')',
	'api_citizen.document_list(%1$s, ''%2$s'', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 20, ''r'')',
	'api_citizen.document_read(%1$s, ''%3$s'', NULL, ''r'')',
	'api_citizen.document_read(%1$s, ''%3$s'', ''search'', ''r'')',
	'api_citizen.hidden_list(%1$s, ''%2$s'', NULL, NULL, 20, ''r'')',
	'api_citizen.hidden_list(%1$s, NULL, NULL, NULL, 20, ''r'')',
	'api_citizen.search(%1$s, ''fleksjob'', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 20, ''r'')',
	'api_citizen.changes(%1$s, ''%4$s'', ''%5$s'', ''r'')',
	'api_citizen.changes(%1$s, ''%4$s'', NULL, ''r'')',
	'api_citizen.changes(%1$s, ''%5$s'', NULL, ''r'')',
	'api_citizen.look_list(%1$s, ''%2$s'', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 20, ''r'')',
	'api_citizen.look_list(%1$s, NULL, ''%3$s'', NULL, NULL, NULL, NULL, NULL, NULL, 20, ''r'')',
	'api_citizen.look_export(%1$s, ''%2$s'', NULL, NULL, NULL, NULL, NULL, ''r'')',
	'api_citizen.remark_list(%1$s, NULL, ''%2$s'', NULL, NULL, 20, ''r'')',
	'api_citizen.upload_limits(%1$s, ''%2$s'', ''r'')',
	'api_citizen.upload_list(%1$s, ''%2$s'', NULL, NULL, 20, ''r'')',
	'api_citizen.upload_read(%1$s, ''0a000000-0000-4000-8000-000000000001'', ''r'')',
	'api_document.document_open(%1$s, ''%4$s'', 0, 0, ''r'')',
	'api_document.document_open(%1$s, ''%4$s'', 0, 100, ''r'')',
	'api_document.document_chunk(%1$s, ''%5$s'', 0, 100)',
	'api_desk.version_read(''t-unit'', ''Leder'', NULL, ''Klage'', ''%4$s'', ''r'')',
	'api_desk.remark_list(''t-unit'', ''Leder'', NULL, ''Svar'', NULL, NULL, NULL, NULL, NULL, NULL, 20, ''r'')',
	'api_desk.case_parts(''t-unit'', ''Leder'', NULL, ''Klage'', ''t-a1'', ''r'')',
	'api_desk.upload_list(''t-unit'', ''Leder'', NULL, ''Gennemgang'', NULL, NULL, NULL, 20, ''r'')',
	'api_courier.upload_open(-1, ''0b000000-0000-4000-8000-000000000001'')',
	'api_courier.upload_chunk(-1, ''0b000000-0000-4000-8000-000000000001'', 0, 100)'
	]) call;

-- Those of the catalogue whose result has text or bytes.
CREATE TEMPORARY VIEW gives AS
	SELECT DISTINCT n.nspname || '.' || p.proname AS function
	FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
		CROSS JOIN LATERAL unnest(coalesce(p.proallargtypes,
			ARRAY[p.prorettype])) WITH ORDINALITY a (type, place)
	WHERE n.nspname LIKE 'api\_%'
		AND coalesce(p.proargmodes[a.place], 't') IN ('t', 'o', 'b')
		AND a.type IN ('text'::regtype, 'bytea'::regtype, 'text[]'::regtype,
			'bytea[]'::regtype, 'jsonb'::regtype, 'json'::regtype,
			'record'::regtype);
SELECT is((SELECT string_agg(function, ' ' ORDER BY function) FROM gives
	WHERE function NOT IN (SELECT split_part(call, '(', 1) FROM called)
		AND function NOT IN (SELECT function FROM exempt)), NULL,
	'every function that gives out text or bytes is called here, or says why not');
SELECT is((SELECT string_agg(function, ' ' ORDER BY function) FROM exempt
	WHERE function NOT IN (SELECT function FROM gives)), NULL,
	'and no exception is out of date');

-- How many rows a call gives, undone; an error of ours gives none.
CREATE FUNCTION pg_temp.given(in_call text) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
	count text;
BEGIN
	EXECUTE format('SET LOCAL ROLE %I', pg_temp.role_of(in_call));
	EXECUTE 'SELECT count(*) FROM ' || in_call INTO count;
	RAISE EXCEPTION USING ERRCODE = 'ZZ000', MESSAGE = count;
EXCEPTION
	WHEN SQLSTATE 'ZZ000' THEN RETURN SQLERRM;
	WHEN OTHERS THEN RETURN CASE WHEN SQLSTATE ~ '^MS4' THEN '0'
		ELSE SQLSTATE || SQLERRM END;
END
$$;
-- A download that was begun, so that chunks can follow.
SELECT internal.session_enter(key('anna'), true),
	internal.audit_add('read', 'ok', :'a1', :'decision1', 'r', NULL)
	\g /dev/null
SELECT isnt(pg_temp.given(call), '0', 'when the trace stands: ' || call)
	FROM called ORDER BY call;

-- The function as it is.
DROP FUNCTION internal.committed_earlier(xid8);
\ir ../../sql/internal/committed_earlier.sql
SELECT is(pg_temp.given(call), '0', 'in a transaction that is rolled back: '
	|| call) FROM called ORDER BY call;
SAVEPOINT within;
SELECT pg_temp.given(call) FROM called \g /dev/null
SELECT rows(pg_temp.role_of(call), 'SELECT * FROM ' || call) FROM called
	WHERE call !~ 'chunk|courier' \g /dev/null
SELECT is(pg_temp.given(call), '0', 'again in it, behind a savepoint: ' || call)
	FROM called ORDER BY call;
-- What it recorded, as if that had been an earlier transaction.
UPDATE data.audit SET xid = '3';
UPDATE data.job SET leased_by = '3' WHERE id = -1;
SELECT isnt(pg_temp.given(call), '0', 'once it is committed: ' || call)
	FROM called ORDER BY call;

SELECT * FROM finish();
ROLLBACK;
