-- SPDX-License-Identifier: EUPL-1.2
-- Brings in step with the rule what was shown and what is unread, for the
-- parties of one case, for one document or (null) all of them. Called by
-- everything that changes what the rule says, in the same transaction; after a
-- change of an area by a job, case by case.
--
-- The rule shows a version to a party only when data.showing has a row, which
-- is appended here when nothing else stands against it: so nothing is shown
-- unless that it was shown is on record, and a change that has not come
-- through yet hides and does not show. For the same reason no row is written
-- ahead for a party who begins later: the job party-start calls this then.
-- What this very transaction recorded and hides again was seen by nobody, and
-- is taken back: internal.showing_take_back.
--
-- What becomes visible is told from here: internal.showing_tell.
-- Opening a version removes its unread row by itself.

CREATE OR REPLACE FUNCTION internal.showing_refresh(in_case uuid,
	in_document uuid) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	locked constant boolean := internal.case_lock(in_case);
	documents constant uuid[] := CASE WHEN in_document IS NOT NULL
		THEN ARRAY[in_document] ELSE ARRAY(SELECT DISTINCT n.document_id
			FROM data.publication n WHERE n.case_id = in_case) END;
	persons uuid[];
	versions uuid[];
BEGIN
	PERFORM internal.showing_take_back(in_case, documents);
	WITH appended AS (
		INSERT INTO data.showing (person_id, case_id, version_id, shown_at,
				recorded_in)
			SELECT p.person_id, in_case, n.version_id, internal.clock(),
				internal.transaction()
			FROM data.party p CROSS JOIN data.publication n
				CROSS JOIN LATERAL (SELECT v.reasons
					FROM internal.versions(p.person_id) v
					WHERE v.version_id = n.version_id OFFSET 0) rule
			WHERE p.case_id = in_case AND n.document_id = ANY (documents)
				AND NOT EXISTS (SELECT FROM data.showing s
					WHERE s.person_id = p.person_id
						AND s.version_id = n.version_id)
				AND rule.reasons = ARRAY['not-ready']
			ORDER BY p.person_id, n.published_at, n.version_id
			RETURNING id, person_id, version_id)
	SELECT array_agg(a.person_id ORDER BY a.id),
			array_agg(a.version_id ORDER BY a.id)
		INTO persons, versions FROM appended a;
	PERFORM internal.unread_refresh(in_case, documents);
	IF persons IS NOT NULL THEN
		PERFORM internal.showing_tell(a.person, in_case, a.version, past)
			FROM internal.notice_past(in_case) past,
				unnest(persons, versions) a (person, version);
	END IF;
END
$$;

-- Takes back what this transaction recorded as shown and hides again, and with
-- it what this transaction noted and queued for telling of that: it would be
-- left out when it is sent, and what is noted once is never told again.
CREATE OR REPLACE FUNCTION internal.showing_take_back(in_case uuid,
	in_documents uuid[]) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	taken constant bigint[] := ARRAY(SELECT s.id
		FROM data.party p CROSS JOIN data.publication n
			JOIN data.showing s ON s.person_id = p.person_id
				AND s.version_id = n.version_id
		WHERE p.case_id = in_case AND n.document_id = ANY (in_documents)
			AND s.recorded_in = internal.transaction()
			AND internal.visibility(p.person_id, n.version_id) <> '{}');
	notices uuid[];
BEGIN
	IF taken = '{}' THEN
		RETURN;
	END IF;
	notices := ARRAY(SELECT n.id FROM data.showing s JOIN data.notice n
			ON n.person_id = s.person_id AND n.kind = 'new-document'
				AND n.subject = s.version_id
		WHERE s.id = ANY (taken));
	DELETE FROM data.notice_part p WHERE p.notice_id = ANY (notices);
	DELETE FROM data.notice n WHERE n.id = ANY (notices);
	DELETE FROM data.showing s WHERE s.id = ANY (taken);
END
$$;

