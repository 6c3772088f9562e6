-- SPDX-License-Identifier: EUPL-1.2
-- A party of the case that the job is about begins now: what nothing stands
-- against any more is shown to them, and they are told of what is new. The
-- same whoever calls it again. MS409 as internal.job_held says.

CREATE OR REPLACE FUNCTION api_courier.party_start(in_job bigint,
	in_lease uuid)
RETURNS TABLE (ret_done bool)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	held constant data.job := internal.job_held(in_job, in_lease);
BEGIN
	IF held.kind <> 'party-start' THEN
		PERFORM internal.fail('MS409', 'job: of another kind');
	END IF;
	PERFORM internal.showing_refresh(held.subject, NULL);
	RETURN QUERY SELECT true;
END
$$;

ALTER FUNCTION api_courier.party_start(bigint, uuid) OWNER TO minsag_system;
COMMENT ON FUNCTION api_courier.party_start(bigint, uuid) IS
	'A party begins: what they are shown from now on.';
REVOKE ALL ON FUNCTION api_courier.party_start(bigint, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_courier.party_start(bigint, uuid)
	TO minsag_courier;
