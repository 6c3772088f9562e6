// SPDX-License-Identifier: EUPL-1.2
// Goal: a citizen gets the very bytes of their own document, whole or in part,
// under headers that leave a hostile one harmless; nobody else learns that it
// is there.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { before, test } from 'node:test';
import { Client, login } from './lib/client.mjs';
import { psql } from './lib/stack.mjs';

const ABSENT = '0b0b0b0b-0b0b-4b0b-8b0b-0b0b0b0b0b0b';
let anna, bent, pdf;

// A version that a persona sees, by what the lists say of it.
export async function
find(client, fits)
{
	const cases = await client.get('/api/cases?limit=50');
	for (const { id } of cases.json.items) {
		const list = await client.get(`/api/cases/${id}/documents?limit=50`);
		for (const document of list.json.items)
			if (document.reasons.length === 0 && fits(document))
				return { ...document, path: `/document/${document.version_id}` };
	}
	throw new Error('no such document in the demo');
}

before(async () => {
	anna = await login('anna');
	bent = await login('bent');
	pdf = await find(anna, (d) => d.media_type === 'application/pdf'
		&& d.size > 5000 && d.size < 1000000);
});

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');
const whole = async () => (await anna.get(pdf.path)).body;

test('the whole document, byte by byte', async () => {
	const answer = await anna.get(pdf.path);
	assert.equal(answer.status, 200);
	assert.equal(answer.body.length, pdf.size);
	assert.equal(answer.headers['content-length'], String(pdf.size));
	assert.equal(answer.headers.etag, `"${sha256(answer.body)}"`);
	assert.equal(answer.headers['content-type'], 'application/pdf');
	assert.match(answer.text, /^%PDF-/);
});

test('headers that make a hostile document harmless', async () => {
	const { headers } = await anna.get(pdf.path);
	assert.equal(headers['x-content-type-options'], 'nosniff');
	assert.equal(headers['cache-control'], 'no-store');
	assert.equal(headers['cross-origin-resource-policy'], 'same-origin');
	assert.equal(headers['accept-ranges'], 'bytes');
	for (const word of [/default-src 'none'/, /(^|; )sandbox(;|$)/,
		/frame-ancestors 'none'/, /form-action 'none'/, /base-uri 'none'/])
		assert.match(headers['content-security-policy'], word);
	assert.doesNotMatch(headers['content-security-policy'], /unsafe|allow-/);
});

test('HEAD says what GET would, and nothing is read', async () => {
	const count = () => psql(`SELECT count(*) FROM data.audit
		WHERE action = 'read' AND version_id = '${pdf.version_id}'`);
	const fresh = await login('anna');
	const seen = await count();
	const head = await fresh.head(pdf.path);
	assert.equal(head.status, 200);
	assert.equal(head.headers['content-length'], String(pdf.size));
	assert.equal(await count(), seen);
	const get = await fresh.get(pdf.path);
	for (const name of ['etag', 'content-type', 'content-disposition',
		'content-security-policy', 'accept-ranges'])
		assert.equal(head.headers[name], get.headers[name], name);
	assert.equal(Number(await count()), Number(seen) + 1);
});

test('a read is on record once a session', async () => {
	const fresh = await login('anna');
	const count = async () => Number(await psql(`SELECT count(*)
		FROM data.audit WHERE action = 'read' AND outcome = 'ok'
		AND version_id = '${pdf.version_id}'`));
	const seen = await count();
	await fresh.get(pdf.path);
	await fresh.get(pdf.path);
	await fresh.get(pdf.path, { headers: { range: 'bytes=0-9' } });
	assert.equal(await count(), seen + 1);
});

