-- SPDX-License-Identifier: EUPL-1.2
-- Begins the check of the upload that a scan job is about: from now on the
-- citizen is told "being checked".
--
-- ret_decided: there is a verdict already, from a courier that was killed before
-- it could say that its job was done.

CREATE OR REPLACE FUNCTION api_courier.upload_open(in_job bigint, in_lease uuid)
	RETURNS TABLE (ret_size bigint, ret_decided boolean)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	it constant data.upload := internal.upload_held(in_job, in_lease);
BEGIN
	INSERT INTO data.upload_check (upload_id, begun_at)
		VALUES (it.id, internal.clock())
		ON CONFLICT DO NOTHING;
	RETURN QUERY SELECT it.size, EXISTS (SELECT
		FROM data.upload_verdict t WHERE t.upload_id = it.id);
END
$$;

ALTER FUNCTION api_courier.upload_open(bigint, uuid) OWNER TO minsag_system;
COMMENT ON FUNCTION api_courier.upload_open(bigint, uuid) IS
	'Begins the check of an upload.';
REVOKE ALL ON FUNCTION api_courier.upload_open(bigint, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_courier.upload_open(bigint, uuid)
	TO minsag_courier;
