// SPDX-License-Identifier: EUPL-1.2
// Goal: under a path of a site that already exists Min Sag is whole: pages,
// log-in, cases, documents and log-out are all below that path, and the site
// around it serves what it served before, untouched.
//
// Workers, IdP and nginx are this test's own; database and keys the stack's.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { inflateRawSync } from 'node:zlib';
import { setCookieLines } from '../idp/browser.mjs';
import { begin } from '../idp/login.mjs';
import { Client, login, PATH_SESSION_COOKIE as SESSION_COOKIE } from './lib/client.mjs';
import { assertHeaders, assertNotOurs } from './lib/headers.mjs';
import { freePort, makeFolder, removeFolder, startIdp, startShape,
	startWorkers } from './lib/nginx.mjs';
import { dir, until } from './lib/stack.mjs';

const UNDER = '/minsag';
const WORKERS = ['login', 'citizen', 'document'];
const ABSENT = '0b0b0b0b-0b0b-4b0b-8b0b-0b0b0b0b0b0b';
const started = [];
let folder, base, site, shape, around, idp, anna;

// What the municipality's site had before: pages at addresses that Min Sag
// has too, and one that only begins like ours.
const OLD = { 'index.html': '<title>Kommunen</title>',
	'sager.html': '<title>Byrådets sager</title>',
	'minsagx/index.html': '<title>Noget andet</title>',
	'api/me': 'kommunens egen' };

function
writeOldSite(to)
{
	for (const [name, text] of Object.entries(OLD)) {
		mkdirSync(join(to, name, '..'), { recursive: true });
		writeFileSync(join(to, name), text);
	}
}

// As an installation under a path makes it: site.BASE in nginx/local.mk.
function
buildSite(to)
{
	const source = join(dir, 'src');
	execFileSync(process.execPath, [join(source, 'scripts/build-site'),
		join(source, 'nginx'), to], { env: { ...process.env, BASE: `${UNDER}/` } });
}

async function
start(what)
{
	const one = await what;
	started.push(one);
	return one;
}

before(async () => {
	folder = makeFolder('path');
	writeOldSite(join(folder, 'old'));
	buildSite(join(folder, 'www'));
	const port = await freePort();
	site = { port, under: UNDER };
	base = `https://localhost:${port}${UNDER}`;
	idp = await start(startIdp(await freePort(), base));
	const workers = await start(startWorkers(WORKERS, base,
		{ saml_idp_metadata: idp.metadata }));
	shape = await start(startShape('path', { port, workers: workers.folder, edits: [
		[/root \/var\/www\/html;/, `root ${join(folder, 'old')};`],
		[/alias \S*share\/minsag\/www\/;/, `alias ${join(folder, 'www')}/;`],
		[/(www\.error\.log) crit/, '$1 info'],
		[/https:\/\/login\.example\.dk/, idp.origin]] }));
	around = new Client({ port });
	anna = new Client(site);
	anna.cookies.set(SESSION_COOKIE, [...(await login('anna')).cookies.values()][0]);
});

after(async () => {
	for (const one of started.reverse())
		await one.stop();
	removeFolder(folder);
	for (const { pids, folder: gone } of started) {
		assert.ok(gone === undefined || !existsSync(gone), gone);
		assert.ok(pids.every((pid) => !existsSync(`/proc/${pid}`)), `${pids}`);
	}
});

// HSTS is for the surrounding site to decide.
const assertOurs = (answer) => assertHeaders(answer, answer.path,
	{ without: ['strict-transport-security'] });

const pathsOf = (lines = []) => lines.map((line) =>
	`${/^[^=]+/.exec(line)[0]} ${/; *Path=([^;]*)/i.exec(line)?.[1]}`);

