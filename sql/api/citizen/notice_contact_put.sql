-- SPDX-License-Identifier: EUPL-1.2
-- My e-mail address: a code is mailed to it, and it is used when the code has
-- come back. Or it is taken away.
--
-- in_sealed: address and code in a box for the courier, 310 bytes, or null: take
-- it away, and what went by e-mail goes by Digital Post. in_code_hash: SHA-256
-- of the code. ret_state: waiting, none, or too-many when five codes have been
-- mailed within a day: then nothing has changed.

CREATE OR REPLACE FUNCTION api_citizen.notice_contact_put(in_session bytea,
	in_sealed bytea, in_code_hash bytea)
RETURNS TABLE (ret_state text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	entered constant uuid := internal.session_enter(in_session, true);
BEGIN
	RETURN QUERY SELECT CASE
		WHEN NOT internal.notice_contact_set(in_sealed, in_code_hash)
			THEN 'too-many'
		WHEN in_sealed IS NULL THEN 'none'
		ELSE 'waiting' END;
END
$$;

ALTER FUNCTION api_citizen.notice_contact_put(bytea, bytea, bytea)
	OWNER TO minsag_person;
COMMENT ON FUNCTION api_citizen.notice_contact_put(bytea, bytea, bytea) IS
	'My e-mail address, given or taken away.';
REVOKE ALL ON FUNCTION api_citizen.notice_contact_put(bytea, bytea, bytea)
	FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_citizen.notice_contact_put(bytea, bytea, bytea)
	TO minsag_citizen;
