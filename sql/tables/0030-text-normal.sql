-- SPDX-License-Identifier: EUPL-1.2
-- One normal form for finding: what looks the same is found by each of its
-- forms. Words that are kept depend on it, so it stands here; changing it needs
-- a migration that makes them again. What is shown is never this form.

-- Functions need a language, which minsag_migrate may not use.
RESET ROLE;

-- In this order: Unicode's NFKC (ligatures, composed or not, kinds of space),
-- which is taken word by word, since a long row of accents costs its square;
-- characters that nobody sees away; quotation marks and dashes of one kind; a
-- word that is parted at a line's end, with a hyphen or a soft one, is put
-- together; soft hyphens away, since only now has their place been read; and aa
-- as å.
CREATE FUNCTION data.text_fold(in_text text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
	SELECT replace(replace(replace(replace(regexp_replace(translate(
		coalesce(string_agg(CASE WHEN length(line) <= 200 THEN normalize(line, NFKC)
			ELSE (SELECT string_agg(CASE WHEN length(word) <= 200
					THEN normalize(word, NFKC) ELSE word END, ' ' ORDER BY w)
				FROM unnest(string_to_array(line, ' ')) WITH ORDINALITY
					words (word, w))
			END, E'\n' ORDER BY l), ''),
		U&'\2018\2019\201A\201B\2032\2039\203A\201C\201D\201E\201F\00AB\00BB\2010\2012\2013\2014\2015\2212\061C\180E\200B\200C\200D\200E\200F\202A\202B\202C\202D\202E\2060\2061\2062\2063\2064\2066\2067\2068\2069\FE0E\FE0F\FEFF',
		$q$'''''''""""""------$q$),
		'([[:alpha:]])\u00AD*[-\u00AD]\u00AD*[ \t\r]*\n\s*(?=[[:lower:]])',
		'\1', 'g'), U&'\00AD', ''),
		'aa', U&'\00E5'), 'Aa', U&'\00C5'), 'AA', U&'\00C5')
	FROM unnest(string_to_array(in_text, E'\n')) WITH ORDINALITY
		lines (line, l)
$$;
ALTER FUNCTION data.text_fold(text) OWNER TO minsag_migrate;
REVOKE ALL ON FUNCTION data.text_fold(text) FROM PUBLIC;
COMMENT ON FUNCTION data.text_fold(text) IS
	'The normal form of a text, for finding.';

-- What is too much for one index entry is cut; the text itself stays whole.
CREATE FUNCTION data.text_words(in_text text) RETURNS tsvector
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	folded text := data.text_fold(in_text);
BEGIN
	LOOP
		BEGIN
			RETURN to_tsvector('pg_catalog.danish', folded);
		EXCEPTION WHEN program_limit_exceeded THEN
			folded := left(folded, length(folded) / 2);
		END;
	END LOOP;
END
$$;
ALTER FUNCTION data.text_words(text) OWNER TO minsag_migrate;
REVOKE ALL ON FUNCTION data.text_words(text) FROM PUBLIC;
COMMENT ON FUNCTION data.text_words(text) IS
	'The words of a text in their normal form, for searching.';

SET LOCAL ROLE minsag_migrate;
ALTER TABLE data.version_text DROP COLUMN words;
ALTER TABLE data.version_text ADD COLUMN words tsvector NOT NULL
	GENERATED ALWAYS AS (data.text_words(body)) STORED;
COMMENT ON COLUMN data.version_text.words IS
	'Its words in their normal form, for searching.';
