-- SPDX-License-Identifier: EUPL-1.2
-- What a citizen wants of notices of an area: the one place with the defaults.
--
-- Without a choice: all four kinds, together once a day at 16, by Digital
-- Post. Each of them is something that a citizen loses by not knowing (a paper
-- to answer, an answer, a file that never arrived, a day), so none is off; and
-- it is one message a day, because a case that is read along grows by many
-- notes and Digital Post is where important letters are. Digital Post reaches
-- everybody who is not exempt, without an address that could be wrong. E-mail
-- and SMS have to be chosen, e-mail after its address has been confirmed.
--
-- Where the chosen way is not open (the address was taken away, the
-- municipality stopped it) it is Digital Post again, so nothing is lost in
-- silence. ret_channel: null when the municipality has no way at all.

CREATE OR REPLACE FUNCTION internal.notice_wish(in_person uuid, in_area text)
	RETURNS TABLE (off boolean, channel text, pace text, kinds text[],
		language text, daily_at time, quiet_from time, quiet_to time)
LANGUAGE sql STABLE
AS $$
	SELECT coalesce(p.off, false),
		CASE WHEN a.channel = ANY (r.channels)
			AND (a.channel <> 'email' OR EXISTS (
				SELECT FROM data.notice_contact c
				WHERE c.person_id = in_person AND c.confirmed_at IS NOT NULL))
			THEN a.channel
		WHEN 'digital-post' = ANY (r.channels) THEN 'digital-post' END,
		coalesce(a.pace, 'daily'),
		coalesce(a.kinds, ARRAY['new-document', 'answered-remark',
			'rejected-upload', 'deadline-near']),
		coalesce(p.language, 'da'), coalesce(p.daily_at, '16:00'),
		p.quiet_from, p.quiet_to
	FROM data.notice_rule r
		LEFT JOIN data.notice_person p ON p.person_id = in_person
		LEFT JOIN data.notice_area a ON a.person_id = in_person
			AND a.area_key = in_area
$$;

COMMENT ON FUNCTION internal.notice_wish(uuid, text) IS
	'What a citizen wants of notices of an area, defaults included.';
REVOKE ALL ON FUNCTION internal.notice_wish(uuid, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION internal.notice_wish(uuid, text)
	TO minsag_person, minsag_system;
