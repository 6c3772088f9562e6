-- SPDX-License-Identifier: EUPL-1.2
-- The e-mail address of the citizen of this transaction, which the database
-- has in a sealed box alone. It counts when the code that was mailed to it has
-- come back; until then the old one, if any, goes on.

-- in_sealed: address and code for the courier; null takes every address away.
-- in_code_hash: SHA-256 of the code. Queues the mail with the code. Returns
-- false when five codes have been mailed within a day.
CREATE OR REPLACE FUNCTION internal.notice_contact_set(in_sealed bytea,
	in_code_hash bytea) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	me constant uuid := internal.person();
	clock constant timestamptz := internal.clock();
	made uuid;
BEGIN
	PERFORM pg_advisory_xact_lock(hashtextextended('minsag notice ' || me, 0));
	IF in_sealed IS NULL THEN
		DELETE FROM data.notice_contact c WHERE c.person_id = me;
		RETURN true;
	END IF;
	IF (SELECT count(*) FROM data.notice_message m
		WHERE m.person_id = me AND m.pace = 'code'
			AND m.created_at > clock - interval '1 day') >= 5
	THEN
		RETURN false;
	END IF;
	DELETE FROM data.notice_contact c
		WHERE c.person_id = me AND c.confirmed_at IS NULL;
	INSERT INTO data.notice_contact (person_id, sealed, code_hash, created_at,
			expires_at)
		VALUES (me, in_sealed, in_code_hash, clock,
			clock + interval '30 minutes')
		RETURNING id INTO made;
	PERFORM internal.notice_message_add(me, 'email', 'code', made, clock);
	RETURN true;
END
$$;

-- The code came back: the right one, in time, within five tries, confirms the
-- address, and the one before is deleted. Returns the tries that are left;
-- null when the address counts now.
CREATE OR REPLACE FUNCTION internal.notice_contact_try(in_code_hash bytea) RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	me constant uuid := internal.person();
	it data.notice_contact;
BEGIN
	SELECT * INTO it FROM data.notice_contact c
		WHERE c.person_id = me AND c.confirmed_at IS NULL
			AND c.expires_at > internal.clock() AND c.tries < 5
		FOR UPDATE;
	IF NOT FOUND THEN
		RETURN 0;
	END IF;
	IF it.code_hash <> in_code_hash THEN
		UPDATE data.notice_contact c SET tries = it.tries + 1
			WHERE c.id = it.id;
		RETURN 4 - it.tries;
	END IF;
	DELETE FROM data.notice_contact c
		WHERE c.person_id = me AND c.confirmed_at IS NOT NULL;
	UPDATE data.notice_contact c SET confirmed_at = internal.clock()
		WHERE c.id = it.id;
	RETURN NULL;
END
$$;

ALTER FUNCTION internal.notice_contact_set(bytea, bytea)
	OWNER TO minsag_system;
ALTER FUNCTION internal.notice_contact_try(bytea) OWNER TO minsag_system;
COMMENT ON FUNCTION internal.notice_contact_set(bytea, bytea) IS
	'The citizen gives an e-mail address, or takes it away.';
COMMENT ON FUNCTION internal.notice_contact_try(bytea) IS
	'The code of an e-mail address came back.';
REVOKE ALL ON FUNCTION internal.notice_contact_set(bytea, bytea),
	internal.notice_contact_try(bytea) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION internal.notice_contact_set(bytea, bytea),
	internal.notice_contact_try(bytea) TO minsag_person;
