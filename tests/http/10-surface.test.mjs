// SPDX-License-Identifier: EUPL-1.2
// Goal: every address answers as described, with one set of headers, and what
// nginx keeps, writes and refuses is as its snippets say.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { connect as plainConnect } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { connect } from 'node:tls';
import { Client, login } from './lib/client.mjs';
import { assertHeaders } from './lib/headers.mjs';
import { description } from './lib/openapi.mjs';
import { base, ca, dir, port, readLog, until } from './lib/stack.mjs';

const UUID = '11111111-1111-4111-8111-111111111111';
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'];
const stranger = new Client();
const paths = Object.keys(description.paths).map((template) => ({ template,
	path: template.replace(/\{[^}]+\}/g, UUID), item: Object.fromEntries(
		Object.entries(description.paths[template]).filter(([, operation]) =>
			!operation['x-stands-for'])) }));

test('every described address answers strangers as described', async () => {
	for (const { template, path, item } of paths) {
		for (const [method, operation] of Object.entries(item)) {
			const answer = await stranger.request(method.toUpperCase(), path, {
				headers: method === 'post' ? { 'content-length': '0' } : {} });
			if (operation.security === undefined)
				assert.equal(answer.status, 401, `${method} ${template}`);
			assertHeaders(answer, `${method} ${template}`);
		}
	}
});

test('every other method is 405 with Allow', async () => {
	for (const { template, path, item } of paths) {
		const known = new Set(Object.keys(item).map((m) => m.toUpperCase()));
		if (known.has('GET'))
			known.add('HEAD');
		for (const method of METHODS.filter((m) => !known.has(m))) {
			const answer = await stranger.request(method, path, {
				headers: { 'content-length': '0' } });
			assert.equal(answer.status, 405, `${method} ${template}`);
			assert.deepEqual(new Set(answer.headers.allow.split(', ')), known,
				`${method} ${template}`);
		}
	}
});

