// SPDX-License-Identifier: EUPL-1.2
// Goal: what happens in the middle of a download takes effect in the middle
// of it, and a slow citizen costs the others nothing.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { Agent, request } from 'node:https';
import { before, test } from 'node:test';
import { login, SESSION_COOKIE } from './lib/client.mjs';
import { ca, partPid, port, psql, readLog, sleep, until, workerPids }
	from './lib/stack.mjs';

let persona, big;

// The demo's one document of 64 MB, and who may read it.
before(async () => {
	const row = await psql(`SELECT v.id, v.size, encode(v.sha256, 'hex')
		FROM data.version v JOIN data.publication USING (document_id)
		WHERE v.size > 60000000 ORDER BY v.size DESC LIMIT 1`);
	const [id, size, hash] = row.split('|');
	big = { path: `/document/${id}`, id, size: Number(size), hash };
	for (const name of ['anna', 'bent', 'carla']) {
		const client = await login(name);
		if ((await client.head(big.path)).status === 200)
			persona = name;
	}
	assert.ok(persona, 'somebody reads the large document');
});

// A download that is read only when told to: { status, take(bytes), end }.
// Own connection with a small window, so that what is not read stays back.
function
slowly(client)
{
	return new Promise((done, failed) => {
		const asked = request({ host: 'localhost', port, ca, path: big.path,
			agent: new Agent({ ca }), highWaterMark: 16384, headers: {
				cookie: client.cookieHeader } }, (answer) => {
			answer.pause();
			let total = 0, whole = null;
			const hash = createHash('sha256');
			answer.on('error', () => {});
			const ended = new Promise((end) => {
				answer.on('close', () => end({ whole: answer.complete,
					total, hash: hash.digest('hex') }));
			});
			answer.on('data', (chunk) => {
				total += chunk.length;
				hash.update(chunk);
				if (total >= whole)
					answer.pause();
			});
			done({
				status: answer.statusCode,
				take: async (bytes) => {
					whole = total + bytes;
					answer.resume();
					await until(() => total >= whole || answer.closed, 20000);
				},
				rest: () => {
					whole = Infinity;
					answer.resume();
					return ended;
				},
				cut: () => asked.destroy()
			});
		});
		asked.on('error', failed);
		asked.end();
	});
}

const statements = (state) => psql(`SELECT count(*) FROM pg_stat_activity
	WHERE usename = 'minsag_document' AND state ${state}`).then(Number);

test('64 MB arrive whole', async () => {
	const client = await login(persona);
	const answer = await client.get(big.path);
	assert.equal(answer.status, 200);
	assert.equal(answer.body.length, big.size);
	assert.equal(createHash('sha256').update(answer.body).digest('hex'), big.hash);
});

test('a download that is resumed is the same document', async () => {
	const client = await login(persona);
	const half = big.size >> 1;
	const { etag } = (await client.head(big.path)).headers;
	const first = await client.get(big.path, {
		headers: { range: `bytes=0-${half - 1}` } });
	const second = await client.get(big.path, {
		headers: { range: `bytes=${half}-`, 'if-range': etag } });
	assert.equal(second.status, 206);
	const hash = createHash('sha256').update(first.body).update(second.body);
	assert.equal(hash.digest('hex'), big.hash);
});

test('a slow client holds no transaction and no connection', async () => {
	const client = await login(persona);
	const downloads = await Promise.all(Array.from({ length: 20 },
		() => slowly(client)));
	for (const download of downloads)
		await download.take(100000);
	await until(async () => await statements("LIKE 'idle in transaction%'") === 0
		&& await statements("= 'active'") === 0, 2000, 'nothing is held');
	const open = await statements('IS NOT NULL');
	assert.ok(open <= 12, `${open} connections`);
	const quick = await login(persona);
	const head = await quick.get(big.path, { headers: { range: 'bytes=0-9' } });
	assert.equal(head.status, 206);
	for (const download of downloads)
		download.cut();
});

test('a slow client gets the whole document in the end', async () => {
	const client = await login(persona);
	const download = await slowly(client);
	for (let i = 0; i < 5; i++) {
		await download.take(200000);
		await sleep(300);
	}
	const { whole, total, hash } = await download.rest();
	assert.ok(whole);
	assert.equal(total, big.size);
	assert.equal(hash, big.hash);
});

async function
assertCut(download, sort)
{
	const before = readLog('document.log').length;
	const { whole, total } = await download.rest();
	assert.ok(!whole, 'the client sees that the body is short');
	assert.ok(total < big.size);
	await until(() => sort.test(readLog('document.log').slice(before - 1000)),
		5000, 'one line in the log');
}

test('log-out ends a download', async () => {
	const client = await login(persona);
	const download = await slowly(client);
	await download.take(100000);
	const out = await client.post('/saml/logout', { check: false });
	assert.ok(out.status < 400, String(out.status));
	await assertCut(download, /document\/\{uuid\} not-logged-in: cut short/);
});

test('withdrawal ends a download', async () => {
	const client = await login(persona);
	const download = await slowly(client);
	await download.take(100000);
	await psql(`INSERT INTO data.withdrawal
		(version_id, case_id, withdrawn_at, cause, withdrawn_by)
		SELECT id, case_id, now(), 'wrong-case', 'test' FROM data.version
		WHERE id = '${big.id}'`);
	try {
		await assertCut(download, /document\/\{uuid\} denied: cut short/);
		assert.equal((await client.get(big.path)).status, 403);
	} finally {
		await psql(`ALTER TABLE data.withdrawal DISABLE TRIGGER USER;
			DELETE FROM data.withdrawal WHERE version_id = '${big.id}';
			ALTER TABLE data.withdrawal ENABLE TRIGGER USER;`);
	}
});

test('connections that the database ends are made anew', async () => {
	const client = await login(persona);
	const download = await slowly(client);
	await download.take(100000);
	await psql(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
		WHERE usename = 'minsag_document'`);
	const { whole, hash } = await download.rest();
	assert.ok(whole);
	assert.equal(hash, big.hash);
});

test('a worker told to end lets a download finish', async () => {
	const client = await login(persona);
	const download = await slowly(client);
	await download.take(100000);
	const pids = await workerPids('document');
	for (const pid of pids)
		process.kill(pid, 'SIGTERM');
	await sleep(300);
	const { whole, hash } = await download.rest();
	assert.ok(whole);
	assert.equal(hash, big.hash);
	await until(async () => (await workerPids('document'))
		.filter((pid) => !pids.includes(pid)).length >= pids.length, 15000,
		'new processes');
	assert.ok(partPid('document') > 0);
	assert.equal((await client.head(big.path)).status, 200);
});

test('a client that leaves is forgotten', async () => {
	const client = await login(persona);
	for (let i = 0; i < 20; i++)
		(await slowly(client)).cut();
	await until(async () => await statements("= 'active'") === 0, 1000, 'nothing is read');
	assert.equal((await client.head(big.path)).status, 200);
	assert.ok(client.cookies.has(SESSION_COOKIE));
});
