-- SPDX-License-Identifier: EUPL-1.2
-- Takes a remark of mine back: it stays, and says that it was withdrawn. Done
-- again, the answer is the same.
--
-- in_request_id: nginx's, or null. Audited. No rows and MS404: no remark of
-- mine.

CREATE OR REPLACE FUNCTION api_citizen.remark_withdraw(in_session bytea, in_remark uuid,
	in_request_id text)
RETURNS TABLE (ret_id uuid, ret_withdrawn_at timestamptz)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	entered constant uuid := internal.session_enter(in_session, true);
	it data.remark;
BEGIN
	SELECT * INTO it FROM data.remark r WHERE r.id = in_remark
		AND r.person_id = internal.person();
	IF it.id IS NULL THEN
		PERFORM internal.refuse_remark(in_remark, in_request_id);
		RETURN;
	END IF;
	INSERT INTO data.remark_withdrawal (remark_id, case_id, at)
		VALUES (it.id, it.case_id, internal.clock())
		ON CONFLICT DO NOTHING;
	IF FOUND THEN
		PERFORM internal.remark_open(it.id, false);
		PERFORM internal.audit_add('withdraw', 'ok', it.case_id,
			it.version_id, in_request_id, 'remark ' || it.id::text);
	END IF;
	RETURN QUERY SELECT w.remark_id, w.at FROM data.remark_withdrawal w
		WHERE w.remark_id = it.id;
END
$$;

ALTER FUNCTION api_citizen.remark_withdraw(bytea, uuid, text) OWNER TO
	minsag_person;
COMMENT ON FUNCTION api_citizen.remark_withdraw(bytea, uuid, text) IS
	'Takes a remark of mine back; it stays, marked.';
REVOKE ALL ON FUNCTION api_citizen.remark_withdraw(bytea, uuid, text)
	FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_citizen.remark_withdraw(bytea, uuid, text) TO
	minsag_citizen;
