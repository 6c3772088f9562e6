-- SPDX-License-Identifier: EUPL-1.2
-- Records a case area and its visibility defaults.
--
-- in_shown_kinds: words with a space between them. in_less: only as far as it
-- shows less than before, so that an area is opened wider after the cases'
-- withholdings and not before them; a new area has nothing to show yet and is
-- recorded whole. The rule asks the area itself, so it counts at once; the marks
-- of the unread follow (job area). ret_outcome: new, same (nothing done) or
-- changed. ret_more: something is left to say without in_less. MS404 when there
-- is no such KLE number.

CREATE OR REPLACE FUNCTION api_import.area_put(in_key text, in_name_da text,
	in_name_en text, in_kle_number text, in_starts_on date, in_is_open
	boolean, in_shown_kinds text, in_less boolean)
	RETURNS TABLE (ret_outcome text, ret_more boolean)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	known data.area;
	kinds constant text[] := string_to_array(in_shown_kinds, ' ');
	starts date := in_starts_on;
	open boolean := in_is_open;
	shown text[] := kinds;
BEGIN
	IF NOT EXISTS (SELECT FROM data.kle k WHERE k.number = in_kle_number) THEN
		PERFORM internal.fail('MS404', 'kle_number: no such number');
	END IF;
	INSERT INTO data.area (key, name_da, name_en, kle_number, starts_on,
			is_open, shown_kinds)
		VALUES (in_key, in_name_da, in_name_en, in_kle_number, in_starts_on,
			in_is_open, kinds)
		ON CONFLICT DO NOTHING;
	IF FOUND THEN
		RETURN QUERY SELECT 'new', false;
		RETURN;
	END IF;
	SELECT * INTO known FROM data.area k WHERE k.key = in_key FOR UPDATE;
	IF in_less THEN
		starts := greatest(known.starts_on, in_starts_on);
		open := known.is_open AND in_is_open;
		shown := ARRAY(SELECT k.word
			FROM unnest(kinds) WITH ORDINALITY k (word, place)
			WHERE k.word = ANY (known.shown_kinds) ORDER BY k.place);
	END IF;
	ret_more := (starts, open, shown)
		IS DISTINCT FROM (in_starts_on, in_is_open, kinds);
	ret_outcome := 'same';
	IF (known.name_da, known.name_en, known.kle_number, known.starts_on,
		known.is_open, known.shown_kinds)
		IS DISTINCT FROM (in_name_da, in_name_en, in_kle_number, starts,
			open, shown)
	THEN
		UPDATE data.area k SET (name_da, name_en, kle_number, starts_on,
			is_open, shown_kinds)
			= (in_name_da, in_name_en, in_kle_number, starts, open, shown)
			WHERE k.key = in_key;
		PERFORM internal.audit_system('area', NULL, NULL, NULL, in_key);
		PERFORM internal.job_add('area',
			in_key || ' ' || pg_current_xact_id(), NULL,
			NULL);
		ret_outcome := 'changed';
	END IF;
	RETURN NEXT;
END
$$;

ALTER FUNCTION api_import.area_put(text, text, text, text, date, boolean,
	text, boolean) OWNER TO minsag_system;
COMMENT ON FUNCTION api_import.area_put(text, text, text, text, date,
	boolean, text, boolean) IS
	'Records a case area.';
REVOKE ALL ON FUNCTION api_import.area_put(text, text, text, text, date,
	boolean, text, boolean) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_import.area_put(text, text, text, text,
	date, boolean, text, boolean) TO minsag_import;
