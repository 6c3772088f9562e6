-- SPDX-License-Identifier: EUPL-1.2
-- Notes the SHA-256 of the upload that a scan job is about, as the courier
-- took it while it read the bytes. The first one stands.
--
-- ret_same: whether it is the one that stands. If not the bytes are not those
-- that were received, and nothing may come of them.

CREATE OR REPLACE FUNCTION api_courier.upload_hash(in_job bigint,
	in_lease uuid, in_sha256 bytea)
	RETURNS TABLE (ret_same boolean)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	it constant data.upload := internal.upload_held(in_job, in_lease);
BEGIN
	INSERT INTO data.upload_hash (upload_id, sha256)
		VALUES (it.id, in_sha256)
		ON CONFLICT DO NOTHING;
	RETURN QUERY SELECT h.sha256 = in_sha256 FROM data.upload_hash h
		WHERE h.upload_id = it.id;
END
$$;

ALTER FUNCTION api_courier.upload_hash(bigint, uuid, bytea)
	OWNER TO minsag_system;
COMMENT ON FUNCTION api_courier.upload_hash(bigint, uuid, bytea) IS
	'Notes the SHA-256 of the upload that a scan job is about.';
REVOKE ALL ON FUNCTION api_courier.upload_hash(bigint, uuid, bytea)
	FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_courier.upload_hash(bigint, uuid, bytea)
	TO minsag_courier;
