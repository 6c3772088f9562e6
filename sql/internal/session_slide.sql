-- SPDX-License-Identifier: EUPL-1.2
-- Moves the sliding limit of this transaction's session at once: the citizen
-- has asked to stay logged in. The absolute limit stays.

CREATE OR REPLACE FUNCTION internal.session_slide() RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	UPDATE data.session s
		SET idle_until = least(internal.clock() + s.idle, s.until)
		WHERE s.id = internal.session() AND s.ended_at IS NULL;
END
$$;

ALTER FUNCTION internal.session_slide() OWNER TO minsag_system;
COMMENT ON FUNCTION internal.session_slide() IS
	'Moves the sliding limit of this transaction''s session at once.';
REVOKE ALL ON FUNCTION internal.session_slide() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION internal.session_slide()
	TO minsag_person, minsag_system;
