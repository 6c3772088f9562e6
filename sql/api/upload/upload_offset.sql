-- SPDX-License-Identifier: EUPL-1.2
-- Where an upload of mine stands, so that it can be gone on with.
--
-- No rows and MS404: not mine, audited. MS410: removed, or its time has passed.

CREATE OR REPLACE FUNCTION api_upload.upload_offset(in_session bytea, in_upload uuid,
	in_request_id text)
RETURNS TABLE (ret_offset int8, ret_size int8, ret_metadata text,
		ret_expires_at timestamptz)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	entered constant uuid := internal.session_enter(in_session, false);
	it record;
BEGIN
	SELECT u.received, u.size, u.metadata, u.expires_at,
			internal.upload_state(u.finished_at, u.expires_at, u.removed_at,
				false, NULL) AS state
		INTO it FROM data.upload u WHERE u.id = in_upload;
	IF NOT FOUND THEN
		PERFORM internal.upload_absent(in_upload, in_request_id);
		RETURN;
	END IF;
	IF it.state = 'expired' THEN
		PERFORM internal.fail('MS410', 'upload: removed or expired');
	END IF;
	RETURN QUERY SELECT it.received, it.size, it.metadata, it.expires_at;
END
$$;

ALTER FUNCTION api_upload.upload_offset(bytea, uuid, text)
	OWNER TO minsag_person;
COMMENT ON FUNCTION api_upload.upload_offset(bytea, uuid, text) IS
	'Where an upload of mine stands.';
REVOKE ALL ON FUNCTION api_upload.upload_offset(bytea, uuid, text)
	FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_upload.upload_offset(bytea, uuid, text)
	TO minsag_upload;
