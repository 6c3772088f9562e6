-- SPDX-License-Identifier: EUPL-1.2
-- How a function says no.
--
-- fail ends the statement and undoes it. refuse lets it end well, with no
-- rows: what was written, above all the audit row of the refusal, is
-- committed. The worker treats both alike, by their SQLSTATE.
--
-- in_code: MS400 bad input, MS401 not logged in, MS403 denied, MS404 not found,
-- MS409 conflict, MS410 gone, MS413 too big, MS415 wrong type, MS416 bad range,
-- MS425 the look is on record now, come again (refuse alone, internal.look),
-- MS503 try again. in_rule: the rule that was broken; never a citizen's data.

CREATE OR REPLACE FUNCTION internal.fail(in_code text, in_rule text) RETURNS void
LANGUAGE plpgsql IMMUTABLE
AS $$
BEGIN
	RAISE EXCEPTION USING ERRCODE = in_code, MESSAGE = in_rule;
END
$$;

CREATE OR REPLACE FUNCTION internal.refuse(in_code text, in_rule text) RETURNS void
LANGUAGE plpgsql VOLATILE
AS $$
BEGIN
	RAISE NOTICE USING ERRCODE = in_code, MESSAGE = in_rule;
END
$$;

COMMENT ON FUNCTION internal.fail(text, text) IS
	'Ends the statement with an SQLSTATE of our own; undoes it.';
COMMENT ON FUNCTION internal.refuse(text, text) IS
	'Tells the worker of a refusal whose audit row stays.';
REVOKE ALL ON FUNCTION internal.fail(text, text) FROM PUBLIC;
REVOKE ALL ON FUNCTION internal.refuse(text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION internal.fail(text, text)
	TO minsag_person, minsag_system, minsag_receiver;
GRANT EXECUTE ON FUNCTION internal.refuse(text, text)
	TO minsag_person, minsag_system;
