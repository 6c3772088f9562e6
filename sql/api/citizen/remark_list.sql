-- SPDX-License-Identifier: EUPL-1.2
-- My threads on a document, or on all of a case, with what was answered; the
-- oldest first. What another party remarked is not among them.
--
-- Exactly one of in_document and in_case is given. in_after_at, in_after_id:
-- ret_thread_at and ret_thread_id of the last thread before, or null.
-- in_limit: threads, 1 to 501. in_request_id: nginx's, or null. Audited as a
-- look at the case.
-- A row for each remark and reply, and for each answer to it: a remark that has
-- two answers has two rows; one that has none, a row with ret_answer_id null.
-- In the order of threads, then of time. Of a version that is no longer shown,
-- title and quoted text are null; what I wrote and what I was answered stay.

CREATE OR REPLACE FUNCTION api_citizen.remark_list(in_session bytea, in_document uuid,
	in_case uuid, in_after_at timestamptz, in_after_id uuid, in_limit int4,
	in_request_id text)
RETURNS TABLE (ret_thread_id uuid, ret_thread_at timestamptz, ret_id uuid,
		ret_kind text, ret_document_id uuid, ret_title text,
		ret_version_id uuid, ret_number int4, ret_audit_id int8,
		ret_page int4, ret_quote text, ret_before text, ret_after text,
		ret_body text, ret_at timestamptz, ret_withdrawn_at timestamptz,
		ret_answer_id uuid, ret_outcome text, ret_reason text,
		ret_changed_id uuid, ret_changed_number int4, ret_unit_name text,
		ret_role text, ret_answered_at timestamptz)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	entered constant uuid := internal.session_enter(in_session, true);
	after_at constant timestamptz := coalesce(in_after_at, '-infinity');
	after_id constant uuid := coalesce(in_after_id, in_document, in_case);
	of_case uuid := in_case;
BEGIN
	IF in_limit IS NULL OR in_limit NOT BETWEEN 1 AND 501
		OR (in_after_at IS NULL) <> (in_after_id IS NULL)
		OR (in_document IS NULL) = (in_case IS NULL)
	THEN
		PERFORM internal.fail('MS400', 'page: limit 1 to 501, after whole');
	END IF;
	IF in_document IS NOT NULL THEN
		SELECT n.case_id INTO of_case FROM data.publication n
			WHERE n.document_id = in_document
				AND n.published_at <= internal.clock() LIMIT 1;
		IF of_case IS NULL THEN
			PERFORM internal.refuse_absent('remarks', NULL, in_document, NULL,
				in_request_id);
			RETURN;
		END IF;
	END IF;
	IF NOT internal.case_mine(of_case, 'remarks', in_request_id) THEN
		RETURN;
	END IF;
	RETURN QUERY
	-- Roots are a stretch of an index; replies and answers are looked up in
	-- one. All of it grows with what is told, never with the square of it.
	WITH root AS MATERIALIZED (
		SELECT r.* FROM data.remark r
		WHERE r.case_id = of_case AND r.person_id = internal.person()
			AND (in_document IS NULL OR r.document_id = in_document)
			AND r.parent_id IS NULL AND (r.at, r.id) > (after_at, after_id)
		ORDER BY r.at, r.id LIMIT in_limit),
	entry AS MATERIALIZED (
		SELECT root.id AS thread_id, root.at AS thread_at, root.* FROM root
		UNION ALL
		SELECT root.id, root.at, r.*
		FROM root JOIN data.remark r ON r.parent_id = root.id),
	seen AS MATERIALIZED (
		SELECT v.version_id, v.number, v.title, v.reasons = '{}' AS shown
		FROM (SELECT DISTINCT e.version_id FROM entry e
				WHERE e.version_id IS NOT NULL) once
			CROSS JOIN LATERAL (SELECT *
				FROM internal.versions(internal.person()) every
				WHERE every.version_id = once.version_id OFFSET 0) v),
	-- A few dozen rows, read once and not for each answer.
	unit AS MATERIALIZED (TABLE data.unit)
	SELECT e.thread_id, e.thread_at, e.id, e.kind, e.document_id,
		CASE WHEN seen.shown THEN seen.title END, e.version_id, seen.number,
		e.audit_id, e.page, CASE WHEN seen.shown THEN e.quote END,
		CASE WHEN seen.shown THEN e.before END,
		CASE WHEN seen.shown THEN e.after END, e.body, e.at, w.at, a.id,
		a.outcome, a.reason, a.version_id, changed.number, unit.name, a.role,
		a.at
	FROM entry e
		LEFT JOIN seen ON seen.version_id = e.version_id
		LEFT JOIN data.remark_withdrawal w ON w.remark_id = e.id
		LEFT JOIN data.answer a ON a.remark_id = e.id
		LEFT JOIN unit ON unit.key = a.unit_key
		LEFT JOIN data.version changed ON changed.id = a.version_id
	ORDER BY e.thread_at, e.thread_id, e.parent_id IS NOT NULL, e.at, e.id,
		a.at, a.id;
END
$$;

ALTER FUNCTION api_citizen.remark_list(bytea, uuid, uuid, timestamptz, uuid,
	int4, text) OWNER TO minsag_person;
COMMENT ON FUNCTION api_citizen.remark_list(bytea, uuid, uuid, timestamptz,
	uuid, int4, text) IS
	'My threads on a document or a case, with what was answered.';
REVOKE ALL ON FUNCTION api_citizen.remark_list(bytea, uuid, uuid, timestamptz,
	uuid, int4, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_citizen.remark_list(bytea, uuid, uuid,
	timestamptz, uuid, int4, text) TO minsag_citizen;
