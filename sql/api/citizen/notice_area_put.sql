-- SPDX-License-Identifier: EUPL-1.2
-- My choice for notices of one area, in the place of the one before.
--
-- in_area: key of an area in which I have a case, else MS404. in_channel:
-- digital-post, email, sms; MS409 when the municipality has not opened it, or
-- for email when no address is confirmed. in_pace: at-once, daily. The other
-- four: whether I am told of that kind.

CREATE OR REPLACE FUNCTION api_citizen.notice_area_put(in_session bytea, in_area text,
	in_channel text, in_pace text, in_new_document bool,
	in_answered_remark bool, in_rejected_upload bool, in_deadline_near bool)
RETURNS TABLE (ret_saved_at timestamptz)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	entered constant uuid := internal.session_enter(in_session, true);
BEGIN
	PERFORM internal.notice_choose_area(in_area, in_channel, in_pace,
		array_remove(ARRAY[
			CASE WHEN in_new_document THEN 'new-document' END,
			CASE WHEN in_answered_remark THEN 'answered-remark' END,
			CASE WHEN in_rejected_upload THEN 'rejected-upload' END,
			CASE WHEN in_deadline_near THEN 'deadline-near' END], NULL));
	RETURN QUERY SELECT internal.clock();
END
$$;

ALTER FUNCTION api_citizen.notice_area_put(bytea, text, text, text, bool, bool,
	bool, bool) OWNER TO minsag_person;
COMMENT ON FUNCTION api_citizen.notice_area_put(bytea, text, text, text, bool,
	bool, bool, bool) IS 'My choice for notices of one area.';
REVOKE ALL ON FUNCTION api_citizen.notice_area_put(bytea, text, text, text,
	bool, bool, bool, bool) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_citizen.notice_area_put(bytea, text, text, text,
	bool, bool, bool, bool) TO minsag_citizen;
