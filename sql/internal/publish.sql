-- SPDX-License-Identifier: EUPL-1.2
-- Publishes a version: the deliberate act that cannot be undone. Its bytes are
-- sealed first, if they are not yet. publication_add does all of it but the
-- showing: who publishes many in one transaction calls internal.showing_refresh
-- once, and until then nobody is shown any of them.
--
-- in_at: when the case system published it, not in the future. in_by: a role
-- or unit, never a name. Returns false when it is published already. MS404 no
-- such version, MS400 in the future, MS409 the bytes are not those announced.

CREATE OR REPLACE FUNCTION internal.publication_add(in_version uuid,
	in_at timestamptz, in_by text) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	it data.version;
BEGIN
	SELECT * INTO it FROM data.version v WHERE v.id = in_version;
	IF it.id IS NULL THEN
		PERFORM internal.fail('MS404', 'publish: no such version');
	END IF;
	IF in_at > internal.clock() THEN
		PERFORM internal.fail('MS400', 'publish: a time in the future');
	END IF;
	-- Before the case is held: the bytes may be many.
	PERFORM internal.version_seal(it.id);
	PERFORM internal.case_lock(it.case_id);
	INSERT INTO data.publication (version_id, document_id, case_id, number,
			published_at, published_by, recorded_at, added_by)
		VALUES (it.id, it.document_id, it.case_id, it.number, in_at, in_by,
			internal.clock(), (SELECT u.person_id
				FROM data.upload_verdict t
					JOIN data.upload u ON u.id = t.upload_id
				WHERE t.version_id = it.id))
		ON CONFLICT DO NOTHING;
	IF NOT FOUND THEN
		RETURN false;
	END IF;
	PERFORM internal.event_add(it.case_id, in_at, 'published', NULL, it.id);
	RETURN true;
END
$$;

CREATE OR REPLACE FUNCTION internal.publish(in_version uuid, in_at timestamptz,
	in_by text) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	IF NOT internal.publication_add(in_version, in_at, in_by) THEN
		RETURN false;
	END IF;
	PERFORM internal.showing_refresh(v.case_id, v.document_id)
		FROM data.version v WHERE v.id = in_version;
	RETURN true;
END
$$;

-- Whether a large object has this size and SHA-256. An upload's bytes have been
-- read-only since the last one came, and the courier has hashed them piece by
-- piece: they are not read again. PostgreSQL hashes one value, so another object
-- is read whole: at most 1 GiB less a little.
CREATE OR REPLACE FUNCTION internal.content_matches(in_content oid, in_size bigint,
	in_sha256 bytea) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	bytes bytea;
BEGIN
	IF EXISTS (SELECT FROM data.upload u
			JOIN data.upload_hash h ON h.upload_id = u.id
		WHERE u.content = in_content AND u.finished_at IS NOT NULL
			AND u.size = in_size AND h.sha256 = in_sha256)
	THEN
		RETURN true;
	END IF;
	bytes := lo_get(in_content);
	RETURN length(bytes) = in_size AND sha256(bytes) = in_sha256;
END
$$;

ALTER FUNCTION internal.publication_add(uuid, timestamptz, text)
	OWNER TO minsag_system;
ALTER FUNCTION internal.publish(uuid, timestamptz, text)
	OWNER TO minsag_system;
COMMENT ON FUNCTION internal.publication_add(uuid, timestamptz, text) IS
	'Publishes a version that nobody is shown yet.';
REVOKE ALL ON FUNCTION internal.publication_add(uuid, timestamptz, text)
	FROM PUBLIC;
GRANT EXECUTE ON FUNCTION internal.publication_add(uuid, timestamptz, text)
	TO minsag_system;
ALTER FUNCTION internal.content_matches(oid, bigint, bytea)
	OWNER TO minsag_system;
COMMENT ON FUNCTION internal.publish(uuid, timestamptz, text) IS
	'Publishes a version: the deliberate act that cannot be undone.';
COMMENT ON FUNCTION internal.content_matches(oid, bigint, bytea) IS
	'Whether a large object has this size and SHA-256.';
REVOKE ALL ON FUNCTION internal.publish(uuid, timestamptz, text) FROM PUBLIC;
REVOKE ALL ON FUNCTION internal.content_matches(oid, bigint, bytea)
	FROM PUBLIC;
GRANT EXECUTE ON FUNCTION internal.publish(uuid, timestamptz, text)
	TO minsag_system;
GRANT EXECUTE ON FUNCTION internal.content_matches(oid, bigint, bytea)
	TO minsag_system;
