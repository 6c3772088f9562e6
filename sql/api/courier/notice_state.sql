-- SPDX-License-Identifier: EUPL-1.2
-- What a transport said of a message. Said again it does nothing. Refused for
-- good, an e-mail address is ended, and what the message told goes by Digital
-- Post, as it does when NemSMS refuses.
--
-- in_state: sent (a mail server has it); received, completed, invalid,
-- not-allowed (receipts of Digital Post; received and completed also mean
-- sent, and received asks for the receipts to be fetched). in_detail: the transport's own number or
-- code, or null. ret_known: false when there is no such message, as when a
-- receipt is another system's.

CREATE OR REPLACE FUNCTION api_courier.notice_state(in_message uuid, in_state text,
	in_detail text)
RETURNS TABLE (ret_known bool)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	it data.notice_message;
BEGIN
	SELECT * INTO it FROM data.notice_message m WHERE m.id = in_message;
	IF NOT FOUND THEN
		RETURN QUERY SELECT false;
		RETURN;
	END IF;
	DELETE FROM data.notice_hand h WHERE h.message_id = in_message;
	IF in_state IN ('sent', 'received', 'completed')
		AND internal.notice_state_add(in_message, 'sent', NULL)
	THEN
		PERFORM internal.audit_job('notify', 'notice', c.case_id, NULL,
				in_message::text)
			FROM (SELECT DISTINCT n.case_id FROM data.notice_part p
				JOIN data.notice n ON n.id = p.notice_id
				WHERE p.message_id = in_message) c;
	END IF;
	IF in_state <> 'sent' AND internal.notice_state_add(in_message, in_state,
			in_detail)
		AND in_state IN ('invalid', 'not-allowed') AND it.pace <> 'code'
		AND it.channel <> 'digital-post'
	THEN
		-- Not one that was confirmed after the message had gone.
		DELETE FROM data.notice_contact c
			WHERE it.channel = 'email' AND c.person_id = it.person_id
				AND c.confirmed_at <= (SELECT s.at FROM data.notice_state s
					WHERE s.message_id = it.id AND s.state = 'sending');
		PERFORM internal.notice_instead(it.id);
	END IF;
	IF in_state = 'received' THEN
		PERFORM internal.notice_receipts_due();
	END IF;
	RETURN QUERY SELECT true;
END
$$;

ALTER FUNCTION api_courier.notice_state(uuid, text, text)
	OWNER TO minsag_system;
COMMENT ON FUNCTION api_courier.notice_state(uuid, text, text) IS
	'What a transport said of a message.';
REVOKE ALL ON FUNCTION api_courier.notice_state(uuid, text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_courier.notice_state(uuid, text, text)
	TO minsag_courier;
