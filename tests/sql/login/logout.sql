-- SPDX-License-Identifier: EUPL-1.2
-- Goal: a session ends when its citizen or its IdP says so, at once and for
-- every worker; and nobody else's with it.
BEGIN;
\ir common.psql
SELECT plan(45);

CREATE FUNCTION pg_temp.login(in_name text, in_index text) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
	PERFORM pg_temp.as_role('minsag_login', pg_temp.start_sql(in_name,
		in_browser => in_name));
	PERFORM pg_temp.as_role('minsag_login', pg_temp.session_sql(
		in_relay => in_name, in_browser => in_name, in_response_to => '_' || in_name,
		in_assertion => '_a' || in_name, in_key => in_name,
		in_index => in_index));
END
$$;
CREATE FUNCTION pg_temp.ended(in_name text) RETURNS text
LANGUAGE sql
AS $$ SELECT coalesce(s.ended_by, 'live') FROM data.session s
	WHERE s.key_hash = sha256(pg_temp.h(in_name)) $$;
CREATE FUNCTION pg_temp.out_sql(in_name text, in_id text) RETURNS text
LANGUAGE sql
AS $$ SELECT format('SELECT ret_session_index FROM api_login.logout_start(%L, %L, %L, %L, %L)',
	pg_temp.h(in_name), in_id, pg_temp.h(in_id), '\x03'::bytea, 'request') $$;
CREATE FUNCTION pg_temp.answer_sql(in_id text, in_relay text DEFAULT NULL,
	in_issuer text DEFAULT 'urn:idp') RETURNS text
LANGUAGE sql
AS $$ SELECT format('SELECT ret_session IS NOT NULL FROM api_login.logout_answer(%L, %L, %L, %L, %L, %L)',
	pg_temp.h(coalesce(in_relay, in_id)), in_id, in_issuer,
	pg_temp.h('answer' || in_id), '\x04'::bytea, 'request') $$;
CREATE FUNCTION pg_temp.idp_sql(in_id text, in_index text,
	in_name_id text DEFAULT 'urn:name', in_issuer text DEFAULT 'urn:idp',
	in_own text DEFAULT NULL, in_returns text DEFAULT 'ret_ended')
	RETURNS text
LANGUAGE sql
AS $$ SELECT format('SELECT %I FROM api_login.logout_by_idp(%L, %L, %L, %L, %L, %L, %L, %L, %L)',
	in_returns, in_issuer, in_id, in_name_id, in_index,
	CASE WHEN in_own IS NULL THEN 'idp-soap' ELSE 'idp-browser' END,
	pg_temp.h(in_own), CASE WHEN in_own IS NOT NULL THEN pg_temp.h(in_id) END,
	'\x05'::bytea, 'request') $$;
CREATE FUNCTION pg_temp.repeated(in_word text, in_role text DEFAULT
	'minsag_login') RETURNS text
LANGUAGE sql
AS $$ SELECT pg_temp.as_role(in_role, format(
	'SELECT ret_done FROM api_login.logout_repeat(%L)', pg_temp.h(in_word))) $$;

SELECT pg_temp.login('s1', 'i1'), pg_temp.login('s2', 'i2'),
	pg_temp.login('s3', 'i2') \g /dev/null

-- The citizen.
SELECT matches(pg_temp.as_role('minsag_citizen', pg_temp.out_sql('s1', '_o1')),
	'^42501', 'the citizen worker cannot end a session');
SELECT is(pg_temp.as_role('minsag_login', pg_temp.out_sql('nobody', '_o0')),
	NULL, 'an unknown session is no failure');
SELECT is(pg_temp.as_role('minsag_login', pg_temp.out_sql('s1', '_o1')), 'i1',
	'the citizen logs out');
SELECT is(pg_temp.ended('s1'), 'citizen', 'the session ended');
SELECT matches(pg_temp.as_role('minsag_citizen', format(
	'SELECT ret_name FROM api_citizen.me(%L)', pg_temp.h('s1'))), '^MS401',
	'its key opens nothing any more');
SELECT is(pg_temp.ended('s2'), 'live', 'another did not');
SELECT is((SELECT count(*) FROM data.logout_request r
	WHERE r.request_id LIKE '\_o_'), 1::bigint, 'one request waits');
SELECT is(pg_temp.as_role('minsag_login', pg_temp.out_sql('s1', '_o2')), 'i1',
	'pressed twice: the IdP is told again');
SELECT is((SELECT count(*) FROM data.audit a WHERE a.action = 'logout'
	AND a.at = internal.clock()), 1::bigint, 'and the audit says it once');

-- The IdP's answer.
SELECT matches(pg_temp.as_role('minsag_login', pg_temp.answer_sql('_o9')),
	'^MS403 oiosaml 1.7: ', 'no such request');
SELECT matches(pg_temp.as_role('minsag_login',
	pg_temp.answer_sql('_o1', '_o9')), '^MS403', 'another RelayState');
SELECT matches(pg_temp.as_role('minsag_login',
	pg_temp.answer_sql('_o1', NULL, 'urn:idp2')), '^MS403', 'another IdP');
SELECT matches(pg_temp.as_role('minsag_document', pg_temp.answer_sql('_o1')),
	'^42501', 'the document worker cannot');
