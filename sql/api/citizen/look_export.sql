-- SPDX-License-Identifier: EUPL-1.2
-- Who has looked, as a list to keep: look_list's rows, the newest 2,000 at
-- most, with what stands above them: case, document, and the log's last proof.
-- There is a row also when nobody has looked: ret_at is null then.
--
-- in_case to in_to, in_request_id: as look_list. ret_local, ret_made,
-- ret_checked: Danish time, 2026-03-10 09:30; ret_checked is null before the
-- first proof. ret_more: there are older ones. ret_since, ret_until,
-- ret_proved_from, ret_unsealed_since: as look_proof, Danish time.

CREATE OR REPLACE FUNCTION api_citizen.look_export(in_session bytea, in_case uuid,
	in_document uuid, in_who text, in_what text, in_from date, in_to date,
	in_request_id text)
RETURNS TABLE (ret_case_title text, ret_document_title text,
		ret_document_kind text, ret_made text, ret_checked text,
		ret_whole bool, ret_more bool, ret_at timestamptz, ret_local text,
		ret_who text, ret_action text, ret_purpose text, ret_role text,
		ret_unit text, ret_name text, ret_number int4, ret_kind text,
		ret_title text, ret_since text, ret_until text,
		ret_proved_from text, ret_unsealed_since text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	entered constant uuid := internal.session_enter(in_session, true);
	of_case constant uuid :=
		internal.look_case(in_case, in_document, in_request_id);
	most constant integer := 2000;
	form constant text := 'YYYY-MM-DD HH24:MI';
BEGIN
	IF of_case IS NULL THEN
		RETURN;
	END IF;
	RETURN QUERY
	SELECT c.title, d.title, d.kind,
		to_char(internal.clock() AT TIME ZONE 'Europe/Copenhagen', form),
		to_char(proof.at AT TIME ZONE 'Europe/Copenhagen', form),
		proof.whole, coalesce(l.count > most, false), l.at,
		to_char(l.at AT TIME ZONE 'Europe/Copenhagen', form),
		l.who, l.action, l.purpose, l.staff_role, l.unit_name, l.staff_name,
		l.number, l.kind, l.title,
		to_char(proof.since AT TIME ZONE 'Europe/Copenhagen', form),
		to_char(proof.until AT TIME ZONE 'Europe/Copenhagen', form),
		to_char(proof.proved_from AT TIME ZONE 'Europe/Copenhagen', form),
		to_char(proof.unsealed_since AT TIME ZONE 'Europe/Copenhagen', form)
	FROM data.case c
		LEFT JOIN LATERAL (SELECT v.kind, CASE WHEN v.reasons = '{}'
				THEN v.title END AS title
			FROM internal.versions(internal.person()) v
			WHERE v.document_id = in_document
				AND v.published_at <= internal.clock()
			ORDER BY v.number DESC LIMIT 1) d ON true
		LEFT JOIN internal.heartbeat() proof ON true
		LEFT JOIN (SELECT *, row_number() OVER (ORDER BY p.at DESC, p.id DESC)
				AS place, count(*) OVER () AS count
			FROM internal.look_page(of_case, in_document, in_who, in_what,
				in_from, in_to, NULL, NULL, most + 1) p) l
			ON l.place <= most
	WHERE c.id = of_case
	ORDER BY l.place;
END
$$;

ALTER FUNCTION api_citizen.look_export(bytea, uuid, uuid, text, text, date,
	date, text) OWNER TO minsag_person;
COMMENT ON FUNCTION api_citizen.look_export(bytea, uuid, uuid, text, text, date,
	date, text) IS
	'Who has looked at one of my cases or documents, to keep.';
REVOKE ALL ON FUNCTION api_citizen.look_export(bytea, uuid, uuid, text, text,
	date, date, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_citizen.look_export(bytea, uuid, uuid, text, text,
	date, date, text) TO minsag_citizen;
