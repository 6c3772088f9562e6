-- SPDX-License-Identifier: EUPL-1.2
-- How many remarks a citizen may write in a day, and whether this one may
-- write another: so that nobody buries a caseworker under them.

CREATE OR REPLACE FUNCTION internal.remark_day_most() RETURNS integer
LANGUAGE sql STABLE
AS $$
	SELECT coalesce((SELECT s.day_most FROM data.remark_setting s), 100)
$$;

-- Called when a remark has been added, which it counts: MS403, and it is
-- undone, when it is one too many since midnight, Danish time. One citizen's
-- remarks wait for each other here, so that two don't both find room.
CREATE OR REPLACE FUNCTION internal.remark_ration() RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	midnight constant timestamptz := date_trunc('day', internal.clock(),
		'Europe/Copenhagen');
BEGIN
	PERFORM pg_advisory_xact_lock(hashtextextended(
		'minsag remark ' || internal.person(), 0));
	IF (SELECT count(*) FROM data.remark r
			WHERE r.person_id = internal.person() AND r.at >= midnight)
		> internal.remark_day_most()
	THEN
		PERFORM internal.fail('MS403', 'remark: remarks a day');
	END IF;
END
$$;

ALTER FUNCTION internal.remark_day_most() OWNER TO minsag_system;
ALTER FUNCTION internal.remark_ration() OWNER TO minsag_system;
COMMENT ON FUNCTION internal.remark_day_most() IS
	'How many remarks a citizen may write in a day.';
COMMENT ON FUNCTION internal.remark_ration() IS
	'MS403 when the remark just added is one too many today.';
REVOKE ALL ON FUNCTION internal.remark_day_most() FROM PUBLIC;
REVOKE ALL ON FUNCTION internal.remark_ration() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION internal.remark_ration() TO minsag_person;
