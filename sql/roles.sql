-- SPDX-License-Identifier: EUPL-1.2
-- Who owns, who works, and what PostgreSQL grants silently, taken back.
-- Run by scripts/migrate as a superuser, at every install; repeatable.
--
--   minsag_migrate   NOLOGIN  owns schemas and tables; only migrations act as it
--   minsag_person    NOLOGIN  owns functions that act for one citizen; row-level
--                             security holds it to the person of the session
--   minsag_system    NOLOGIN  owns functions that act for the municipality:
--                             log-in, import, audit; owns the large objects
--   minsag_login …   LOGIN    one per worker; EXECUTE in its own schema, no more

DO $$
DECLARE
	role text;
BEGIN
	FOREACH role IN ARRAY ARRAY['minsag_migrate', 'minsag_person',
		'minsag_system']
	LOOP
		IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role) THEN
			EXECUTE format('CREATE ROLE %I NOLOGIN', role);
		END IF;
	END LOOP;
	FOREACH role IN ARRAY ARRAY['minsag_login', 'minsag_citizen',
		'minsag_document', 'minsag_import', 'minsag_audit']
	LOOP
		IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role) THEN
			EXECUTE format('CREATE ROLE %I LOGIN', role);
		END IF;
	END LOOP;
END
$$;
