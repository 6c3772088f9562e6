-- SPDX-License-Identifier: EUPL-1.2
-- Counts an attempt of this session that is refused, and says whether it has an
-- audit row of its own: the first 50 of a session do. The audit is kept for
-- good, so whoever asks for what is not theirs must not make it grow for ever.

CREATE OR REPLACE FUNCTION internal.refusal_add() RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	ration constant bigint := 50;
	counted bigint;
BEGIN
	INSERT INTO data.refusal AS r (session_id, refused)
		VALUES (internal.session(), 1)
		ON CONFLICT (session_id) DO UPDATE SET refused = r.refused + 1,
			left_out = r.left_out + (r.refused >= ration)::integer
		RETURNING r.refused INTO counted;
	RETURN counted <= ration;
END
$$;

-- Says in the audit how many attempts were left out since it last said so, of
-- each session at most every ten minutes. The sealing program calls it.
CREATE OR REPLACE FUNCTION internal.refusal_tell() RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	each record;
BEGIN
	FOR each IN SELECT r.session_id, r.left_out, s.person_id
		FROM data.refusal r JOIN data.session s ON s.id = r.session_id
		WHERE r.left_out > 0 AND (r.told_at IS NULL
			OR r.told_at <= internal.clock() - interval '10 minutes')
		FOR UPDATE OF r SKIP LOCKED
	LOOP
		INSERT INTO data.audit (at, actor, action, outcome, session_id,
				person_id, detail)
			VALUES (internal.clock(), 'citizen', 'refused', 'denied',
				each.session_id, each.person_id,
				'left out ' || each.left_out);
		UPDATE data.refusal r SET left_out = 0, told_at = internal.clock()
			WHERE r.session_id = each.session_id;
	END LOOP;
END
$$;

ALTER FUNCTION internal.refusal_add() OWNER TO minsag_system;
ALTER FUNCTION internal.refusal_tell() OWNER TO minsag_system;
COMMENT ON FUNCTION internal.refusal_add() IS
	'Counts a refused attempt, and says whether it has an audit row.';
COMMENT ON FUNCTION internal.refusal_tell() IS
	'Says in the audit how many refused attempts were left out.';
REVOKE ALL ON FUNCTION internal.refusal_add(), internal.refusal_tell()
	FROM PUBLIC;
GRANT EXECUTE ON FUNCTION internal.refusal_add(), internal.refusal_tell()
	TO minsag_system;
