// SPDX-License-Identifier: EUPL-1.2
// Goal: tus 1.0.0 as minsag-upload speaks it: what is acknowledged is there,
// byte for byte and once; what is wrong has its own answer; nobody else learns
// anything; and nothing of a file touches a disk outside the database.
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { Client, login } from './lib/client.mjs';
import { assertHeaders } from './lib/headers.mjs';
import { dir, killWorkers, psql, readLog, until } from './lib/stack.mjs';
import { append, base64, create, metadata, sha256, stands, tus } from './lib/tus.mjs';

const MIB = 1024 * 1024;
const ABSENT = '/upload/0b0b0b0b-0b0b-4b0b-8b0b-0b0b0b0b0b0b';
let carla, bent, mine, theirs;

const hash = (algorithm, bytes) =>
	`${algorithm} ${createHash(algorithm).update(bytes).digest('base64')}`;
const idOf = (target) => target.split('/').pop();

// A case of an open area.
async function
openCase(client)
{
	const { json } = await client.get('/api/cases?limit=50');
	return json.items.find((one) => one.area.open).id;
}

before(async () => {
	carla = await login('carla');
	bent = await login('bent');
	mine = await openCase(carla);
	theirs = (await bent.get('/api/cases?limit=50')).json.items.map((one) => one.id);
	const hers = (await carla.get('/api/cases?limit=50')).json.items.map((one) => one.id);
	theirs = theirs.find((id) => !hers.includes(id));
	// What tests before have left must not fill the limits.
	await psql(`INSERT INTO data.upload_limit SELECT a.key, l.media_types,
		l.file_bytes, 10000, 1000000000000 FROM data.area a, data.upload_limit l
		WHERE l.area_key IS NULL ON CONFLICT (area_key) DO UPDATE
		SET day_files = excluded.day_files, person_bytes = excluded.person_bytes`);
});

async function
begin(client, size, options)
{
	const answer = await create(client, { case: mine, filename: 'brev.pdf',
		filetype: 'application/pdf' }, size, options);
	assert.equal(answer.status, 201, answer.text);
	return answer.headers.location;
}

const giveUp = (client, target) => tus(client, 'DELETE', target);

// What the database has of an upload.
async function
stored(target)
{
	const [size, real] = (await psql(`SELECT received,
		encode(sha256(lo_get(content)), 'hex') FROM data.upload
		WHERE id = '${idOf(target)}'`)).split('|');
	return { size: Number(size), real };
}

test('OPTIONS says what is spoken, to anybody', async () => {
	const answer = await new Client().request('OPTIONS', '/upload');
	assert.equal(answer.status, 204);
	assert.equal(answer.headers['tus-version'], '1.0.0');
	assert.equal(answer.headers['tus-extension'],
		'creation,creation-with-upload,checksum,expiration,termination');
	assert.equal(answer.headers['tus-checksum-algorithm'], 'sha1,sha256');
	assert.equal(answer.headers['tus-max-size'], '536870912');
	assertHeaders(answer, 'OPTIONS');
});

test('a file in chunks arrives whole, and its SHA-256 is on record', async () => {
	const bytes = randomBytes(2 * MIB + 12345);
	const target = await begin(carla, bytes.length);
	for (let at = 0; at < bytes.length; at += MIB) {
		assert.equal(await stands(carla, target), at);
		const answer = await append(carla, target, at, bytes.subarray(at, at + MIB));
		assert.equal(answer.status, 204, answer.text);
		assert.equal(answer.headers['upload-offset'],
			String(Math.min(at + MIB, bytes.length)));
		assert.ok(new Date(answer.headers['upload-expires']) > new Date());
		assertHeaders(answer, 'PATCH');
	}
	assert.deepEqual(await stored(target), { size: bytes.length,
		real: sha256(bytes) });
	const job = await psql(`SELECT count(*) FROM data.job WHERE kind = 'scan'
		AND subject = '${idOf(target)}'`);
	assert.equal(job, '1');
});

test('a small file can come whole with its creation', async () => {
	const bytes = Buffer.from('Kære kommune, her er mit brev.');
	const target = await begin(carla, bytes.length, { body: bytes });
	assert.equal(await stands(carla, target), bytes.length);
	assert.equal((await stored(target)).real, sha256(bytes));
});

test('4 MiB at once, and not a byte more', async () => {
	const bytes = randomBytes(4 * MIB);
	const target = await begin(carla, 2 * bytes.length);
	assert.equal((await append(carla, target, 0, bytes)).status, 204);
	const answer = await append(carla, target, bytes.length,
		Buffer.concat([bytes, Buffer.from('x')]));
	assert.equal(answer.status, 413);
	assert.equal(answer.json.type, 'urn:minsag:problem:too-big');
	assert.equal(await stands(carla, target), bytes.length);
	await giveUp(carla, target);
});

