-- SPDX-License-Identifier: EUPL-1.2
-- Goal: row-level security holds minsag_person to the cases of the person of the transaction, whatever a function asks for.

BEGIN;
\ir ../fixture.sql
SELECT plan(69);

CREATE FUNCTION pg_temp.count_of(in_person text, in_table text) RETURNS text
LANGUAGE plpgsql AS $$
BEGIN
	PERFORM set_config('minsag.person', in_person, true);
	RETURN tap.rows('minsag_person', 'SELECT count(*) FROM data.' || in_table);
END
$$;
SELECT is(pg_temp.count_of(person, relation), format('(%s)', wanted),
	format('%s: %s of %s', about, wanted, relation)) FROM (VALUES
	('nobody', ''), ('Anna', :'anna'), ('Bent', :'bent'), ('Carla', :'carla'),
	('no one', :'none')) p (about, person)
	CROSS JOIN LATERAL (VALUES
	('"case"', 3, 2), ('party', 3, 2), ('document', 10, 4), ('publication', 10, 4),
	('withdrawal', 1, 0), ('withholding', 2, 0), ('version_text', 11, 4),
	('unread', 3, 3), ('case_event', 15, 6))
	t (relation, anna, bent)
	CROSS JOIN LATERAL (SELECT CASE about WHEN 'Anna' THEN anna
		WHEN 'Bent' THEN bent ELSE 0 END) w (wanted);
SELECT set_config('minsag.person', :'anna', true) \g /dev/null
SELECT is(rows('minsag_person', 'SELECT count(id) FROM data.version'), '(11)',
	'versions of her own cases');
SELECT is(rows('minsag_person', 'SELECT count(id) FROM data.session'), '(4)',
	'sessions of her own');
SELECT is(attempt('minsag_person', statement), '42501', statement) FROM (VALUES
	('SELECT content FROM data.version'),
	('SELECT content FROM data.upload'), ('SELECT * FROM data.version'),
	('SELECT key_hash FROM data.session'), ('SELECT name_id FROM data.session'),
	('SELECT * FROM data.person'), ('SELECT * FROM data.login_log'),
	('SELECT * FROM data.login_request'), ('SELECT * FROM data.saml_seen'),
	('SELECT * FROM data.audit_seal'), ('SELECT * FROM data.kle'),
	('SELECT detail FROM data.audit'), ('SELECT * FROM data.migration'),
	('SELECT data FROM pg_largeobject'),
	('SELECT oid FROM pg_largeobject_metadata'),
	('SELECT lo_get(1)'), ('INSERT INTO data.area DEFAULT VALUES'),
	('UPDATE data.party SET role = role'),
	('DELETE FROM data.unread'),
	('INSERT INTO data.audit (at) VALUES (now())')) t (statement);
SELECT internal.party_set(:'anna', :'a2', 'subject', '2026-01-05',
	internal.clock()) \g /dev/null
SELECT is(pg_temp.count_of(:'anna', 'document'), '(7)',
	'a revoked party''s case is gone at once');
SELECT is((SELECT string_agg(c.relname, ' ' ORDER BY c.relname)
	FROM pg_class c WHERE c.relnamespace = 'data'::regnamespace
		AND c.relkind = 'r' AND NOT (c.relrowsecurity
			AND c.relforcerowsecurity)),
	'area audit_seal job kle login_log login_request logout_request look_setting media_type migration notice_hand notice_rule remark_open remark_setting rights saml_seen section term unit upload_limit',
	'the tables without row-level security are those without a person''s rows that a citizen''s function could reach');

SELECT * FROM finish();
ROLLBACK;
