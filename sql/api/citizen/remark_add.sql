-- SPDX-License-Identifier: EUPL-1.2
-- Adds a remark to one of my cases, or a reply to a thread of mine.
--
-- Exactly one of in_case (the case itself, or a look at it) and in_version is
-- given. in_parent: the remark that begins the thread, for a reply; it has no
-- place of its own. in_kind: remark, not-understood or look; a reply's is its
-- thread's. in_audit: which look is asked about, with look. in_page, in_quote
-- (1 to 2,000 characters), in_before and in_after (1 to 100): where on the
-- version, or null: on the whole. in_body: 1 to 4,000 characters.
-- in_key: made by the citizen's device. Sent twice it is one remark, with the
-- same answer; MS409 when the key has come with other content, or for a reply
-- to what was withdrawn; MS403 when there were too many today. in_request_id: nginx's, or null. Audited.

CREATE OR REPLACE FUNCTION api_citizen.remark_add(in_session bytea, in_case uuid,
	in_version uuid, in_parent uuid, in_kind text, in_audit int8,
	in_page int4, in_quote text, in_before text, in_after text, in_body text,
	in_key uuid, in_request_id text)
RETURNS TABLE (ret_id uuid, ret_at timestamptz)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	entered constant uuid := internal.session_enter(in_session, true);
	checked constant boolean := in_body IS NOT NULL AND in_key IS NOT NULL
		AND (in_case IS NULL) <> (in_version IS NULL)
		AND internal.text_check(in_quote, 2000, 'quote')
		AND internal.text_check(in_before, 100, 'before')
		AND internal.text_check(in_after, 100, 'after')
		AND internal.text_check(in_body, 4000, 'body');
	thread data.remark;
	of_version record;
BEGIN
	IF NOT checked THEN
		PERFORM internal.fail('MS400', 'remark: body, key and a place');
	END IF;
	IF in_version IS NOT NULL THEN
		IF NOT internal.version_mine(in_version, 'remark', in_request_id) THEN
			RETURN;
		END IF;
	ELSIF NOT internal.case_mine(in_case, 'remark', in_request_id) THEN
		RETURN;
	END IF;
	SELECT v.case_id, v.document_id, v.pages INTO of_version
		FROM data.version v WHERE v.id = in_version;
	IF in_page > coalesce(of_version.pages, 1) OR in_page < 1 THEN
		PERFORM internal.fail('MS400', 'page: there is none such');
	END IF;
	IF in_audit IS NOT NULL AND NOT internal.look_of_case(in_audit, in_case)
	THEN
		PERFORM internal.fail('MS400', 'audit: no look at this case');
	END IF;
	IF in_parent IS NOT NULL THEN
		SELECT * INTO thread FROM data.remark r
			WHERE r.id = in_parent AND r.parent_id IS NULL
				AND r.case_id = coalesce(in_case, of_version.case_id)
				AND r.document_id IS NOT DISTINCT FROM of_version.document_id;
		IF thread.id IS NULL OR thread.kind <> in_kind THEN
			PERFORM internal.fail('MS400', 'parent: no thread here');
		END IF;
		IF EXISTS (SELECT FROM data.remark_withdrawal w
				WHERE w.remark_id = in_parent)
			AND NOT EXISTS (SELECT FROM data.remark r
				WHERE r.person_id = internal.person()
					AND r.client_key = in_key)
		THEN
			PERFORM internal.fail('MS409', 'parent: it was withdrawn');
		END IF;
	END IF;
	INSERT INTO data.remark (case_id, document_id, version_id, person_id,
			parent_id, kind, audit_id, page, quote, before, after, body,
			client_key, at)
		VALUES (coalesce(in_case, of_version.case_id),
			of_version.document_id, in_version, internal.person(),
			in_parent, in_kind, in_audit, in_page, in_quote, in_before,
			in_after, in_body, in_key, internal.clock())
		ON CONFLICT (person_id, client_key) DO NOTHING
		RETURNING id, at INTO ret_id, ret_at;
	IF ret_id IS NOT NULL THEN
		PERFORM internal.remark_ration();
		PERFORM internal.remark_open(ret_id, true);
		PERFORM internal.audit_add('remark', 'ok',
			coalesce(in_case, of_version.case_id), in_version,
			in_request_id, in_kind);
		RETURN NEXT;
		RETURN;
	END IF;
	SELECT r.id, r.at INTO ret_id, ret_at FROM data.remark r
		WHERE r.person_id = internal.person() AND r.client_key = in_key
			AND (r.case_id, r.version_id, r.parent_id, r.kind, r.audit_id,
				r.page, r.quote, r.before, r.after, r.body)
			IS NOT DISTINCT FROM (coalesce(in_case, of_version.case_id),
				in_version, in_parent, in_kind, in_audit, in_page, in_quote,
				in_before, in_after, in_body);
	IF ret_id IS NULL THEN
		PERFORM internal.fail('MS409', 'key: it came with other content');
	END IF;
	RETURN NEXT;
EXCEPTION
	WHEN check_violation OR not_null_violation THEN
		PERFORM internal.fail('MS400', 'remark: its parts do not belong together');
END
$$;

ALTER FUNCTION api_citizen.remark_add(bytea, uuid, uuid, uuid, text, int8,
	int4, text, text, text, text, uuid, text) OWNER TO minsag_person;
COMMENT ON FUNCTION api_citizen.remark_add(bytea, uuid, uuid, uuid, text, int8,
	int4, text, text, text, text, uuid, text) IS
	'Adds a remark to one of my cases, or a reply.';
REVOKE ALL ON FUNCTION api_citizen.remark_add(bytea, uuid, uuid, uuid, text,
	int8, int4, text, text, text, text, uuid, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_citizen.remark_add(bytea, uuid, uuid, uuid, text,
	int8, int4, text, text, text, text, uuid, text) TO minsag_citizen;
