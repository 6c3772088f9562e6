-- SPDX-License-Identifier: EUPL-1.2
-- The schemas of functions. They stay when functions are replaced, so that a
-- client can go on meanwhile; a function that left the sources is dropped by
-- itself (sql/compare.sql).

DO $$
DECLARE
	each text;
	worker text;
BEGIN
	FOR each, worker IN VALUES
		('internal', NULL),
		('api_login', 'minsag_login'),
		('api_citizen', 'minsag_citizen'),
		('api_document', 'minsag_document'),
		('api_upload', 'minsag_upload'),
		('api_courier', 'minsag_courier'),
		('api_import', 'minsag_import'),
		('api_audit', 'minsag_audit'),
		('api_desk', 'minsag_admin'),
		('api_admin', 'minsag_admin')
	LOOP
		EXECUTE format('CREATE SCHEMA IF NOT EXISTS %I', each);
		EXECUTE format('ALTER SCHEMA %I OWNER TO minsag_migrate', each);
		-- Whatever it was that somebody else could do here.
		EXECUTE format('REVOKE ALL ON SCHEMA %I FROM PUBLIC, minsag_person, minsag_system, minsag_receiver, minsag_remover, minsag_eraser, minsag_login, minsag_citizen, minsag_document, minsag_import, minsag_audit, minsag_admin, minsag_courier, minsag_upload', each);
		EXECUTE format('GRANT USAGE ON SCHEMA %I TO %s', each,
			coalesce(worker, 'minsag_person, minsag_system, minsag_receiver, minsag_eraser'));
	END LOOP;
END
$$;

COMMENT ON SCHEMA internal IS
	'Helpers and rules; for the owners of functions, never for a worker.';
COMMENT ON SCHEMA api_login IS 'All that minsag-login can do.';
COMMENT ON SCHEMA api_citizen IS 'All that minsag-citizen can do.';
COMMENT ON SCHEMA api_document IS 'All that minsag-document can do.';
COMMENT ON SCHEMA api_import IS 'All that minsag-import can do.';
COMMENT ON SCHEMA api_audit IS 'All that minsag-audit can do.';
COMMENT ON SCHEMA api_desk IS
	'What caseworkers do; until their own pages exist minsag-admin does it.';
COMMENT ON SCHEMA api_admin IS 'All that minsag-admin can do besides.';
COMMENT ON SCHEMA api_courier IS 'All that minsag-courier can do.';
COMMENT ON SCHEMA api_upload IS 'All that minsag-upload can do.';
