-- SPDX-License-Identifier: EUPL-1.2
-- Records a KLE number as the municipality's own list has it.
--
-- ret_outcome: new, same (nothing done) or changed.

CREATE OR REPLACE FUNCTION api_import.kle_put(in_number text, in_title text,
	in_valid_from date, in_valid_to date)
	RETURNS TABLE (ret_outcome text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	known data.kle;
BEGIN
	SELECT * INTO known FROM data.kle k WHERE k.number = in_number;
	IF NOT FOUND THEN
		INSERT INTO data.kle (number, title, valid_from, valid_to)
			VALUES (in_number, in_title, in_valid_from, in_valid_to)
			ON CONFLICT DO NOTHING;
		RETURN QUERY SELECT 'new';
	ELSIF (known.title, known.valid_from, known.valid_to)
		IS DISTINCT FROM (in_title, in_valid_from, in_valid_to)
	THEN
		UPDATE data.kle k SET (title, valid_from, valid_to)
			= (in_title, in_valid_from, in_valid_to)
			WHERE k.number = in_number;
		RETURN QUERY SELECT 'changed';
	ELSE
		RETURN QUERY SELECT 'same';
	END IF;
END
$$;

ALTER FUNCTION api_import.kle_put(text, text, date, date)
	OWNER TO minsag_system;
COMMENT ON FUNCTION api_import.kle_put(text, text, date, date) IS
	'Records a KLE number.';
REVOKE ALL ON FUNCTION api_import.kle_put(text, text, date, date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_import.kle_put(text, text, date, date)
	TO minsag_import;
