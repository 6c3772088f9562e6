-- SPDX-License-Identifier: EUPL-1.2
-- Holds what someone wrote to its limits: MS400 with in_rule's name unless it
-- is null or 1 to in_most characters, not all white space, without control
-- characters other than tab and line feed, and without those that nobody sees
-- and that may turn the text around them. Programs take those out before
-- (text_drop_unseen in fcgi/core/text.c knows the same).

CREATE OR REPLACE FUNCTION internal.text_check(in_text text, in_most integer,
	in_rule text) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE
AS $$
BEGIN
	IF in_text IS NULL OR (length(in_text) <= in_most AND in_text ~ '\S'
		AND in_text !~ '[\u0001-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]')
	THEN
		RETURN true;
	END IF;
	PERFORM internal.fail('MS400', in_rule || ': 1 to ' || in_most
		|| ' characters of plain text');
END
$$;

COMMENT ON FUNCTION internal.text_check(text, integer, text) IS
	'Holds what someone wrote to its limits.';
REVOKE ALL ON FUNCTION internal.text_check(text, integer, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION internal.text_check(text, integer, text)
	TO minsag_person, minsag_system;
