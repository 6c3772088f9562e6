// SPDX-License-Identifier: EUPL-1.2
// Goal: a session lives as long as it should and not a request longer, on
// every host; nobody but our own pages can prolong or end it.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { Client, login, SESSION_COOKIE } from './lib/client.mjs';
import { base, psql } from './lib/stack.mjs';

// The newest session of a person, as rows of the database know it.
const newest = () => psql(`SELECT id FROM data.session
	ORDER BY started_at DESC LIMIT 1`);
const column = (id, name) => psql(`SELECT extract(epoch FROM ${name})
	FROM data.session WHERE id = '${id}'`).then(Number);

function
copyOf(client)
{
	const other = new Client();
	other.cookies = new Map(client.cookies);
	return other;
}

test('the cookie is Secure, HttpOnly, Lax and for this path', async () => {
	const anna = await login('anna');
	const token = anna.cookies.get(SESSION_COOKIE);
	assert.match(token, /^[A-Za-z0-9_-]{40,160}$/);
	const line = anna.setCookies.find((text) => text.startsWith(`${SESSION_COOKIE}=`));
	for (const word of [/; *Secure(;|$)/i, /; *HttpOnly(;|$)/i, /; *SameSite=Lax(;|$)/i, /; *Path=\/(;|$)/i])
		assert.match(line, word);
	assert.doesNotMatch(line, /; *Domain=/i);
});

test('asking who I am does not prolong; staying logged in does', async () => {
	const anna = await login('anna');
	const id = await newest();
	await psql(`UPDATE data.session SET idle_until = idle_until - interval '10 min'
		WHERE id = '${id}'`);
	const before = await column(id, 'idle_until');
	const me = await anna.get('/api/me');
	assert.equal(me.status, 200);
	assert.equal(await column(id, 'idle_until'), before);
	const extended = await anna.post('/api/session');
	assert.equal(extended.status, 200);
	const after = await column(id, 'idle_until');
	assert.ok(after > before + 300, `${before} to ${after}`);
	assert.equal(Math.floor(Date.parse(extended.json.idle_until) / 1000),
		Math.floor(after));
});

test('reading prolongs, but writes at most once a minute', async () => {
	const anna = await login('anna');
	const id = await newest();
	await anna.get('/api/cases');
	const before = await column(id, 'idle_until');
	await anna.get('/api/cases');
	assert.equal(await column(id, 'idle_until'), before);
	await psql(`UPDATE data.session SET idle_until = idle_until - interval '5 min'
		WHERE id = '${id}'`);
	await anna.get('/api/cases');
	assert.ok(await column(id, 'idle_until') >= before - 1);
});

test('nothing prolongs beyond the absolute limit', async () => {
	const anna = await login('anna');
	const id = await newest();
	await psql(`UPDATE data.session SET until = now() + interval '2 min',
		idle_until = now() + interval '1 min' WHERE id = '${id}'`);
	const extended = await anna.post('/api/session');
	assert.equal(extended.status, 200);
	assert.ok(await column(id, 'idle_until') <= await column(id, 'until'));
});

for (const [what, change] of [
	['idle too long', "idle_until = now() - interval '1 s'"],
	['beyond the absolute limit', `started_at = now() - interval '9 h',
		idle_until = now() - interval '1 min', until = now() - interval '1 s'`],
	['ended', "ended_at = now(), ended_by = 'idp-soap'"]]) {
	test(`a session that is ${what} is over everywhere`, async () => {
		const anna = await login('anna');
		const id = await newest();
		assert.equal((await anna.get('/api/me')).status, 200);
		await psql(`UPDATE data.session SET ${change} WHERE id = '${id}'`);
		for (const path of ['/api/me', '/api/cases', '/api/areas', '/api/hidden',
			'/document/11111111-1111-4111-8111-111111111111']) {
			const answer = await anna.get(path);
			assert.equal(answer.status, 401, path);
			assert.equal(answer.json.type, 'urn:minsag:problem:not-logged-in');
		}
		assert.equal((await anna.post('/api/session')).status, 401);
	});
}

