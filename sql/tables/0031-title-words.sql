-- SPDX-License-Identifier: EUPL-1.2
-- A title's words are kept as a text's are, so that a search makes none.

ALTER TABLE data.document ADD COLUMN title_words tsvector NOT NULL
	GENERATED ALWAYS AS (data.text_words(title)) STORED;
COMMENT ON COLUMN data.document.title_words IS
	'The words of title in their normal form, for searching.';