-- A version became visible to a party just now, for the first time: here
-- begins what follows from that. Called once for each party and version, in
-- the order of persons.
-- Tells of it, whenever it was published, but not of the past of a case that is
-- new here (in_past, of internal.notice_past), and nobody of what they added
-- themselves. What had been withheld, or was released just now, is told in any
-- case.
CREATE OR REPLACE FUNCTION internal.showing_tell(in_person uuid, in_case uuid,
	in_version uuid, in_past timestamptz) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	PERFORM internal.notice_add(in_person, in_case, 'new-document', in_version)
		FROM data.publication n WHERE n.version_id = in_version
			AND n.added_by IS DISTINCT FROM in_person
			AND (n.published_at > in_past OR internal.released(in_version)
				OR EXISTS (
				SELECT FROM data.withholding w
				WHERE w.document_id = n.document_id
					AND (w.person_id IS NULL OR w.person_id = in_person
						OR NOT w.alone)));
END
$$;

-- The unread: of each document the newest published version, when it is shown
-- and was never read. Reading and this wait for each other at the party's row.
CREATE OR REPLACE FUNCTION internal.unread_refresh(in_case uuid,
	in_documents uuid[]) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	PERFORM FROM data.party p WHERE p.case_id = in_case
		ORDER BY p.person_id FOR NO KEY UPDATE;
	WITH wanted AS MATERIALIZED (
		SELECT p.person_id, newest.document_id, newest.version_id
		FROM data.party p
			CROSS JOIN (SELECT DISTINCT ON (n.document_id)
					n.document_id, n.version_id, n.added_by
				FROM data.publication n
				WHERE n.document_id = ANY (in_documents)
				ORDER BY n.document_id, n.number DESC) newest
			CROSS JOIN LATERAL (SELECT v.reasons
				FROM internal.versions(p.person_id) v
				WHERE v.version_id = newest.version_id OFFSET 0) rule
		WHERE p.case_id = in_case
			AND NOT EXISTS (SELECT FROM data.audit a
				WHERE a.person_id = p.person_id
					AND a.version_id = newest.version_id
					AND a.action = 'read' AND a.outcome = 'ok')
			AND newest.added_by IS DISTINCT FROM p.person_id
			AND rule.reasons = '{}'),
	gone AS (
		DELETE FROM data.unread u USING data.party p
		WHERE p.case_id = in_case AND u.person_id = p.person_id
			AND u.case_id = in_case AND u.document_id = ANY (in_documents)
			AND NOT EXISTS (SELECT FROM wanted w
				WHERE w.person_id = u.person_id
					AND w.document_id = u.document_id))
	INSERT INTO data.unread (person_id, case_id, document_id, version_id)
		SELECT w.person_id, in_case, w.document_id, w.version_id FROM wanted w
		ON CONFLICT (person_id, case_id, document_id)
			DO UPDATE SET version_id = excluded.version_id
			WHERE unread.version_id <> excluded.version_id;
	UPDATE data.party p SET has_unread = NOT p.has_unread
		WHERE p.case_id = in_case AND p.has_unread <> EXISTS (
			SELECT FROM data.unread u WHERE u.person_id = p.person_id
				AND u.case_id = in_case);
END
$$;

ALTER FUNCTION internal.showing_refresh(uuid, uuid) OWNER TO minsag_system;
ALTER FUNCTION internal.showing_take_back(uuid, uuid[]) OWNER TO minsag_system;
ALTER FUNCTION internal.showing_tell(uuid, uuid, uuid, timestamptz)
	OWNER TO minsag_system;
ALTER FUNCTION internal.unread_refresh(uuid, uuid[]) OWNER TO minsag_system;
COMMENT ON FUNCTION internal.showing_refresh(uuid, uuid) IS
	'Brings in step with the rule what was shown and what is unread.';
COMMENT ON FUNCTION internal.showing_take_back(uuid, uuid[]) IS
	'Takes back what this transaction recorded as shown and hides again.';
COMMENT ON FUNCTION internal.showing_tell(uuid, uuid, uuid, timestamptz) IS
	'What follows when a version becomes visible to a party.';
COMMENT ON FUNCTION internal.unread_refresh(uuid, uuid[]) IS
	'Brings data.unread in step with the rule and the audit.';
REVOKE ALL ON FUNCTION internal.showing_refresh(uuid, uuid),
	internal.showing_take_back(uuid, uuid[]),
	internal.showing_tell(uuid, uuid, uuid, timestamptz),
	internal.unread_refresh(uuid, uuid[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION internal.showing_refresh(uuid, uuid),
	internal.showing_take_back(uuid, uuid[]),
	internal.showing_tell(uuid, uuid, uuid, timestamptz),
	internal.unread_refresh(uuid, uuid[]) TO minsag_system;
