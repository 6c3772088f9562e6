-- SPDX-License-Identifier: EUPL-1.2
-- The only writers of uploads, and the only place where a large object is
-- removed. All belong to minsag_receiver, who owns the bytes of what is not
-- finished and of nothing else; row-level security keeps finished rows from
-- it. The callers have asked session and case.

-- Adds an upload without bytes for the person of this transaction. The caller
-- has checked the limits, after internal.upload_wait.
CREATE OR REPLACE FUNCTION internal.upload_add(in_case uuid, in_size bigint,
	in_file_name text, in_said_type text, in_metadata text) RETURNS uuid
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	added uuid;
BEGIN
	INSERT INTO data.upload (person_id, case_id, file_name, said_type,
			metadata, size, content, created_at, expires_at)
		VALUES (internal.person(), in_case, in_file_name, in_said_type,
			in_metadata, in_size, lo_create(0), internal.clock(),
			internal.clock() + interval '3 days')
		RETURNING id INTO added;
	RETURN added;
END
$$;

-- New uploads of one citizen wait for each other until the transaction ends,
-- so that two at once don't both find room below a limit.
CREATE OR REPLACE FUNCTION internal.upload_wait() RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	PERFORM pg_advisory_xact_lock(hashtextextended(
		'upload ' || internal.person()::text, 0));
END
$$;

-- Puts bytes where the upload stands: row and bytes grow in one statement, so
-- what is acknowledged is durable and what is not acknowledged is not there.
-- With the last byte it is received: its bytes become read-only, and their
-- object goes to minsag_system, who cannot remove it. None is read again here:
-- the courier takes the SHA-256, piece by piece.
--
-- in_offset: where the caller saw it stand. MS409 when it has moved meanwhile.
-- Returns where it stands now.
CREATE OR REPLACE FUNCTION internal.upload_put(in_upload uuid, in_offset bigint,
	in_bytes bytea) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	it record;
BEGIN
	UPDATE data.upload u SET received = u.received + length(in_bytes)
		WHERE u.id = in_upload AND u.person_id = internal.person()
			AND u.received = in_offset AND u.expires_at > internal.clock()
			AND u.received + length(in_bytes) <= u.size
		RETURNING u.content, u.received, u.size INTO it;
	IF NOT FOUND THEN
		PERFORM internal.fail('MS409', 'Upload-Offset: it has moved');
	END IF;
	PERFORM lo_put(it.content, in_offset, in_bytes);
	IF it.received < it.size THEN
		RETURN it.received;
	END IF;
	UPDATE data.upload u SET finished_at = internal.clock()
		WHERE u.id = in_upload;
	EXECUTE format('REVOKE UPDATE ON LARGE OBJECT %s FROM minsag_receiver',
		it.content);
	EXECUTE format('ALTER LARGE OBJECT %s OWNER TO minsag_system', it.content);
	RETURN it.received;
END
$$;

-- Removes an upload's bytes, unless it is finished or removed already: then
-- false. The server lets nobody but the owner unlink an object, and what is
-- finished has another owner. in_by: citizen or clock.
CREATE OR REPLACE FUNCTION internal.upload_unlink(in_upload uuid, in_by text)
	RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	bytes oid;
BEGIN
	SELECT u.content INTO bytes FROM data.upload u
		WHERE u.id = in_upload AND u.finished_at IS NULL
			AND u.removed_at IS NULL FOR UPDATE;
	IF bytes IS NULL THEN
		RETURN false;
	END IF;
	UPDATE data.upload u SET content = NULL, removed_at = internal.clock(),
			removed_by = in_by
		WHERE u.id = in_upload;
	PERFORM lo_unlink(bytes);
	RETURN true;
END
$$;

-- Removes the bytes of uploads whose time has passed and the rows of those
-- removed 30 days ago: at most in_most of each. Two at once share the work.
-- Returns how many bytes' objects and rows went.
CREATE OR REPLACE FUNCTION internal.upload_sweep(in_most integer) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	each uuid;
	unlinked bigint := 0;
	gone bigint;
BEGIN
	FOR each IN SELECT u.id FROM data.upload u
		WHERE u.finished_at IS NULL AND u.removed_at IS NULL
			AND u.expires_at <= internal.clock()
		ORDER BY u.expires_at LIMIT in_most FOR UPDATE SKIP LOCKED
	LOOP
		IF internal.upload_unlink(each, 'clock') THEN
			unlinked := unlinked + 1;
		END IF;
	END LOOP;
	DELETE FROM data.upload WHERE ctid = ANY (ARRAY(
		SELECT u.ctid FROM data.upload u
		WHERE u.removed_at < internal.clock() - interval '30 days'
		ORDER BY u.removed_at LIMIT in_most));
	GET DIAGNOSTICS gone = ROW_COUNT;
	RETURN unlinked + gone;
END
$$;

ALTER FUNCTION internal.upload_add(uuid, bigint, text, text, text)
	OWNER TO minsag_receiver;
ALTER FUNCTION internal.upload_wait() OWNER TO minsag_receiver;
ALTER FUNCTION internal.upload_put(uuid, bigint, bytea)
	OWNER TO minsag_receiver;
ALTER FUNCTION internal.upload_unlink(uuid, text) OWNER TO minsag_receiver;
ALTER FUNCTION internal.upload_sweep(integer) OWNER TO minsag_receiver;
COMMENT ON FUNCTION internal.upload_add(uuid, bigint, text, text, text) IS
	'Adds an upload without bytes.';
COMMENT ON FUNCTION internal.upload_wait() IS
	'New uploads of one citizen wait for each other.';
COMMENT ON FUNCTION internal.upload_put(uuid, bigint, bytea) IS
	'Puts bytes where the upload stands; the last byte finishes it.';
COMMENT ON FUNCTION internal.upload_unlink(uuid, text) IS
	'Removes the bytes of an upload that is not finished.';
COMMENT ON FUNCTION internal.upload_sweep(integer) IS
	'Removes uploads whose time has passed.';
REVOKE ALL ON FUNCTION internal.upload_add(uuid, bigint, text, text, text)
	FROM PUBLIC;
REVOKE ALL ON FUNCTION internal.upload_wait() FROM PUBLIC;
REVOKE ALL ON FUNCTION internal.upload_put(uuid, bigint, bytea) FROM PUBLIC;
REVOKE ALL ON FUNCTION internal.upload_unlink(uuid, text) FROM PUBLIC;
REVOKE ALL ON FUNCTION internal.upload_sweep(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION internal.upload_add(uuid, bigint, text, text, text)
	TO minsag_person;
GRANT EXECUTE ON FUNCTION internal.upload_wait() TO minsag_person;
GRANT EXECUTE ON FUNCTION internal.upload_put(uuid, bigint, bytea)
	TO minsag_person;
GRANT EXECUTE ON FUNCTION internal.upload_unlink(uuid, text) TO minsag_person;
GRANT EXECUTE ON FUNCTION internal.upload_sweep(integer) TO minsag_system;
