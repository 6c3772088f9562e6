-- SPDX-License-Identifier: EUPL-1.2
-- The caseworkers' list of what awaits an answer: the one writer of it, for the
-- citizen's functions may not touch it. in_open: the remark begins to wait;
-- false: it waits no longer.

CREATE OR REPLACE FUNCTION internal.remark_open(in_remark uuid, in_open boolean)
	RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	IF in_open THEN
		INSERT INTO data.remark_open (remark_id, case_id, at)
			SELECT r.id, r.case_id, r.at FROM data.remark r
			WHERE r.id = in_remark
			ON CONFLICT DO NOTHING;
	ELSE
		DELETE FROM data.remark_open o WHERE o.remark_id = in_remark;
	END IF;
END
$$;

ALTER FUNCTION internal.remark_open(uuid, boolean) OWNER TO minsag_system;
COMMENT ON FUNCTION internal.remark_open(uuid, boolean) IS
	'Puts a remark on the list of what awaits an answer, or takes it off.';
REVOKE ALL ON FUNCTION internal.remark_open(uuid, boolean) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION internal.remark_open(uuid, boolean)
	TO minsag_person, minsag_system;
