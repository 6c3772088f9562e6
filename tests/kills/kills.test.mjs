// SPDX-License-Identifier: EUPL-1.2
// Goal: whatever process dies, whenever: every byte and every remark that was
// acknowledged is there, byte for byte and once, and what was uploaded comes
// on the case. MINSAG_KILLS (40) processes are killed, one every 200 ms, under
// 50 clients that upload and remark.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { login } from '../http/lib/client.mjs';
import { dir, partPid, psql, sleep, until, workerPids } from '../http/lib/stack.mjs';
import { placeOf, Storm } from './storm.mjs';

const run = promisify(execFile);
const KILLS = Number(process.env.MINSAG_KILLS ?? 40);
const EVERY_MS = 200;
const CLIENTS = 50;
// A part that is ended again before it has lived so long counts as one that
// can't be started (scripts/lib/supervise.sh).
const LIVES_MS = 2500;
const killed = {};
let storm, people;

const pick = (list) => list[Math.floor(Math.random() * list.length)];
const courier = { pid: 0, since: 0 };

// The courier's process, once it has lived long enough; else none.
function
couriers()
{
	const pid = partPid('courier');
	if (pid !== courier.pid)
		Object.assign(courier, { pid, since: Date.now() });
	return Date.now() - courier.since > LIVES_MS ? [pid] : [];
}

// Back ends that work for our programs; none while the database recovers.
async function
backends()
{
	const pids = await psql(`SELECT pid FROM pg_stat_activity
		WHERE usename LIKE 'minsag%' AND backend_type = 'client backend'`)
		.catch(() => '');
	return pids.split('\n').filter(Boolean).map(Number);
}

const VICTIMS = {
	upload: () => workerPids('upload'),
	citizen: () => workerPids('citizen'),
	courier: couriers,
	nginx: () => workerPids('nginx'),
	postgres: backends
};

// Kills one process; false when the kind that was drawn has none just now.
async function
killOne()
{
	const kind = pick(Object.keys(VICTIMS));
	const pid = pick(await VICTIMS[kind]());
	if (pid === undefined)
		return false;
	try {
		process.kill(pid, 'SIGKILL');
	} catch (error) {
		if (error.code === 'ESRCH')
			return false;
		throw error;
	}
	killed[kind] = (killed[kind] ?? 0) + 1;
	return true;
}

async function
killThem()
{
	await sleep(1000);
	for (let done = 0; done < KILLS;) {
		const begun = Date.now();
		if (await killOne())
			done++;
		await sleep(Math.max(0, EVERY_MS - (Date.now() - begun)));
	}
	await sleep(1000);
}

before(async () => {
	people = await Promise.all(['anna', 'bent', 'carla'].map((name) =>
		login(name).then(placeOf)));
	await psql('SELECT api_admin.remark_setting_put(10000)');
	await psql(`INSERT INTO data.upload_limit SELECT a.key, l.media_types,
		l.file_bytes, 10000, 1000000000000 FROM data.area a, data.upload_limit l
		WHERE l.area_key IS NULL ON CONFLICT (area_key) DO UPDATE
		SET day_files = excluded.day_files, person_bytes = excluded.person_bytes`);
	storm = new Storm(people, { clients: CLIENTS });
	await storm.run(killThem);
	await until(() => psql('SELECT 1').then(() => true, () => false), 60000,
		'PostgreSQL answers');
});

after(() => console.log(`# killed ${JSON.stringify(killed)}; acknowledged: `
	+ `${storm.uploads.size} uploads, ${storm.remarks.size} remarks; `
	+ `${storm.retried} requests asked again`));

const ids = (uploads) => uploads.map(([target]) => `'${target.split('/').pop()}'`).join(',');

test('the storm was one', () => {
	assert.equal(Object.values(killed).reduce((a, b) => a + b), KILLS);
	assert.ok(storm.remarks.size >= CLIENTS / 2, `${storm.remarks.size} remarks`);
	assert.ok(storm.uploads.size >= CLIENTS / 2, `${storm.uploads.size} uploads`);
});

test('every acknowledged remark is there, word for word and once', async () => {
	const keys = [...storm.remarks.keys()];
	const rows = await psql(`SELECT client_key, id, body FROM data.remark
		WHERE client_key = ANY ('{${keys.join(',')}}')`);
	assert.equal(rows.split('\n').length, keys.length);
	for (const row of rows.split('\n')) {
		const [key, id, body] = row.split('|');
		assert.deepEqual({ id, body }, storm.remarks.get(key));
	}
});

test('every acknowledged byte is there, and the whole once', async () => {
	const finished = [...storm.uploads].filter(([, one]) => one.finished);
	// The courier hashes an upload by and by.
	const rows = (await psql(`SELECT u.id, u.received, encode(coalesce(h.sha256,
				sha256(lo_get(coalesce(u.content, v.content)))), 'hex'),
			encode(sha256(lo_get(coalesce(u.content, v.content))), 'hex')
		FROM data.upload u
			LEFT JOIN data.upload_hash h ON h.upload_id = u.id
			LEFT JOIN data.upload_verdict d ON d.upload_id = u.id
			LEFT JOIN data.version v ON v.id = d.version_id
		WHERE u.id IN (${ids(finished)})`)).split('\n');
	assert.equal(rows.length, finished.length);
	for (const row of rows) {
		const [id, received, sum, real] = row.split('|');
		const one = storm.uploads.get(`/upload/${id}`);
		assert.deepEqual({ size: Number(received), sum, real },
			{ size: one.size, sum: one.sha256, real: one.sha256 });
	}
});

test('all of it comes on the case, each as one document', { timeout: 900000 }, async () => {
	const finished = [...storm.uploads].filter(([, one]) => one.finished);
	await until(async () => await psql(`SELECT count(*) FROM data.upload_verdict
		WHERE upload_id IN (${ids(finished)})`) === String(finished.length),
	800000, 'every upload has its verdict');
	const rows = (await psql(`SELECT d.upload_id, d.outcome, encode(v.sha256, 'hex'),
			(SELECT count(*) FROM data.version o WHERE o.sha256 = v.sha256)
		FROM data.upload_verdict d LEFT JOIN data.version v ON v.id = d.version_id
		WHERE d.upload_id IN (${ids(finished)})`)).split('\n');
	for (const row of rows) {
		const [id, outcome, sum, copies] = row.split('|');
		assert.deepEqual({ outcome, sum, copies }, { outcome: 'accepted',
			sum: storm.uploads.get(`/upload/${id}`).sha256, copies: '1' });
	}
});

test('no large object is an orphan', async () => {
	assert.equal(await psql(`SELECT count(*) FROM pg_largeobject_metadata m
		WHERE NOT EXISTS (SELECT FROM data.version v WHERE v.content = m.oid)
			AND NOT EXISTS (SELECT FROM data.upload u WHERE u.content = m.oid)`), '0');
});

test('nobody was logged out, and the chain of the audit holds', async () => {
	for (const { client } of people)
		assert.equal((await client.get('/api/me')).status, 200);
	const audit = (word) => run(join(dir, 'inst/bin/minsag-audit'),
		['-c', join(dir, 'conf/minsag.conf'), word]);
	await audit('seal');
	await audit('verify');
});
