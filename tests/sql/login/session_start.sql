-- SPDX-License-Identifier: EUPL-1.2
-- Goal: one answer to one request of one browser makes one session; anything
-- else makes nothing at all.
BEGIN;
\ir common.psql
SELECT plan(53);

CREATE TEMPORARY TABLE before AS SELECT
	(SELECT count(*) FROM data.person) AS persons,
	(SELECT count(*) FROM data.session) AS sessions,
	(SELECT count(*) FROM data.saml_seen) AS seen;
CREATE FUNCTION pg_temp.made() RETURNS text
LANGUAGE sql
AS $$ SELECT format('%s %s %s',
	(SELECT count(*) FROM data.person) - b.persons,
	(SELECT count(*) FROM data.session) - b.sessions,
	(SELECT count(*) FROM data.saml_seen) - b.seen) FROM before b $$;

SELECT pg_temp.as_role('minsag_login', pg_temp.start_sql()) \g /dev/null

-- What is refused, each by its rule, and leaves nothing.
SELECT matches(pg_temp.as_role('minsag_citizen', pg_temp.session_sql()),
	'^42501', 'the citizen worker cannot');
SELECT matches(pg_temp.as_role('minsag_import', pg_temp.session_sql()),
	'^42501', 'the import cannot');
SELECT matches(pg_temp.as_role('minsag_login',
	pg_temp.session_sql(in_relay => 'r2')),
	'^MS403 oiosaml 1.3.13: ', 'no such request');
SELECT matches(pg_temp.as_role('minsag_login',
	pg_temp.session_sql(in_browser => 'b2')),
	'^MS403 oiosaml 1.9: ', 'another browser');
SELECT matches(pg_temp.as_role('minsag_login',
	pg_temp.session_sql(in_response_to => '_r2')),
	'^MS403 oiosaml 1.3.3: ', 'the answer to another request');
SELECT matches(pg_temp.as_role('minsag_login',
	pg_temp.session_sql(in_issuer => 'urn:idp2')),
	'^MS403 oiosaml 1.3.4: ', 'another IdP than the one asked');
SELECT matches(pg_temp.as_role('minsag_login',
	pg_temp.session_sql(in_level => 1)),
	'^MS403 oiosaml 1.3.10: ', 'less than was asked');
SELECT is(pg_temp.made(), '0 0 0', 'nothing was made');
SET LOCAL tap.clock = '2026-03-02 10:10:00Z';
SELECT matches(pg_temp.as_role('minsag_login', pg_temp.session_sql()),
	'^MS403 oiosaml 1.3.13: ', 'ten minutes later it is too late');
SET LOCAL tap.clock = '2026-03-02 10:09:59Z';

-- The right one.
SELECT is(pg_temp.as_role('minsag_login', pg_temp.session_sql()),
	'/sag.html?id=1', 'the answer makes a session');
SELECT is(pg_temp.made(), '1 1 1', 'person, session and replay row');
SELECT is((SELECT (s.display_name, s.level, s.session_index, s.ended_at)::text
	FROM data.session s WHERE s.key_hash = sha256(pg_temp.h('key1'))),
	'("Anna Holm",2,i1,)', 'the session has its facts');
SELECT is((SELECT s.idle_until FROM data.session s
	WHERE s.key_hash = sha256(pg_temp.h('key1'))),
	'2026-03-02 10:39:59Z'::timestamptz, 'it slides by thirty minutes');
SELECT is((SELECT count(*) FROM data.audit a
	WHERE a.at = internal.clock() AND a.action = 'login'
		AND a.outcome = 'ok' AND a.request_id = 'request'), 1::bigint,
	'the audit has it');
SELECT is((SELECT count(*) FROM data.login_log l
	WHERE l.at = internal.clock() AND l.what = 'session'
		AND l.session_id IS NOT NULL), 1::bigint, 'the log has it');
SELECT is((SELECT count(*) FROM data.login_log l JOIN data.session s
		ON s.id = l.session_id
	WHERE l.at = '2026-03-02 10:00Z' AND l.what = 'request'
		AND s.key_hash = sha256(pg_temp.h('key1'))), 1::bigint,
	'and the request that it answers');