test('only our own pages may prolong or log out', async () => {
	const anna = await login('anna');
	for (const headers of [{ origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
		{ origin: 'null', 'sec-fetch-site': 'cross-site' },
		{ origin: `${base}.evil.example` }, { origin: base.replace('https', 'http') }]) {
		for (const path of ['/api/session', '/saml/logout']) {
			const answer = await anna.request('POST', path, {
				headers: { 'content-length': '0', ...headers } });
			assert.equal(answer.status, 403, `${path} ${JSON.stringify(headers)}`);
		}
	}
	const bare = await anna.request('POST', '/saml/logout', {
		headers: { 'content-length': '0' } });
	assert.equal(bare.status, 403);
	assert.equal((await anna.get('/api/me')).status, 200);
});

test('logged out here is logged out on every host at the next request', async () => {
	const anna = await login('anna');
	const elsewhere = Array.from({ length: 8 }, () => copyOf(anna));
	for (const other of elsewhere)
		assert.equal((await other.get('/api/me')).status, 200);
	const out = await anna.post('/saml/logout');
	assert.equal(out.status, 303);
	assert.equal(anna.cookies.get(SESSION_COOKIE), undefined, 'the cookie is taken back');
	for (const other of elsewhere)
		assert.equal((await other.get('/api/me')).status, 401);
});

test('one log-out does not touch another session of the same person', async () => {
	const first = await login('anna');
	const second = await login('anna');
	await first.post('/saml/logout');
	assert.equal((await second.get('/api/me')).status, 200);
});

test('a token that was changed, cut or made up is no session', async () => {
	const anna = await login('anna');
	const token = anna.cookies.get(SESSION_COOKIE);
	const flipped = (at) => token.slice(0, at)
		+ (token[at] === 'A' ? 'B' : 'A') + token.slice(at + 1);
	const made = [...Array.from({ length: token.length }, (_, at) => flipped(at)),
		token.slice(0, -1), token + 'A', token + '=', '', 'A', 'A'.repeat(160),
		token.replace(/^../, 'AQ') + '%00', createHash('sha256').update('x').digest('base64url')]
		.filter((other) => other !== token);
	for (const other of made) {
		const client = new Client();
		const answer = await client.get('/api/me', {
			headers: { cookie: `${SESSION_COOKIE}=${other}` } });
		assert.equal(answer.status, 401, other);
	}
});

test('of two cookies the one that opens counts; two that open are none', async () => {
	const anna = await login('anna'), bent = await login('bent');
	const [one, other] = [anna, bent].map((client) => client.cookies.get(SESSION_COOKIE));
	const ask = (...values) => new Client().get('/api/me', { headers: {
		cookie: values.map((value) => `${SESSION_COOKIE}=${value}`).join('; ') } });
	for (const values of [[one, 'A'.repeat(one.length)], ['x', one], [one, one]])
		assert.equal((await ask(...values)).json.name, 'Anna Holm');
	const both = await ask(one, other);
	assert.equal(both.status, 401);
	assert.deepEqual(both.headers['set-cookie'], [
		`${SESSION_COOKIE}=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0`]);
	// So the next log-in is not refused again.
	const begun = await new Client().get('/saml/login', { headers: {
		cookie: `${SESSION_COOKIE}=${one}; ${SESSION_COOKIE}=${other}` } });
	assert.equal(begun.status, 303);
	assert.match(begun.headers['set-cookie'].join(), /__Host-minsag=; /);
});

test('the database knows the session key only by its hash', async () => {
	await login('anna');
	const columns = await psql(`SELECT string_agg(column_name, ' ')
		FROM information_schema.columns
		WHERE table_schema = 'data' AND table_name = 'session'
			AND data_type = 'bytea'`);
	assert.equal(columns, 'key_hash');
});
