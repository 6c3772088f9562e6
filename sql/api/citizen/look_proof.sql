-- SPDX-License-Identifier: EUPL-1.2
-- When the log of looks was last proved to be whole, whether it was, and what
-- was proved: all from ret_since to ret_until, between ret_proved_from and
-- ret_checked_at. ret_unsealed_since: since when the oldest row waited that could
-- not be proved yet, or null. No row before the first proof; of a broken log only
-- when that was found.

CREATE OR REPLACE FUNCTION api_citizen.look_proof(in_session bytea)
RETURNS TABLE (ret_checked_at timestamptz, ret_whole bool,
		ret_since timestamptz, ret_until timestamptz,
		ret_proved_from timestamptz, ret_unsealed_since timestamptz)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	entered constant uuid := internal.session_enter(in_session, true);
BEGIN
	RETURN QUERY SELECT proof.at, proof.whole, proof.since, proof.until,
		proof.proved_from, proof.unsealed_since FROM internal.heartbeat() proof;
END
$$;

ALTER FUNCTION api_citizen.look_proof(bytea) OWNER TO minsag_person;
COMMENT ON FUNCTION api_citizen.look_proof(bytea) IS
	'When the log of looks was last proved.';
REVOKE ALL ON FUNCTION api_citizen.look_proof(bytea) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_citizen.look_proof(bytea) TO minsag_citizen;
