-- SPDX-License-Identifier: EUPL-1.2
-- Keeps a version's text, to be found and compared. in_body: null or empty:
-- nothing happens; nor when the version has one.

CREATE OR REPLACE FUNCTION internal.version_text_add(in_version uuid, in_body text)
	RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
	INSERT INTO data.version_text (version_id, case_id, body)
		SELECT v.id, v.case_id, in_body FROM data.version v
		WHERE v.id = in_version AND in_body <> ''
		ON CONFLICT DO NOTHING
$$;

ALTER FUNCTION internal.version_text_add(uuid, text) OWNER TO minsag_system;
COMMENT ON FUNCTION internal.version_text_add(uuid, text) IS
	'Keeps a version''s text for search.';
REVOKE ALL ON FUNCTION internal.version_text_add(uuid, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION internal.version_text_add(uuid, text)
	TO minsag_system;
