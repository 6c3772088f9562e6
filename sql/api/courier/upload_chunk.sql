-- SPDX-License-Identifier: EUPL-1.2
-- A chunk of the upload that a scan job is about, at most 1 MiB; shorter at the
-- end, empty behind it.

CREATE OR REPLACE FUNCTION api_courier.upload_chunk(in_job bigint, in_lease uuid,
	in_offset bigint, in_length integer)
	RETURNS TABLE (ret_bytes bytea)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	it constant data.upload := internal.upload_held(in_job, in_lease);
BEGIN
	IF in_offset < 0 OR in_length NOT BETWEEN 1 AND 1048576 THEN
		PERFORM internal.fail('MS400', 'upload: at most 1 MiB at once');
	END IF;
	RETURN QUERY SELECT lo_get(it.content, in_offset, in_length);
END
$$;

ALTER FUNCTION api_courier.upload_chunk(bigint, uuid, bigint, integer)
	OWNER TO minsag_system;
COMMENT ON FUNCTION api_courier.upload_chunk(bigint, uuid, bigint, integer) IS
	'A chunk of the upload that a scan job is about.';
REVOKE ALL ON FUNCTION api_courier.upload_chunk(bigint, uuid, bigint, integer)
	FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_courier.upload_chunk(bigint, uuid, bigint,
	integer) TO minsag_courier;
