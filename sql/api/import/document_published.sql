-- SPDX-License-Identifier: EUPL-1.2
-- Whether a version of a document, found by the case system's key, has been
-- published. False when there is no such document.

CREATE OR REPLACE FUNCTION api_import.document_published(in_case uuid,
	in_document text)
	RETURNS TABLE (ret_published boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	RETURN QUERY SELECT EXISTS (SELECT FROM data.document d
			JOIN data.publication n ON n.document_id = d.id
		WHERE d.case_id = in_case AND d.source_key = in_document);
END
$$;

ALTER FUNCTION api_import.document_published(uuid, text)
	OWNER TO minsag_system;
COMMENT ON FUNCTION api_import.document_published(uuid, text) IS
	'Whether a version of a document has been published.';
REVOKE ALL ON FUNCTION api_import.document_published(uuid, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_import.document_published(uuid, text)
	TO minsag_import;
