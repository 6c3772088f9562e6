-- SPDX-License-Identifier: EUPL-1.2
-- Pieces of a text around what was searched for, as the text itself has it:
-- U+E000 before and U+E001 after each hit, " … " between two pieces.
--
-- in_query has the words in their normal form. A word that the text has in
-- another form is asked for as it stands there, so that it is found and marked;
-- of such words the first 5,000 in the first 200,000 characters are looked at.

CREATE OR REPLACE FUNCTION internal.search_excerpt(in_body text, in_query tsquery)
	RETURNS text
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	body constant text := translate(in_body, U&'\E000\E001', '');
	-- Parted at a line's end, with aa, or with more than Danish letters; not
	-- longer, for what is long takes its square.
	odd constant text := '\S{0,40}[^[:space:]-]-[ \t\r]{0,9}\n\s{0,9}\S{1,40}|'
		'\S{0,40}(?:aa|Aa|AA|'
		'[^\u0001-\u007E\u00A7\u00C5\u00C6\u00D8\u00E5\u00E6\u00E8\u00E9\u00F8])'
		'\S{0,40}';
	wanted text[];
	as_written tsquery;
BEGIN
	IF body ~ odd THEN
		wanted := ARRAY(SELECT l[1] FROM
			regexp_matches(in_query::text, '''((?:[^'']|'''')+)''', 'g') l);
		SELECT string_agg(q.query::text, ' | ')::tsquery INTO as_written
			FROM (SELECT DISTINCT m[1] AS word
				FROM (SELECT m FROM regexp_matches(
					left(body, 200000), odd, 'g') m
					LIMIT 5000) every) odd_word
			CROSS JOIN LATERAL phraseto_tsquery('danish', word) q (query)
			WHERE numnode(q.query) > 0
				AND tsvector_to_array(data.text_words(word)) && wanted;
	END IF;
	RETURN ts_headline('danish', body,
		coalesce(in_query || as_written, in_query),
		U&'StartSel=\E000, StopSel=\E001, MaxFragments=2, '
		'MaxWords=24, MinWords=8, FragmentDelimiter=" … "');
END
$$;

COMMENT ON FUNCTION internal.search_excerpt(text, tsquery) IS
	'Pieces of a text around what was searched for.';
REVOKE ALL ON FUNCTION internal.search_excerpt(text, tsquery) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION internal.search_excerpt(text, tsquery)
	TO minsag_person;
