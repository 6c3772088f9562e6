-- SPDX-License-Identifier: EUPL-1.2
-- Finds a case by the case system's key: one row, or none.
--
-- in_hold: holds it until the transaction ends (internal.case_lock), so that
-- nothing else writes in it meanwhile.

CREATE OR REPLACE FUNCTION api_import.case_find(in_key text, in_hold boolean)
	RETURNS TABLE (ret_case uuid)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	SELECT c.id INTO ret_case FROM data.case c WHERE c.source_key = in_key;
	IF FOUND THEN
		IF in_hold THEN
			PERFORM internal.case_lock(ret_case);
		END IF;
		RETURN NEXT;
	END IF;
END
$$;

ALTER FUNCTION api_import.case_find(text, boolean) OWNER TO minsag_system;
COMMENT ON FUNCTION api_import.case_find(text, boolean) IS
	'Finds a case by the case system''s key.';
REVOKE ALL ON FUNCTION api_import.case_find(text, boolean) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_import.case_find(text, boolean) TO
	minsag_import;
