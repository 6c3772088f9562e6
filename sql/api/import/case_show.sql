-- SPDX-License-Identifier: EUPL-1.2
-- Shows the parties of a case what was published in it, all at once; before, in
-- the same transaction, comes everything that shows less.

CREATE OR REPLACE FUNCTION api_import.case_show(in_case uuid)
	RETURNS TABLE (ret_ok boolean)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	PERFORM internal.showing_refresh(in_case, NULL);
	RETURN QUERY SELECT true;
END
$$;

ALTER FUNCTION api_import.case_show(uuid) OWNER TO minsag_system;
COMMENT ON FUNCTION api_import.case_show(uuid) IS
	'Shows the parties of a case what was published in it.';
REVOKE ALL ON FUNCTION api_import.case_show(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_import.case_show(uuid) TO minsag_import;