SELECT isnt(pg_temp.as_role('minsag_citizen', format(
	'SELECT ret_name FROM api_citizen.me(%L)', pg_temp.h('key1'))), NULL,
	'the key opens the session');

-- Again: the request is used, and the assertion is seen.
SELECT matches(pg_temp.as_role('minsag_login',
	pg_temp.session_sql(in_key => 'key2', in_assertion => '_a2')),
	'^MS403 oiosaml 1.3.13: ', 'a request is used once');
SELECT pg_temp.as_role('minsag_login', pg_temp.start_sql('r2',
	in_browser => 'b2')) \g /dev/null
SELECT matches(pg_temp.as_role('minsag_login', pg_temp.session_sql(
	in_relay => 'r2', in_browser => 'b2', in_response_to => '_r2',
	in_key => 'key2')),
	'^MS409 oiosaml 1.3.13: ', 'an assertion is used once');
SELECT is(pg_temp.made(), '1 1 1', 'nothing more was made');
SELECT is((SELECT r.used_at FROM data.login_request r
	WHERE r.relay_hash = pg_temp.h('r2')), NULL,
	'the refused answer did not use the request up');
SELECT is(pg_temp.as_role('minsag_login', pg_temp.session_sql(
	in_relay => 'r2', in_browser => 'b2', in_response_to => '_r2',
	in_key => 'key2', in_assertion => '_a2')), '/sag.html?id=1',
	'another assertion does');
SELECT is(pg_temp.made(), '1 2 2', 'the person is known now');
SELECT has_pk('data', 'saml_seen', 'the unique index decides a race');
SELECT col_is_pk('data', 'saml_seen', ARRAY['kind', 'issuer', 'message_id'],
	'… on kind, issuer and id');

-- A later log-in of the same browser replaces the session.
SELECT pg_temp.as_role('minsag_login', pg_temp.start_sql('r3',
	in_replaces => sha256(pg_temp.h('key2')), in_browser => 'b3'))
	\g /dev/null
SELECT is(pg_temp.as_role('minsag_login', pg_temp.session_sql(
	in_relay => 'r3', in_browser => 'b3', in_response_to => '_r3',
	in_key => 'key3',
	in_assertion => '_a3', in_until => '2026-03-02 10:15Z')),
	'/sag.html?id=1', 'log in again');
SELECT is((SELECT s.ended_by FROM data.session s
	WHERE s.key_hash = sha256(pg_temp.h('key2'))), 'new-login',
	'the session before ended');
SELECT is((SELECT s.ended_at FROM data.session s
	WHERE s.key_hash = sha256(pg_temp.h('key1'))), NULL,
	'another browser''s did not');
SELECT is((SELECT s.idle_until FROM data.session s
	WHERE s.key_hash = sha256(pg_temp.h('key3'))),
	'2026-03-02 10:15Z'::timestamptz, 'the IdP''s limit holds');

-- Forced anew.
SELECT pg_temp.as_role('minsag_login', pg_temp.start_sql('r4', true))
	\g /dev/null
SELECT matches(pg_temp.as_role('minsag_login', pg_temp.session_sql(
	in_relay => 'r4', in_response_to => '_r4', in_key => 'key4',
	in_assertion => '_a4', in_authn => '2026-03-02 10:09:58Z')),
	'^MS403 oiosaml 1.2: AuthnInstant', 'an old log-in does not do');
SELECT is(pg_temp.as_role('minsag_login', pg_temp.session_sql(
	in_relay => 'r4', in_response_to => '_r4', in_key => 'key4',
	in_assertion => '_a4', in_authn => '2026-03-02 10:09:59Z')),
	'/sag.html?id=1', 'a new one does');

-- A step up.
SELECT pg_temp.as_role('minsag_login', pg_temp.start_sql('r5',
	in_level => 3)) \g /dev/null
SELECT matches(pg_temp.as_role('minsag_login', pg_temp.session_sql(
	in_relay => 'r5', in_response_to => '_r5', in_key => 'key5',
	in_assertion => '_a5')), '^MS403 oiosaml 1.3.10: ',
	'Substantial does not do where High was asked');
SELECT is(pg_temp.as_role('minsag_login', pg_temp.session_sql(
	in_relay => 'r5', in_response_to => '_r5', in_key => 'key5',
	in_assertion => '_a5', in_level => 3)), '/sag.html?id=1', 'High does');

