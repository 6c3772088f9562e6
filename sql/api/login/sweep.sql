-- SPDX-License-Identifier: EUPL-1.2
-- Deletes what is past its time: requests that nobody answered when they
-- expire, others and messages seen a day after they could count, sessions and
-- the log after 180 days (NemLog-in's logging policy). At most 1,000 rows of a
-- table a call, 10,000 of what anybody can begin, by their time's index; one
-- caller at a time. Returns how many rows went.

CREATE OR REPLACE FUNCTION api_login.sweep(OUT ret_deleted bigint)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	clock constant timestamptz := internal.clock();
	sweeping constant bigint := 7374656570; -- this function's own lock
	one_day constant timestamptz := clock - interval '1 day';
	half_year constant timestamptz := clock - interval '180 days';
	gone bigint;
BEGIN
	ret_deleted := 0;
	IF NOT pg_try_advisory_xact_lock(sweeping) THEN
		RETURN;
	END IF;
	DELETE FROM data.login_request WHERE ctid = ANY (ARRAY(
		SELECT r.ctid FROM data.login_request r
		WHERE r.expires_at < clock AND r.used_at IS NULL
		ORDER BY r.expires_at LIMIT 10000));
	GET DIAGNOSTICS gone = ROW_COUNT;
	ret_deleted := ret_deleted + gone;
	DELETE FROM data.login_request WHERE ctid = ANY (ARRAY(
		SELECT r.ctid FROM data.login_request r
		WHERE r.expires_at < one_day ORDER BY r.expires_at LIMIT 1000));
	GET DIAGNOSTICS gone = ROW_COUNT;
	ret_deleted := ret_deleted + gone;
	DELETE FROM data.logout_request WHERE ctid = ANY (ARRAY(
		SELECT r.ctid FROM data.logout_request r
		WHERE r.created_at < one_day ORDER BY r.created_at LIMIT 1000));
	GET DIAGNOSTICS gone = ROW_COUNT;
	ret_deleted := ret_deleted + gone;
	DELETE FROM data.saml_seen WHERE ctid = ANY (ARRAY(
		SELECT s.ctid FROM data.saml_seen s
		WHERE s.seen_at < one_day ORDER BY s.seen_at LIMIT 1000));
	GET DIAGNOSTICS gone = ROW_COUNT;
	ret_deleted := ret_deleted + gone;
	DELETE FROM data.session WHERE ctid = ANY (ARRAY(
		SELECT s.ctid FROM data.session s
		WHERE s.until < half_year ORDER BY s.until LIMIT 1000));
	GET DIAGNOSTICS gone = ROW_COUNT;
	ret_deleted := ret_deleted + gone;
	DELETE FROM data.login_log WHERE ctid = ANY (ARRAY(
		SELECT l.ctid FROM data.login_log l
		WHERE l.at < half_year ORDER BY l.at LIMIT 1000));
	GET DIAGNOSTICS gone = ROW_COUNT;
	ret_deleted := ret_deleted + gone;
END
$$;

ALTER FUNCTION api_login.sweep() OWNER TO minsag_system;
COMMENT ON FUNCTION api_login.sweep() IS 'Deletes what is past its time.';
REVOKE ALL ON FUNCTION api_login.sweep() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_login.sweep() TO minsag_login;
