// SPDX-License-Identifier: EUPL-1.2
// Goal: when a part goes away nothing is lost, nobody hangs, and all is well
// again by itself: the database stopped, a worker killed or told to end, a new
// key, a full disk.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { chmodSync, chownSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { Client, login, SESSION_COOKIE } from './lib/client.mjs';
import { ca, dir, port, psql, release, sleep, startDatabase, stopDatabase, until,
	workerPids } from './lib/stack.mjs';

const WORKERS = ['login', 'citizen', 'document'];
const sanitized = process.env.MINSAG_SANITIZED === 'yes';

after(() => release('postgres'));

// Waits until all processes of all workers answer: one that lost the database
// tries again with a growing pause of up to 5 s, while its neighbour is well.
async function
healthy()
{
	const client = new Client();
	let good = 0;
	await until(async () => {
		const answers = await Promise.all(Array.from({ length: 24 }, (_, i) =>
			client.get(`/health/${WORKERS[i % 3]}`).catch(() => null)));
		good = answers.every((answer) => answer?.status === 200) ? good + 1 : 0;
		return good === 10;
	}, 30000, 'all workers are healthy');
}

// A document that a persona may read, at least so large; null when none.
async function
largeVersion(client, least)
{
	const id = await psql(`SELECT v.id FROM data.version v
		JOIN data.publication p ON p.version_id = v.id
		WHERE v.size >= ${least} ORDER BY v.size DESC LIMIT 20`);
	for (const version of id.split('\n').filter(Boolean)) {
		const answer = await client.head(`/document/${version}`);
		if (answer.status === 200)
			return { version, size: Number(answer.headers['content-length']) };
	}
	return null;
}

// Reads a document at a pace; returns bytes and hash.
function
readSlowly(client, path, { pause = 0, onData = () => {} } = {})
{
	return new Promise((done, failed) => {
		const get = request({ host: 'localhost', port, ca, path,
			headers: { cookie: client.cookieHeader } }, (answer) => {
			const hash = createHash('sha256');
			let length = 0;
			answer.on('data', async (chunk) => {
				hash.update(chunk);
				length += chunk.length;
				onData(length);
				if (pause > 0 && length < 8 << 20) {
					answer.pause();
					setTimeout(() => answer.resume(), pause);
				}
			});
			answer.on('end', () => done({ status: answer.statusCode, length,
				complete: answer.complete, sha256: hash.digest('hex'), headers: answer.headers }));
			answer.on('error', failed);
		});
		get.on('error', failed);
		get.end();
	});
}

async function
ownerOf(least)
{
	for (const persona of ['anna', 'bent', 'carla']) {
		const client = await login(persona);
		const found = await largeVersion(client, least);
		if (found !== null)
			return { client, ...found };
	}
	throw new Error(`the demo has no readable document of ${least} bytes`);
}

test('the database stops: 503 with Retry-After at once, and back by itself', async () => {
	const anna = await login('anna');
	await stopDatabase();
	try {
		for (const path of ['/api/me', '/api/cases', '/health/citizen', '/health/login',
			'/health/document', '/document/11111111-1111-4111-8111-111111111111',
			'/saml/login?return=/sager.html']) {
			const begun = Date.now();
			const answer = await anna.get(path);
			assert.equal(answer.status, 503, path);
			assert.ok(Number(answer.headers['retry-after']) > 0, path);
			assert.equal(answer.json.type, 'urn:minsag:problem:try-again', path);
			assert.ok(Date.now() - begun < 6000, `${path}: ${Date.now() - begun} ms`);
		}
		assert.equal((await anna.get('/')).status, 200, 'the site stands');
		const forged = await new Client().get('/api/me');
		assert.equal(forged.status, 401, 'no cookie needs no database');
	} finally {
		await startDatabase();
	}
	await healthy();
	assert.equal((await anna.get('/api/me')).status, 200, 'still logged in');
});

test('the database restarts in the middle of load: only 200 and 503', async () => {
	const anna = await login('anna');
	const seen = new Map();
	let going = true;
	const loops = Array.from({ length: 8 }, async () => {
		while (going) {
			const { status } = await anna.get('/api/cases');
			seen.set(status, (seen.get(status) ?? 0) + 1);
		}
	});
	await until(() => seen.get(200) > 10, 10000, 'answers');
	await stopDatabase();
	await until(() => seen.has(503), 10000, 'it is away');
	await startDatabase();
	await healthy();
	const had = seen.get(200);
	await until(() => seen.get(200) > had + 10, 10000, 'answers again');
	going = false;
	await Promise.all(loops);
	assert.deepEqual([...seen.keys()].sort(), [200, 503], JSON.stringify([...seen]));
});

test('workers are killed under load: every idempotent request succeeds', async () => {
	const anna = await login('anna');
	let going = true, count = 0;
	const bad = [];
	const loops = Array.from({ length: 16 }, async () => {
		while (going) {
			const answer = await anna.get('/api/cases');
			count++;
			if (answer.status !== 200)
				bad.push(answer.status);
		}
	});
	for (let round = 0; round < 5; round++) {
		await sleep(1200);
		const pids = await workerPids('citizen');
		process.kill(pids[round % pids.length], 'SIGKILL');
		await until(async () => {
			const now = await workerPids('citizen');
			return now.length === pids.length && !now.includes(pids[round % pids.length]);
		}, 5000, 'a new process');
	}
	const had = count;
	await until(() => count > had + 50, 10000, 'requests after the last one');
	going = false;
	await Promise.all(loops);
	assert.deepEqual(bad, []);
});

