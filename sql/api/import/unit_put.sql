-- SPDX-License-Identifier: EUPL-1.2
-- Records whom to call.
--
-- ret_outcome: new, same (nothing done) or changed.

CREATE OR REPLACE FUNCTION api_import.unit_put(in_key text, in_name text, in_phone text,
	in_hours text, in_email text)
	RETURNS TABLE (ret_outcome text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	known data.unit;
BEGIN
	SELECT * INTO known FROM data.unit k WHERE k.key = in_key;
	IF NOT FOUND THEN
		INSERT INTO data.unit (key, name, phone, hours, email)
			VALUES (in_key, in_name, in_phone, in_hours, in_email)
			ON CONFLICT DO NOTHING;
		RETURN QUERY SELECT 'new';
	ELSIF (known.name, known.phone, known.hours, known.email)
		IS DISTINCT FROM (in_name, in_phone, in_hours, in_email)
	THEN
		UPDATE data.unit k SET (name, phone, hours, email)
			= (in_name, in_phone, in_hours, in_email)
			WHERE k.key = in_key;
		RETURN QUERY SELECT 'changed';
	ELSE
		RETURN QUERY SELECT 'same';
	END IF;
END
$$;

ALTER FUNCTION api_import.unit_put(text, text, text, text, text)
	OWNER TO minsag_system;
COMMENT ON FUNCTION api_import.unit_put(text, text, text, text, text) IS
	'Records whom to call.';
REVOKE ALL ON FUNCTION api_import.unit_put(text, text, text, text, text)
	FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_import.unit_put(text, text, text, text, text)
	TO minsag_import;
