-- SPDX-License-Identifier: EUPL-1.2
-- Publishes a version, as the case system did. It is shown by case_show.
--
-- in_by: a role or unit, never a name. ret_outcome: new or same (nothing done).
-- MS404 no such version; MS400 in the future; MS409 when its bytes are not the
-- announced ones, or when it is known with another time or publisher.

CREATE OR REPLACE FUNCTION api_import.publication_put(in_version uuid, in_at timestamptz,
	in_by text)
	RETURNS TABLE (ret_outcome text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	known data.publication;
BEGIN
	SELECT * INTO known FROM data.publication p
		WHERE p.version_id = in_version;
	IF FOUND AND (known.published_at, known.published_by) = (in_at, in_by) THEN
		RETURN QUERY SELECT 'same';
		RETURN;
	END IF;
	IF NOT internal.publication_add(in_version, in_at, in_by) THEN
		PERFORM internal.fail('MS409',
			'published_at: known with another time or publisher');
	END IF;
	PERFORM internal.audit_system('publish', NULL, v.case_id, v.id, NULL)
		FROM data.version v WHERE v.id = in_version;
	RETURN QUERY SELECT 'new';
END
$$;

ALTER FUNCTION api_import.publication_put(uuid, timestamptz, text)
	OWNER TO minsag_system;
COMMENT ON FUNCTION api_import.publication_put(uuid, timestamptz, text) IS
	'Publishes a version, as the case system did.';
REVOKE ALL ON FUNCTION api_import.publication_put(uuid, timestamptz, text)
	FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_import.publication_put(uuid, timestamptz, text)
	TO minsag_import;