test('HEAD gives back what was sent, in a head alone', async () => {
	const sent = metadata({ filename: 'Lægeerklæring.heic', case: mine,
		filetype: 'image/heic', nonlatin: 'słońce', empty: null });
	const { headers: { location } } = await tus(carla, 'POST', '/upload', {
		headers: { 'upload-length': '7', 'upload-metadata': sent } });
	const answer = await tus(carla, 'HEAD', location);
	assert.equal(answer.status, 200);
	assert.equal(answer.headers['upload-metadata'], sent);
	assert.equal(answer.headers['upload-length'], '7');
	assert.equal(answer.headers['upload-offset'], '0');
	assert.equal(answer.headers['cache-control'], 'no-store');
	assert.equal(await psql(`SELECT file_name || ' ' || said_type FROM data.upload
		WHERE id = '${idOf(location)}'`), 'Lægeerklæring.heic image/heic');
	await giveUp(carla, location);
});

test('a wrong offset is 409 and writes nothing', async () => {
	const target = await begin(carla, 10);
	assert.equal((await append(carla, target, 0, Buffer.from('abcd'))).status, 204);
	for (const at of [0, 3, 5, 10]) {
		const answer = await append(carla, target, at, Buffer.from('x'));
		assert.equal(answer.status, 409, `at ${at}`);
		assert.equal(answer.json.type, 'urn:minsag:problem:conflict');
		assert.equal(answer.headers['tus-resumable'], '1.0.0');
	}
	assert.equal((await stored(target)).real, sha256('abcd'));
	await giveUp(carla, target);
});

test('two clients at one offset: one wins, and the bytes are one of theirs', async () => {
	const target = await begin(carla, 8 * MIB);
	const parts = Array.from({ length: 6 }, () => randomBytes(MIB));
	const answers = await Promise.all(parts.map((part) =>
		append(carla, target, 0, part)));
	const won = answers.map((answer, i) => [answer.status, i])
		.filter(([status]) => status === 204);
	assert.equal(won.length, 1, answers.map((answer) => answer.status).join());
	assert.ok(answers.every(({ status }) => status === 204 || status === 409));
	assert.equal((await stored(target)).real, sha256(parts[won[0][1]]));
	await giveUp(carla, target);
});

test('checksums: both algorithms, and damage is 460', async () => {
	const bytes = randomBytes(1000);
	const target = await begin(carla, 2000);
	for (const algorithm of ['sha1', 'sha256']) {
		const answer = await append(carla, target, await stands(carla, target), bytes,
			{ headers: { 'upload-checksum': hash(algorithm, bytes) } });
		assert.equal(answer.status, 204, algorithm);
	}
	const other = await begin(carla, 1000);
	for (const algorithm of ['sha1', 'sha256']) {
		const answer = await append(carla, other, 0, bytes,
			{ headers: { 'upload-checksum': hash(algorithm, 'other') } });
		assert.equal(answer.status, 460, algorithm);
		assert.equal(answer.json.type, 'urn:minsag:problem:bad-checksum');
	}
	for (const words of ['md5 kAFQmDzST7DWlj99KOF/cg==', 'sha1', 'sha1 x', 'sha256 MTAw'])
		assert.equal((await append(carla, other, 0, bytes,
			{ headers: { 'upload-checksum': words } })).status, 400, words);
	assert.equal(await stands(carla, other), 0);
	await giveUp(carla, other);
});

test('what the protocol forbids has an answer of its own', async () => {
	const target = await begin(carla, 10);
	const part = Buffer.from('abc');
	for (const [status, headers] of [
		[412, { 'tus-resumable': undefined }], [412, { 'tus-resumable': '0.2.2' }],
		[415, { 'content-type': 'application/octet-stream' }],
		[415, { 'content-type': undefined }],
		[400, { 'upload-offset': undefined }], [400, { 'upload-offset': '-1' }],
		[400, { 'upload-offset': '0x0' }], [400, { 'upload-offset': '1e3' }],
		[400, { 'upload-offset': '99999999999999999999' }]]) {
		const answer = await append(carla, target, 0, part, { headers });
		assert.equal(answer.status, status, JSON.stringify(headers));
		if (status === 412)
			assert.equal(answer.headers['tus-version'], '1.0.0');
	}
	assert.equal((await append(carla, target, 0, Buffer.from('more than ten'))).status, 413);
	assert.equal((await append(carla, `${target}?x=1`, 0, part)).status, 400);
	assert.equal(await stands(carla, target), 0);
	await giveUp(carla, target);
});

