-- SPDX-License-Identifier: EUPL-1.2
-- Appends a step of a message; false when it has taken that step already.
-- in_detail: a transport's code or number, or null.

CREATE OR REPLACE FUNCTION internal.notice_state_add(in_message uuid, in_state text,
	in_detail text) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	INSERT INTO data.notice_state (message_id, state, at, detail)
		VALUES (in_message, in_state, internal.clock(), left(in_detail, 200))
		ON CONFLICT DO NOTHING;
	RETURN FOUND;
END
$$;

ALTER FUNCTION internal.notice_state_add(uuid, text, text)
	OWNER TO minsag_system;
COMMENT ON FUNCTION internal.notice_state_add(uuid, text, text) IS
	'Appends a step of a message.';
REVOKE ALL ON FUNCTION internal.notice_state_add(uuid, text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION internal.notice_state_add(uuid, text, text)
	TO minsag_system;
