// SPDX-License-Identifier: EUPL-1.2
// Goal: the portal and the test IdP (npm's samlp, which shares no code with
// the worker) understand each other: log-in, single sign-on, refusal, and all
// three ways to log out. Needs a running stack:
//
//   MINSAG_PORT, MINSAG_IDP_PORT, NODE_EXTRA_CA_CERTS=…/keys/ca.crt
//   node --test tests/idp/check_portal.mjs
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { begin, login, passIdp, SESSION_COOKIE } from './login.mjs';

const BASE = process.env.MINSAG_URL ?? `https://localhost:${process.env.MINSAG_PORT ?? 8443}`;
const IDP = process.env.MINSAG_IDP_URL ?? `https://localhost:${process.env.MINSAG_IDP_PORT ?? 8444}`;
const personas = JSON.parse(readFileSync(new URL('personas.json', import.meta.url)));

const me = (browser) => browser.request(BASE + '/api/me');
const isResponse = (form) => 'SAMLResponse' in form.fields;

for (const person of personas.filter((one) => one.level !== 'Low')) {
	test(`${person.name} logs in and is who they are`, async () => {
		const browser = await login(BASE, person.name);
		assert.equal(new URL(browser.landed.address).pathname, '/sager.html');
		const facts = await (await me(browser)).json();
		assert.equal(facts.name, person.full_name);
		assert.equal(facts.level, person.level);
	});
}

test('the page asked for is where log-in ends', async () => {
	const browser = await login(BASE, 'anna', { path: '/soeg.html' });
	assert.equal(new URL(browser.landed.address).pathname, '/soeg.html');
});

test('level Low is refused, with the neutral page', async () => {
	await assert.rejects(login(BASE, 'lone'), /no session cookie.*fejl\.html/);
});

test('cancel at the IdP says so, and logs nobody in', async () => {
	const { browser, page } = await begin(BASE);
	const posting = await browser.submit(page, { act: 'cancel' });
	const landed = await browser.submit(posting, {}, isResponse);
	assert.match(landed.address, /fejl\.html\?kode=afbrudt$/);
	assert.equal(browser.cookie(SESSION_COOKIE), undefined);
});

test('a second log-in needs no password; a new session replaces the old', async () => {
	const browser = await login(BASE, 'anna');
	const old = browser.cookie(SESSION_COOKIE);
	const { page } = await begin(BASE, { browser });
	assert.doesNotMatch(page.body_text, /name="password"/);
	await browser.submit(await passIdp(browser, page, 'anna'), {}, isResponse);
	assert.notEqual(browser.cookie(SESSION_COOKIE), old);
	assert.equal((await me(browser)).status, 200);
});

test('log-out begun here ends at the page, here and at the IdP', async () => {
	const browser = await login(BASE, 'bent');
	const cookies = browser.cookieHeader(BASE + '/');
	const page = await browser.visit(BASE + '/saml/logout', { method: 'POST',
		headers: { origin: new URL(BASE).origin } });
	assert.equal(new URL(page.address).pathname, '/udlogget.html');
	const again = await fetch(BASE + '/api/me', { headers: { cookie: cookies } });
	assert.equal(again.status, 401, 'the old cookie');
	const home = await browser.visit(IDP + '/');
	assert.match(home.body_text, /ikke logget ind/);
});

test('log-out begun at the IdP ends here too', async () => {
	const browser = await login(BASE, 'carla');
	const page = await browser.visit(IDP + '/logout', { form: {} });
	assert.match(page.body_text, /logget ud alle steder/, page.address);
	assert.equal((await me(browser)).status, 401);
});

test('log-out by SOAP, without the browser', async () => {
	const browser = await login(BASE, 'dora');
	const answer = await fetch(IDP + '/admin/soap-logout?user=dora', { method: 'POST' });
	const answers = await answer.json();
	assert.ok(answers.length > 0);
	for (const one of answers) {
		assert.equal(one.status, 200, one.body);
		assert.match(one.body, /status:Success/);
	}
	assert.equal((await me(browser)).status, 401);
});
