-- SPDX-License-Identifier: EUPL-1.2
-- Who may do what to which table, in one place. Taken back first and granted
-- again in the transaction that makes the functions, when this file or the
-- catalogue has changed since (scripts/migrate).
--
-- Nobody has UPDATE or DELETE on version, publication, withdrawal, withholding,
-- upload_release, case_event, version_text, audit, audit_seal, remark,
-- remark_withdrawal, answer, correction, notice, notice_message, notice_part,
-- notice_skip and notice_state: append-only by construction. A row of showing
-- can be taken back by the transaction that recorded it, before anybody has seen
-- it, and by no other; so can what that transaction noted and queued to tell of
-- it.
-- The same goes for upload once it is finished, for upload_check, upload_hash,
-- upload_verdict and upload_removal.

DO $$
DECLARE
	each record;
BEGIN
	REVOKE ALL ON ALL TABLES IN SCHEMA data FROM PUBLIC, minsag_person,
		minsag_system, minsag_login, minsag_citizen, minsag_document,
		minsag_import, minsag_audit, minsag_admin, minsag_courier,
		minsag_upload, minsag_receiver, minsag_remover, minsag_eraser;
	-- A right on one column survives the line above.
	FOR each IN
		SELECT a.attrelid::regclass AS relation, a.attname
		FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
		WHERE c.relnamespace = 'data'::regnamespace AND a.attacl IS NOT NULL
			AND NOT a.attisdropped
	LOOP
		EXECUTE format('REVOKE ALL (%I) ON %s FROM PUBLIC, minsag_person, minsag_system, minsag_receiver, minsag_remover, minsag_eraser',
			each.attname, each.relation);
	END LOOP;
	FOR each IN
		SELECT policyname, tablename FROM pg_policies
		WHERE schemaname = 'data'
	LOOP
		EXECUTE format('DROP POLICY %I ON data.%I', each.policyname,
			each.tablename);
	END LOOP;
	-- The municipality's functions and the migrations see all rows.
	FOR each IN
		SELECT oid::regclass AS relation FROM pg_class
		WHERE relnamespace = 'data'::regnamespace AND relrowsecurity
	LOOP
		EXECUTE format('CREATE POLICY system ON %s TO minsag_system, minsag_migrate USING (true)',
			each.relation);
	END LOOP;
END
$$;

GRANT USAGE ON SCHEMA data TO minsag_person, minsag_system, minsag_receiver;

-- The municipality: appends, …
GRANT SELECT, INSERT ON data.person, data.kle, data.area, data.unit,
	data.section, data.case, data.party, data.case_event, data.document,
	data.version, data.publication, data.withdrawal, data.withholding,
	data.version_text, data.unread, data.login_request, data.session,
	data.saml_seen, data.logout_request, data.login_log, data.audit,
	data.audit_seal, data.look_setting, data.showing,
	data.remark_setting, data.upload_release TO minsag_system;
GRANT SELECT, INSERT ON data.answer, data.remark_open TO minsag_system;
GRANT EXECUTE ON FUNCTION data.text_fold(text), data.text_words(text)
	TO minsag_person, minsag_system;
GRANT SELECT, INSERT ON data.version_bytes, data.correction TO minsag_system;
GRANT SELECT ON data.remark, data.remark_withdrawal TO minsag_system;
GRANT SELECT ON data.notice_rule TO minsag_system;
GRANT SELECT, INSERT ON data.notice_person,
	data.notice_area, data.notice_contact, data.notice, data.notice_message,
	data.notice_part, data.notice_skip, data.notice_state TO minsag_system;
GRANT SELECT, INSERT, UPDATE, DELETE ON data.term TO minsag_system;
-- … changes what the case system, the clock or the citizen changes, …
GRANT UPDATE ON data.kle, data.area, data.unit TO minsag_system;
GRANT UPDATE (staff_names) ON data.look_setting TO minsag_system;
GRANT UPDATE (day_most) ON data.remark_setting TO minsag_system;
GRANT UPDATE (unit_key, title, status, closed_on, deadline_on, deadline_da,
	deadline_en, latest_at, latest_what) ON data.case TO minsag_system;