test('creation: lengths and metadata that are refused', async () => {
	const pairs = { case: mine, filename: 'a.pdf' };
	for (const [status, size, headers] of [
		[400, 0, {}], [400, '', {}], [400, -1, {}], [400, '1.5', {}],
		[413, 536870913, {}], [413, 104857601, {}],
		[400, 5, { 'upload-length': undefined, 'upload-defer-length': '1' }],
		[400, 5, { 'upload-metadata': undefined }],
		[400, 5, { 'upload-metadata': 'filename' }],
		[400, 5, { 'upload-metadata': `case ${base64('x')},filename ${base64('x')}` }],
		[400, 5, { 'upload-metadata': `${metadata(pairs)},x ${'A'.repeat(2100)}` }],
		[412, 5, { 'tus-resumable': undefined }]]) {
		const answer = await create(carla, pairs, size, { headers });
		assert.equal(answer.status, status, `${size} ${JSON.stringify(headers)}`);
	}
	assert.match((await create(carla, pairs, 0)).json.rule, /without bytes/);
});

test('names of files: each has a clear outcome', async () => {
	for (const [name, rule] of [['../../etc/passwd', /not a path/],
		['C:\\Users\\a.pdf', /not a path/], ['..', /not a path/],
		['a\u202Egpj.exe', /invisible/], ['a\u200Bb', /invisible/],
		['a\0.exe', /control/], ['a\r\nb', /control/], ['', /1 to 255/],
		['x'.repeat(300), /1 to 255/], ['å'.repeat(256), /1 to 255/]]) {
		const answer = await create(carla, { case: mine, filename: name }, 5);
		assert.equal(answer.status, 400, name);
		assert.match(answer.json.rule, rule, name);
	}
	for (const name of ['Lægeerklæring (2).pdf', 'å'.repeat(255), '.pdf', '日本.png',
		"a'; DROP TABLE data.upload; --", '<script>alert(1)</script>', '%00', '🙂.jpg']) {
		// A name with a slash in it is a path, whatever it means elsewhere.
		const answer = await create(carla, { case: mine, filename: name }, 5);
		assert.equal(answer.status, name.includes('/') ? 400 : 201, name);
		if (answer.status === 201)
			await giveUp(carla, answer.headers.location);
	}
});

test('a type that the area does not take is told before a byte is sent', async () => {
	for (const type of ['image/svg+xml', 'text/html', 'application/zip'])
		assert.equal((await create(carla, { case: mine, filename: 'a', filetype: type }, 5))
			.status, 415, type);
	for (const type of ['', 'application/octet-stream', 'image/heif', 'text/csv',
		'application/vnd.ms-excel', 'audio/x-m4a']) {
		const answer = await create(carla, { case: mine, filename: 'a', filetype: type }, 5);
		assert.equal(answer.status, 201, type);
		await giveUp(carla, answer.headers.location);
	}
});

test('someone else\'s upload and none are 404 alike', async () => {
	const target = await begin(carla, 10);
	for (const [method, options] of [['HEAD', {}], ['DELETE', {}], ['PATCH', {
		body: Buffer.from('abc'), headers: { 'upload-offset': '0',
			'content-type': 'application/offset+octet-stream' } }]]) {
		const other = await tus(bent, method, target, options);
		const none = await tus(bent, method, ABSENT, options);
		assert.equal(other.status, 404, method);
		assert.equal(none.status, 404, method);
		assert.equal(other.json?.rule, none.json?.rule);
		const nobody = await tus(new Client(), method, target, options);
		assert.equal(nobody.status, 401, method);
	}
	assert.equal((await create(carla, { case: theirs, filename: 'a' }, 5)).status, 404);
	assert.equal((await create(carla, { case: idOf(ABSENT), filename: 'a' }, 5)).status, 404);
	assert.equal((await create(new Client(), { case: mine, filename: 'a' }, 5)).status, 401);
	assert.equal(await stands(carla, target), 0);
	await giveUp(carla, target);
});

test('what changes something must come from our own pages', async () => {
	const target = await begin(carla, 10);
	for (const headers of [{ origin: 'https://evil.example' }, { origin: undefined },
		{ origin: 'null' }, { origin: undefined, 'sec-fetch-site': 'cross-site' }]) {
		assert.equal((await append(carla, target, 0, Buffer.from('a'), { headers })).status, 403);
		assert.equal((await tus(carla, 'DELETE', target, { headers })).status, 403);
		assert.equal((await create(carla, { case: mine, filename: 'a' }, 5, { headers })).status, 403);
	}
	assert.equal(await stands(carla, target), 0);
	await giveUp(carla, target);
});

