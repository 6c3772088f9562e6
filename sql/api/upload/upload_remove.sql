-- SPDX-License-Identifier: EUPL-1.2
-- Gives up an unfinished upload of mine and removes its bytes.
--
-- No rows and MS404: not mine, audited. MS410: gone already; MS403: finished,
-- so it has been received and stays.

CREATE OR REPLACE FUNCTION api_upload.upload_remove(in_session bytea, in_upload uuid,
	in_request_id text)
RETURNS TABLE (ret_ok boolean)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	entered constant uuid := internal.session_enter(in_session, true);
	it record;
BEGIN
	SELECT u.finished_at, u.removed_at INTO it FROM data.upload u
		WHERE u.id = in_upload;
	IF NOT FOUND THEN
		PERFORM internal.upload_absent(in_upload, in_request_id);
		RETURN;
	END IF;
	IF it.finished_at IS NOT NULL THEN
		PERFORM internal.fail('MS403', 'upload: received, so it stays');
	ELSIF it.removed_at IS NOT NULL THEN
		PERFORM internal.fail('MS410', 'upload: removed or expired');
	ELSIF NOT internal.upload_unlink(in_upload, 'citizen') THEN
		PERFORM internal.fail('MS409', 'upload: it has moved');
	END IF;
	RETURN QUERY SELECT true;
END
$$;

ALTER FUNCTION api_upload.upload_remove(bytea, uuid, text)
	OWNER TO minsag_person;
COMMENT ON FUNCTION api_upload.upload_remove(bytea, uuid, text) IS
	'Gives up an unfinished upload of mine.';
REVOKE ALL ON FUNCTION api_upload.upload_remove(bytea, uuid, text)
	FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_upload.upload_remove(bytea, uuid, text)
	TO minsag_upload;
