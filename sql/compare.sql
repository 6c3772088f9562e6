-- SPDX-License-Identifier: EUPL-1.2
-- What scripts/migrate asks the catalogue, as functions of its session.
--
-- The functions that the files make are compared with those that there are:
-- loaded once in schemas that are put aside again, and described. CREATE OR
-- REPLACE keeps arguments, result, owner and rights, so a function in which one
-- of these differs is dropped before it is made.

-- Schemas of functions.
CREATE FUNCTION pg_temp.schemas() RETURNS SETOF name
LANGUAGE sql STABLE
AS $$
	SELECT nspname FROM pg_catalog.pg_namespace
	WHERE nspname = 'internal' OR nspname LIKE 'api\_%'
$$;

-- Puts them aside and makes empty ones, to be rolled back.
CREATE FUNCTION pg_temp.functions_aside() RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
	each name;
BEGIN
	FOR each IN SELECT * FROM pg_temp.schemas() LOOP
		EXECUTE format('ALTER SCHEMA %I RENAME TO %I', each,
			'was_' || each);
		EXECUTE format('CREATE SCHEMA %I', each);
	END LOOP;
END
$$;

-- id: name and types of the arguments. fixed: what CREATE OR REPLACE keeps.
-- whole: all of it.
CREATE FUNCTION pg_temp.functions() RETURNS TABLE (oid oid, id text,
	fixed text, whole text)
LANGUAGE sql STABLE
SET search_path = pg_catalog
AS $$
	SELECT f.oid, f.id, f.fixed, md5(f.fixed || pg_get_functiondef(f.oid)
		|| coalesce(obj_description(f.oid, 'pg_proc'), ''))
	FROM (SELECT p.oid, p.oid::regprocedure::text AS id,
			concat_ws(' | ', p.prokind, p.proowner::regrole,
				pg_get_function_arguments(p.oid),
				pg_get_function_result(p.oid),
				(SELECT string_agg(a.grantee || ' ' || a.privilege_type
						|| ' ' || a.is_grantable, ', '
						ORDER BY a.grantee, a.privilege_type)
					FROM aclexplode(coalesce(p.proacl,
						acldefault('f', p.proowner))) a)) AS fixed
		FROM pg_proc p
		WHERE p.pronamespace IN (SELECT n.oid FROM pg_namespace n
			WHERE n.nspname IN (SELECT pg_temp.schemas()))) f
$$;

CREATE FUNCTION pg_temp.functions_now() RETURNS jsonb
LANGUAGE sql STABLE
AS $$
	SELECT coalesce(jsonb_object_agg(id, jsonb_build_array(fixed, whole)),
		'{}')
	FROM pg_temp.functions()
$$;

-- Those that the files do not make, or not with the same arguments, result,
-- owner and rights.
CREATE FUNCTION pg_temp.functions_to_drop(in_wanted jsonb)
	RETURNS SETOF regprocedure
LANGUAGE sql STABLE
AS $$
	SELECT f.oid::regprocedure FROM pg_temp.functions() f
	WHERE in_wanted->f.id->>0 IS DISTINCT FROM f.fixed
$$;

-- functions_due: something is to be loaded or dropped. rights_fall: a policy
-- falls with a function.
CREATE FUNCTION pg_temp.functions_differ(in_wanted jsonb,
	OUT functions_due boolean, OUT rights_fall boolean)
LANGUAGE sql STABLE
AS $$
	SELECT in_wanted <> pg_temp.functions_now(),
		EXISTS (SELECT FROM pg_temp.functions_to_drop(in_wanted) f
			JOIN pg_depend d ON d.refclassid = 'pg_proc'::regclass
				AND d.refobjid = f AND d.classid = 'pg_policy'::regclass)
$$;

CREATE FUNCTION pg_temp.functions_drop(in_wanted jsonb) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog
AS $$
DECLARE
	each regprocedure;
BEGIN
	FOR each IN SELECT * FROM pg_temp.functions_to_drop(in_wanted) LOOP
		EXECUTE format('DROP FUNCTION %s CASCADE', each);
	END LOOP;
END
$$;

-- All policies and rights of schema data as they are, with the file that is
-- to make them (its SHA-256).
CREATE FUNCTION pg_temp.rights_state(in_file text) RETURNS bytea
LANGUAGE sql STABLE
SET search_path = pg_catalog
AS $$
	SELECT sha256(convert_to(in_file || string_agg(line, E'\n'
		ORDER BY line COLLATE "C"), 'UTF8'))
	FROM (SELECT p::text FROM pg_policies p WHERE schemaname = 'data'
		UNION ALL
		SELECT concat_ws(' ', relname, relrowsecurity, relforcerowsecurity,
				coalesce(relacl, acldefault('r', relowner))::text[])
			FROM pg_class WHERE relnamespace = 'data'::regnamespace
				AND relkind IN ('r', 'p', 'v', 'm')
		UNION ALL
		SELECT concat_ws(' ', attrelid::regclass, attname, attacl::text[])
			FROM pg_attribute WHERE attacl IS NOT NULL
				AND attrelid IN (SELECT oid FROM pg_class
					WHERE relnamespace = 'data'::regnamespace)) s (line)
$$;

-- Without functions there is nothing to compare with.
SELECT count(*) > 0 AS compare, true AS functions_due
	FROM pg_temp.functions() \gset
