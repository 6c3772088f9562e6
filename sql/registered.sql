-- SPDX-License-Identifier: EUPL-1.2
-- The register of migrations, compared with the files that scripts/migrate
-- has listed in the temporary table "file".

CREATE TABLE IF NOT EXISTS data.migration (
	number integer PRIMARY KEY,
	name text NOT NULL UNIQUE,
	sha256 bytea NOT NULL CHECK (length(sha256) = 32),
	applied_at timestamptz NOT NULL DEFAULT now()
);
ALTER TABLE data.migration OWNER TO minsag_migrate;
COMMENT ON TABLE data.migration IS
	'Which files of sql/tables have run. No personal data; kept for good.';
COMMENT ON COLUMN data.migration.number IS 'The file''s number.';
COMMENT ON COLUMN data.migration.name IS 'The file''s name.';
COMMENT ON COLUMN data.migration.sha256 IS 'SHA-256 of the file as it ran.';
COMMENT ON COLUMN data.migration.applied_at IS 'When it ran.';

CREATE TABLE IF NOT EXISTS data.rights (
	state bytea PRIMARY KEY CHECK (length(state) = 32)
);
ALTER TABLE data.rights OWNER TO minsag_migrate;
COMMENT ON TABLE data.rights IS
	'What sql/rights.sql made, so that it runs, and locks tables, only when file or catalogue have changed since. One row. No personal data.';
COMMENT ON COLUMN data.rights.state IS
	'SHA-256 of the file with all rights and policies as they were then.';

DO $$
DECLARE
	wrong text;
BEGIN
	SELECT format('%s has changed since it ran on %s; write a new migration instead.',
			file.name, to_char(m.applied_at, 'YYYY-MM-DD'))
		INTO wrong
		FROM file JOIN data.migration m USING (name)
		WHERE file.sha256 <> m.sha256 ORDER BY file.number LIMIT 1;
	IF FOUND THEN
		RAISE EXCEPTION '%', wrong;
	END IF;
	SELECT format('the database has had %s, which this version does not know; use a newer version.',
			m.name)
		INTO wrong
		FROM data.migration m LEFT JOIN file USING (name)
		WHERE file.name IS NULL ORDER BY m.number LIMIT 1;
	IF FOUND THEN
		RAISE EXCEPTION '%', wrong;
	END IF;
	SELECT format('two migrations have the number %s.', number) INTO wrong
		FROM file GROUP BY number HAVING count(*) > 1 LIMIT 1;
	IF FOUND THEN
		RAISE EXCEPTION '%', wrong;
	END IF;
	SELECT format('%s comes before %s, which has run already; give it a higher number.',
			file.name, m.name)
		INTO wrong
		FROM file JOIN data.migration m ON m.number > file.number
		WHERE NOT EXISTS (SELECT FROM data.migration r
			WHERE r.name = file.name)
		ORDER BY m.number DESC LIMIT 1;
	IF FOUND THEN
		RAISE EXCEPTION '%', wrong;
	END IF;
END
$$;
