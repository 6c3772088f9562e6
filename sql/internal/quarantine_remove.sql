-- SPDX-License-Identifier: EUPL-1.2
-- Removes the bytes of uploads that were rejected 14 days ago, in_most at most,
-- and notes it. Returns how many. Besides unfinished uploads these are the only
-- bytes that ever go, and this is the only function that can: its owner alone
-- may both remove an object and be taken for the owner of the finished ones.

CREATE OR REPLACE FUNCTION internal.quarantine_remove(in_most integer) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	each record;
	gone bigint := 0;
BEGIN
	FOR each IN SELECT u.id, u.content
		FROM data.upload_verdict t JOIN data.upload u ON u.id = t.upload_id
		WHERE t.outcome = 'rejected'
			AND t.at < internal.clock() - interval '14 days'
			AND NOT EXISTS (SELECT FROM data.upload_removal r
				WHERE r.upload_id = t.upload_id)
			-- What a version has is on a case, whatever else is said of it.
			AND NOT EXISTS (SELECT FROM data.version v
				WHERE v.content = u.content)
		ORDER BY t.at LIMIT in_most
	LOOP
		INSERT INTO data.upload_removal (upload_id, at)
			VALUES (each.id, internal.clock())
			ON CONFLICT DO NOTHING;
		IF FOUND THEN
			PERFORM lo_unlink(each.content);
			gone := gone + 1;
		END IF;
	END LOOP;
	RETURN gone;
END
$$;

ALTER FUNCTION internal.quarantine_remove(integer) OWNER TO minsag_remover;
COMMENT ON FUNCTION internal.quarantine_remove(integer) IS
	'Removes the bytes of uploads that were rejected long ago.';
REVOKE ALL ON FUNCTION internal.quarantine_remove(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION internal.quarantine_remove(integer)
	TO minsag_system;
