-- SPDX-License-Identifier: EUPL-1.2
-- Turns a session key into the person of this transaction.
--
-- in_session: the key from the sealed cookie; only its SHA-256 is stored.
-- in_slide: whether this is the citizen at work: then the sliding limit is
-- moved, but at most once a minute, so that reading writes nothing.
-- Returns the session's id. MS401 when there is no such session, when it has
-- been ended, or when either limit has passed.
--
-- SECURITY: a worker that was taken over may hold a transaction or a statement
-- open to make time stand still. A session that ended or expired meanwhile is
-- over at the next call all the same: each looks at the row anew, which READ
-- COMMITTED alone does (MS403 else), at the time of the moment. And the time that
-- the rest of the function goes by is a minute old at most (MS503).

CREATE OR REPLACE FUNCTION internal.session_enter(in_session bytea, in_slide boolean)
	RETURNS uuid
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	clock constant timestamptz := internal.clock_running();
	-- Also a session that lives shorter than a minute slides.
	found_id uuid;
	found_person uuid;
	found_slide_at timestamptz;
	lives boolean;
	written text;
BEGIN
	IF current_setting('transaction_isolation') <> 'read committed' THEN
		PERFORM internal.fail('MS403', 'transaction: read committed alone');
	END IF;
	IF clock > internal.clock() + interval '1 minute' THEN
		PERFORM internal.fail('MS503', 'transaction: open for too long');
	END IF;
	-- By the key alone: with the limits beside it, a plan that was made while
	-- sessions were few would look through all that live.
	SELECT s.id, s.person_id,
			s.idle_until - s.idle + least(s.idle / 2, interval '1 minute'),
			s.ended_at IS NULL AND s.idle_until > clock AND s.until > clock
		INTO found_id, found_person, found_slide_at, lives
		FROM data.session s WHERE s.key_hash = sha256(in_session);
	IF lives IS NOT TRUE THEN
		PERFORM internal.fail('MS401', 'session: unknown, ended or expired');
	END IF;
	IF in_slide AND clock >= found_slide_at THEN
		UPDATE data.session s
			SET idle_until = least(clock + s.idle, s.until)
			WHERE s.key_hash = sha256(in_session) AND s.ended_at IS NULL
				AND s.idle_until < least(clock + s.idle, s.until);
	END IF;
	written := set_config('minsag.person', found_person::text, true);
	written := set_config('minsag.session', found_id::text, true);
	RETURN found_id;
END
$$;

ALTER FUNCTION internal.session_enter(bytea, boolean) OWNER TO minsag_system;
COMMENT ON FUNCTION internal.session_enter(bytea, boolean) IS
	'Turns a session key into the person of this transaction, or MS401.';
REVOKE ALL ON FUNCTION internal.session_enter(bytea, boolean) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION internal.session_enter(bytea, boolean)
	TO minsag_person, minsag_system;
