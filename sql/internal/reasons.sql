-- SPDX-License-Identifier: EUPL-1.2
-- THE RULE: who may see what. It says nothing about where the facts come from;
-- internal.versions brings them, and everything that shows, lists, finds or
-- opens a version asks through it.
--
-- in_role: the person's role as a party in force, null when there is none.
-- in_published_at: when the version was published, null when it was not.
-- in_released: that it came from the municipality, from the person themselves, or
-- was released to them.
-- in_withdrawn, in_withheld: whether a row stands that says so.
-- in_shown: whether that it is shown has been recorded (data.showing). When this
-- alone is missing the reason is not-ready: something has just changed, and
-- internal.showing_refresh has not come by.
-- Returns all reasons against, in this order; none: it is shown. Each condition
-- says what must hold, so that a null fails closed; a word that this version
-- of the rule does not know is a reason of its own. The state (draft or final)
-- and the kind note are no reasons: what is published is shown while it is
-- still being written.

CREATE OR REPLACE FUNCTION internal.reasons(in_role text, in_published_at timestamptz,
	in_released boolean, in_withdrawn boolean, in_withheld boolean, in_state text, in_kind text,
	in_dated_on date, in_starts_on date, in_open boolean, in_shown_kinds text[],
	in_shown boolean)
	RETURNS text[]
LANGUAGE sql STABLE PARALLEL SAFE
AS $$
	SELECT coalesce(nullif(array_remove(ARRAY[
		CASE WHEN in_role IS NOT NULL THEN NULL ELSE 'not-a-party' END,
		CASE WHEN in_published_at <= internal.clock() THEN NULL
			ELSE 'not-published' END,
		CASE WHEN in_released THEN NULL ELSE 'not-released' END,
		CASE WHEN NOT in_withdrawn THEN NULL ELSE 'withdrawn' END,
		CASE WHEN NOT in_withheld THEN NULL ELSE 'withheld' END,
		CASE WHEN in_dated_on >= in_starts_on THEN NULL
			ELSE 'before-start' END,
		CASE WHEN in_open THEN NULL ELSE 'area-closed' END,
		CASE WHEN in_kind = ANY (in_shown_kinds) THEN NULL
			ELSE 'kind-not-shown' END,
		CASE WHEN in_state IN ('draft', 'final')
			AND in_kind IN ('note', 'letter', 'application', 'decision',
				'assessment', 'medical', 'plan', 'photo', 'other')
			AND coalesce(in_role, 'subject')
				IN ('subject', 'applicant', 'guardian')
			THEN NULL ELSE 'unknown-value' END
	]::text[], NULL), '{}'), CASE WHEN in_shown THEN '{}'::text[]
		ELSE ARRAY['not-ready'] END)
$$;

COMMENT ON FUNCTION internal.reasons(text, timestamptz, boolean, boolean, boolean, text,
	text, date, date, boolean, text[], boolean) IS
	'The rule: all reasons why a version is not shown; none: it is.';
REVOKE ALL ON FUNCTION internal.reasons(text, timestamptz, boolean, boolean,
	boolean, text, text, date, date, boolean, text[], boolean) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION internal.reasons(text, timestamptz, boolean, boolean,
	boolean, text, text, date, date, boolean, text[], boolean) TO minsag_person, minsag_system;