GRANT UPDATE (role, valid_from, valid_to, latest_at, latest_what, has_unread)
	ON data.party TO minsag_system;
GRANT UPDATE (version_id) ON data.unread TO minsag_system;
-- … internal.correct and version_seal alone do these; …
GRANT UPDATE (area_key) ON data.case TO minsag_system;
GRANT UPDATE (title) ON data.document TO minsag_system;
GRANT UPDATE (sealed_at) ON data.version_bytes TO minsag_system;
GRANT UPDATE (used_at, answer_hash, session_id) ON data.login_request
	TO minsag_system;
GRANT UPDATE (idle_until, ended_at, ended_by) ON data.session TO minsag_system;
GRANT UPDATE (answered_at, answer_hash) ON data.logout_request
	TO minsag_system;
GRANT INSERT, SELECT, UPDATE (due_at, tries, delays, lease, leased_by, problem,
	outcome, ended_at), DELETE ON data.job TO minsag_system;
GRANT UPDATE ON data.notice_rule, data.notice_person, data.notice_area
	TO minsag_system;
GRANT UPDATE (tries, confirmed_at) ON data.notice_contact TO minsag_system;
GRANT SELECT, INSERT, UPDATE (refused, left_out, told_at) ON data.refusal
	TO minsag_system;
-- … and forgets what is derived or what the law says to forget.
GRANT DELETE ON data.unread, data.remark_open, data.login_request, data.session, data.saml_seen,
	data.logout_request, data.login_log TO minsag_system;
GRANT DELETE ON data.notice_contact TO minsag_system;
GRANT SELECT, INSERT, DELETE ON data.notice_hand TO minsag_system;
GRANT DELETE ON data.showing, data.notice, data.notice_part TO minsag_system;

-- Uploads: appended and, until they are whole, grown or removed. No right of
-- minsag_system's changes one.
GRANT SELECT ON data.upload TO minsag_system;
GRANT SELECT, INSERT ON data.upload_check, data.upload_hash,
	data.upload_verdict, data.upload_removal, data.upload_limit TO minsag_system;
GRANT SELECT ON data.media_type TO minsag_system;
GRANT UPDATE, DELETE ON data.upload_limit TO minsag_system;
GRANT SELECT, INSERT, DELETE ON data.upload TO minsag_receiver;
GRANT UPDATE (received, finished_at, content, removed_at, removed_by)
	ON data.upload TO minsag_receiver;

-- Erasing the contents of audit rows: internal.audit_erase.
GRANT USAGE ON SCHEMA data TO minsag_eraser;
GRANT SELECT ON data.audit, data.audit_seal TO minsag_eraser;
GRANT UPDATE (salt, at, actor, action, outcome, session_id, person_id, case_id,
	version_id, request_id, detail, purpose, unit_key, staff_role, staff_name)
	ON data.audit TO minsag_eraser;

-- The citizen: reads. The content's number, the session's key and the sealed
-- CPR number are left out on purpose.
GRANT SELECT ON data.area, data.unit, data.section, data.case, data.party,
	data.case_event, data.document, data.publication, data.withdrawal,
	data.withholding, data.version_text, data.unread, data.showing,
	data.upload_release, data.remark,
	data.remark_withdrawal, data.answer, data.term TO minsag_person;
GRANT SELECT (id, document_id, case_id, number, state, created_at, media_type,
	size, pages, sha256, file_name) ON data.version TO minsag_person;
GRANT SELECT (id, person_id, display_name, level, started_at, idle_until,
	until) ON data.session TO minsag_person;
GRANT SELECT (at, action, outcome, session_id, person_id, case_id, version_id)
	ON data.audit TO minsag_person;
-- The sealed address and the code's hash are left out on purpose.
GRANT SELECT ON data.notice_rule, data.notice_person, data.notice_area,
	data.notice, data.notice_message, data.notice_part, data.notice_skip,
	data.notice_state TO minsag_person;
GRANT SELECT (person_id, expires_at, tries, confirmed_at)
	ON data.notice_contact TO minsag_person;

GRANT SELECT (id, person_id, case_id, file_name, said_type, metadata, size,
	received, created_at, expires_at, finished_at, removed_at,
	removed_by) ON data.upload TO minsag_person;
