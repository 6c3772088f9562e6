-- SPDX-License-Identifier: EUPL-1.2
-- Whether today, in Danish time, is without a heartbeat; the seal up to which the
-- chain was last found whole, by number and hash: null before the first time; and
-- what is to be proved again: ret_again_seals seals behind ret_again_after. A
-- 28th part of the chain each day: all of it within a month, also when a day or
-- two are missed.

CREATE OR REPLACE FUNCTION api_audit.heartbeat_due()
	RETURNS TABLE (ret_due boolean, ret_number bigint, ret_hash bytea,
		ret_again_after bigint, ret_again_seals bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	days constant numeric := 28;
	last jsonb;
BEGIN
	ret_due := internal.heartbeat_due();
	SELECT a.detail::jsonb INTO last FROM data.audit a
		WHERE a.action = 'heartbeat' AND a.outcome = 'ok'
			AND a.detail LIKE '{%'
		ORDER BY a.id DESC LIMIT 1;
	IF FOUND THEN
		ret_number := last -> 'to';
		ret_hash := decode(last ->> 'hash', 'hex');
		ret_again_after := coalesce((last -> 'again_to')::bigint, 0);
		IF ret_again_after >= ret_number THEN
			ret_again_after := 0;
		END IF;
		ret_again_seals := least(ceil(ret_number / days),
			ret_number - ret_again_after);
	END IF;
	RETURN NEXT;
END
$$;

ALTER FUNCTION api_audit.heartbeat_due() OWNER TO minsag_system;
COMMENT ON FUNCTION api_audit.heartbeat_due() IS
	'Whether today is without a heartbeat, and what is to be proved.';
REVOKE ALL ON FUNCTION api_audit.heartbeat_due() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_audit.heartbeat_due() TO minsag_audit;