-- An assertion's ID counts per IdP.
SELECT pg_temp.as_role('minsag_login', replace(pg_temp.start_sql('r6'),
	'urn:idp', 'urn:idp2')) \g /dev/null
SELECT is(pg_temp.as_role('minsag_login', pg_temp.session_sql(
	in_relay => 'r6', in_response_to => '_r6', in_key => 'key6',
	in_issuer => 'urn:idp2', in_cpr => 'cpr2')), '/sag.html?id=1',
	'another IdP may use the same ID');
SELECT is(pg_temp.made(), '2 6 6', 'an unknown person was made');
SELECT is((SELECT count(*) FROM data.person p
	WHERE p.cpr_hash = pg_temp.h('cpr1')), 1::bigint, 'the known one once');

-- Two tabs of one browser: the older one is done last.
SELECT pg_temp.as_role('minsag_login', pg_temp.start_sql('o1',
	in_browser => 'tabs')) \g /dev/null
SELECT pg_temp.as_role('minsag_login', pg_temp.start_sql('o2',
	in_browser => 'tabs')) \g /dev/null
CREATE FUNCTION pg_temp.tab(in_relay text, in_key text) RETURNS text
LANGUAGE sql
AS $$ SELECT pg_temp.as_role('minsag_login', pg_temp.session_sql(
	in_relay => in_relay, in_browser => 'tabs',
	in_response_to => '_' || in_relay, in_key => in_key,
	in_assertion => '_a' || in_relay)) $$;
CREATE FUNCTION pg_temp.repeat(in_relay text DEFAULT 'o2',
	in_browser text DEFAULT 'tabs', in_answer text DEFAULT '_ao2',
	in_role text DEFAULT 'minsag_login') RETURNS text
LANGUAGE sql
AS $$ SELECT pg_temp.as_role(in_role, format(
	'SELECT ret_return_to FROM api_login.session_repeat(%L, %L, %L)',
	pg_temp.h(in_relay), pg_temp.h(in_browser), pg_temp.h(in_answer))) $$;
CREATE FUNCTION pg_temp.over(in_key text, in_role text DEFAULT 'minsag_login')
	RETURNS text
LANGUAGE sql
AS $$ SELECT pg_temp.as_role(in_role, format(
	'SELECT ret_over FROM api_login.session_over(%L)', pg_temp.h(in_key))) $$;
SELECT is(pg_temp.repeat(), NULL, 'it has not been answered');
SELECT is(pg_temp.tab('o2', 'tab2'), '/sag.html?id=1', 'the newer');
SELECT is(pg_temp.over('tab2'), 'false', 'its session lives');
SELECT is(pg_temp.repeat(), '/sag.html?id=1', 'its answer again leads on');
SELECT is(pg_temp.tab('o1', 'tab1'), '/sag.html?id=1', 'the older');
SELECT is((SELECT s.ended_by FROM data.session s
	WHERE s.key_hash = sha256(pg_temp.h('tab2'))), 'new-login',
	'the browser has one session');
SELECT is(pg_temp.over('tab2'), 'true', 'the other is over');
SELECT is(pg_temp.repeat(), '/sag.html?id=1',
	'the first answer leads on still: the browser is logged in');
SELECT is(pg_temp.made(), '2 8 8', 'a repeat makes nothing');
SELECT is(pg_temp.repeat(in_browser => 'b1'), NULL, 'not another browser''s');
SELECT is(pg_temp.repeat(in_relay => 'o1'), NULL, 'nor to another request');
SELECT is(pg_temp.repeat(in_answer => '_ao1'), NULL, 'nor another answer');
SELECT matches(pg_temp.repeat(in_role => 'minsag_citizen'), '^42501',
	'the citizen worker cannot ask');
SELECT matches(pg_temp.over('tab1', 'minsag_citizen'), '^42501', 'nor that');
SELECT is(pg_temp.over('nobody'), 'true', 'an unknown session is over');
SET LOCAL tap.clock = '2026-03-02 10:40:00Z';
SELECT is(pg_temp.over('tab1'), 'true', 'one that ran out is');
SELECT is(pg_temp.repeat(), NULL, 'then nothing leads on');

SELECT * FROM finish();
ROLLBACK;
