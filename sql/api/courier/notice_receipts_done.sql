-- SPDX-License-Identifier: EUPL-1.2
-- Receipts have been fetched. While messages of the last week have no final one
-- they are fetched again; at once when there are more of them (in_more).
-- ret_waiting: how many messages have none.

CREATE OR REPLACE FUNCTION api_courier.notice_receipts_done(
	in_more boolean DEFAULT false)
RETURNS TABLE (ret_waiting int8)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	waiting bigint;
BEGIN
	SELECT count(*) INTO waiting FROM data.notice_message m
		JOIN data.notice_state s ON s.message_id = m.id
			AND s.state = 'received'
		WHERE m.created_at > internal.clock() - interval '7 days'
			AND m.channel IN ('digital-post', 'sms')
			AND NOT EXISTS (SELECT FROM data.notice_state final
				WHERE final.message_id = m.id AND final.state IN ('completed',
					'invalid', 'not-allowed'));
	IF in_more THEN
		PERFORM internal.job_add('receipts', 'more ' || gen_random_uuid(),
			NULL, NULL);
	ELSIF waiting > 0 THEN
		PERFORM internal.notice_receipts_due();
	END IF;
	RETURN QUERY SELECT waiting;
END
$$;

ALTER FUNCTION api_courier.notice_receipts_done(boolean)
	OWNER TO minsag_system;
COMMENT ON FUNCTION api_courier.notice_receipts_done(boolean) IS
	'Receipts have been fetched.';
REVOKE ALL ON FUNCTION api_courier.notice_receipts_done(boolean)
	FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_courier.notice_receipts_done(boolean)
	TO minsag_courier;