// As whoever has taken the worker over, with a session that they were shown.
test('a taken-over worker gets no byte before the row is committed', async () => {
	const key = `taken over ${Date.now()}`;
	await psql(`INSERT INTO data.session (key_hash, person_id, display_name,
			level, issuer, name_id, name_id_format, session_index, started_at,
			idle, idle_until, until)
		SELECT sha256('${key}'), a.person_id, 'x', 2, 'i', 'n', 'f', 'x', now(),
			'1 h', now() + interval '1 h', now() + interval '1 h'
		FROM data.audit a WHERE a.version_id = '${pdf.version_id}'
			AND a.action = 'read' AND a.outcome = 'ok' LIMIT 1`);
	const open = `SELECT length(ret_bytes) FROM api_document.document_open(
		'${key}', '${pdf.version_id}', 0, 1000, NULL)`;
	const chunk = `SELECT length(ret_bytes) FROM api_document.document_chunk(
		'${key}', '${pdf.version_id}', 0, 1000)`;
	const as = (sql) => psql(`SET ROLE minsag_document; ${sql}`);
	assert.equal(await psql(`BEGIN; SET LOCAL ROLE minsag_document; ${open};
		SAVEPOINT here; ${open}; ROLLBACK`), '');
	await assert.rejects(psql(`BEGIN; SET LOCAL ROLE minsag_document; ${open};
		${chunk}; ROLLBACK`));
	assert.equal(await psql(`SELECT count(*) FROM data.audit a
		JOIN data.session s ON s.id = a.session_id
		WHERE s.key_hash = sha256('${key}')`), '0', 'all undone');
	assert.equal(await as(open), '', 'the first records the look');
	assert.equal(await as(open), '1000', 'the second gives bytes');
	assert.equal(await as(chunk), '1000');
	await psql(`DELETE FROM data.session WHERE key_hash = sha256('${key}')`);
});

test('one range', async () => {
	const bytes = await whole();
	const size = bytes.length;
	const parts = [['bytes=0-0', 0, 1], ['bytes=0-499', 0, 500],
		['bytes=500-999', 500, 1000], [`bytes=${size - 1}-`, size - 1, size],
		['bytes=1000-', 1000, size], ['bytes=-1', size - 1, size],
		['bytes=-500', size - 500, size], [`bytes=0-${size * 2}`, 0, size],
		[`bytes=-${size * 2}`, 0, size], ['bytes=0-99999999999999999999', 0, size],
		['Bytes= ,5-6, ', 5, 7]];
	for (const [range, from, to] of parts) {
		const answer = await anna.get(pdf.path, { headers: { range } });
		assert.equal(answer.status, 206, range);
		assert.equal(answer.headers['content-range'],
			`bytes ${from}-${to - 1}/${size}`, range);
		assert.ok(answer.body.equals(bytes.subarray(from, to)), range);
	}
});

test('what is not one range is the whole document', async () => {
	for (const range of ['bytes=0-0,-1', 'bytes=5-4', 'bytes=', 'bytes=-',
		'bytes=a-b', 'lines=0-1', 'bytes', 'bytes=0-1;', 'bytes=1-2 3-4']) {
		const answer = await anna.get(pdf.path, { headers: { range } });
		assert.equal(answer.status, 200, range);
		assert.equal(answer.body.length, pdf.size, range);
		assert.equal(answer.headers['content-range'], undefined, range);
	}
});

test('a range behind the end is 416 with the size', async () => {
	for (const range of [`bytes=${pdf.size}-`, 'bytes=99999999999999999999-',
		`bytes=${pdf.size}-${pdf.size + 5}`, 'bytes=-0']) {
		const answer = await anna.get(pdf.path, { headers: { range } });
		assert.equal(answer.status, 416, range);
		assert.equal(answer.headers['content-range'], `bytes */${pdf.size}`);
		assert.equal(answer.json.type, 'urn:minsag:problem:bad-range');
	}
});

test('HEAD knows no range', async () => {
	const answer = await anna.head(pdf.path, { headers: { range: 'bytes=0-1' } });
	assert.equal(answer.status, 200);
	assert.equal(answer.headers['content-length'], String(pdf.size));
});

