// SPDX-License-Identifier: EUPL-1.2
// Goal: whatever comes in gets a clear answer that names the rule: never a
// stack, never a hang, never a 500, and the next request works.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Client, login, raw, rawStatus, SESSION_COOKIE } from './lib/client.mjs';
import { assertRawHeaders } from './lib/headers.mjs';
import { description, validate } from './lib/openapi.mjs';
import { base } from './lib/stack.mjs';

const UUID = '11111111-1111-4111-8111-111111111111';
const HOST = 'Host: localhost\r\nConnection: close\r\n';
let anna;

before(async () => { anna = await login('anna'); });
after(async () => {
	const me = await anna.get('/api/me');
	assert.equal(me.status, 200, 'the session outlives all of it');
});

// A query that must be refused, with the word its rule begins with.
const QUERIES = [
	['limit=0', 'limit'], ['limit=101', 'limit'], ['limit=-1', 'limit'],
	['limit=1.5', 'limit'], ['limit=abc', 'limit'], ['limit=', 'limit'],
	['limit=99999999999999999999', 'limit'], ['limit=1&limit=2', 'limit'],
	['after=x', 'after'], [`after=${'A'.repeat(32)}%00`, ''],
	['after=' + 'A'.repeat(400), 'after'], ['open=yes', 'open'],
	['open=TRUE', 'open'], ['words=', 'words'],
	['words=' + 'x'.repeat(201), 'words'], ['words=%ff', ''],
	['words=%c3%28', ''], ['words=%ed%a0%80', ''], ['words=%00', ''],
	['words=%1b', 'words'], ['words=%', ''],
	['words=%zz', ''], ['unknown=1', ''], ['Limit=1', ''], ['=1', ''],
	['limit', 'limit'], ['area=' + 'a'.repeat(41), 'area'],
	['limit=1&__proto__=1', ''], ['lang=xx', 'lang']];

test('a query that breaks a rule is 400 and says which', async () => {
	for (const [query, word] of QUERIES) {
		const answer = await anna.get(`/api/cases?${query}`);
		assert.equal(answer.status, 400, `${query}: ${answer.text}`);
		assert.ok(answer.json.rule.includes(word), `${query}: ${answer.json.rule}`);
		const value = query.split('=')[1];
		assert.ok(value === undefined || value.length < 5
			|| !answer.json.rule.includes(value), `${query}: the rule repeats it`);
	}
});

test('dates, kinds and ids outside their form are 400', async () => {
	for (const query of ['from=2024-02-30', 'from=24-01-01', 'from=2024-1-1',
		'to=tomorrow', 'from=0000-00-00', 'kind=secret', 'state=', 'new=1'])
		assert.equal((await anna.get(`/api/cases/${UUID}/documents?${query}`)).status,
			400, query);
	for (const query of ['', 'words=x&case=1', `words=x&case=${UUID}0`,
		'words=x&kind=NOTE', 'case=' + UUID])
		assert.equal((await anna.get(`/api/search?${query}`)).status, 400, query);
});

test('words that mean something to SQL or to search find, or don\'t', async () => {
	for (const words of ["'; DROP TABLE data.case; --", '" OR 1=1', '\\', '%', '_',
		'"unbalanced', '((((', '!!!', '&|!', ':*', 'a'.repeat(200), '𝕊🙂', '-',
		"' OR ''='", '$1', '<b>', 'æøå ÆØÅ', '\u202e', 'a OR b -c "d e"']) {
		for (const path of ['/api/search', '/api/cases']) {
			const answer = await anna.get(`${path}?words=${encodeURIComponent(words)}`);
			assert.ok([200, 400].includes(answer.status), `${words}: ${answer.status}`);
		}
	}
});

test('ids that are none are not found or refused', async () => {
	for (const id of ['1', 'x'.repeat(36), UUID + '0', UUID.replace('-', ''),
		"'", '%27', '%00', '%ff', '*', UUID + '%20'])
		for (const path of [`/api/cases/${id}`, `/api/documents/${id}`, `/document/${id}`]) {
			const answer = await anna.get(path, { check: false });
			assert.ok([400, 404].includes(answer.status), `${path}: ${answer.status}`);
		}
});

const PATHS = ['/api/cases/../me', '/api/%6d%65', '/api//me', '//api/me',
	'/api/me%00', '/api/me%00.html', '/api/%2e%2e/api/me', '/api/me%2f', '/api/./me',
	'/..%2f..%2fetc/passwd', '/../../../../etc/passwd', '/%2e%2e/%2e%2e/etc/passwd',
	'/js/../../nginx.conf', '/.git/config', '/%c0%ae%c0%ae/etc/passwd', '/api/me;x=1',
	'/api/me\\', '/api/%ff%fe', `/api/${'a/'.repeat(500)}`, '/api/me?', '/?'.padEnd(3000, 'x'),
	'*', 'localhost:1', 'http://evil.example/api/me', '/api/me#x'];