test('addresses that do not exist are 404 with a problem', async () => {
	for (const path of ['/api', '/api/', '/api/nothing', `/api/cases/${UUID}/x`,
		'/api/cases/', '/document/', `/document/${UUID}/x`, '/saml/', '/saml/x',
		'/health/', '/health/x', '/problem', '/api/me/', '/API/me']) {
		const answer = await stranger.get(path);
		assert.equal(answer.status, 404, path);
		assertHeaders(answer, path);
		if (/^\/(api|document|saml|health)\//.test(path))
			assert.equal(answer.json.type, 'urn:minsag:problem:not-found', path);
	}
});

// What nginx refuses itself: [what, address, status, options of the request].
const UNSUITED = (path) => [
	['a method', path, 405, { method: 'PUT' }],
	['a body that is too large', path, 413, { method: 'POST',
		body: 'a'.repeat(40000) }]];

test('of what nginx refuses people get a page, programs a problem', async () => {
	const page = async (what, path, status, { method = 'GET', ...options } = {}) => {
		const answer = await stranger.request(method, path, options);
		assert.equal(answer.status, status, `${what} ${path}`);
		assertHeaders(answer, `${what} ${path}`);
		return answer;
	};
	for (const [what, path, status, options] of [...UNSUITED('/sager.html'),
		// nginx cuts the connection behind this one
		['another version', '/js/page.js', 412, { headers: { 'if-match': '"x"',
			connection: 'close' } }]]) {
		const answer = await page(what, path, status, options);
		assert.match(answer.headers['content-type'], /^text\/html; charset=utf-8/i);
		assert.match(answer.text, /<html lang="da">[^]*lang="en"/);
	}
	await page('a stretch', '/js/page.js', 200,
		{ headers: { range: 'bytes=999999-' } });
	for (const path of ['/api/cases', `/document/${UUID}`]) {
		const answer = await page(...UNSUITED(path)[1]);
		assert.equal(answer.headers['content-type'], 'application/problem+json');
		assert.equal(answer.json.type, 'urn:minsag:problem:too-big', path);
		assert.equal(answer.json.request_id, answer.headers['x-request-id']);
	}
});

test('pages of the site carry the same headers, errors too', async () => {
	for (const path of ['/', '/index.html', '/sager.html', '/js/page.js',
		'/css/site.css', '/icons.svg', '/openapi.json', '/was', '/nothing.html'])
		assertHeaders(await stranger.get(path), path);
	const missing = await stranger.get('/nothing.html');
	assert.equal(missing.status, 404);
	assert.match(missing.text, /<html lang="da"/);
});

test('/was leads to the accessibility statement', async () => {
	const answer = await stranger.get('/was');
	assert.equal(answer.status, 303);
	assert.equal(answer.headers.location, '/tilgaengelighed.html');
	const page = await stranger.get(answer.headers.location);
	assert.equal(page.status, 200);
});

test('files are validated by ETag; scripts have their type', async () => {
	const first = await stranger.get('/js/page.js');
	assert.match(first.headers['content-type'], /^text\/javascript/);
	assert.equal(first.headers['cache-control'], 'no-cache');
	const again = await stranger.get('/js/page.js', {
		headers: { 'if-none-match': first.headers.etag } });
	assert.equal(again.status, 304);
});

test('files are compressed, answers of workers never (BREACH)', async () => {
	const headers = { 'accept-encoding': 'gzip' };
	const css = await stranger.get('/css/site.css', { headers });
	assert.equal(css.headers['content-encoding'], 'gzip');
	assert.match(css.headers.vary, /accept-encoding/i);
	const anna = await login('anna');
	for (const path of ['/api/cases', '/api/areas', '/saml/metadata']) {
		const answer = await anna.get(path, { headers });
		assert.equal(answer.headers['content-encoding'], undefined, path);
	}
});

test('answers of workers are kept by no cache', async () => {
	const anna = await login('anna');
	for (const path of ['/api/me', '/api/cases', '/api/areas']) {
		const answer = await anna.get(path);
		assert.equal(answer.headers['cache-control'], 'no-store', path);
	}
});

test('log-ins of one address are rationed: 429 with Retry-After', async () => {
	const client = new Client();
	const answers = await Promise.all(Array.from({ length: 2000 }, () =>
		client.get('/saml/metadata')));
	const refused = answers.filter((answer) => answer.status === 429);
	assert.ok(refused.length > 0, 'none was refused');
	assert.ok(refused.length < 2000, 'all were refused');
	assert.equal(refused[0].json.type, 'urn:minsag:problem:try-again');
	// Where people come it is a page.
	// What nginx itself answers to a large body is not "too large".
	const large = await Promise.all(Array.from({ length: 2000 }, () =>
		client.post('/saml/acs', { body: `SAMLResponse=${'A'.repeat(20000)}`,
			headers: { 'content-type': 'application/x-www-form-urlencoded' } })));
	assert.deepEqual([...new Set(large.map(({ status }) => status))].sort(),
		[303, 429]);
	const late = large.find(({ status }) => status === 429);
	assertHeaders(late, '429');
	assert.equal(late.headers['retry-after'], '5');
	assert.match(late.headers['content-type'], /^text\/html/);
	assert.match(late.text, /<html lang="da">[^]*lang="en"/);
	// The ration is there again for the tests that follow.
	await until(async () => (await Promise.all(Array.from({ length: 20 }, () =>
		client.get('/saml/metadata')))).every(({ status }) => status === 200));
});

test('where people log in and out every end is a page', async () => {
	const html = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
	const english = { ...html, 'accept-language': 'en-GB,en;q=0.9' };
	for (const [method, path, status, options] of [
		['GET', '/saml/acs', 405], ['GET', '/saml/logout', 405],
		['PUT', '/saml/login', 405], ['DELETE', '/saml/slo', 405],
		['GET', '/saml/login?return=https://evil.example', 400],
		['GET', '/saml/login?level=Most', 400],
		['POST', '/saml/logout', 403, { headers: { origin: 'https://evil.example' } }],
		['POST', '/saml/login', 405, { body: 'a=b' }],
		['POST', '/saml/acs', 413, { body: 'a'.repeat(300000) }],
		['POST', '/saml/logout', 413, { body: 'a'.repeat(5000) }]]) {
		const where = `${method} ${path} ${status}`;
		const answer = await stranger.request(method, path, {
			...options, headers: { ...html, ...options?.headers } });
		assert.equal(answer.status, status, where);
		assert.match(answer.headers['content-type'], /^text\/html; charset=utf-8/i, where);
		assert.match(answer.text, /<html lang="da">/, where);
		assertHeaders(answer, where);
	}
	const wrong = await stranger.get('/saml/acs', { headers: english });
	assert.equal(wrong.headers.allow, 'POST');
	assert.match(wrong.text, /<html lang="en">[^]*Go to the front page/);
	const script = await stranger.get('/saml/acs', { headers: { accept: 'application/json' } });
	assert.equal(script.json.type, 'urn:minsag:problem:wrong-method');
});

test('what others add to an address does not matter', async () => {
	const answer = await stranger.get('/saml/login?fbclid=x&return=%2Fsager.html&utm_source=');
	assert.equal(answer.status, 303);
	assert.match(answer.headers.location, /SAMLRequest=/);
	const refused = await stranger.get('/saml/slo?fbclid=x');
	assert.equal(refused.status, 303);
	assert.equal(refused.headers.location, '/fejl.html?kode=logud');
});

test('an identity provider may end many sessions at once by SOAP', async () => {
	const client = new Client();
	const answers = await Promise.all(Array.from({ length: 600 }, () =>
		client.post('/saml/slo/soap', { body: '<none/>',
			headers: { 'content-type': 'text/xml' } })));
	assert.deepEqual([...new Set(answers.map(({ status }) => status))], [400]);
});

test('the access log has no query, cookie, referrer or name', async () => {
	const anna = await login('anna');
	const words = `kontrolord${Date.now()}`;
	await anna.get(`/api/search?words=${words}`, {
		headers: { referer: `${base}/soeg.html?words=${words}` } });
	const answer = await anna.get('/api/me');
	const id = answer.headers['x-request-id'];
	const log = await until(() => {
		const text = readLog('minsag.access.log');
		return text.includes(id) && text;
	});
	const line = JSON.parse(log.trimEnd().split('\n').find((l) => l.includes(id)));
	assert.equal(line.path, '/api/me');
	assert.equal(line.status, 200);
	const token = anna.cookies.get('__Host-minsag');
	for (const name of ['minsag.access.log', 'nginx.log', 'minsag.error.log',
		'citizen.log', 'login.log', 'postgres.log']) {
		const text = readLog(name);
		for (const secret of [words, token, 'Anna', 'Holm', '6101893012'])
			assert.ok(!text.includes(secret), `${name} holds ${secret.slice(0, 12)}…`);
	}
	assert.ok(readLog('citizen.log') !== '');
});

test('TLS 1.2 and newer only; plain http is pointed to https', async () => {
	const attempt = (version) => new Promise((done) => {
		const socket = connect({ host: 'localhost', port, ca, minVersion: version,
			maxVersion: version, ciphers: 'DEFAULT@SECLEVEL=0' },
			() => { socket.destroy(); done(true); });
		socket.on('error', () => done(false));
	});
	assert.equal(await attempt('TLSv1.1'), false);
	assert.equal(await attempt('TLSv1.2'), true);
	assert.equal(await attempt('TLSv1.3'), true);
	const text = await new Promise((done) => {
		const chunks = [];
		const socket = plainConnect(port, '127.0.0.1', () =>
			socket.end('GET /sager.html HTTP/1.1\r\nHost: localhost\r\n\r\n'));
		socket.on('data', (chunk) => chunks.push(chunk));
		socket.on('close', () => done(Buffer.concat(chunks).toString()));
	});
	assert.match(text, /^HTTP\/1\.1 308 /);
	assert.match(text, /\r\nLocation: https:\/\/localhost/);
});

test('nginx wrote no body and no answer to disk', () => {
	const temp = join(dir, 'nginx/temp');
	for (const kind of readdirSync(temp))
		assert.deepEqual(readdirSync(join(temp, kind)), [], kind);
	assert.doesNotMatch(readFileSync(join(dir, 'log/nginx.log'), 'utf8'),
		/is buffered to a temporary file/);
});
