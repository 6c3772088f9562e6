-- SPDX-License-Identifier: EUPL-1.2
-- Words of casework that stand in a text, in whatever form, with what they
-- mean; in the order of their letters.
--
-- in_text: 1 to 2,000 characters of what the citizen reads. It is compared and
-- forgotten. The list of words is short, so all of it is asked.

CREATE OR REPLACE FUNCTION api_citizen.term_find(in_session bytea, in_text text)
RETURNS TABLE (ret_word text, ret_plain_da text, ret_plain_en text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	entered constant uuid := internal.session_enter(in_session, true);
	words tsvector;
BEGIN
	IF in_text IS NULL OR length(in_text) NOT BETWEEN 1 AND 2000 THEN
		PERFORM internal.fail('MS400', 'text: 1 to 2000 characters');
	END IF;
	words := data.text_words(in_text);
	RETURN QUERY SELECT t.word, t.plain_da, t.plain_en FROM data.term t
		WHERE words @@ t.query ORDER BY t.word;
END
$$;

ALTER FUNCTION api_citizen.term_find(bytea, text) OWNER TO minsag_person;
COMMENT ON FUNCTION api_citizen.term_find(bytea, text) IS
	'Words of casework that stand in a text, in plain words.';
REVOKE ALL ON FUNCTION api_citizen.term_find(bytea, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_citizen.term_find(bytea, text) TO
	minsag_citizen;
