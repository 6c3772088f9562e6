-- SPDX-License-Identifier: EUPL-1.2
-- Goal: append-only by construction: no role but the migrations' can change or remove what was published, decided or looked at.

BEGIN;
\ir ../fixture.sql
SELECT plan(34);
SELECT count(*) AS shown FROM data.showing \gset

SELECT is((SELECT string_agg(DISTINCT r.rolname || ' ' || c.relname || ' '
		|| p.privilege, ', ')
	FROM pg_class c CROSS JOIN pg_roles r
		CROSS JOIN (VALUES ('UPDATE'), ('DELETE'), ('TRUNCATE'),
			('REFERENCES'), ('TRIGGER')) p (privilege)
	WHERE c.relnamespace = 'data'::regnamespace
		AND c.relname IN ('version', 'publication', 'withdrawal',
			'withholding', 'case_event', 'version_text', 'audit', 'correction',
			'audit_seal', 'person', 'section', 'migration', 'remark',
			'remark_withdrawal', 'answer', 'upload_check', 'upload_hash', 'upload_verdict',
			'upload_removal', 'upload_release', 'notice', 'notice_message',
			'notice_part',
			'notice_skip', 'notice_state')
		AND NOT r.rolsuper AND r.rolname NOT LIKE 'pg\_%'
		AND r.rolname <> 'minsag_migrate'
		AND (has_table_privilege(r.oid, c.oid, p.privilege)
			OR CASE WHEN p.privilege IN ('UPDATE', 'REFERENCES')
				THEN has_any_column_privilege(r.oid, c.oid, p.privilege) END)),
	'minsag_eraser audit UPDATE, minsag_remover notice DELETE, '
	|| 'minsag_remover notice_part DELETE, minsag_system notice DELETE, '
	|| 'minsag_system notice_part DELETE',
	'no role has a right to change them but who erases an audit row''s contents, and who takes a notice back at once');
SELECT is(attempt('minsag_system', 'DELETE FROM data.showing') || ' '
	|| (SELECT count(*) FROM data.showing), 'ok ' || :shown,
	'what an earlier transaction showed can''t be removed');
SELECT internal.notice_add(s.person_id, s.case_id, 'new-document', s.version_id)
	FROM data.showing s \g /dev/null
SELECT count(*) AS noted FROM data.notice \gset
SELECT count(*) AS parts FROM data.notice_part \gset
SELECT ok(:noted > 0 AND :parts > 0, 'there are notices');
SELECT is(attempt('minsag_system', 'DELETE FROM data.notice_part') || ' '
	|| attempt('minsag_system', 'DELETE FROM data.notice') || ' '
	|| attempt('minsag_remover', 'DELETE FROM data.notice_part') || ' '
	|| attempt('minsag_remover', 'DELETE FROM data.notice') || ' '
	|| (SELECT count(*) FROM data.notice_part) || ' '
	|| (SELECT count(*) FROM data.notice), 'ok ok ok ok ' || :parts || ' ' || :noted,
	'nor what it told');
SELECT is((SELECT string_agg(format(role || ': ' || statement, relation), ', ')
	FROM unnest(ARRAY['minsag_system', 'minsag_person', 'minsag_import',
		'minsag_audit', 'minsag_citizen', 'minsag_document', 'minsag_login',
		'minsag_admin', 'minsag_upload', 'minsag_receiver',
		'minsag_courier', 'minsag_remover', 'minsag_eraser']) role,
	unnest(ARRAY['version', 'publication', 'withdrawal', 'withholding',
		'case_event', 'audit', 'audit_seal', 'remark',
		'remark_withdrawal', 'answer', 'upload_check', 'upload_hash', 'upload_verdict', 'upload_removal',
		'notice', 'notice_message', 'notice_part', 'notice_skip',
		'notice_state'])
		relation,
	unnest(ARRAY['DELETE FROM data.%I', 'TRUNCATE data.%I',
		'DROP TABLE data.%I', 'ALTER TABLE data.%I DISABLE TRIGGER ALL'])
		statement
	WHERE attempt(role, format(statement, relation)) <> '42501'
		AND NOT (relation IN ('notice', 'notice_part')
			AND statement LIKE 'DELETE %'
			AND role IN ('minsag_system', 'minsag_remover'))), NULL,
	'every role that tries is refused');
SELECT is(attempt('minsag_system', statement), '42501', statement)
	FROM (VALUES
	('UPDATE data.publication SET published_at = now()'),
	('UPDATE data.version SET sha256 = sha256'),
	('UPDATE data.version SET content = 1'),
	('UPDATE data.audit SET at = at'),
	('UPDATE data.audit_seal SET rows = 0'),
	('UPDATE data.withholding SET lifted = true'),
	('UPDATE data.withdrawal SET cause = cause'),
	('UPDATE data.document SET kind = kind'),
	('UPDATE data.document SET dated_on = dated_on'),
	('UPDATE data.correction SET was = was'),
	('DELETE FROM data.version_bytes'),
	('UPDATE data.remark SET body = body'),
	('UPDATE data.remark_withdrawal SET at = at'),
	('UPDATE data.answer SET reason = reason'),
	('UPDATE data.upload SET received = received'),
	('UPDATE data.upload_hash SET sha256 = sha256'),
	('UPDATE data.upload_verdict SET at = at'),
	('DELETE FROM data.upload'),
	('UPDATE data.person SET cpr_sealed = cpr_sealed'),
	('UPDATE data.case SET opened_on = opened_on'),
	('UPDATE data.party SET person_id = person_id'),
	('UPDATE data.showing SET shown_at = shown_at'),
	('UPDATE data.party SET case_id = case_id'),
	('SELECT lo_unlink(1)'), ('SELECT lo_creat(-1)'),
	('SELECT lo_truncate(1, 1)'), ('SELECT lo_open(1, 393216)'),
	('SELECT lo_import(''/etc/passwd'')'),
	('SELECT lo_export(1, ''/tmp/x'')')) t (statement);

SELECT * FROM finish();
ROLLBACK;
