// SPDX-License-Identifier: EUPL-1.2
// Goal: what scripts/run starts is whole and holds no more than it must.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Client, login } from './lib/client.mjs';
import { dir, partPid, psql, workerPids } from './lib/stack.mjs';

const WORKERS = ['login', 'citizen', 'document'];
const client = new Client();

test('every worker reaches the database', async () => {
	for (const worker of WORKERS) {
		const answer = await client.get(`/health/${worker}`);
		assert.equal(answer.status, 200, worker);
		assert.deepEqual(answer.json, { ok: true });
	}
});

test('the front page, the description and the metadata are there', async () => {
	const front = await client.get('/');
	assert.equal(front.status, 200);
	assert.match(front.text, /<html lang="da"/);
	const description = await client.get('/openapi.json');
	assert.equal(description.json.openapi, '3.1.0');
	const metadata = await client.get('/saml/metadata');
	assert.match(metadata.text, /entityID="https:\/\/saml\.minsag\.example"/);
});

test('every citizen of the demo logs in and is called by name', async () => {
	const names = { anna: 'Anna Holm', bent: 'Bent Kragh',
		carla: 'Carla Yıldız Møller', dora: 'Dora Friis' };
	for (const [persona, name] of Object.entries(names)) {
		const citizen = await login(persona);
		const me = await citizen.get('/api/me');
		assert.equal(me.status, 200);
		assert.equal(me.json.name, name);
	}
});

test('no part runs as root', async () => {
	for (const name of ['postgres', 'nginx', 'idp', 'clamd', 'courier', ...WORKERS]) {
		const pids = [partPid(name), ...await workerPids(name)];
		for (const pid of pids) {
			const status = readFileSync(`/proc/${pid}/status`, 'utf8');
			assert.notEqual(/^Uid:\t(\d+)/m.exec(status)[1], '0', `${name} ${pid}`);
		}
	}
});

test('workers can gain no privilege and are in a system-call filter', async () => {
	for (const name of WORKERS) {
		for (const pid of await workerPids(name)) {
			const status = readFileSync(`/proc/${pid}/status`, 'utf8');
			assert.match(status, /^NoNewPrivs:\t1$/m, name);
			assert.match(status, /^Seccomp:\t2$/m, name);
		}
	}
});

test('PostgreSQL listens on a unix socket only, and keeps checksums', async () => {
	assert.equal(await psql('SHOW listen_addresses'), '');
	assert.equal(await psql('SHOW data_checksums'), 'on');
	assert.equal(await psql('SHOW synchronous_commit'), 'on');
	assert.equal(await psql('SHOW jit'), 'off');
});

test('keys are not readable by others', () => {
	for (const name of readdirSync(join(dir, 'keys'))) {
		const { mode } = statSync(join(dir, 'keys', name));
		if (!name.endsWith('.crt'))
			assert.equal(mode & 0o007, 0, name);
	}
});
