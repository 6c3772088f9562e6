-- SPDX-License-Identifier: EUPL-1.2
-- Adds a case, unless there is one of this key, which stays as it is.
--
-- in_opened_at: also the first event of the timeline, status received.
-- ret_outcome: new or same. MS400 when it is closed before it was opened;
-- MS404 when area or unit is unknown.

CREATE OR REPLACE FUNCTION internal.case_add(in_key text, in_area text, in_unit text,
	in_title text, in_opened_at timestamptz, in_closed_on date,
	in_deadline_on date, in_deadline_da text, in_deadline_en text)
	RETURNS TABLE (ret_case uuid, ret_outcome text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
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
	ret_outcome := 'same';
	SELECT c.id INTO ret_case FROM data.case c WHERE c.source_key = in_key;
	IF ret_case IS NULL THEN
		INSERT INTO data.case (source_key, area_key, unit_key, title, status,
				opened_on, closed_on, deadline_on, deadline_da, deadline_en,
				latest_at, latest_what)
			VALUES (in_key, in_area, in_unit, in_title, 'received',
				opened_on, in_closed_on, in_deadline_on, in_deadline_da,
				in_deadline_en, least(in_opened_at, internal.clock()), 'opened')
			ON CONFLICT (source_key) DO NOTHING
			RETURNING id INTO ret_case;
		IF FOUND THEN
			ret_outcome := 'new';
			PERFORM internal.event_add(ret_case, in_opened_at, 'opened',
				'received', NULL);
			PERFORM internal.audit_system('case-new', NULL, ret_case, NULL,
				NULL);
		ELSE
			-- Another import added it just now.
			SELECT c.id INTO ret_case FROM data.case c
				WHERE c.source_key = in_key;
		END IF;
	END IF;
	RETURN NEXT;
END
$$;

ALTER FUNCTION internal.case_add(text, text, text, text, timestamptz, date,
	date, text, text) OWNER TO minsag_system;
COMMENT ON FUNCTION internal.case_add(text, text, text, text, timestamptz,
	date, date, text, text) IS 'Adds a case, unless there is one of this key.';
REVOKE ALL ON FUNCTION internal.case_add(text, text, text, text, timestamptz,
	date, date, text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION internal.case_add(text, text, text, text,
	timestamptz, date, date, text, text) TO minsag_system;