test('given up is 410, and its bytes are gone', async () => {
	const target = await begin(carla, 10);
	await append(carla, target, 0, Buffer.from('abc'));
	const content = await psql(`SELECT content FROM data.upload WHERE id = '${idOf(target)}'`);
	assert.equal((await giveUp(carla, target)).status, 204);
	assert.equal(await psql(`SELECT count(*) FROM pg_largeobject_metadata
		WHERE oid = ${content}`), '0');
	assert.equal((await tus(carla, 'HEAD', target)).status, 410);
	assert.equal((await append(carla, target, 3, Buffer.from('d'))).status, 410);
	assert.equal((await giveUp(carla, target)).status, 410);
});

test('received is received: it takes no more and can\'t be given up', async () => {
	const target = await begin(carla, 3, { body: Buffer.from('abc') });
	assert.equal((await giveUp(carla, target)).status, 403);
	assert.equal((await append(carla, target, 3, Buffer.from('d'))).status, 413);
	assert.equal((await append(carla, target, 3, Buffer.alloc(0))).status, 204);
	assert.equal((await append(carla, target, 0, Buffer.from('abc'))).status, 409);
	assert.equal((await stored(target)).real, sha256('abc'));
});

test('expired is 410, and the sweep takes the bytes', async () => {
	const target = await begin(carla, 10);
	await append(carla, target, 0, Buffer.from('abc'));
	await psql(`UPDATE data.upload SET created_at = created_at - interval '4 days',
		expires_at = expires_at - interval '4 days' WHERE id = '${idOf(target)}'`);
	assert.equal((await tus(carla, 'HEAD', target)).status, 410);
	assert.equal((await append(carla, target, 3, Buffer.from('d'))).status, 410);
	await psql('SELECT api_upload.sweep()');
	assert.equal(await psql(`SELECT content IS NULL FROM data.upload
		WHERE id = '${idOf(target)}'`), 't');
});

test('POST may say that it means PATCH or DELETE', async () => {
	const target = await begin(carla, 3);
	const asks = (word, options) => tus(carla, 'POST', target, { ...options,
		headers: { 'x-http-method-override': word, ...options?.headers } });
	assert.equal((await asks('PATCH', { body: Buffer.from('ab'), headers: {
		'upload-offset': '0', 'content-type': 'application/offset+octet-stream' } })).status, 204);
	assert.equal(await stands(carla, target), 2);
	assert.equal((await asks('HEAD')).status, 405);
	assert.equal((await asks('DELETE')).status, 204);
	const other = await carla.request('POST', '/api/session', { headers: {
		origin: carla.origin, 'x-http-method-override': 'DELETE' } });
	assert.equal(other.status, 200, 'elsewhere it means nothing');
});

test('a log-out counts between two chunks', async () => {
	const client = await login('carla');
	const target = await begin(client, 10);
	assert.equal((await append(client, target, 0, Buffer.from('abc'))).status, 204);
	await psql(`UPDATE data.session SET ended_at = now(), ended_by = 'citizen'
		WHERE id = (SELECT id FROM data.session ORDER BY started_at DESC LIMIT 1)`);
	assert.equal((await append(client, target, 3, Buffer.from('d'))).status, 401);
	assert.equal((await tus(client, 'HEAD', target)).status, 401);
	// The same citizen goes on in another session.
	assert.equal((await append(carla, target, 3, Buffer.from('defghij'))).status, 204);
});

test('workers that are killed lose nothing that was acknowledged', async () => {
	const bytes = randomBytes(6 * MIB);
	const target = await begin(carla, bytes.length);
	for (let at = 0, kills = 0; at < bytes.length;) {
		if (kills < 6) {
			await killWorkers('upload');
			kills++;
		}
		const answer = await append(carla, target, at, bytes.subarray(at, at + MIB))
			.catch(() => ({ status: 0 }));
		if (answer.status === 204)
			assert.equal(Number(answer.headers['upload-offset']), at + MIB);
		await until(() => tus(carla, 'HEAD', target).then(
			(head) => head.status === 200, () => false), 10000, 'HEAD answers');
		const now = await stands(carla, target);
		assert.ok(answer.status === 204 ? now === at + MIB
			: now === at || now === at + MIB, `${at} ${answer.status} ${now}`);
		at = now;
	}
	assert.equal((await stored(target)).real, sha256(bytes));
});

test('nothing of a file was on a disk of nginx', () => {
	assert.doesNotMatch(readLog('nginx.log'), /buffered to a temporary file/);
	for (const kind of ['client_body', 'fastcgi']) {
		const folder = join(dir, 'nginx/temp', kind);
		assert.deepEqual(readdirSync(folder), [], kind);
		// A file that came and went would have touched the folder.
		assert.ok(statSync(folder).mtimeMs <= statSync(join(dir, 'run/ready')).mtimeMs);
	}
});
