-- SPDX-License-Identifier: EUPL-1.2
-- Who owns, who works, and what PostgreSQL grants silently, taken back.
-- Run by scripts/migrate as a superuser, at every install; repeatable.
--
--   minsag_migrate   NOLOGIN  owns schemas and tables; only migrations act as it
--   minsag_person    NOLOGIN  owns functions that act for one citizen; row-level
--                             security holds it to the person of the session
--   minsag_system    NOLOGIN  owns functions that act for the municipality:
--                             log-in, import, audit; owns the large objects
--   minsag_receiver  NOLOGIN  owns unfinished uploads and their bytes; the only
--                             one that may remove a large object, and only its
--                             own. What is finished goes to minsag_system.
--   minsag_remover   NOLOGIN  owns the one function that removes the bytes of
--                             rejected uploads: may do what minsag_system may,
--                             and remove its objects
--   minsag_eraser    NOLOGIN  owns the one function that erases the contents of
--                             audit rows, and may change no other table
--   minsag_login …   LOGIN    one per worker; EXECUTE in its own schema, no more

DO $$
DECLARE
	role text;
BEGIN
	FOREACH role IN ARRAY ARRAY['minsag_migrate', 'minsag_person',
		'minsag_system', 'minsag_receiver', 'minsag_remover',
		'minsag_eraser']
	LOOP
		IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role) THEN
			EXECUTE format('CREATE ROLE %I NOLOGIN', role);
		END IF;
	END LOOP;
	FOREACH role IN ARRAY ARRAY['minsag_login', 'minsag_citizen',
		'minsag_document', 'minsag_import', 'minsag_audit',
		'minsag_admin', 'minsag_courier', 'minsag_upload']
	LOOP
		IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role) THEN
			EXECUTE format('CREATE ROLE %I LOGIN', role);
		END IF;
		-- One plan per query for all citizens, made once per connection:
		-- planning anew costs five times what running costs.
		EXECUTE format('ALTER ROLE %I SET plan_cache_mode = force_generic_plan',
			role);
		EXECUTE format('ALTER ROLE %I SET jit = off', role);
		-- What a citizen asks for is found by an index, however small a
		-- table is when the plan is made; and no case is met twice.
		EXECUTE format('ALTER ROLE %I SET enable_seqscan = off', role);
		EXECUTE format('ALTER ROLE %I SET enable_memoize = off', role);
		-- An index's page is as near as any other: in memory.
		EXECUTE format('ALTER ROLE %I SET random_page_cost = 1.1', role);
		EXECUTE format('ALTER ROLE %I SET search_path = pg_catalog, pg_temp',
			role);
		EXECUTE format('ALTER ROLE %I SET lock_timeout = ''5s''', role);
	END LOOP;
	-- A request that runs longer than this has lost its citizen.
	FOREACH role IN ARRAY ARRAY['minsag_login', 'minsag_citizen',
		'minsag_document', 'minsag_upload']
	LOOP
		EXECUTE format('ALTER ROLE %I SET statement_timeout = ''20s''', role);
		EXECUTE format('ALTER ROLE %I SET idle_in_transaction_session_timeout = ''10s''',
			role);
	END LOOP;
	EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC',
		current_database());
	EXECUTE format('GRANT CONNECT ON DATABASE %I TO minsag_login, minsag_citizen, minsag_document, minsag_import, minsag_audit, minsag_admin, minsag_courier, minsag_upload',
		current_database());
END
$$;

CREATE EXTENSION IF NOT EXISTS btree_gin WITH SCHEMA public;

REVOKE ALL ON SCHEMA public FROM PUBLIC;
REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA public FROM PUBLIC;
-- Without a language no DO block and no function of a worker's own.
REVOKE USAGE ON LANGUAGE plpgsql, sql FROM PUBLIC;
REVOKE SELECT ON pg_largeobject, pg_largeobject_metadata FROM PUBLIC;

-- Functions of the server that reach large objects, locks that migrations
-- wait for, or the disk: nobody but who is named below.
DO $$
DECLARE
	each regprocedure;
BEGIN
	FOR each IN
		SELECT oid FROM pg_proc
		WHERE pronamespace = 'pg_catalog'::regnamespace
			AND (proname ~ '^lo_' OR proname IN ('loread', 'lowrite',
				'pg_logical_emit_message', 'pg_export_snapshot',
				'pg_rotate_logfile_old')
				OR proname ~ '^pg_(try_)?advisory_')
	LOOP
		EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', each);
	END LOOP;
END
$$;
-- lo_unlink is left out on purpose: no content is ever removed.
GRANT EXECUTE ON FUNCTION lo_create(oid), lo_put(oid, bigint, bytea),
	lo_get(oid), lo_get(oid, bigint, integer) TO minsag_system;
-- But of uploads that never became whole: internal.upload_unlink.
GRANT EXECUTE ON FUNCTION lo_create(oid), lo_put(oid, bigint, bytea),
	lo_get(oid), lo_unlink(oid) TO minsag_receiver;
-- It hands a finished object over, for which it must be a member; it inherits
-- nothing, and a security definer function can't take the other role on.
ALTER ROLE minsag_receiver NOINHERIT;
GRANT minsag_system TO minsag_receiver;
-- And of those that were rejected: internal.quarantine_remove.
GRANT EXECUTE ON FUNCTION lo_unlink(oid) TO minsag_remover;
GRANT minsag_system TO minsag_remover;
-- What the chain of audit seals holds on to while it seals.
GRANT EXECUTE ON FUNCTION pg_try_advisory_xact_lock(bigint),
	pg_advisory_xact_lock(bigint) TO minsag_system;
-- What holds one citizen's new uploads to their limits, one by one.
GRANT EXECUTE ON FUNCTION pg_advisory_xact_lock(bigint) TO minsag_receiver;

ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
ALTER DEFAULT PRIVILEGES FOR ROLE minsag_migrate, minsag_person, minsag_system,
	minsag_receiver, minsag_remover, minsag_eraser
	REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;

CREATE SCHEMA IF NOT EXISTS data;
ALTER SCHEMA data OWNER TO minsag_migrate;
COMMENT ON SCHEMA data IS 'Tables. Changed by sql/tables only.';
