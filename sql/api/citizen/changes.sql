-- SPDX-License-Identifier: EUPL-1.2
-- The texts of two published versions of a document, so that what was added and
-- removed can be shown. The rule is asked for both, and both are audited as
-- read before their text leaves; without texts, a look at the case is.
--
-- in_since: the older one; null: the newest version before this one that I have
-- read, and when there is none, ret_since_id is null. A text is null when the
-- version has none that can be compared, as a picture. MS413: a text is longer
-- than 2 MiB. MS400: in_since is no older version of the same document.
-- in_request_id: nginx's, or null.

CREATE OR REPLACE FUNCTION api_citizen.changes(in_session bytea, in_version uuid,
	in_since uuid, in_request_id text)
RETURNS TABLE (ret_version_id uuid, ret_number int4,
		ret_published_at timestamptz, ret_since_id uuid,
		ret_since_number int4, ret_since_published_at timestamptz,
		ret_text text, ret_since_text text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	most constant integer := 2097152;
	entered constant uuid := internal.session_enter(in_session, true);
	of_case uuid;
	of_document uuid;
	stands boolean;
BEGIN
	IF NOT internal.version_mine(in_version, 'changes', in_request_id)
		OR (in_since IS NOT NULL
			AND NOT internal.version_mine(in_since, 'changes', in_request_id))
	THEN
		RETURN;
	END IF;
	SELECT n.case_id, n.document_id, n.version_id, n.number, n.published_at
		INTO of_case, of_document, ret_version_id, ret_number,
			ret_published_at
		FROM data.publication n WHERE n.version_id = in_version;
	SELECT v.version_id, v.number, v.published_at
		INTO ret_since_id, ret_since_number, ret_since_published_at
		FROM internal.versions(internal.person()) v
		WHERE v.document_id = of_document AND v.number < ret_number
			AND v.reasons = '{}' AND CASE WHEN in_since IS NULL
				THEN EXISTS (SELECT FROM data.audit a
					WHERE a.person_id = internal.person()
						AND a.version_id = v.version_id
						AND a.action = 'read' AND a.outcome = 'ok')
				ELSE v.version_id = in_since END
		ORDER BY v.number DESC LIMIT 1;
	IF in_since IS NOT NULL AND ret_since_id IS NULL THEN
		PERFORM internal.fail('MS400', 'since: an older version of the same document');
	END IF;
	IF ret_since_id IS NOT NULL THEN
		IF EXISTS (SELECT FROM data.version_text t
			WHERE t.version_id IN (ret_version_id, ret_since_id)
				AND octet_length(t.body) > most)
		THEN
			PERFORM internal.fail('MS413', 'text: at most 2 MiB');
		END IF;
		SELECT t.body INTO ret_text FROM data.version_text t
			WHERE t.version_id = ret_version_id AND t.body ~ '\S';
		SELECT t.body INTO ret_since_text FROM data.version_text t
			WHERE t.version_id = ret_since_id AND t.body ~ '\S';
	END IF;
	IF ret_text IS NULL OR ret_since_text IS NULL THEN
		ret_text := NULL;
		ret_since_text := NULL;
		stands := internal.look('case', of_case, NULL, in_request_id, NULL);
	ELSE
		stands := internal.look('read', of_case, ret_since_id, in_request_id,
			'changes');
		stands := internal.look('read', of_case, ret_version_id, in_request_id,
			'changes') AND stands;
	END IF;
	IF stands THEN
		RETURN NEXT;
	END IF;
END
$$;

ALTER FUNCTION api_citizen.changes(bytea, uuid, uuid, text) OWNER TO
	minsag_person;
COMMENT ON FUNCTION api_citizen.changes(bytea, uuid, uuid, text) IS
	'The texts of two published versions of a document.';
REVOKE ALL ON FUNCTION api_citizen.changes(bytea, uuid, uuid, text)
	FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_citizen.changes(bytea, uuid, uuid, text) TO
	minsag_citizen;
