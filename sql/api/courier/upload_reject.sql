-- SPDX-License-Identifier: EUPL-1.2
-- The upload that a scan job is about does not come on the case. Its bytes stay
-- in quarantine for 14 days. The first verdict stands, whoever says it again.
--
-- in_reason: a word of data.upload_verdict's. in_media_type: what was found;
-- null: unknown.

CREATE OR REPLACE FUNCTION api_courier.upload_reject(in_job bigint, in_lease uuid,
	in_reason text, in_media_type text)
	RETURNS TABLE (ret_new boolean)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	held constant data.job := internal.job_held(in_job, in_lease);
	it constant data.upload := internal.upload_held(in_job, in_lease);
BEGIN
	IF in_reason IS NULL THEN
		PERFORM internal.fail('MS400', 'reason: demanded');
	END IF;
	RETURN QUERY SELECT internal.upload_judge(it.id, NULL, in_reason,
		in_media_type, NULL);
END
$$;

ALTER FUNCTION api_courier.upload_reject(bigint, uuid, text, text)
	OWNER TO minsag_system;
COMMENT ON FUNCTION api_courier.upload_reject(bigint, uuid, text, text) IS
	'The upload does not come on the case.';
REVOKE ALL ON FUNCTION api_courier.upload_reject(bigint, uuid, text, text)
	FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_courier.upload_reject(bigint, uuid, text, text)
	TO minsag_courier;
