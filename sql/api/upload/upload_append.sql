-- SPDX-License-Identifier: EUPL-1.2
-- Appends a chunk to an upload of mine: durable when this returns.
--
-- in_offset: where the client believes it stands. in_bytes: at most 4 MiB.
-- Bytes on their way are not the citizen at work: the sliding limit stays.
-- No rows and MS404: not mine, audited. MS409: it stands elsewhere; MS410:
-- removed, or its time has passed; MS413: more than was announced.

CREATE OR REPLACE FUNCTION api_upload.upload_append(in_session bytea, in_upload uuid,
	in_offset int8, in_bytes bytea, in_request_id text)
RETURNS TABLE (ret_offset int8, ret_expires_at timestamptz)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	entered constant uuid := internal.session_enter(in_session, false);
	it record;
	stands int8;
BEGIN
	SELECT u.case_id, u.received, u.size, u.expires_at,
			internal.upload_state(u.finished_at, u.expires_at, u.removed_at,
				false, NULL) AS state
		INTO it FROM data.upload u WHERE u.id = in_upload;
	IF NOT FOUND THEN
		PERFORM internal.upload_absent(in_upload, in_request_id);
		RETURN;
	END IF;
	stands := it.received;
	IF it.state = 'expired' THEN
		PERFORM internal.fail('MS410', 'upload: removed or expired');
	ELSIF in_offset IS DISTINCT FROM stands THEN
		PERFORM internal.fail('MS409', 'Upload-Offset: it stands elsewhere');
	ELSIF coalesce(length(in_bytes), 4194305) > 4194304 THEN
		PERFORM internal.fail('MS413', 'upload: at most 4 MiB at once');
	ELSIF stands + length(in_bytes) > it.size THEN
		PERFORM internal.fail('MS413', 'upload: beyond Upload-Length');
	ELSIF length(in_bytes) > 0 THEN
		stands := internal.upload_put(in_upload, in_offset, in_bytes);
		IF stands = it.size THEN
			PERFORM internal.upload_received(in_upload, it.case_id,
				in_request_id);
		END IF;
	END IF;
	RETURN QUERY SELECT stands, it.expires_at;
END
$$;

ALTER FUNCTION api_upload.upload_append(bytea, uuid, int8, bytea, text)
	OWNER TO minsag_person;
COMMENT ON FUNCTION api_upload.upload_append(bytea, uuid, int8, bytea, text)
	IS 'Appends a chunk to an upload of mine.';
REVOKE ALL ON FUNCTION api_upload.upload_append(bytea, uuid, int8, bytea,
	text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_upload.upload_append(bytea, uuid, int8, bytea,
	text) TO minsag_upload;
