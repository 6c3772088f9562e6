-- SPDX-License-Identifier: EUPL-1.2
-- The looks at a case, the newest first: of all rows of the audit what the
-- citizen of this transaction may know of them, and no other citizen's
-- identity. Whether they may see the version that was looked at is not said
-- here: internal.look_page asks the rule.
--
-- Owned by minsag_system, because row-level security leaves a citizen their own
-- rows alone. So it asks for itself whether they are a party now; a stranger
-- gets no row, and nobody one of what another party added and was not released
-- to them. in_versions: looks at these alone; null: at all of the case.
-- in_who: me, party (another party), staff, system; in_what: read, case, search,
-- send, check; null: all. in_from, in_to: from the one to before the other;
-- null: open. in_before_at, in_before_id: the place to go on from.
-- action: of desk-read, what it was: desk-case (the case and its parts),
-- desk-list (a version in a list), desk-remark, else desk-read.
-- staff_name: null unless data.look_setting says otherwise.

CREATE OR REPLACE FUNCTION internal.looks(in_case uuid, in_versions uuid[], in_who text,
	in_what text, in_from timestamptz, in_to timestamptz,
	in_before_at timestamptz, in_before_id bigint, in_limit integer)
	RETURNS TABLE (id bigint, at timestamptz, who text, action text,
		purpose text, version_id uuid, staff_role text, unit_name text,
		staff_name text)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	me constant uuid := internal.person();
	actions constant text[] := CASE in_what
		WHEN 'read' THEN '{read,hit,preview,desk-read,desk-list}'::text[]
		WHEN 'case' THEN '{case,desk-case,desk-remark}'
		WHEN 'search' THEN '{search}'
		WHEN 'send' THEN '{bundle,deliver}' WHEN 'check' THEN '{scan}' END;
	actors constant text[] := CASE in_who
		WHEN 'staff' THEN '{caseworker}'::text[]
		WHEN 'system' THEN '{system,job}'
		WHEN 'me' THEN '{citizen,delegate}'
		WHEN 'party' THEN '{citizen,delegate}' END;
	mine constant boolean := CASE in_who WHEN 'me' THEN true
		WHEN 'party' THEN false END;
	-- Which names staff bear here: none unless it was decided.
	named constant boolean := coalesce((SELECT s.staff_names
		FROM data.look_setting s), false);
BEGIN
	IF NOT EXISTS (SELECT FROM data.party p
		WHERE p.person_id = me AND p.case_id = in_case
			AND p.valid_from <= internal.clock()
			AND p.valid_to > internal.clock())
	THEN
		RETURN;
	END IF;
	RETURN QUERY
	SELECT l.id, l.at, CASE WHEN l.actor IN ('system', 'job') THEN l.actor
			WHEN l.actor = 'caseworker' THEN 'staff'
			WHEN l.person_id IS DISTINCT FROM me THEN 'party'
			WHEN l.actor = 'delegate' THEN 'me-for-another' ELSE 'me' END,
		internal.look_word(l.action, l.version_id, l.detail), l.purpose, l.version_id, l.staff_role, unit.name,
		CASE WHEN named THEN l.staff_name END
	FROM (
		(SELECT a.* FROM data.audit a
			WHERE in_versions IS NULL AND a.case_id = in_case
				AND a.outcome = 'ok' AND a.action IN ('read', 'case', 'search',
					'hit', 'preview', 'bundle', 'deliver', 'desk-read', 'scan')
				AND (a.at, a.id) < (in_before_at, in_before_id)
				AND a.at >= in_from AND a.at < in_to
				AND (actions IS NULL OR internal.look_word(a.action,
					a.version_id, a.detail) = ANY (actions))
				AND (actors IS NULL OR a.actor = ANY (actors))
				AND (mine IS NULL OR (a.person_id IS NOT DISTINCT FROM me) = mine)
				AND NOT internal.look_of_other(a.action, a.version_id, a.detail,
					me)
			ORDER BY a.at DESC, a.id DESC LIMIT in_limit)
	UNION ALL
		SELECT a.* FROM unnest(in_versions) version (id)
			CROSS JOIN LATERAL (SELECT * FROM data.audit a
			WHERE a.version_id = version.id AND a.case_id = in_case
				AND a.outcome = 'ok' AND a.action IN ('read', 'case', 'search',
					'hit', 'preview', 'bundle', 'deliver', 'desk-read', 'scan')
				AND (a.at, a.id) < (in_before_at, in_before_id)
				AND a.at >= in_from AND a.at < in_to
				AND (actions IS NULL OR internal.look_word(a.action,
					a.version_id, a.detail) = ANY (actions))
				AND (actors IS NULL OR a.actor = ANY (actors))
				AND (mine IS NULL OR (a.person_id IS NOT DISTINCT FROM me) = mine)
				AND NOT internal.look_of_other(a.action, a.version_id, a.detail,
					me)
			ORDER BY a.at DESC, a.id DESC LIMIT in_limit) a
		) l LEFT JOIN data.unit ON unit.key = l.unit_key
	ORDER BY l.at DESC, l.id DESC LIMIT in_limit;
END
$$;

-- What a look was: the row's action, and of a caseworker's what it was at.
CREATE OR REPLACE FUNCTION internal.look_word(in_action text, in_version uuid,
	in_detail text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
	SELECT CASE WHEN in_action <> 'desk-read' THEN in_action
		WHEN in_detail LIKE 'remark %' THEN 'desk-remark'
		WHEN in_version IS NULL THEN 'desk-case'
		WHEN in_detail = 'listed' THEN 'desk-list'
		ELSE in_action END
$$;

ALTER FUNCTION internal.looks(uuid, uuid[], text, text, timestamptz,
	timestamptz, timestamptz, bigint, integer) OWNER TO minsag_system;
COMMENT ON FUNCTION internal.looks(uuid, uuid[], text, text, timestamptz,
	timestamptz, timestamptz, bigint, integer) IS
	'The looks at a case, as a party to it may know them.';
REVOKE ALL ON FUNCTION internal.looks(uuid, uuid[], text, text, timestamptz,
	timestamptz, timestamptz, bigint, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION internal.looks(uuid, uuid[], text, text, timestamptz,
	timestamptz, timestamptz, bigint, integer) TO minsag_person;
COMMENT ON FUNCTION internal.look_word(text, uuid, text) IS
	'What a look was, as a word.';
REVOKE ALL ON FUNCTION internal.look_word(text, uuid, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION internal.look_word(text, uuid, text)
	TO minsag_system;
