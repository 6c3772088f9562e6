-- SPDX-License-Identifier: EUPL-1.2
-- Seals a version's bytes: they are those that were announced, and from now on
-- nobody can write to them, for the owner of the large object gives up its own
-- right. Repeated it does nothing, and waits for nobody.
--
-- MS404 no such version, MS409 the bytes are not those announced.

CREATE OR REPLACE FUNCTION internal.version_seal(in_version uuid) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	it data.version;
BEGIN
	IF EXISTS (SELECT FROM data.version_bytes b
		WHERE b.version_id = in_version AND b.sealed_at IS NOT NULL)
	THEN
		RETURN;
	END IF;
	-- internal.version_append locks the same row.
	UPDATE data.version_bytes b SET sealed_at = internal.clock()
		WHERE b.version_id = in_version AND b.sealed_at IS NULL;
	IF NOT FOUND THEN
		PERFORM internal.fail('MS404', 'version: no such version');
	END IF;
	SELECT * INTO it FROM data.version v WHERE v.id = in_version;
	IF NOT internal.content_matches(it.content, it.size, it.sha256) THEN
		PERFORM internal.fail('MS409',
			'version: the bytes are not those announced');
	END IF;
	EXECUTE format('REVOKE UPDATE ON LARGE OBJECT %s FROM minsag_system',
		it.content);
END
$$;

ALTER FUNCTION internal.version_seal(uuid) OWNER TO minsag_system;
COMMENT ON FUNCTION internal.version_seal(uuid) IS
	'Seals a version''s bytes: as announced, and closed for writing.';
REVOKE ALL ON FUNCTION internal.version_seal(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION internal.version_seal(uuid) TO minsag_system;
