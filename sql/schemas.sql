-- SPDX-License-Identifier: EUPL-1.2
-- Everything that is re-created at each install is dropped first, so that a
-- function that left the sources leaves the database. Policies fall with
-- schema internal; sql/rights.sql, in the same transaction, makes them again.

DROP SCHEMA IF EXISTS api_login, api_citizen, api_document, api_import,
	api_audit, api_courier, api_desk, api_admin, api_upload, internal CASCADE;

CREATE SCHEMA internal AUTHORIZATION minsag_migrate;
COMMENT ON SCHEMA internal IS
	'Helpers and rules; for the owners of functions, never for a worker.';
GRANT USAGE ON SCHEMA internal TO minsag_person, minsag_system,
	minsag_receiver;

CREATE SCHEMA api_login AUTHORIZATION minsag_migrate;
CREATE SCHEMA api_citizen AUTHORIZATION minsag_migrate;
CREATE SCHEMA api_document AUTHORIZATION minsag_migrate;
CREATE SCHEMA api_import AUTHORIZATION minsag_migrate;
CREATE SCHEMA api_audit AUTHORIZATION minsag_migrate;
CREATE SCHEMA api_desk AUTHORIZATION minsag_migrate;
CREATE SCHEMA api_admin AUTHORIZATION minsag_migrate;
CREATE SCHEMA api_courier AUTHORIZATION minsag_migrate;
CREATE SCHEMA api_upload AUTHORIZATION minsag_migrate;
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
GRANT USAGE ON SCHEMA api_login TO minsag_login;
GRANT USAGE ON SCHEMA api_citizen TO minsag_citizen;
GRANT USAGE ON SCHEMA api_document TO minsag_document;
GRANT USAGE ON SCHEMA api_import TO minsag_import;
GRANT USAGE ON SCHEMA api_audit TO minsag_audit;
GRANT USAGE ON SCHEMA api_desk, api_admin TO minsag_admin;
GRANT USAGE ON SCHEMA api_courier TO minsag_courier;
GRANT USAGE ON SCHEMA api_upload TO minsag_upload;
