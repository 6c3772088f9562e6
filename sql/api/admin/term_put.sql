-- SPDX-License-Identifier: EUPL-1.2
-- Says what a word means, anew or for the first time; without a meaning it
-- takes the word off the list. Returns added, changed, same, or removed. Audited.
--
-- in_word: 2 to 60 characters. in_plain_da, in_plain_en: 1 to 600 each, or
-- both null. MS404 no such word to take off.

CREATE OR REPLACE FUNCTION api_admin.term_put(in_word text, in_plain_da text,
	in_plain_en text)
RETURNS TABLE (ret_outcome text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	checked constant boolean := internal.text_check(in_word, 60, 'word')
		AND internal.text_check(in_plain_da, 600, 'da')
		AND internal.text_check(in_plain_en, 600, 'en');
	key constant text := lower(btrim(in_word));
BEGIN
	IF key IS NULL OR length(key) < 2
		OR (in_plain_da IS NULL) <> (in_plain_en IS NULL)
	THEN
		PERFORM internal.fail('MS400', 'term: a word, in both languages');
	END IF;
	IF in_plain_da IS NULL THEN
		DELETE FROM data.term t WHERE t.word = key;
		IF NOT FOUND THEN
			PERFORM internal.fail('MS404', 'word: not on the list');
		END IF;
		ret_outcome := 'removed';
	ELSE
		SELECT CASE WHEN (t.plain_da, t.plain_en) = (in_plain_da, in_plain_en)
				THEN 'same' ELSE 'changed' END
			INTO ret_outcome FROM data.term t WHERE t.word = key;
		ret_outcome := coalesce(ret_outcome, 'added');
		INSERT INTO data.term (word, plain_da, plain_en)
			VALUES (key, in_plain_da, in_plain_en)
			ON CONFLICT (word) DO UPDATE SET plain_da = excluded.plain_da,
				plain_en = excluded.plain_en;
	END IF;
	IF ret_outcome <> 'same' THEN
		PERFORM internal.audit_system('term', NULL, NULL, NULL, ret_outcome);
	END IF;
	RETURN NEXT;
END
$$;

ALTER FUNCTION api_admin.term_put(text, text, text) OWNER TO minsag_system;
COMMENT ON FUNCTION api_admin.term_put(text, text, text) IS
	'Says what a word means.';
REVOKE ALL ON FUNCTION api_admin.term_put(text, text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_admin.term_put(text, text, text) TO
	minsag_admin;
