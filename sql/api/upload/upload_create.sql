-- SPDX-License-Identifier: EUPL-1.2
-- Begins an upload to one of my cases, within the limits of its area.
--
-- in_file_name: already without folders and invisible characters.
-- in_said_type: what the browser calls its type, or empty: refused here only
-- if it is known to be unwelcome, for what counts is found by content later.
-- in_metadata: tus' header as sent. in_bytes: its first bytes, or null, at
-- most 4 MiB. in_request_id: nginx's, or null.
-- No rows and MS404: not my case, audited. MS413: larger than a file may be,
-- or more than all of mine may; MS415: a type that the area does not take;
-- MS403: the area is closed, too many today, or too many unfinished.

CREATE OR REPLACE FUNCTION api_upload.upload_create(in_session bytea, in_case uuid,
	in_size int8, in_file_name text, in_said_type text, in_metadata text,
	in_bytes bytea, in_request_id text)
RETURNS TABLE (ret_id uuid, ret_offset int8, ret_expires_at timestamptz)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	entered constant uuid := internal.session_enter(in_session, true);
	area record;
	most data.upload_limit;
	used record;
	added uuid;
	stands int8 := 0;
BEGIN
	IF NOT internal.case_mine(in_case, 'upload', in_request_id) THEN
		RETURN;
	END IF;
	SELECT a.key, a.is_open INTO area FROM data.case c
		JOIN data.area a ON a.key = c.area_key WHERE c.id = in_case;
	most := internal.upload_limit(area.key);
	IF NOT area.is_open THEN
		PERFORM internal.fail('MS403', 'upload: the area is closed');
	ELSIF in_size < 1 THEN
		PERFORM internal.fail('MS400', 'upload: a file without bytes');
	ELSIF in_size > most.file_bytes THEN
		PERFORM internal.fail('MS413', 'upload: bytes of a file');
	ELSIF length(in_bytes) > least(in_size, 4194304) THEN
		PERFORM internal.fail('MS413', 'upload: beyond Upload-Length');
	ELSIF NOT internal.upload_type_may(in_said_type, most.media_types) THEN
		PERFORM internal.fail('MS415', 'upload: a type of the area');
	END IF;
	PERFORM internal.upload_wait();
	SELECT * INTO used FROM internal.upload_used(area.key);
	IF used.ret_unfinished >= internal.upload_unfinished_most() THEN
		PERFORM internal.fail('MS403', 'upload: too many unfinished');
	ELSIF used.ret_today >= most.day_files THEN
		PERFORM internal.fail('MS403', 'upload: files a day');
	ELSIF used.ret_bytes + in_size > most.person_bytes THEN
		PERFORM internal.fail('MS413', 'upload: bytes of a citizen');
	END IF;
	added := internal.upload_add(in_case, in_size, in_file_name,
		in_said_type, in_metadata);
	IF length(in_bytes) > 0 THEN
		stands := internal.upload_put(added, 0, in_bytes);
	END IF;
	IF stands = in_size THEN
		PERFORM internal.upload_received(added, in_case, in_request_id);
	END IF;
	RETURN QUERY SELECT u.id, u.received, u.expires_at FROM data.upload u
		WHERE u.id = added;
END
$$;

ALTER FUNCTION api_upload.upload_create(bytea, uuid, int8, text, text, text,
	bytea, text) OWNER TO minsag_person;
COMMENT ON FUNCTION api_upload.upload_create(bytea, uuid, int8, text, text,
	text, bytea, text) IS 'Begins an upload to one of my cases.';
REVOKE ALL ON FUNCTION api_upload.upload_create(bytea, uuid, int8, text, text,
	text, bytea, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_upload.upload_create(bytea, uuid, int8, text,
	text, text, bytea, text) TO minsag_upload;
