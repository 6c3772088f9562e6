-- SPDX-License-Identifier: EUPL-1.2
-- The same answer again from the browser that it logged in: where that was
-- going. For second presses, reloads and "back". Makes nothing, and gives
-- nothing that the browser does not have.
--
-- in_relay_hash, in_browser_hash: of what came back. in_answer_hash: SHA-256
-- of the answer. No row when this was not the answer, not the browser, or the
-- browser has no session that lives.

CREATE OR REPLACE FUNCTION api_login.session_repeat(in_relay_hash bytea,
	in_browser_hash bytea, in_answer_hash bytea)
	RETURNS TABLE (ret_return_to text)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	clock constant timestamptz := internal.clock();
BEGIN
	RETURN QUERY SELECT q.return_to FROM data.login_request q
		WHERE q.relay_hash = in_relay_hash
			AND q.browser_hash = in_browser_hash
			AND q.answer_hash = in_answer_hash
			AND EXISTS (SELECT FROM data.session s
				WHERE s.id = ANY (ARRAY(
						SELECT r.session_id FROM data.login_request r
						WHERE r.browser_hash = in_browser_hash
							AND r.session_id IS NOT NULL))
					AND s.ended_at IS NULL AND s.idle_until > clock
					AND s.until > clock);
END
$$;

ALTER FUNCTION api_login.session_repeat(bytea, bytea, bytea)
	OWNER TO minsag_system;
COMMENT ON FUNCTION api_login.session_repeat(bytea, bytea, bytea) IS
	'Where the answer led that comes again from the browser it logged in.';
REVOKE ALL ON FUNCTION api_login.session_repeat(bytea, bytea, bytea)
	FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_login.session_repeat(bytea, bytea, bytea)
	TO minsag_login;