test('crooked paths show no file and no one else\'s answer', async () => {
	for (const path of PATHS) {
		const text = await raw(`GET ${path} HTTP/1.1\r\n${HOST}`
			+ `Cookie: ${anna.cookieHeader}\r\n\r\n`);
		assert.ok([200, 303, 400, 404, 414].includes(rawStatus(text)),
			`${path}: ${text.slice(0, 80)}`);
		assert.doesNotMatch(text, /root:x:0|worker_processes|\[core\]/, path);
	}
});

const RAW = [
	['no HTTP', 'hello\r\n\r\n'],
	['a version to come', `GET / HTTP/9.9\r\n${HOST}\r\n`],
	['NUL in the address', `GET /api/\0me HTTP/1.1\r\n${HOST}\r\n`],
	['NUL in a header', `GET /api/me HTTP/1.1\r\n${HOST}X: a\0b\r\n\r\n`],
	['NUL in the cookie', `GET /api/me HTTP/1.1\r\n${HOST}Cookie: __Host-minsag=\0\r\n\r\n`],
	['space in a header name', `GET /api/me HTTP/1.1\r\n${HOST}X Y: 1\r\n\r\n`],
	['no host', 'GET /api/me HTTP/1.1\r\nConnection: close\r\n\r\n'],
	['two hosts', `GET /api/me HTTP/1.1\r\nHost: a\r\n${HOST}\r\n`],
	['folded header', `GET /api/me HTTP/1.1\r\n${HOST}X: a\r\n b\r\n\r\n`],
	['bytes above ASCII', `GET /api/me HTTP/1.1\r\n${HOST}Cookie: \xff\xfe=\x80\r\n\r\n`],
	['lower-case method', `get /api/me HTTP/1.1\r\n${HOST}\r\n`],
	['unknown method', `BREW /api/me HTTP/1.1\r\n${HOST}\r\n`],
	['TRACE', `TRACE /api/me HTTP/1.1\r\n${HOST}\r\n`],
	['CONNECT', `CONNECT localhost:22 HTTP/1.1\r\n${HOST}\r\n`],
	['a long address', `GET /api/me?${'x'.repeat(9000)} HTTP/1.1\r\n${HOST}\r\n`],
	['a long header', `GET /api/me HTTP/1.1\r\n${HOST}X: ${'x'.repeat(9000)}\r\n\r\n`],
	['many headers', `GET /api/me HTTP/1.1\r\n${HOST}${'X-Y: 1234567890\r\n'.repeat(3000)}\r\n`],
	['negative length', `POST /saml/acs HTTP/1.1\r\n${HOST}Content-Length: -1\r\n\r\n`],
	['length in words', `POST /saml/acs HTTP/1.1\r\n${HOST}Content-Length: ten\r\n\r\n`],
	['two lengths', `POST /saml/acs HTTP/1.1\r\n${HOST}Content-Length: 1\r\nContent-Length: 2\r\n\r\na`],
	['length and chunks', `POST /saml/acs HTTP/1.1\r\n${HOST}Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`],
	['crooked chunks', `POST /saml/acs HTTP/1.1\r\n${HOST}Transfer-Encoding: chunked\r\n\r\nzz\r\n\r\n`],
	['unknown coding', `POST /saml/acs HTTP/1.1\r\n${HOST}Transfer-Encoding: gzip\r\n\r\n`]];

test('malformed requests are answered at once with a 4xx or an end', async () => {
	for (const [what, bytes] of RAW) {
		const begun = Date.now();
		const text = await raw(Buffer.from(bytes, 'latin1'), { ms: 4000 });
		const status = rawStatus(text);
		// nginx has no word for a coding or a version it doesn't know: 501, 505.
		assert.ok(status === 0 || (status >= 400 && status < 500)
			|| [501, 505].includes(status), `${what}: ${text.slice(0, 200)}`);
		assert.ok(Date.now() - begun < 3500, `${what}: ${Date.now() - begun} ms`);
		assert.doesNotMatch(text, /nginx\/\d/, what);
	}
});

// What nginx refuses before it has chosen a location: [request, status].
const EARLY = (path) => [
	[`GET ${path}?${'x'.repeat(9000)} HTTP/1.1\r\n${HOST}\r\n`, 414],
	[`GET ${path} HTTP/1.1\r\n${HOST}X: ${'x'.repeat(9000)}\r\n\r\n`, 431],
	[`GET ${path} HTTP/1.1\r\n${HOST}Content-Length: x\r\n\r\n`, 400],
	[`GET ${path} HTTP/1.1\r\n\r\n`, 400],
	[`TRACE ${path} HTTP/1.1\r\n${HOST}\r\n`, 405],
	[`POST ${path} HTTP/1.1\r\n${HOST}Transfer-Encoding: gzip\r\n\r\n`, 501],
	[`GET ${path} HTTP/2.1\r\n${HOST}\r\n`, 505]];