GRANT SELECT ON data.upload_check, data.upload_hash, data.upload_verdict,
	data.upload_limit TO minsag_person;

-- … and adds to the case what the citizen has to say.
GRANT INSERT ON data.remark, data.remark_withdrawal TO minsag_person;

-- What of it: the rows of the person of this transaction. A party in force is
-- the only way to a case, and the other policies go through that one. The
-- person is a sub-select, so that it is read once a statement and not once a
-- row.
CREATE POLICY eraser ON data.audit TO minsag_eraser USING (true);
CREATE POLICY person ON data.party FOR SELECT TO minsag_person
	USING (person_id = (SELECT internal.person()) AND valid_from <= internal.clock()
		AND valid_to > internal.clock());
CREATE POLICY person ON data.case FOR SELECT TO minsag_person
	USING (EXISTS (SELECT FROM data.party p
		WHERE p.case_id = "case".id));
CREATE POLICY person ON data.case_event FOR SELECT TO minsag_person
	USING (EXISTS (SELECT FROM data.party p
		WHERE p.case_id = case_event.case_id)
		AND (version_id IS NULL OR EXISTS (SELECT FROM data.publication n
			WHERE n.version_id = case_event.version_id)));
CREATE POLICY person ON data.document FOR SELECT TO minsag_person
	USING (EXISTS (SELECT FROM data.party p
		WHERE p.case_id = document.case_id));
CREATE POLICY person ON data.version FOR SELECT TO minsag_person
	USING (EXISTS (SELECT FROM data.party p
		WHERE p.case_id = version.case_id));
-- What another party added does not exist before it is released: no title, no
-- event, no number in a list.
CREATE POLICY person ON data.publication FOR SELECT TO minsag_person
	USING (EXISTS (SELECT FROM data.party p
		WHERE p.case_id = publication.case_id)
		AND (added_by IS NULL OR added_by = (SELECT internal.person())
			OR internal.released(version_id)));
CREATE POLICY person ON data.upload_release FOR SELECT TO minsag_person
	USING (EXISTS (SELECT FROM data.party p
		WHERE p.case_id = upload_release.case_id));
CREATE POLICY person ON data.withdrawal FOR SELECT TO minsag_person
	USING (EXISTS (SELECT FROM data.party p
		WHERE p.case_id = withdrawal.case_id));
CREATE POLICY person ON data.withholding FOR SELECT TO minsag_person
	USING (EXISTS (SELECT FROM data.party p
		WHERE p.case_id = withholding.case_id)
		AND (person_id IS NULL OR person_id = (SELECT internal.person())
			OR NOT alone));
CREATE POLICY person ON data.version_text FOR SELECT TO minsag_person
	USING (EXISTS (SELECT FROM data.party p
		WHERE p.case_id = version_text.case_id));
CREATE POLICY person ON data.showing FOR SELECT TO minsag_person
	USING (person_id = (SELECT internal.person()));
CREATE POLICY taken_back ON data.showing AS RESTRICTIVE FOR DELETE
	TO minsag_system USING (recorded_in = internal.transaction());
CREATE POLICY taken_back ON data.notice AS RESTRICTIVE FOR DELETE
	TO minsag_system USING (kind = 'new-document' AND EXISTS (
		SELECT FROM data.showing s WHERE s.person_id = notice.person_id
			AND s.version_id = notice.subject
			AND s.recorded_in = internal.transaction()));
CREATE POLICY taken_back ON data.notice_part AS RESTRICTIVE FOR DELETE
	TO minsag_system USING (EXISTS (SELECT FROM data.notice n
			JOIN data.showing s ON s.person_id = n.person_id
				AND s.version_id = n.subject
		WHERE n.id = notice_part.notice_id AND n.kind = 'new-document'
			AND s.recorded_in = internal.transaction()));
CREATE POLICY person ON data.unread FOR SELECT TO minsag_person
	USING (person_id = (SELECT internal.person()));
CREATE POLICY person ON data.session FOR SELECT TO minsag_person
	USING (person_id = (SELECT internal.person()));