// Addresses that a page, a style sheet or a script loads or leads to.
const REFERENCES = {
	'text/html': /(?:href|src|action)="([^"#]+)/g,
	'text/css': /url\(["']?([^"')]+)/g,
	'text/javascript': /(?:\bfrom|\bimport)\s*\(?"(\.[^"]+)"/g
};

const referencesOf = ({ headers, text }, address) => {
	const pattern = REFERENCES[headers['content-type'].replace(/;.*/, '')];
	return pattern === undefined ? [] : [...text.matchAll(pattern)]
		.map(([, words]) => new URL(words.replaceAll('&amp;', '&'), address))
		.filter(({ protocol, origin }) => protocol === 'https:'
			&& origin === new URL(base).origin);
};

// Follows every reference from pages of the site; { address: where seen }.
async function
walk(pages)
{
	const seen = new Map(pages.map((name) => [`${UNDER}/${name}`, 'the start']));
	for (const [path, from] of seen) {
		assert.ok(path.startsWith(`${UNDER}/`), `${path} in ${from}`);
		if (/^\/minsag\/(api|saml|document)\//.test(path))
			continue;
		const answer = await new Client(site).get(path.slice(UNDER.length));
		assert.equal(answer.status, 200, `${path} in ${from}`);
		assertOurs(answer);
		for (const { pathname } of referencesOf(answer, `${around.origin}${path}`))
			if (!seen.has(pathname) && !/\/pdfjs\//.test(pathname))
				seen.set(pathname, path);
	}
	return seen;
}

test('pages, styles, scripts and icons are all below the path', async () => {
	const seen = await walk(['', 'sager.html', 'sag.html', 'dokument.html',
		'udlogget.html']);
	for (const name of ['css/site.css', 'css/dkfds.css', 'js/base.js', 'icons.svg',
		'soeg.html', 'tilgaengelighed.html', 'saml/login', 'saml/logout'])
		assert.ok(seen.has(`${UNDER}/${name}`), name);
});

test('the page says whom its form may lead to: the IdP', async () => {
	const front = await new Client(site).get('/');
	assert.ok(front.headers['content-security-policy']
		.includes(`form-action 'self' ${idp.origin}`));
});

test('a page that is not there knows the path, at any depth', async () => {
	for (const path of ['/nothing.html', '/a/b/c.html']) {
		const answer = await new Client(site).get(path);
		assert.equal(answer.status, 404);
		assertOurs(answer);
		for (const { pathname } of referencesOf(answer, base + path))
			assert.ok(pathname.startsWith(`${UNDER}/`), pathname);
	}
	const was = await new Client(site).get('/was');
	assert.equal(was.headers.location, `${UNDER}/tilgaengelighed.html`);
});

test('the site around has its own pages, headers and errors', async () => {
	for (const [name, text] of Object.entries(OLD)) {
		const path = `/${name.replace(/index\.html$/, '')}`;
		const answer = await around.get(path, { check: false,
			headers: { cookie: anna.cookieHeader } });
		assert.equal(answer.status, 200, path);
		assert.equal(answer.text, text, path);
		assertNotOurs(answer, path);
	}
	const missing = await around.get('/nothing.html');
	assert.equal(missing.status, 404);
	assert.match(missing.text, /nginx/);
	assertNotOurs(missing, '/nothing.html');
});

test('what only begins like the path is not ours', async () => {
	for (const path of ['/minsagx/api/me', '/minsagx/saml/login', '/minsag-x',
		'/Minsag/api/me', '/x/minsag/api/me', '/api/cases', '/saml/login',
		'/saml/metadata', `/document/${ABSENT}`, '/health/login', '/problem']) {
		const answer = await around.get(path, { check: false,
			headers: { cookie: anna.cookieHeader } });
		assert.equal(answer.status, 404, path);
		assertNotOurs(answer, path);
	}
	for (const path of ['/../minsagx/', '/%2e%2e/minsagx/']) {
		const answer = await new Client(site).get(path, { check: false });
		assert.equal(answer.text, OLD['minsagx/index.html'], path);
		assertNotOurs(answer, path);
	}
});

test('the workers are well', async () => {
	for (const worker of WORKERS)
		assert.equal((await new Client(site).get(`/health/${worker}`)).status, 200);
});

test('a session of the stack counts here: one key ring, one database', async () => {
	const me = await anna.get('/api/me');
	assert.equal(me.status, 200);
	assert.equal(me.json.name, 'Anna Holm');
	assertOurs(me);
	const stranger = await new Client(site).get('/api/me');
	assert.equal(stranger.status, 401);
	assert.equal(stranger.json.type, 'urn:minsag:problem:not-logged-in');
	assertOurs(stranger);
});

// The first document that anna sees, from the list of cases on.
async function
firstDocument()
{
	const cases = await anna.get('/api/cases?limit=100');
	assert.ok(cases.json.items.length > 1);
	for (const { id, title } of cases.json.items) {
		const one = await anna.get(`/api/cases/${id}`);
		assert.equal(one.json.title, title);
		const documents = await anna.get(`/api/cases/${id}/documents`);
		const found = documents.json.items.find((document) =>
			document.reasons.length === 0 && document.size > 100);
		if (found !== undefined)
			return { case: id, ...found };
	}
	throw new Error('anna sees no document');
}

test('from the list to the case to the document\'s bytes', async () => {
	const found = await firstDocument();
	for (const path of [`/api/cases/${found.case}/timeline`, '/api/areas', '/api/hidden',
		`/api/documents/${found.document_id}`, '/api/search?words=og'])
		assert.equal((await anna.get(path)).status, 200, path);
	const path = `/document/${found.version_id}`;
	const whole = await anna.get(path);
	assert.equal(whole.status, 200);
	assert.equal(whole.body.length, found.size);
	assert.equal(whole.headers.etag,
		`"${createHash('sha256').update(whole.body).digest('hex')}"`);
	assertOurs(whole);
	const part = await anna.get(path, { headers: { range: 'bytes=10-59' } });
	assert.equal(part.status, 206);
	assert.equal(part.headers['content-range'], `bytes 10-59/${found.size}`);
	assert.ok(part.body.equals(whole.body.subarray(10, 60)));
	const known = await anna.get(path, {
		headers: { 'if-none-match': whole.headers.etag } });
	assert.equal(known.status, 304);
	const stranger = await new Client(site).get(path);
	assert.equal(stranger.status, 401);
});

test('what is not there is a problem, from the workers and from nginx', async () => {
	for (const path of [`/api/cases/${ABSENT}`, `/document/${ABSENT}`, '/api/nothing',
		'/saml/nothing', '/problem', '/api/minsag/api/me']) {
		const answer = await anna.get(path, { check: path !== '/problem' });
		assert.equal(answer.status, 404, path);
		assertOurs(answer);
		if (path !== '/problem')
			assert.equal(answer.json.type, 'urn:minsag:problem:not-found', path);
	}
	const large = await anna.post('/saml/acs', { body: 'a'.repeat(300000),
		headers: { 'content-type': 'application/x-www-form-urlencoded' } });
	assert.equal(large.status, 413);
	assert.match(large.text, /href="\/minsag\/css\/site.css"/, 'a page that knows the path');
	const written = await anna.post('/index.html', { body: 'a' });
	assert.equal(written.status, 405);
	assert.match(written.text, /href="\/minsag\/css\/site.css"/);
});

test('a session is extended by pages of this address only', async () => {
	const extended = await anna.post('/api/session');
	assert.equal(extended.status, 200);
	for (const line of pathsOf(extended.headers['set-cookie']))
		assert.match(line, / \/minsag\/$/);
	const foreign = await anna.post('/api/session', {
		headers: { origin: 'https://localhost:1' } });
	assert.equal(foreign.status, 403);
});

test('log-in goes to the IdP and says to come back below the path', async () => {
	const answer = await new Client(site).get(
		`/saml/login?return=${encodeURIComponent(`${UNDER}/sager.html`)}`);
	assert.equal(answer.status, 303);
	assertOurs(answer);
	const [line, ...others] = pathsOf(answer.headers['set-cookie']);
	assert.match(line, /^__Secure-minsag-login-[0-9a-f] \/minsag\/saml\/$/);
	assert.deepEqual(others, []);
	const to = new URL(answer.headers.location);
	assert.equal(to.origin + to.pathname, `${idp.origin}/sso`);
	assert.ok(to.searchParams.has('Signature'));
	const xml = inflateRawSync(Buffer.from(
		to.searchParams.get('SAMLRequest'), 'base64')).toString();
	assert.ok(xml.includes(` Destination="${idp.origin}/sso"`), xml);
	assert.ok(xml.includes(` AssertionConsumerServiceURL="${base}/saml/acs"`), xml);
});

test('metadata names addresses below the path, all of them', async () => {
	const { text } = await new Client(site).get('/saml/metadata');
	const found = [...text.matchAll(/Location="([^"]*)"/g)].map(([, url]) => url);
	assert.ok(found.includes(`${base}/saml/acs`));
	assert.ok(found.includes(`${base}/saml/slo`));
	assert.ok(found.includes(`${base}/saml/slo/soap`));
	for (const url of found)
		assert.ok(url.startsWith(`${base}/saml/`), url);
});

for (const [what, given, landed] of [
	['with the path', `${UNDER}/soeg.html?words=ring`, `${UNDER}/soeg.html?words=ring`],
	['without it', '/sag.html?id=1', `${UNDER}/sag.html?id=1`],
	['of an address that only begins like it', '/minsagx/a', `${UNDER}/minsagx/a`]])
	test(`after log-in the browser is where it wanted to be: ${what}`, async () => {
		const bent = await login('bent', { site, path: given });
		assert.equal(bent.browser.landed.address, around.origin + landed);
		assert.deepEqual(pathsOf(bent.setCookies.filter((line) =>
			line.startsWith(`${SESSION_COOKIE}=`))), [`${SESSION_COOKIE} /minsag/`]);
		for (const line of pathsOf(bent.setCookies.filter((text) =>
			text.startsWith('__Secure-minsag'))))
			assert.match(line, /^__Secure-minsag(-login-[0-9a-f] \/minsag\/saml\/| \/minsag\/)$/);
		assert.equal((await bent.get('/api/me')).json.name, 'Bent Kragh');
	});

test('nowhere else: a return to another site is refused', async () => {
	for (const path of ['https://evil.example/', '//evil.example/', '/\\evil.example',
		`${UNDER}//evil.example/`, `${UNDER}/\\evil.example`]) {
		const answer = await new Client(site).get(
			`/saml/login?return=${encodeURIComponent(path)}`);
		assert.equal(answer.status, 400, path);
		assert.equal(answer.headers['set-cookie'], undefined, path);
	}
});

test('a log-in that is given up ends at our own page', async () => {
	const { browser, page } = await begin(base, { path: `${UNDER}/sager.html` });
	const posting = await browser.submit(page, { act: 'cancel' });
	const landed = await browser.submit(posting, {}, (form) => 'SAMLResponse' in form.fields);
	assert.equal(landed.address, `${base}/fejl.html?kode=afbrudt`);
	assert.equal(landed.status, 200);
});

test('log-out begun here goes by the IdP and ends at our own page', async () => {
	const carla = await login('carla', { site });
	const out = await carla.browser.request(`${base}/saml/logout`, { method: 'POST',
		headers: { origin: around.origin } });
	assert.equal(out.status, 303);
	for (const line of pathsOf(setCookieLines(out)))
		assert.match(line, /^__Secure-minsag(-login-[0-9a-f] \/minsag\/saml\/| \/minsag\/)$/);
	assert.equal((await carla.get('/api/me')).status, 401, 'at once');
	const page = await carla.browser.visit(out.headers.get('location'));
	assert.equal(page.address, `${base}/udlogget.html`);
	const home = await carla.browser.visit(`${idp.origin}/`);
	assert.match(home.body_text, /ikke logget ind/);
});

test('log-out begun at the IdP ends the session here too', async () => {
	const dora = await login('dora', { site });
	const page = await dora.browser.visit(`${idp.origin}/logout`, { form: {} });
	assert.match(page.body_text, /logget ud alle steder/);
	assert.equal((await dora.get('/api/me')).status, 401);
});

test('log-out by SOAP reaches the path', async () => {
	const dora = await login('dora', { site });
	const answer = await fetch(`${idp.origin}/admin/soap-logout?user=dora`, { method: 'POST' });
	const answers = await answer.json();
	assert.deepEqual(answers.map(({ status }) => status), [200]);
	assert.equal((await dora.get('/api/me')).status, 401);
});

test('a log-out here ends the session at the stack too', async () => {
	const both = await login('anna');
	const here = new Client(site);
	here.cookies.set(SESSION_COOKIE, [...both.cookies.values()][0]);
	const out = await here.post('/saml/logout');
	assert.equal(out.status, 303);
	assert.deepEqual(pathsOf(out.headers['set-cookie']), [`${SESSION_COOKIE} /minsag/`]);
	assert.equal((await both.get('/api/me')).status, 401);
});

test('the logs of the site around have nothing of ours: no address, no words', async () => {
	const words = `kontrolord${Date.now()}`;
	const headers = { referer: `${base}/soeg.html?words=${words}` };
	const found = await anna.get(`/api/search?words=${words}`, { headers });
	const large = await anna.post(`/saml/acs?a=${words}`, { headers,
		body: 'a'.repeat(300000) });
	assert.equal(large.status, 413);
	await anna.get(`/soeg.html?words=${words}`, { headers });
	await around.get(`/?q=${words}x`);
	await until(() => shape.log('access.log').includes(`${words}x`));
	const lines = shape.log('access.log').split('\n');
	assert.ok(!lines.some((line) => / \/minsag\/(?!\.\.|%2e)/.test(line)), lines.join('\n'));
	assert.ok(!shape.log('www.error.log').includes(words));
	const own = shape.log('minsag.access.log');
	assert.ok(!own.includes(words));
	const line = own.split('\n').find((text) =>
		text.includes(found.headers['x-request-id']));
	assert.equal(JSON.parse(line).path, `${UNDER}/api/search`);
	assert.ok(!shape.log('minsag.error.log').includes(words));
});
