-- SPDX-License-Identifier: EUPL-1.2
-- When the log of looks was last proved to be whole, and whether it was. No
-- row before the first proof.

CREATE OR REPLACE FUNCTION api_citizen.look_proof(in_session bytea)
RETURNS TABLE (ret_checked_at timestamptz, ret_whole bool)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	entered constant uuid := internal.session_enter(in_session, true);
BEGIN
	RETURN QUERY SELECT proof.at, proof.whole FROM internal.heartbeat() proof;
END
$$;

ALTER FUNCTION api_citizen.look_proof(bytea) OWNER TO minsag_person;
COMMENT ON FUNCTION api_citizen.look_proof(bytea) IS
	'When the log of looks was last proved.';
REVOKE ALL ON FUNCTION api_citizen.look_proof(bytea) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_citizen.look_proof(bytea) TO minsag_citizen;