SET LOCAL tap.clock = '2026-03-02 11:00:00Z';
SELECT matches(pg_temp.as_role('minsag_login', pg_temp.answer_sql('_o1')),
	'^MS403', 'an hour later it is too late');
SET LOCAL tap.clock = '2026-03-02 10:59:59Z';
SELECT is(pg_temp.repeated('answer_o1'), 'false', 'it has not come before');
SELECT is(pg_temp.as_role('minsag_login', pg_temp.answer_sql('_o1')), 'true',
	'the answer is noted');
SELECT is(pg_temp.repeated('answer_o1'), 'true', 'now it has');
SELECT is(pg_temp.as_role('minsag_login', pg_temp.out_sql('s1', '_o5')), NULL,
	'then the IdP is not told again');
SELECT is(pg_temp.repeated('answer_o2'), 'false', 'another has not');
SELECT matches(pg_temp.repeated('answer_o1', 'minsag_citizen'), '^42501',
	'nobody else may ask');
SELECT matches(pg_temp.as_role('minsag_login', pg_temp.answer_sql('_o1')),
	'^MS403', 'once');

-- The IdP itself.
SELECT matches(pg_temp.as_role('minsag_citizen', pg_temp.idp_sql('_m1', 'i2')),
	'^42501', 'the citizen worker cannot');
SELECT is(pg_temp.as_role('minsag_login', pg_temp.idp_sql('_m1', 'i9')), '0',
	'an unknown session is no failure');
SELECT is(pg_temp.as_role('minsag_login',
	pg_temp.idp_sql('_m2', 'i2', 'urn:other')), '0',
	'the session of another name does not end');
SELECT is(pg_temp.as_role('minsag_login',
	pg_temp.idp_sql('_m3', 'i2', 'urn:name', 'urn:idp2')), '0',
	'nor that of another IdP');
SELECT is(pg_temp.ended('s2'), 'live', 'it lives');
SELECT is(pg_temp.as_role('minsag_login', pg_temp.idp_sql('_m4', 'i2')), '2',
	'all sessions of the index end');
SELECT is(pg_temp.ended('s2'), 'idp-soap', 'by the IdP');
SELECT is(pg_temp.ended('s1'), 'citizen', 'one that had ended stays as it was');
SELECT matches(pg_temp.as_role('minsag_login', pg_temp.idp_sql('_m4', 'i2')),
	'^MS409 oiosaml 1.7: ', 'a message counts once');
SELECT is((SELECT count(*) FROM data.audit a WHERE a.action = 'logout'
	AND a.at = internal.clock()), 2::bigint, 'the audit has each');
SELECT is((SELECT count(*) FROM data.login_log l
	WHERE l.what = 'logout-by-idp' AND l.at = internal.clock()), 4::bigint,
	'the log has each message');

-- A session past its limits can still be ended, for the IdP's may live.
SELECT pg_temp.login('s4', 'i4') \g /dev/null
SET LOCAL tap.clock = '2026-03-03 10:00:00Z';
SELECT is(pg_temp.as_role('minsag_login', pg_temp.out_sql('s4', '_o4')), 'i4',
	'log out after the limit');

-- One index, several, none; and whose browser it came through.
SET LOCAL tap.clock = '2026-03-02 12:00:00Z';
SELECT pg_temp.login('t' || n, 'j' || n) FROM generate_series(1, 6) n
	\g /dev/null
SELECT is(pg_temp.as_role('minsag_login', pg_temp.idp_sql('_n1',
	E'j1\nj2\nj9')), '2', 'several indexes end several sessions');
SELECT is(pg_temp.ended('t3'), 'live', 'and no other');
SELECT is(pg_temp.repeated('_n1'), 'false', 'no browser brought that');
SELECT is(pg_temp.as_role('minsag_login', pg_temp.idp_sql('_n2', 'j3',
	in_own => 't4', in_returns => 'ret_own')), 'false',
	'a browser whose session goes on keeps its cookie');
SELECT is(pg_temp.ended('t3') || ' ' || pg_temp.ended('t4'),
	'idp-browser live', 'the session that was named ended');
SELECT is(pg_temp.repeated('_n2'), 'true', 'a browser brought it');
SELECT is(pg_temp.as_role('minsag_login', pg_temp.idp_sql('_n3', 'j4',
	in_own => 't4', in_returns => 'ret_own')), 'true',
	'its own session is over');
SELECT is(pg_temp.as_role('minsag_login', pg_temp.idp_sql('_n4', 'j9',
	in_own => 't4', in_returns => 'ret_own')), 'true',
	'also when it was over before');
SELECT is(pg_temp.as_role('minsag_login', pg_temp.idp_sql('_n5', '',
	'urn:other')), '0', 'no index: all sessions of that name alone');
SELECT is(pg_temp.as_role('minsag_login', pg_temp.idp_sql('_n6', '',
	'urn:name', 'urn:idp2')), '0', 'and of that IdP');
SELECT isnt(pg_temp.as_role('minsag_login', pg_temp.idp_sql('_n7', '')), '0',
	'no index: all sessions of the name');
SELECT is(pg_temp.ended('t5') || ' ' || pg_temp.ended('t6'),
	'idp-soap idp-soap', 'they ended');

SELECT * FROM finish();
ROLLBACK;
