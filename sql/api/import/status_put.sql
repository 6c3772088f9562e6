-- SPDX-License-Identifier: EUPL-1.2
-- Appends a change of status to a case's timeline.
--
-- ret_outcome: new or same (nothing done). MS404 when there is no such case;
-- MS400 when the time is in the future.

CREATE OR REPLACE FUNCTION api_import.status_put(in_case uuid, in_at timestamptz,
	in_status text)
	RETURNS TABLE (ret_outcome text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	IF NOT EXISTS (SELECT FROM data.case c WHERE c.id = in_case) THEN
		PERFORM internal.fail('MS404', 'no such case');
	END IF;
	IF in_at > internal.clock() THEN
		PERFORM internal.fail('MS400', 'at: a time in the future');
	END IF;
	IF EXISTS (SELECT FROM data.case_event e
		WHERE e.case_id = in_case AND e.at = in_at AND e.what = 'status'
			AND e.status = in_status)
	THEN
		RETURN QUERY SELECT 'same';
		RETURN;
	END IF;
	PERFORM internal.event_add(in_case, in_at, 'status', in_status, NULL);
	RETURN QUERY SELECT 'new';
END
$$;

ALTER FUNCTION api_import.status_put(uuid, timestamptz, text)
	OWNER TO minsag_system;
COMMENT ON FUNCTION api_import.status_put(uuid, timestamptz, text) IS
	'Appends a change of status to a case''s timeline.';
REVOKE ALL ON FUNCTION api_import.status_put(uuid, timestamptz, text)
	FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_import.status_put(uuid, timestamptz, text)
	TO minsag_import;
