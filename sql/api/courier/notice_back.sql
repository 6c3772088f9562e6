-- SPDX-License-Identifier: EUPL-1.2
-- The transport has surely not taken a message: when it is tried again all is
-- asked anew. Said again it does nothing.

CREATE OR REPLACE FUNCTION api_courier.notice_back(in_message uuid)
RETURNS TABLE (ret_ok bool)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	DELETE FROM data.notice_hand h WHERE h.message_id = in_message;
	RETURN QUERY SELECT true;
END
$$;

ALTER FUNCTION api_courier.notice_back(uuid) OWNER TO minsag_system;
COMMENT ON FUNCTION api_courier.notice_back(uuid) IS
	'The transport has surely not taken a message.';
REVOKE ALL ON FUNCTION api_courier.notice_back(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_courier.notice_back(uuid) TO minsag_courier;
