-- SPDX-License-Identifier: EUPL-1.2
-- Opens a version: asks the rule, records the look (once a session), and
-- returns what the response's head must say with the first chunk of bytes.
--
-- in_offset: where to begin; negative: that many bytes from the end. in_length:
-- 0 to 1 MiB; 0 asks for the facts alone. Both are cut to the size; when no
-- byte leaves, it is a look at the case and not audited as read.
-- in_request_id: nginx's.
-- No rows and MS425: the look is on record now, come again (internal.look).
-- No rows and MS404: not here for this citizen; no rows and MS403: listed but
-- not shown, the rule in the message names the reasons. Both are audited.

CREATE OR REPLACE FUNCTION api_document.document_open(in_session bytea, in_version uuid,
	in_offset int8, in_length int4, in_request_id text)
RETURNS TABLE (ret_media_type text, ret_file_name text, ret_size int8,
		ret_sha256 bytea, ret_published_at timestamptz, ret_bytes bytea)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	entered constant uuid := internal.session_enter(in_session, true);
	reasons constant text[] :=
		internal.visibility(internal.person(), in_version);
	it record;
	start int8;
	leaves boolean;
BEGIN
	IF in_offset IS NULL OR in_length IS NULL
		OR in_length NOT BETWEEN 0 AND 1048576
	THEN
		PERFORM internal.fail('MS400', 'chunk: at most 1 MiB');
	END IF;
	SELECT v.case_id, v.media_type, v.file_name, v.size, v.sha256,
			n.published_at
		INTO it
		FROM data.version v JOIN data.publication n ON n.version_id = v.id
		WHERE v.id = in_version;
	IF NOT FOUND OR reasons && ARRAY['not-a-party', 'not-published'] THEN
		PERFORM internal.refuse_absent('read', NULL, NULL, in_version,
			in_request_id);
		RETURN;
	END IF;
	IF reasons <> '{}' THEN
		PERFORM internal.audit_add('read', 'denied', it.case_id, in_version,
			in_request_id, array_to_string(reasons, ' '));
		PERFORM internal.refuse('MS403',
			'visibility: ' || array_to_string(reasons, ' '));
		RETURN;
	END IF;
	start := CASE WHEN in_offset < 0 THEN greatest(it.size + in_offset, 0)
		ELSE in_offset END;
	leaves := in_length > 0 AND (start < it.size OR it.size = 0);
	IF internal.look(CASE WHEN leaves THEN 'read' ELSE 'case' END, it.case_id,
		CASE WHEN leaves THEN in_version END, in_request_id, NULL)
	THEN
		RETURN QUERY SELECT it.media_type, it.file_name, it.size, it.sha256,
			it.published_at, CASE WHEN leaves
				THEN internal.content(in_version, start, in_length)
				ELSE '' END;
	END IF;
END
$$;

ALTER FUNCTION api_document.document_open(bytea, uuid, int8, int4, text) OWNER
	TO minsag_person;
COMMENT ON FUNCTION api_document.document_open(bytea, uuid, int8, int4, text)
	IS
	'Opens a version: rule, audit row, facts and first chunk.';
REVOKE ALL ON FUNCTION api_document.document_open(bytea, uuid, int8, int4,
	text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_document.document_open(bytea, uuid, int8, int4,
	text) TO minsag_document;
