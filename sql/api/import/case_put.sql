-- SPDX-License-Identifier: EUPL-1.2
-- Records a case as the case system tells it.
--
-- in_key: the case system's own key. in_opened_at: also the first event of the
-- timeline, status received; later ones come with status_put. A known case may
-- change its unit, title, closing day and deadline. ret_outcome: new, same
-- (nothing done) or changed. MS400 when it is closed before it was opened;
-- MS404 when area or unit is unknown; MS409 when a known case is said to be of
-- another area or opened at another time.

CREATE OR REPLACE FUNCTION api_import.case_put(in_key text, in_area text, in_unit text,
	in_title text, in_opened_at timestamptz, in_closed_on date,
	in_deadline_on date, in_deadline_da text, in_deadline_en text)
	RETURNS TABLE (ret_case uuid, ret_outcome text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	known data.case;
	opened_on constant date :=
		(in_opened_at AT TIME ZONE 'Europe/Copenhagen')::date;
BEGIN
	IF NOT EXISTS (SELECT FROM data.area a WHERE a.key = in_area) THEN
		PERFORM internal.fail('MS404', 'area: no such area');
	END IF;
	IF NOT EXISTS (SELECT FROM data.unit u WHERE u.key = in_unit) THEN
		PERFORM internal.fail('MS404', 'unit: no such unit');
	END IF;
	IF in_closed_on < opened_on THEN
		PERFORM internal.fail('MS400', 'closed_on: not before it was opened');
	END IF;
	INSERT INTO data.case (source_key, area_key, unit_key, title, status,
			opened_on, closed_on, deadline_on, deadline_da, deadline_en,
			latest_at, latest_what)
		VALUES (in_key, in_area, in_unit, in_title, 'received', opened_on,
			in_closed_on, in_deadline_on, in_deadline_da, in_deadline_en,
			least(in_opened_at, internal.clock()), 'opened')
		ON CONFLICT (source_key) DO NOTHING
		RETURNING * INTO known;
	IF FOUND THEN
		PERFORM internal.event_add(known.id, in_opened_at, 'opened',
			'received', NULL);
		PERFORM internal.audit_system('case-new', NULL, known.id, NULL,
			NULL);
		RETURN QUERY SELECT known.id, 'new';
		RETURN;
	END IF;
	-- Two imports of one case wait for each other here.
	SELECT * INTO known FROM data.case c WHERE c.source_key = in_key
		FOR UPDATE;
	IF known.area_key <> in_area OR NOT EXISTS (SELECT FROM data.case_event e
		WHERE e.case_id = known.id AND e.what = 'opened'
			AND e.at = in_opened_at)
	THEN
		PERFORM internal.fail('MS409',
			'known with another area or opening time');
	END IF;
	IF (known.unit_key, known.title, known.closed_on, known.deadline_on,
			known.deadline_da, known.deadline_en)
		IS NOT DISTINCT FROM (in_unit, in_title, in_closed_on,
			in_deadline_on, in_deadline_da, in_deadline_en)
	THEN
		RETURN QUERY SELECT known.id, 'same';
		RETURN;
	END IF;
	UPDATE data.case c SET unit_key = in_unit, title = in_title,
			closed_on = in_closed_on, deadline_on = in_deadline_on,
			deadline_da = in_deadline_da, deadline_en = in_deadline_en
		WHERE c.id = known.id;
	PERFORM internal.audit_system('case-changed', NULL, known.id, NULL, NULL);
	RETURN QUERY SELECT known.id, 'changed';
END
$$;

ALTER FUNCTION api_import.case_put(text, text, text, text, timestamptz, date,
	date, text, text) OWNER TO minsag_system;
COMMENT ON FUNCTION api_import.case_put(text, text, text, text, timestamptz,
	date, date, text, text) IS
	'Records a case as the case system tells it.';
REVOKE ALL ON FUNCTION api_import.case_put(text, text, text, text, timestamptz,
	date, date, text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_import.case_put(text, text, text, text,
	timestamptz, date, date, text, text) TO minsag_import;
