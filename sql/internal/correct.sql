-- SPDX-License-Identifier: EUPL-1.2
-- What a case system may correct: area and title of a case, title of a document,
-- first day of a party. What it was is appended to data.correction, with an audit
-- row; then it is changed, here and, of a party, by internal.party_set. What is
-- the same already is left as it is. The caller holds the case.

CREATE OR REPLACE FUNCTION internal.correct_case(in_case uuid, in_area text,
	in_title text) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	known data.case;
BEGIN
	SELECT * INTO known FROM data.case c WHERE c.id = in_case;
	IF known.title <> in_title THEN
		PERFORM internal.correction_add('case-title', in_case, NULL, NULL,
			known.title, in_title);
		UPDATE data.case c SET title = in_title WHERE c.id = in_case;
	END IF;
	IF known.area_key <> in_area THEN
		PERFORM internal.correction_add('case-area', in_case, NULL, NULL,
			known.area_key, in_area);
		UPDATE data.case c SET area_key = in_area WHERE c.id = in_case;
		-- The area that it is in from now on stays as it is, too.
		PERFORM internal.case_lock(in_case);
		PERFORM internal.showing_refresh(in_case, NULL);
	END IF;
END
$$;

CREATE OR REPLACE FUNCTION internal.correct_document(in_document uuid, in_title text)
	RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	known data.document;
BEGIN
	SELECT * INTO known FROM data.document d WHERE d.id = in_document;
	IF known.title <> in_title THEN
		PERFORM internal.correction_add('document-title', known.case_id,
			known.id, NULL, known.title, in_title);
		UPDATE data.document d SET title = in_title WHERE d.id = in_document;
	END IF;
END
$$;

CREATE OR REPLACE FUNCTION internal.correction_add(in_what text, in_case uuid,
	in_document uuid, in_person uuid, in_was text, in_becomes text)
	RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	INSERT INTO data.correction (at, what, case_id, document_id, person_id,
			was, becomes)
		VALUES (internal.clock(), in_what, in_case, in_document, in_person,
			in_was, in_becomes);
	PERFORM internal.audit_system('correct', in_person, in_case, NULL,
		in_what);
END
$$;

ALTER FUNCTION internal.correct_case(uuid, text, text) OWNER TO minsag_system;
ALTER FUNCTION internal.correct_document(uuid, text) OWNER TO minsag_system;
ALTER FUNCTION internal.correction_add(text, uuid, uuid, uuid, text, text)
	OWNER TO minsag_system;
COMMENT ON FUNCTION internal.correct_case(uuid, text, text) IS
	'Corrects area and title of a case.';
COMMENT ON FUNCTION internal.correct_document(uuid, text) IS
	'Corrects the title of a document.';
COMMENT ON FUNCTION internal.correction_add(text, uuid, uuid, uuid, text,
	text) IS 'Appends what something was before it is corrected.';
REVOKE ALL ON FUNCTION internal.correct_case(uuid, text, text),
	internal.correct_document(uuid, text),
	internal.correction_add(text, uuid, uuid, uuid, text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION internal.correct_case(uuid, text, text),
	internal.correct_document(uuid, text),
	internal.correction_add(text, uuid, uuid, uuid, text, text)
	TO minsag_system;
