-- SPDX-License-Identifier: EUPL-1.2
-- Records a case as the case system tells it.
--
-- in_key: the case system's own key. in_opened_at: also the first event of the
-- timeline, status received; later ones come with status_put. A known case may
-- change its unit, closing day and deadline; area and title are corrected
-- (internal.correct_case). in_stay: a known case keeps both for now.
-- ret_outcome: new, same (nothing done), changed, or held: they were to change.
-- MS400 when it is closed before it was opened; MS404 when area or unit is
-- unknown; MS409 when a known case is said to have been opened at another time.

CREATE OR REPLACE FUNCTION api_import.case_put(in_key text, in_area text, in_unit
	text, in_title text, in_opened_at timestamptz, in_closed_on date,
	in_deadline_on date, in_deadline_da text, in_deadline_en text, in_stay boolean)
	RETURNS TABLE (ret_case uuid, ret_outcome text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	known data.case;
BEGIN
	SELECT * INTO ret_case, ret_outcome FROM internal.case_add(in_key, in_area,
		in_unit, in_title, in_opened_at, in_closed_on, in_deadline_on,
		in_deadline_da, in_deadline_en);
	IF ret_outcome = 'new' THEN
		RETURN NEXT;
		RETURN;
	END IF;
	PERFORM internal.case_lock(ret_case);
	SELECT * INTO known FROM data.case c WHERE c.id = ret_case;
	IF NOT EXISTS (SELECT FROM data.case_event e
		WHERE e.case_id = ret_case AND e.what = 'opened'
			AND e.at = in_opened_at)
	THEN
		PERFORM internal.fail('MS409', 'opened_at: known with another time');
	END IF;
	IF (known.unit_key, known.closed_on, known.deadline_on, known.deadline_da,
			known.deadline_en)
		IS DISTINCT FROM (in_unit, in_closed_on, in_deadline_on,
			in_deadline_da, in_deadline_en)
	THEN
		UPDATE data.case c SET unit_key = in_unit, closed_on = in_closed_on,
				deadline_on = in_deadline_on, deadline_da = in_deadline_da,
				deadline_en = in_deadline_en
			WHERE c.id = ret_case;
		PERFORM internal.audit_system('case-changed', NULL, ret_case, NULL,
			NULL);
		ret_outcome := 'changed';
	END IF;
	IF (known.area_key, known.title) <> (in_area, in_title) THEN
		IF NOT in_stay THEN
			PERFORM internal.correct_case(ret_case, in_area, in_title);
		END IF;
		ret_outcome := CASE WHEN in_stay THEN 'held' ELSE 'changed' END;
	END IF;
	RETURN NEXT;
END
$$;

ALTER FUNCTION api_import.case_put(text, text, text, text, timestamptz,
	date, date, text, text, boolean) OWNER TO minsag_system;
COMMENT ON FUNCTION api_import.case_put(text, text, text, text,
	timestamptz, date, date, text, text, boolean) IS
	'Records a case as the case system tells it.';
REVOKE ALL ON FUNCTION api_import.case_put(text, text, text, text,
	timestamptz, date, date, text, text, boolean) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_import.case_put(text, text, text, text,
	timestamptz, date, date, text, text, boolean) TO minsag_import;