CREATE POLICY person ON data.audit FOR SELECT TO minsag_person
	USING (person_id = (SELECT internal.person()));
-- What a citizen remarks is for that citizen and the caseworker alone. Another
-- party's remarks are a matter of access to records, which people decide.
CREATE POLICY person ON data.remark FOR SELECT TO minsag_person
	USING (person_id = (SELECT internal.person()) AND EXISTS (SELECT
		FROM data.party p WHERE p.case_id = remark.case_id));
CREATE POLICY person_adds ON data.remark FOR INSERT TO minsag_person
	WITH CHECK (person_id = (SELECT internal.person()) AND EXISTS (SELECT
		FROM data.party p WHERE p.case_id = remark.case_id));
CREATE POLICY person ON data.remark_withdrawal FOR SELECT TO minsag_person
	USING (EXISTS (SELECT FROM data.remark r
		WHERE r.id = remark_withdrawal.remark_id));
CREATE POLICY person_adds ON data.remark_withdrawal FOR INSERT TO minsag_person
	WITH CHECK (EXISTS (SELECT FROM data.remark r
		WHERE r.id = remark_withdrawal.remark_id));
CREATE POLICY person ON data.answer FOR SELECT TO minsag_person
	USING (person_id = internal.person() AND EXISTS (SELECT
		FROM data.party p WHERE p.case_id = answer.case_id));
CREATE POLICY person ON data.upload FOR SELECT TO minsag_person
	USING (person_id = (SELECT internal.person()) AND EXISTS (SELECT FROM data.party p
		WHERE p.case_id = upload.case_id));
CREATE POLICY person ON data.upload_check FOR SELECT TO minsag_person
	USING (EXISTS (SELECT FROM data.upload u
		WHERE u.id = upload_check.upload_id));
CREATE POLICY person ON data.upload_hash FOR SELECT TO minsag_person
	USING (EXISTS (SELECT FROM data.upload u
		WHERE u.id = upload_hash.upload_id));
CREATE POLICY person ON data.upload_verdict FOR SELECT TO minsag_person
	USING (EXISTS (SELECT FROM data.upload u
		WHERE u.id = upload_verdict.upload_id));

-- Who receives uploads: adds them, and afterwards touches only those that are
-- neither finished nor removed; their rows go 30 days after their bytes.
CREATE POLICY receiver_read ON data.upload FOR SELECT TO minsag_receiver
	USING (true);
CREATE POLICY receiver_add ON data.upload FOR INSERT TO minsag_receiver
	WITH CHECK (person_id = (SELECT internal.person()) AND finished_at IS NULL);
CREATE POLICY receiver_grow ON data.upload FOR UPDATE TO minsag_receiver
	USING (finished_at IS NULL AND removed_at IS NULL) WITH CHECK (true);
CREATE POLICY receiver_forget ON data.upload FOR DELETE TO minsag_receiver
	USING (removed_at < internal.clock() - interval '30 days');
CREATE POLICY person ON data.notice_person FOR SELECT TO minsag_person
	USING (person_id = (SELECT internal.person()));
CREATE POLICY person ON data.notice_area FOR SELECT TO minsag_person
	USING (person_id = (SELECT internal.person()));
CREATE POLICY person ON data.notice_contact FOR SELECT TO minsag_person
	USING (person_id = (SELECT internal.person()));
CREATE POLICY person ON data.notice FOR SELECT TO minsag_person
	USING (person_id = (SELECT internal.person()));
CREATE POLICY person ON data.notice_message FOR SELECT TO minsag_person
	USING (person_id = (SELECT internal.person()));
CREATE POLICY person ON data.notice_part FOR SELECT TO minsag_person
	USING (EXISTS (SELECT FROM data.notice_message m
		WHERE m.id = notice_part.message_id));
CREATE POLICY person ON data.notice_skip FOR SELECT TO minsag_person
	USING (EXISTS (SELECT FROM data.notice_message m
		WHERE m.id = notice_skip.message_id));
CREATE POLICY person ON data.notice_state FOR SELECT TO minsag_person
	USING (EXISTS (SELECT FROM data.notice_message m
		WHERE m.id = notice_state.message_id));
