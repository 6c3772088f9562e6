-- SPDX-License-Identifier: EUPL-1.2
-- A title's words are kept as a text's are, so that a search makes none. No
-- index has them: a search looks into what the citizen may read, and an index
-- would look into what is withheld first. Words of casework have the same form.

ALTER TABLE data.document ADD COLUMN title_words tsvector NOT NULL
	GENERATED ALWAYS AS (data.text_words(title)) STORED;
COMMENT ON COLUMN data.document.title_words IS
	'The words of title in their normal form, for searching.';
DROP INDEX data.document_title_words;

ALTER TABLE data.term DROP COLUMN query;
ALTER TABLE data.term ADD COLUMN query tsquery NOT NULL GENERATED ALWAYS AS
	(phraseto_tsquery('danish'::regconfig, data.text_fold(word))) STORED;
COMMENT ON COLUMN data.term.query IS
	'Finds the word in its inflected forms too, in the normal form of texts.';
