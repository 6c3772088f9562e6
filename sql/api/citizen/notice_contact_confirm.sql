-- SPDX-License-Identifier: EUPL-1.2
-- The code that was mailed to my address. A wrong one is an answer, not an
-- error, so that the try stays counted: five end it.
--
-- in_code_hash: SHA-256 of its 8 digits. ret_state: confirmed, waiting (wrong,
-- ret_tries_left more), none (no address waits, or no longer).

CREATE OR REPLACE FUNCTION api_citizen.notice_contact_confirm(in_session bytea,
	in_code_hash bytea)
RETURNS TABLE (ret_state text, ret_tries_left int4)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	entered constant uuid := internal.session_enter(in_session, true);
	tries_left constant integer := internal.notice_contact_try(in_code_hash);
BEGIN
	RETURN QUERY SELECT CASE WHEN tries_left IS NULL THEN 'confirmed'
		WHEN tries_left > 0 THEN 'waiting' ELSE 'none' END,
		coalesce(tries_left, 0);
END
$$;

ALTER FUNCTION api_citizen.notice_contact_confirm(bytea, bytea)
	OWNER TO minsag_person;
COMMENT ON FUNCTION api_citizen.notice_contact_confirm(bytea, bytea) IS
	'The code that was mailed to my address.';
REVOKE ALL ON FUNCTION api_citizen.notice_contact_confirm(bytea, bytea)
	FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_citizen.notice_contact_confirm(bytea, bytea)
	TO minsag_citizen;
