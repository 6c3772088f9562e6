-- SPDX-License-Identifier: EUPL-1.2
-- The words of casework and what they mean, in the order of their letters.

CREATE OR REPLACE FUNCTION api_admin.term_list()
RETURNS TABLE (ret_word text, ret_plain_da text, ret_plain_en text)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	RETURN QUERY SELECT t.word, t.plain_da, t.plain_en FROM data.term t
		ORDER BY t.word;
END
$$;

ALTER FUNCTION api_admin.term_list() OWNER TO minsag_system;
COMMENT ON FUNCTION api_admin.term_list() IS
	'The words of casework and what they mean.';
REVOKE ALL ON FUNCTION api_admin.term_list() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_admin.term_list() TO minsag_admin;
