-- SPDX-License-Identifier: EUPL-1.2
-- Records a case area and its visibility defaults.
--
-- What it decides may change what is shown in every case of the area, so the
-- marks of the unread are made anew. in_shown_kinds: words with a space
-- between them. ret_outcome: new, same (nothing done) or
-- changed. MS404 when there is no such KLE number.

CREATE OR REPLACE FUNCTION api_import.area_put(in_key text, in_name_da text,
	in_name_en text, in_kle_number text, in_starts_on date, in_is_open boolean,
	in_shown_kinds text)
	RETURNS TABLE (ret_outcome text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	known data.area;
	kinds constant text[] := string_to_array(in_shown_kinds, ' ');
BEGIN
	IF NOT EXISTS (SELECT FROM data.kle k WHERE k.number = in_kle_number) THEN
		PERFORM internal.fail('MS404', 'kle_number: no such number');
	END IF;
	SELECT * INTO known FROM data.area k WHERE k.key = in_key;
	IF NOT FOUND THEN
		INSERT INTO data.area (key, name_da, name_en, kle_number, starts_on,
			is_open, shown_kinds)
			VALUES (in_key, in_name_da, in_name_en, in_kle_number,
				in_starts_on, in_is_open, kinds)
			ON CONFLICT DO NOTHING;
		RETURN QUERY SELECT 'new';
	ELSIF (known.name_da, known.name_en, known.kle_number, known.starts_on,
		known.is_open, known.shown_kinds)
		IS DISTINCT FROM (in_name_da, in_name_en, in_kle_number, in_starts_on,
			in_is_open, kinds)
	THEN
		UPDATE data.area k SET (name_da, name_en, kle_number, starts_on,
			is_open, shown_kinds)
			= (in_name_da, in_name_en, in_kle_number, in_starts_on, in_is_open,
				kinds)
			WHERE k.key = in_key;
		PERFORM internal.audit_system('area', NULL, NULL, NULL, in_key);
		PERFORM internal.showing_refresh(c.id, NULL) FROM data.case c
			WHERE c.area_key = in_key;
		RETURN QUERY SELECT 'changed';
	ELSE
		RETURN QUERY SELECT 'same';
	END IF;
END
$$;

ALTER FUNCTION api_import.area_put(text, text, text, text, date, boolean,
	text) OWNER TO minsag_system;
COMMENT ON FUNCTION api_import.area_put(text, text, text, text, date, boolean,
	text) IS
	'Records a case area.';
REVOKE ALL ON FUNCTION api_import.area_put(text, text, text, text, date,
	boolean, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_import.area_put(text, text, text, text, date,
	boolean, text) TO minsag_import;
