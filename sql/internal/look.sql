-- SPDX-License-Identifier: EUPL-1.2
-- Whether this session's look is on record, so that what was asked for may
-- leave: true when the row was committed by an earlier transaction. If not, the
-- row is written, and the caller returns no rows: MS425 as a notice, which
-- commits it, tells the worker to come again (fcgi/core/db.c does so by itself).
-- After the first time in a session nothing is written.
--
-- in_action: 'read' (bytes or text of a version leave), 'hit' (it is opened from
-- what a search found): of in_version; 'case' (something of a case is shown),
-- 'search' (words were found in it): of in_case. in_request_id: nginx's, or
-- null. in_detail: a word, or null.

CREATE OR REPLACE FUNCTION internal.look(in_action text, in_case uuid, in_version uuid,
	in_request_id text, in_detail text) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	stands xid8;
BEGIN
	FOR i IN 1..2 LOOP
		CASE in_action
		WHEN 'read' THEN
			SELECT a.xid INTO stands FROM data.audit a
				WHERE a.session_id = internal.session()
					AND a.version_id = in_version
					AND a.action = 'read' AND a.outcome = 'ok';
		WHEN 'case' THEN
			SELECT a.xid INTO stands FROM data.audit a
				WHERE a.session_id = internal.session()
					AND a.case_id = in_case
					AND a.action = 'case' AND a.outcome = 'ok';
		WHEN 'search' THEN
			SELECT a.xid INTO stands FROM data.audit a
				WHERE a.session_id = internal.session()
					AND a.case_id = in_case
					AND a.action = 'search' AND a.outcome = 'ok';
		WHEN 'hit' THEN
			SELECT a.xid INTO stands FROM data.audit a
				WHERE a.session_id = internal.session()
					AND a.version_id = in_version
					AND a.action = 'hit' AND a.outcome = 'ok';
		END CASE;
		EXIT WHEN FOUND;
		PERFORM internal.audit_add(in_action, 'ok', in_case, in_version,
			in_request_id, in_detail);
	END LOOP;
	IF internal.committed_earlier(stands) THEN
		RETURN true;
	END IF;
	PERFORM internal.refuse('MS425', 'look: on record now, come again');
	RETURN false;
END
$$;

-- The same for several cases, so that one more round trip is enough for all.
CREATE OR REPLACE FUNCTION internal.look_cases(in_action text, in_cases uuid[],
	in_request_id text) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	of_case uuid;
	all_stand boolean := true;
BEGIN
	FOREACH of_case IN ARRAY in_cases LOOP
		all_stand := internal.look(in_action, of_case, NULL, in_request_id,
			NULL) AND all_stand;
	END LOOP;
	RETURN all_stand;
END
$$;

ALTER FUNCTION internal.look(text, uuid, uuid, text, text)
	OWNER TO minsag_system;
ALTER FUNCTION internal.look_cases(text, uuid[], text) OWNER TO minsag_system;
COMMENT ON FUNCTION internal.look(text, uuid, uuid, text, text) IS
	'Whether this session''s look is on record; else records it.';
COMMENT ON FUNCTION internal.look_cases(text, uuid[], text) IS
	'The same for several cases.';
REVOKE ALL ON FUNCTION internal.look(text, uuid, uuid, text, text),
	internal.look_cases(text, uuid[], text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION internal.look(text, uuid, uuid, text, text),
	internal.look_cases(text, uuid[], text) TO minsag_person;
