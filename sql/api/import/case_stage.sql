-- SPDX-License-Identifier: EUPL-1.2
-- Makes room for what comes: a case that is not known yet is added, one that is
-- known stays as it is. Nobody sees it, for it has no party.
--
-- in_key: the case system's own key. in_opened_at: also the first event of the
-- timeline, status received. ret_outcome: new or same. MS400 when it is closed
-- before it was opened; MS404 when area or unit is unknown.

CREATE OR REPLACE FUNCTION api_import.case_stage(in_key text, in_area text, in_unit
	text, in_title text, in_opened_at timestamptz, in_closed_on date,
	in_deadline_on date, in_deadline_da text, in_deadline_en text)
	RETURNS TABLE (ret_case uuid, ret_outcome text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	RETURN QUERY SELECT added.ret_case, added.ret_outcome
		FROM internal.case_add(in_key, in_area, in_unit, in_title,
			in_opened_at, in_closed_on, in_deadline_on, in_deadline_da,
			in_deadline_en) added;
END
$$;

ALTER FUNCTION api_import.case_stage(text, text, text, text, timestamptz,
	date, date, text, text) OWNER TO minsag_system;
COMMENT ON FUNCTION api_import.case_stage(text, text, text, text,
	timestamptz, date, date, text, text) IS
	'Adds a case that is not known yet.';
REVOKE ALL ON FUNCTION api_import.case_stage(text, text, text, text,
	timestamptz, date, date, text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_import.case_stage(text, text, text, text,
	timestamptz, date, date, text, text) TO minsag_import;
