-- SPDX-License-Identifier: EUPL-1.2
-- Takes the job that has been due longest of the first kind that has one, and
-- gives a lease on it: until the lease runs out nobody else can take it. A
-- courier puts the kind that it did last at the end, so no kind waits for more
-- than one job of each other.
--
-- in_kinds: what the courier can do, the kind wanted most first; a courier of
-- another version may do less. in_leases, in_attempts: in the same order, seconds, and how often one
-- is tried. A job whose couriers have died with it so often is dead: it would
-- take the next one along.
-- No row: nothing is due. Couriers do not wait for each other.

CREATE OR REPLACE FUNCTION api_courier.job_take(in_kinds text[], in_leases integer[],
	in_attempts integer[])
	RETURNS TABLE (ret_job bigint, ret_lease uuid, ret_kind text,
		ret_key text, ret_subject uuid, ret_tries integer)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	clock constant timestamptz := internal.clock();
	it data.job;
	place integer := 1;
BEGIN
	LOOP
		SELECT * INTO it FROM data.job j
			WHERE j.ended_at IS NULL AND j.kind = in_kinds[place]
				AND j.due_at <= clock
			ORDER BY j.due_at, j.id LIMIT 1
			FOR UPDATE SKIP LOCKED;
		IF NOT FOUND THEN
			place := place + 1;
			IF place > cardinality(in_kinds) IS NOT false THEN
				RETURN;
			END IF;
			CONTINUE;
		END IF;
		EXIT WHEN it.tries < in_attempts[place];
		UPDATE data.job j SET outcome = 'dead', ended_at = clock,
				problem = coalesce(j.problem, 'its courier ended with it')
			WHERE j.id = it.id;
	END LOOP;
	it.lease := gen_random_uuid();
	UPDATE data.job j SET lease = it.lease,
			leased_by = pg_current_xact_id(), tries = j.tries + 1,
			due_at = clock + make_interval(secs => in_leases[place])
		WHERE j.id = it.id;
	RETURN QUERY SELECT it.id, it.lease, it.kind, it.key, it.subject,
		it.tries + 1;
END
$$;

ALTER FUNCTION api_courier.job_take(text[], integer[], integer[])
	OWNER TO minsag_system;
COMMENT ON FUNCTION api_courier.job_take(text[], integer[], integer[]) IS
	'Takes a job that is due, with a lease on it.';
REVOKE ALL ON FUNCTION api_courier.job_take(text[], integer[], integer[])
	FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_courier.job_take(text[], integer[], integer[])
	TO minsag_courier;
