-- SPDX-License-Identifier: EUPL-1.2
-- Removes the bytes of uploads that were never finished in time and of those
-- rejected 14 days ago: 100 of each at most, so that nobody waits for it.

CREATE OR REPLACE FUNCTION api_courier.upload_sweep()
	RETURNS TABLE (ret_removed bigint)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	RETURN QUERY SELECT internal.upload_sweep(100)
		+ internal.quarantine_remove(100);
END
$$;

ALTER FUNCTION api_courier.upload_sweep() OWNER TO minsag_system;
COMMENT ON FUNCTION api_courier.upload_sweep() IS
	'Removes the bytes of uploads whose time has passed.';
REVOKE ALL ON FUNCTION api_courier.upload_sweep() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_courier.upload_sweep() TO minsag_courier;
