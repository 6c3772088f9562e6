-- SPDX-License-Identifier: EUPL-1.2
-- Adds a version and its large object in one statement, so that neither is
-- ever without the other; then version_append brings the bytes, and
-- version_seal closes them.
--
-- in_document: its document. in_number: first, second, … in_size, in_sha256:
-- what the bytes will be; version_seal holds the bytes to it. in_text:
-- extracted text for search, or null. Returns the version's id. Repeated with
-- the same hash it returns the version that is there; with another hash: MS409.

CREATE OR REPLACE FUNCTION internal.version_add(in_document uuid, in_number integer,
	in_state text, in_created_at timestamptz, in_media_type text,
	in_size bigint, in_pages integer, in_sha256 bytea, in_file_name text,
	in_text text) RETURNS uuid
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	of_case uuid;
	known data.version;
	added uuid;
BEGIN
	SELECT d.case_id INTO of_case FROM data.document d
		WHERE d.id = in_document;
	IF of_case IS NULL THEN
		PERFORM internal.fail('MS404', 'version: no such document');
	END IF;
	SELECT * INTO known FROM data.version v
		WHERE v.document_id = in_document AND v.number = in_number;
	IF NOT FOUND THEN
		-- Two imports of one document wait for each other at the key; the
		-- one that comes second takes its own object back with the block.
		BEGIN
			INSERT INTO data.version (document_id, case_id, number, state,
					created_at, media_type, size, pages, sha256, file_name,
					content)
				VALUES (in_document, of_case, in_number, in_state,
					in_created_at, in_media_type, in_size, in_pages,
					in_sha256, in_file_name, lo_create(0))
				RETURNING id INTO added;
			INSERT INTO data.version_bytes (version_id) VALUES (added);
			PERFORM internal.version_text_add(added, in_text);
			RETURN added;
		EXCEPTION WHEN unique_violation THEN
			SELECT * INTO known FROM data.version v
				WHERE v.document_id = in_document AND v.number = in_number;
		END;
	END IF;
	IF known.sha256 IS DISTINCT FROM in_sha256 THEN
		PERFORM internal.fail('MS409',
			'version: this number has other content');
	END IF;
	RETURN known.id;
END
$$;

-- Writes in_bytes at in_offset of a version that is not sealed yet. MS409
-- when it is; MS413 beyond the announced size.
CREATE OR REPLACE FUNCTION internal.version_append(in_version uuid, in_offset bigint,
	in_bytes bytea) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	bytes data.version_bytes;
	content oid;
BEGIN
	-- Who seals waits here, and who writes waits for who seals.
	SELECT * INTO bytes FROM data.version_bytes b
		WHERE b.version_id = in_version FOR NO KEY UPDATE;
	IF bytes.sealed_at IS NOT NULL THEN
		PERFORM internal.fail('MS409', 'version: sealed, so unchangeable');
	END IF;
	SELECT v.content INTO content FROM data.version v
		WHERE v.id = in_version AND bytes.version_id IS NOT NULL
			AND in_offset >= 0 AND in_offset + length(in_bytes) <= v.size;
	IF NOT FOUND THEN
		PERFORM internal.fail('MS413', 'version: beyond its announced size');
	END IF;
	PERFORM lo_put(content, in_offset, in_bytes);
END
$$;

ALTER FUNCTION internal.version_add(uuid, integer, text, timestamptz, text,
	bigint, integer, bytea, text, text) OWNER TO minsag_system;
ALTER FUNCTION internal.version_append(uuid, bigint, bytea)
	OWNER TO minsag_system;
COMMENT ON FUNCTION internal.version_add(uuid, integer, text, timestamptz,
	text, bigint, integer, bytea, text, text) IS
	'Adds a version and its large object in one statement.';
COMMENT ON FUNCTION internal.version_append(uuid, bigint, bytea) IS
	'Writes bytes of a version that is not sealed yet.';
REVOKE ALL ON FUNCTION internal.version_add(uuid, integer, text, timestamptz,
	text, bigint, integer, bytea, text, text) FROM PUBLIC;
REVOKE ALL ON FUNCTION internal.version_append(uuid, bigint, bytea)
	FROM PUBLIC;
GRANT EXECUTE ON FUNCTION internal.version_add(uuid, integer, text,
	timestamptz, text, bigint, integer, bytea, text, text) TO minsag_system;
GRANT EXECUTE ON FUNCTION internal.version_append(uuid, bigint, bytea)
	TO minsag_system;
