-- SPDX-License-Identifier: EUPL-1.2
-- Appends the audit row of what this citizen did or tried.
--
-- in_action: 'read' (bytes of a version leave), 'case' (a case is looked at),
-- 'search' (words were found in a case), 'hit' (a version is opened from what
-- was found): their row with outcome 'ok' is unique by session and version or
-- case, and only internal.look adds it. in_outcome: ok, denied, absent.
-- in_request_id: nginx's, or null. in_detail: a word or two, or null. Returns
-- true when a row was written, false when this session has it already, or has
-- used up its ration of refusals (internal.refusal_add). What has been read is
-- no longer new.
--
-- Actor and purpose are filled in: who is a guardian in the case acts as a
-- delegate, on behalf of another; everybody else as citizen, in their own case.

CREATE OR REPLACE FUNCTION internal.audit_add(in_action text, in_outcome text,
	in_case uuid, in_version uuid, in_request_id text,
	in_detail text) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	delegate boolean;
BEGIN
	IF in_outcome <> 'ok' AND NOT internal.refusal_add() THEN
		RETURN false;
	END IF;
	delegate := EXISTS (SELECT FROM data.party p
		WHERE p.person_id = internal.person() AND p.case_id = in_case
			AND p.role = 'guardian'
			AND p.valid_from <= internal.clock()
			AND p.valid_to > internal.clock());
	INSERT INTO data.audit (at, actor, action, outcome, session_id,
			person_id, case_id, version_id, request_id, detail,
			purpose)
		VALUES (internal.clock(), CASE WHEN delegate THEN 'delegate'
				ELSE 'citizen' END, in_action, in_outcome,
			internal.session(), internal.person(), in_case, in_version,
			in_request_id, in_detail,
			CASE WHEN in_outcome <> 'ok' THEN NULL
				WHEN delegate THEN 'on-behalf' ELSE 'own-case' END)
		ON CONFLICT DO NOTHING;
	IF NOT FOUND THEN
		RETURN false;
	END IF;
	IF in_action = 'read' AND in_outcome = 'ok' THEN
		PERFORM internal.unread_remove(in_case, in_version);
	END IF;
	RETURN true;
END
$$;

ALTER FUNCTION internal.audit_add(text, text, uuid, uuid, text, text)
	OWNER TO minsag_system;
COMMENT ON FUNCTION internal.audit_add(text, text, uuid, uuid, text, text) IS
	'Appends the audit row of what this citizen did or tried.';
REVOKE ALL ON FUNCTION internal.audit_add(text, text, uuid, uuid, text, text)
	FROM PUBLIC;
GRANT EXECUTE ON FUNCTION internal.audit_add(text, text, uuid, uuid, text, text)
	TO minsag_person, minsag_system;
