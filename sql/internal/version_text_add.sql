-- SPDX-License-Identifier: EUPL-1.2
-- Keeps a version's text for search. What is too much for one index entry is
-- cut, for search is a help and the document itself is whole.
--
-- in_body: null or empty: nothing happens.

CREATE OR REPLACE FUNCTION internal.version_text_add(in_version uuid, in_body text)
	RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	body text := in_body;
BEGIN
	WHILE body <> '' LOOP
		BEGIN
			INSERT INTO data.version_text (version_id, case_id, body)
				SELECT v.id, v.case_id, body FROM data.version v
				WHERE v.id = in_version
				ON CONFLICT DO NOTHING;
			EXIT;
		EXCEPTION WHEN program_limit_exceeded THEN
			body := left(body, length(body) / 2);
		END;
	END LOOP;
END
$$;

ALTER FUNCTION internal.version_text_add(uuid, text) OWNER TO minsag_system;
COMMENT ON FUNCTION internal.version_text_add(uuid, text) IS
	'Keeps a version''s text for search.';
REVOKE ALL ON FUNCTION internal.version_text_add(uuid, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION internal.version_text_add(uuid, text)
	TO minsag_system;