test('conditions: If-None-Match, If-Match, If-Range', async () => {
	const { etag } = (await anna.head(pdf.path)).headers;
	const ask = (headers) => anna.get(pdf.path, { headers });
	for (const value of [etag, `W/${etag}`, `"x", ${etag}`, '*']) {
		const answer = await ask({ 'if-none-match': value });
		assert.equal(answer.status, 304, value);
		assert.equal(answer.headers.etag, etag);
	}
	assert.equal((await ask({ 'if-none-match': '"x"' })).status, 200);
	assert.equal((await ask({ 'if-match': etag })).status, 200);
	assert.equal((await ask({ 'if-match': '*' })).status, 200);
	assert.equal((await ask({ 'if-match': '"x"' })).status, 412);
	assert.equal((await ask({ 'if-match': `W/${etag}` })).status, 412);
	const range = 'bytes=0-9';
	assert.equal((await ask({ range, 'if-range': etag })).status, 206);
	assert.equal((await ask({ range, 'if-range': '"x"' })).status, 200);
	assert.equal((await ask({ range, 'if-range': `W/${etag}` })).status, 200);
	assert.equal((await ask({ range,
		'if-range': 'Wed, 21 Oct 2026 07:28:00 GMT' })).status, 200);
	assert.equal((await anna.head(pdf.path,
		{ headers: { 'if-none-match': etag } })).status, 304);
});

test('304 and 412 only after the rule has said yes', async () => {
	for (const headers of [{ 'if-none-match': '*' }, { 'if-match': '"x"' },
		{ range: 'bytes=999999999-' }]) {
		const answer = await bent.get(pdf.path, { headers });
		assert.equal(answer.status, 404, JSON.stringify(headers));
		const nobody = await new Client().get(pdf.path, { headers });
		assert.equal(nobody.status, 401, JSON.stringify(headers));
	}
});

test('names in Danish letters', async () => {
	const named = await find(anna, (d) => /[æøå]/i.test(d.title));
	const { headers } = await anna.get(named.path);
	const value = headers['content-disposition'];
	const [, plain, encoded] =
		/^inline; filename="([^"]*)"; filename\*=UTF-8''(\S+)$/.exec(value);
	assert.match(plain, /^[ -~]+$/);
	const stored = await psql(`SELECT file_name FROM data.version
		WHERE id = '${named.version_id}'`);
	assert.equal(decodeURIComponent(encoded), stored);
});

test('?download=1 is a file to save', async () => {
	const answer = await anna.get(`${pdf.path}?download=1`);
	assert.match(answer.headers['content-disposition'], /^attachment; filename="/);
	assert.equal(answer.body.length, pdf.size);
	for (const query of ['?download=0', '?download=', '?download', '?save=1',
		'?download=1&download=1', '?download=1&x=y'])
		assert.equal((await anna.get(pdf.path + query)).status, 400, query);
});

// The demo has no such document, and a published one can't be changed: a row
// that says so for one of its own is made and taken back.
test('HTML is never shown', async () => {
	const change = (type) => psql(`ALTER TABLE data.version DISABLE TRIGGER USER;
		UPDATE data.version SET media_type = '${type}'
		WHERE id = '${pdf.version_id}';
		ALTER TABLE data.version ENABLE TRIGGER USER;`);
	await change('text/html');
	try {
		const { headers } = await anna.get(pdf.path);
		assert.equal(headers['content-type'], 'application/octet-stream');
		assert.match(headers['content-disposition'], /^attachment; /);
		assert.match(headers['content-security-policy'], /sandbox/);
	} finally {
		await change('application/pdf');
	}
});

test('another citizen and no document look the same', async () => {
	const foreign = await bent.get(pdf.path);
	const absent = await bent.get(`/document/${ABSENT}`);
	assert.equal(foreign.status, 404);
	for (const answer of [foreign, absent])
		delete answer.json.request_id;
	assert.deepEqual(foreign.json, absent.json);
	assert.deepEqual(Object.keys(foreign.headers).sort(),
		Object.keys(absent.headers).sort());
	const rows = await psql(`SELECT outcome FROM data.audit
		WHERE action = 'read' AND outcome <> 'ok' ORDER BY at DESC LIMIT 2`);
	assert.notEqual(rows, '');
});

test('malformed addresses', async () => {
	for (const path of ['/document/x', `/document/${ABSENT}x`,
		`/document/${ABSENT.replaceAll('-', '')}`, '/document/%00',
		`/document/${ABSENT}%2f..`])
		assert.ok([400, 404].includes((await anna.get(path)).status), path);
});
