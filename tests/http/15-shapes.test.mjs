// SPDX-License-Identifier: EUPL-1.2
// Goal: the other two nginx shapes serve: under a path of an existing site,
// whose own addresses and headers stay as they were, and behind a balancer,
// whose word about the client's address is taken from nobody else.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sleep, until } from './lib/stack.mjs';
import { freePort, startShape, startWorkers } from './lib/nginx.mjs';

let path, workers, balanced;

before(async () => {
	const port = await freePort();
	workers = await startWorkers(['login', 'citizen', 'document'],
		`https://localhost:${port}/minsag`);
	path = await startShape('path', { port, workers: workers.folder });
	balanced = await startShape('balanced', { port: await freePort(), tls: false,
		edits: [[/set_real_ip_from [^;]*;/, 'set_real_ip_from 127.0.0.1;']] });
});

after(async () => {
	await path?.stop();
	await workers?.stop();
	await balanced?.stop();
});

test('under a path: pages, programs and problems are all below it', async () => {
	const front = await path.get('/minsag/');
	assert.equal(front.status, 200);
	assert.match(front.headers['content-security-policy'], /default-src 'none'/);
	const me = await path.get('/minsag/api/me');
	assert.equal(me.status, 401);
	assert.equal(JSON.parse(me.text).type, 'urn:minsag:problem:not-logged-in');
	const nothing = await path.get('/minsag/api/nothing');
	assert.equal(nothing.status, 404);
	assert.equal(nothing.headers['content-type'], 'application/problem+json');
	const page = await path.get('/minsag/nothing.html');
	assert.equal(page.status, 404);
	assert.match(page.text, /<html lang="da"/);
	const was = await path.get('/minsag/was');
	assert.equal(was.headers.location, '/minsag/tilgaengelighed.html');
	for (const worker of ['login', 'citizen', 'document'])
		assert.equal((await path.get(`/minsag/health/${worker}`)).status, 200, worker);
});

test('under a path: log-in begins and comes back below it', async () => {
	const start = await path.get('/minsag/saml/login?return=/minsag/sager.html');
	assert.equal(start.status, 303);
	assert.match(start.headers['set-cookie'][0], /; *Path=\/minsag\/saml\/;/i);
	const metadata = await path.get('/minsag/saml/metadata');
	assert.match(metadata.text, new RegExp(`https://localhost:${path.port}/minsag/saml/acs`));
});

test('under a path: the site around it has no part of it', async () => {
	for (const address of ['/api/me', '/saml/login', '/document/x', '/minsag', '/health/login']) {
		const answer = await path.get(address);
		assert.equal(answer.status, 404, address);
		assert.equal(answer.headers['content-security-policy'], undefined, address);
		assert.equal(answer.headers['strict-transport-security'], undefined, address);
	}
	const below = await path.get('/minsag/');
	assert.equal(below.headers['strict-transport-security'], undefined,
		'HSTS is for the site to decide');
});

test('behind a balancer: the client is whom the balancer names', async () => {
	const headers = { 'x-forwarded-for': '198.51.100.7' };
	const front = await balanced.get('/', { headers });
	assert.equal(front.status, 200);
	assert.match(front.headers['strict-transport-security'], /max-age=63072000/);
	assert.equal((await balanced.get('/api/me', { headers })).status, 401);
	const chain = { 'x-forwarded-for': '127.0.0.1, 198.51.100.8' };
	await balanced.get('/api/me', { headers: chain });
	// nginx writes its line after the answer.
	const clients = () => balanced.log('minsag.access.log').trim().split('\n')
		.slice(-3).map((text) => JSON.parse(text).client);
	await until(() => clients().includes('198.51.100.8'), 2000,
		'what a client wrote before it counts for nothing');
	assert.deepEqual(clients(), ['198.51.100.7', '198.51.100.7', '198.51.100.8']);
});

test('behind a balancer: strangers can\'t ask for health', async () => {
	const headers = { 'x-forwarded-for': '198.51.100.7' };
	for (const worker of ['login', 'citizen', 'document']) {
		const answer = await balanced.get(`/health/${worker}`, { headers });
		assert.equal(answer.status, 404, worker);
		assert.equal((await balanced.get(`/health/${worker}`)).status, 200, worker);
	}
});

// As many answers at once, each to another client.
const askFor = (clients, path) => Promise.all(clients.map((client) =>
	balanced.get(path, { headers: { 'x-forwarded-for': client } })));
const refusals = (answers) => answers.filter(({ status }) => status === 429).length;

test('behind a balancer: a /64 of IPv6 is one client', async () => {
	const same = Array.from({ length: 80 }, (_, i) =>
		`2001:db8:1:2:${i.toString(16)}::${i + 1}`);
	assert.ok(refusals(await askFor(same, '/saml/metadata')) > 0);
	const others = Array.from({ length: 30 }, (_, i) => `2001:db8:1:${i + 3}::1`);
	assert.equal(refusals(await askFor(others, '/saml/metadata')), 0);
	assert.equal(refusals(await askFor(['2001:db8::1', '2001::1'],
		'/saml/metadata')), 0, 'written short');
});

test('behind a balancer: with many addresses nobody has it all', async () => {
	const many = Array.from({ length: 330 }, (_, i) => `10.7.${i >> 8}.${i & 255}`);
	const refused = refusals(await askFor(many, '/saml/metadata'));
	assert.ok(refused > 0 && refused < 330, `${refused} were refused`);
	const page = (await askFor(many.slice(0, 300), '/saml/login'))
		.find(({ status }) => status === 429);
	assert.match(page.text, /<html lang="da">/);
	assert.equal((await balanced.get('/health/login')).status, 200);
	await sleep(5000); // the others' turn again
});

test('behind a balancer: each client has a ration of log-ins', async () => {
	const ask = (client) => balanced.get('/saml/metadata', {
		headers: { 'x-forwarded-for': client } });
	const many = await Promise.all(Array.from({ length: 80 }, () => ask('198.51.100.9')));
	assert.ok(many.some((answer) => answer.status === 429));
	assert.equal(many.find((answer) => answer.status === 429).headers['retry-after'], '5');
	assert.equal((await ask('198.51.100.10')).status, 200);
});