test('what nginx refuses before a worker is asked is ours: a problem or a page', async () => {
	for (const path of ['/api/me', '/upload', '/document/x', '/sager.html', '/'])
		for (const [bytes, status] of EARLY(path)) {
			const text = await raw(bytes);
			const where = `${path} ${status}: ${text.slice(0, 400)}`;
			const body = text.slice(text.indexOf('\r\n\r\n') + 4);
			assert.equal(rawStatus(text), status, where);
			assertRawHeaders(text, where);
			if (/^\/(api|upload|document)/.test(path)) {
				assert.match(text, /Content-Type: application\/problem\+json/i, where);
				assert.equal(JSON.parse(body).status, status, where);
			} else {
				assert.match(text, /Content-Type: text\/html; charset=utf-8/i, where);
				assert.match(body, /<html lang="da">/, where);
			}
		}
	const unknown = await raw('hello\r\n\r\n');
	assert.equal(rawStatus(unknown), 400);
	assert.match(unknown, /<html lang="da">/);
});

test('bodies: too large is 413, none expected is refused, wrong type too', async () => {
	const client = new Client();
	const form = { 'content-type': 'application/x-www-form-urlencoded' };
	const large = await client.post('/saml/acs', { headers: form,
		body: `SAMLResponse=${'A'.repeat(300 * 1024)}` });
	assert.equal(large.status, 413);
	const onApi = await anna.post('/api/session', { body: 'x'.repeat(20000) });
	assert.equal(onApi.status, 413);
	const unasked = await anna.post('/api/session', { body: { a: 1 } });
	assert.ok([400, 413].includes(unasked.status), String(unasked.status));
	const json = await client.post('/saml/acs', { body: { SAMLResponse: 'x' } });
	assert.equal(json.status, 303, 'log-in has one neutral answer');
	assert.match(json.headers.location, /fejl\.html\?kode=/);
	const soap = await client.post('/saml/slo/soap', { body: { a: 1 } });
	assert.equal(soap.status, 415);
	const chunks = await raw(`POST /saml/acs HTTP/1.1\r\n${HOST}`
		+ 'Content-Type: application/x-www-form-urlencoded\r\n'
		+ `Transfer-Encoding: chunked\r\n\r\n${'10000\r\n' + 'A'.repeat(65536) + '\r\n'}`.repeat(1)
		+ `10000\r\n${'A'.repeat(65536)}\r\n`.repeat(4) + '0\r\n\r\n');
	assert.equal(rawStatus(chunks), 413, chunks.slice(0, 200));
});

test('foreign cookies don\'t disturb, as many as nginx lets through', async () => {
	const token = anna.cookies.get(SESSION_COOKIE);
	const beside = await new Client().get('/api/me', { headers: {
		cookie: `a=1; b="x y"; ${SESSION_COOKIE}=${token}; =; ;;; c` } });
	assert.equal(beside.status, 200);
	// A header line of nginx' has 8 KiB (limits-early.conf).
	const many = `a=${'x'.repeat(7900 - token.length)}`;
	for (const path of ['/api/me', '/sager.html', '/saml/metadata']) {
		const answer = await new Client().get(path, { headers: {
			cookie: `${many}; ${SESSION_COOKIE}=${token}` } });
		assert.equal(answer.status, 200, path);
	}
	const begun = await new Client().get('/saml/login', { headers: { cookie: many } });
	assert.equal(begun.status, 303);
});

test('ranges outside the form and the document', async () => {
	const answer = await new Client().get(`/document/${UUID}`, {
		headers: { range: 'bytes=0-1' } });
	assert.equal(answer.status, 401, 'who asks comes before what is asked');
	for (const range of ['bytes=5-2', 'bytes=a-b', 'pages=1-2', 'bytes=', 'bytes=-',
		'bytes=99999999999999999999999-', `bytes=${'0-1,'.repeat(500)}2-3`]) {
		const absent = await anna.get(`/document/${UUID}`, { headers: { range } });
		assert.equal(absent.status, 404, range);
	}
});

test('every address survives noise', async () => {
	const noise = () => Array.from({ length: 40 }, () =>
		'%' + Math.floor(Math.random() * 256).toString(16).padStart(2, '0')).join('');
	const paths = Object.keys(description.paths)
		.map((path) => path.replace(/\{[^}]+\}/g, UUID));
	for (const path of paths) {
		for (let i = 0; i < 5; i++) {
			const answer = await anna.get(`${path}?${noise()}=${noise()}`, {
				headers: { 'accept-language': noise(), 'if-none-match': noise(),
					range: noise(), accept: noise() }, check: false });
			assert.ok(answer.status < 500, `${path}: ${answer.status}`);
			if (answer.status !== 200)
				validate(answer);
		}
	}
});

test('log-in refuses to lead elsewhere', async () => {
	for (const target of ['https://evil.example/', '//evil.example', '/\\evil.example',
		'javascript:alert(1)', '/a\r\nSet-Cookie: x=1', '/%0d%0aX: 1', 'sager.html@evil',
		'/' + 'x'.repeat(600), '', '/\t/evil.example', '/ok\u0000']) {
		const answer = await new Client().get(
			`/saml/login?return=${encodeURIComponent(target)}`);
		assert.ok([303, 400].includes(answer.status), `${target}: ${answer.status}`);
		const location = answer.headers.location ?? '';
		assert.doesNotMatch(location, /evil|javascript/, target);
		assert.equal(answer.headers['x'], undefined);
	}
	assert.ok(base.startsWith('https://'));
});
