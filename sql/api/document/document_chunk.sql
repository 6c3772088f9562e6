-- SPDX-License-Identifier: EUPL-1.2
-- The bytes of a version after the first chunk, asked for once per chunk: the
-- session and the rule are asked again each time, so that log-out and
-- withdrawal take effect in the middle of a download. A download is not the
-- citizen at work: the sliding limit stays.
--
-- in_offset: where to begin; in_length: 1 byte to 1 MiB. Cut to the size. MS404
-- and MS403 as document_open has them; MS403 also when this session has not
-- begun to read the version: internal.content lets no byte leave without the
-- audit row.

CREATE OR REPLACE FUNCTION api_document.document_chunk(in_session bytea, in_version uuid,
	in_offset int8, in_length int4)
RETURNS TABLE (ret_bytes bytea)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	entered constant uuid := internal.session_enter(in_session, false);
	reasons text[];
BEGIN
	IF in_offset IS NULL OR in_offset < 0 OR in_length IS NULL
		OR in_length NOT BETWEEN 1 AND 1048576
	THEN
		PERFORM internal.fail('MS400', 'chunk: 1 byte to 1 MiB');
	END IF;
	reasons := internal.visibility(internal.person(), in_version);
	IF reasons && ARRAY['not-a-party', 'not-published'] THEN
		PERFORM internal.fail('MS404', 'not here for this citizen');
	ELSIF reasons <> '{}' THEN
		PERFORM internal.fail('MS403',
			'visibility: ' || array_to_string(reasons, ' '));
	END IF;
	RETURN QUERY SELECT internal.content(in_version, in_offset, in_length);
END
$$;

ALTER FUNCTION api_document.document_chunk(bytea, uuid, int8, int4) OWNER TO
	minsag_person;
COMMENT ON FUNCTION api_document.document_chunk(bytea, uuid, int8, int4) IS
	'The bytes of a version after the first chunk.';
REVOKE ALL ON FUNCTION api_document.document_chunk(bytea, uuid, int8, int4)
	FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_document.document_chunk(bytea, uuid, int8, int4)
	TO minsag_document;