test('a worker told to end finishes the download that it is in', async () => {
	const { client, version, size } = await ownerOf(4 << 20);
	const before = await workerPids('document');
	let told = false;
	const result = await readSlowly(client, `/document/${version}`, { pause: 5,
		onData: (length) => {
			if (!told && length > 1 << 20) {
				told = true;
				before.forEach((pid) => process.kill(pid, 'SIGTERM'));
			}
		} });
	assert.ok(told);
	assert.equal(result.status, 200);
	assert.equal(result.length, size);
	assert.ok(result.complete);
	await until(async () => (await workerPids('document'))
		.every((pid) => !before.includes(pid)), 30000, 'new processes');
	await healthy();
});

test('told to end under load, no request fails', async () => {
	const anna = await login('anna');
	let going = true;
	const bad = [];
	const loops = Array.from({ length: 16 }, async () => {
		while (going) {
			const answer = await anna.get('/api/areas');
			if (answer.status !== 200)
				bad.push(answer.status);
		}
	});
	for (let round = 0; round < 4; round++) {
		await sleep(1200);
		process.kill((await workerPids('citizen'))[0], 'SIGTERM');
	}
	await sleep(500);
	going = false;
	await Promise.all(loops);
	assert.deepEqual(bad, []);
	await healthy();
});

async function
restartWorkers()
{
	for (const name of WORKERS) {
		const old = await workerPids(name);
		old.forEach((pid) => process.kill(pid, 'SIGTERM'));
		await until(async () => {
			const now = await workerPids(name);
			return now.length === old.length && now.every((pid) => !old.includes(pid));
		}, 20000, `new processes of ${name}`);
	}
	await healthy();
}

test('a new token key seals, the old one still opens, and nobody is logged out', async () => {
	const file = join(dir, 'keys/token.ring');
	const ring = readFileSync(file, 'utf8');
	const { uid, gid } = statSync(file);
	const write = (text) => {
		writeFileSync(file, text);
		chownSync(file, uid, gid);
		chmodSync(file, 0o600);
	};
	const before = await login('anna');
	const id = 200;
	const next = `${id} ${randomBytes(32).toString('hex')}\n`;
	try {
		write(next + ring);
		await restartWorkers();
		assert.equal((await before.get('/api/me')).status, 200, 'the old token opens');
		const later = await login('anna');
		const bytes = Buffer.from(later.cookies.get(SESSION_COOKIE), 'base64url');
		assert.equal(bytes[1], id, 'the new key seals');
		write(next);
		await restartWorkers();
		assert.equal((await before.get('/api/me')).status, 401, 'the old key is gone');
		assert.equal((await later.get('/api/me')).status, 200);
	} finally {
		write(ring);
		await restartWorkers();
	}
});

// A small file system for the audit's table; only root can mount one.
function
mountSmall(folder)
{
	mkdirSync(folder, { recursive: true });
	const { uid, gid } = statSync(join(dir, 'pg'));
	try {
		execFileSync('mount', ['-t', 'tmpfs', '-o',
			`size=1m,mode=0700,uid=${uid},gid=${gid}`, 'tmpfs', folder],
		{ stdio: 'pipe' });
	} catch (error) {
		rmSync(folder, { recursive: true });
		return `no small file system: ${error.message.split('\n').at(-2) ?? error.message}`;
	}
	return '';
}

test('a full disk: 503, nothing is read without its audit row, and back', async (context) => {
	if (sanitized)
		return context.skip('once is enough');
	const { client, version } = await ownerOf(100 << 10);
	const folder = join(dir, 'small');
	const reason = mountSmall(folder);
	if (reason !== '')
		return context.skip(reason);
	const written = () => psql('SELECT count(*) FROM data.audit').then(Number);
	try {
		await psql(`CREATE TABLESPACE small LOCATION '${folder}'`);
		await psql('ALTER TABLE data.audit SET TABLESPACE small');
		await psql('CREATE TABLE filler (t text) TABLESPACE small');
		await psql(`DO $$ BEGIN LOOP INSERT INTO filler VALUES (repeat('x', 1000));
			COMMIT; END LOOP; END $$`).catch(() => {});
		// The table's last page still has room for some rows.
		await psql(`DO $$ BEGIN LOOP INSERT INTO data.audit (at, actor, action,
			outcome) VALUES (now(), 'system', 'x', 'ok'); COMMIT; END LOOP;
			END $$`).catch(() => {});
		const before = await written();
		const answer = await client.get(`/document/${version}`,
			{ headers: { range: 'bytes=0-9' } });
		assert.equal(answer.status, 503, 'the disk is full');
		assert.equal(await written(), before, 'no row, and so no bytes');
		assert.equal(answer.json.type, 'urn:minsag:problem:try-again');
	} finally {
		await psql('DROP TABLE IF EXISTS filler').catch(() => {});
		await psql('ALTER TABLE data.audit SET TABLESPACE pg_default').catch(() => {});
		await psql('DROP TABLESPACE IF EXISTS small').catch(() => {});
		execFileSync('umount', ['-l', folder]);
		rmSync(folder, { recursive: true });
	}
	await healthy();
	assert.equal((await client.get(`/document/${version}`)).status, 200);
});
