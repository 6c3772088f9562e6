-- SPDX-License-Identifier: EUPL-1.2
-- My cases, the one with the latest event first.
--
-- in_area: of this area; in_open: open or closed ones; in_words: with these
-- words in the title, in whatever form (data.text_fold); null: all. in_after_at,
-- in_after_id: the last row of the page before, or null. in_limit: 1 to 101.
-- Returns what a list of cases must answer: what it is about, where it stands,
-- whom to call, what is due, and whether something in it is new to me. A case
-- stays listed when its area is closed; then nothing in it is new.
--
-- The first view of every visit. A page is a stretch of index party_newest;
-- without filters it has a statement of its own, whose plan is the same for a
-- small municipality and a large one: policy party names the person, and areas
-- and units, a few dozen rows, are read whole instead of being looked up for
-- each case.

CREATE OR REPLACE FUNCTION api_citizen.case_list(in_session bytea, in_area text,
	in_open boolean, in_words text, in_after_at timestamptz,
	in_after_id uuid, in_limit int4)
RETURNS TABLE (ret_id uuid, ret_area_key text, ret_area_da text,
		ret_area_en text, ret_title text, ret_status text,
		ret_latest_at timestamptz, ret_latest_what text,
		ret_unit_name text, ret_unit_phone text, ret_unit_hours text,
		ret_deadline_on date, ret_deadline_da text, ret_deadline_en text,
		ret_opened_on date, ret_closed_on date, ret_unread boolean,
		ret_area_open boolean)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	entered constant uuid := internal.session_enter(in_session, true);
	paged constant boolean :=
		internal.page_check(in_limit, in_after_at, in_after_id);
	before_at constant timestamptz := coalesce(in_after_at, 'infinity');
	before_id constant uuid := coalesce(in_after_id, internal.last_id());
BEGIN
	IF in_area IS NULL AND in_open IS NULL AND in_words IS NULL THEN
		RETURN QUERY
		WITH area AS MATERIALIZED (TABLE data.area),
			unit AS MATERIALIZED (TABLE data.unit)
		SELECT c.id, c.area_key, area.name_da, area.name_en, c.title, c.status,
			p.latest_at, p.latest_what, unit.name, unit.phone, unit.hours,
			c.deadline_on, c.deadline_da, c.deadline_en, c.opened_on, c.closed_on,
			p.has_unread AND area.is_open, area.is_open
		FROM data.party p
			JOIN data.case c ON c.id = p.case_id
			JOIN area ON area.key = c.area_key
			JOIN unit ON unit.key = c.unit_key
		WHERE (p.latest_at, p.case_id) < (before_at, before_id)
			AND p.valid_from <= internal.clock()
			AND p.valid_to > internal.clock()
		ORDER BY p.latest_at DESC, p.case_id DESC LIMIT in_limit;
		RETURN;
	END IF;
	RETURN QUERY
	SELECT c.id, c.area_key, area.name_da, area.name_en, c.title, c.status,
		p.latest_at, p.latest_what, unit.name, unit.phone, unit.hours,
		c.deadline_on, c.deadline_da, c.deadline_en, c.opened_on, c.closed_on,
		p.has_unread AND area.is_open, area.is_open
	FROM data.party p
		JOIN data.case c ON c.id = p.case_id
		JOIN data.area ON area.key = c.area_key
		JOIN data.unit ON unit.key = c.unit_key
	WHERE p.person_id = internal.person()
		AND p.valid_from <= internal.clock() AND p.valid_to > internal.clock()
		AND (p.latest_at, p.case_id) < (before_at, before_id)
		AND (in_area IS NULL OR c.area_key = in_area)
		AND (in_open IS NULL OR (c.status <> 'closed') = in_open)
		AND (in_words IS NULL OR data.text_words(c.title)
			@@ websearch_to_tsquery('danish', data.text_fold(in_words)))
	ORDER BY p.latest_at DESC, p.case_id DESC LIMIT in_limit;
END
$$;

ALTER FUNCTION api_citizen.case_list(bytea, text, boolean, text, timestamptz,
	uuid, int4) OWNER TO minsag_person;
COMMENT ON FUNCTION api_citizen.case_list(bytea, text, boolean, text,
	timestamptz, uuid, int4) IS
	'My cases, the one with the latest event first.';
REVOKE ALL ON FUNCTION api_citizen.case_list(bytea, text, boolean, text,
	timestamptz, uuid, int4) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_citizen.case_list(bytea, text, boolean, text,
	timestamptz, uuid, int4) TO minsag_citizen;
