// SPDX-License-Identifier: EUPL-1.2
// Goal: however people press, reload and go back, and in however many tabs,
// they end on the page that they asked for, logged in once, or logged out.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { base, newVisitor, startBrowser } from './lib/site.mjs';

let browser;
before(async () => { browser = await startBrowser(); });
after(() => browser?.close());

const begin = (page, path) =>
	page.goto(`${base}saml/login?return=${encodeURIComponent(`/${path}`)}`);

// The fields of the next answer that the IdP has this page send to us.
const answerOf = async (page) => {
	const request = await page.waitForRequest((one) =>
		one.method() === 'POST' && one.url() === `${base}saml/acs`);
	return Object.fromEntries(new URLSearchParams(request.postData()));
};

// Sends an answer as the IdP's page does, several times in a row, each before
// the one before has been answered.
const send = (page, fields, times = 1) => page.evaluate(([action, all, count]) => {
	const form = document.createElement('form');
	form.method = 'post';
	form.action = action;
	for (const [name, value] of Object.entries(all)) {
		const input = document.createElement('input');
		Object.assign(input, { type: 'hidden', name, value });
		form.append(input);
	}
	document.body.append(form);
	for (let i = 0; i < count; i++)
		form.submit();
}, [`${base}saml/acs`, fields, times]);

const name = async (visitor) => (await visitor.api('api/me')).name;

test('two tabs: the older logs in first, then the newer; both work', async () => {
	const visitor = await newVisitor(browser);
	const older = visitor.page, newer = await visitor.open();
	await begin(older, 'sager.html');
	const idp = older.url();
	await begin(newer, 'soeg.html');
	for (const [page, path] of [[older, 'sager.html'], [newer, 'soeg.html']]) {
		visitor.page = page;
		await visitor.atIdp('anna');
		await page.waitForURL(`${base}${path}`);
		await visitor.ready();
		assert.equal(await name(visitor), 'Anna Holm', path);
	}
	visitor.page = older;
	await visitor.go('sager.html');
	assert.equal(await name(visitor), 'Anna Holm', 'the older, afterwards');
	assert.notEqual(new URL(idp).origin, new URL(base).origin);
	await visitor.finish();
});

test('pressed twice, and "back" after that: logged in, on the right page', async () => {
	const visitor = await newVisitor(browser);
	const { page } = visitor;
	await begin(page, 'beskeder.html');
	const idp = new URL('/', page.url()).href;
	// The answer is caught on its way: this browser has not sent it yet.
	await page.route('**/saml/acs', (route) => route.abort());
	const [fields] = await Promise.all([answerOf(page), visitor.atIdp('anna')]);
	await page.unroute('**/saml/acs');
	await page.goto(idp);
	await send(page, fields, 3);
	// What a pressed-away answer set may be lost; then the IdP is asked again.
	await page.waitForURL(/beskeder\.html/);
	await visitor.go('sager.html');
	if (page.url().includes('udlogget')) {
		await page.click('#again');
		await page.waitForURL('**/sager.html');
	}
	await visitor.ready();
	assert.equal(await name(visitor), 'Anna Holm');
	for (let i = 0; i < 2; i++) {
		await page.goto(idp);
		await send(page, fields);
		await page.waitForURL(`${base}beskeder.html`);
		await visitor.ready();
		assert.equal(await name(visitor), 'Anna Holm', 'again');
	}
	// In another browser it is worth nothing.
	const other = await newVisitor(browser);
	await other.page.goto(idp);
	await send(other.page, fields);
	await other.page.waitForURL(`${base}fejl.html?kode=login`);
	visitor.expect(/ERR_FAILED|401/);
	await other.finish();
	await visitor.finish();
});

test('a picture of the log-in breaks none that is under way', async () => {
	const visitor = await newVisitor(browser);
	visitor.expect(/ERR_BLOCKED_BY_RESPONSE/);
	const { page } = visitor;
	await begin(page, 'sager.html');
	const before = await visitor.context.cookies(base);
	const answers = await page.evaluate((url) => Promise.all(
		Array.from({ length: 20 }, (_, i) => new Promise((done) => {
			const image = new Image();
			image.onload = () => done('loaded');
			image.onerror = () => done('refused');
			image.src = `${url}?x=${i}`;
		}))), `${base}saml/login`);
	assert.deepEqual(new Set(answers), new Set(['refused']));
	assert.deepEqual(await visitor.context.cookies(base), before);
	await visitor.atIdp('anna');
	await page.waitForURL('**/sager.html');
	await visitor.finish();
});

test('logged out: the message loaded again says so again', async () => {
	const visitor = await newVisitor(browser);
	const { page } = visitor;
	await visitor.logIn('anna');
	const seen = page.waitForRequest((one) =>
		one.url().startsWith(`${base}saml/slo?`));
	await page.click('#logout button');
	const message = (await seen).url();
	await page.waitForURL('**/udlogget.html');
	for (let i = 0; i < 2; i++) {
		await page.goto(message);
		assert.equal(page.url(), `${base}udlogget.html`);
		assert.match(await page.textContent('h1'), /logget ud/);
	}
	assert.deepEqual((await visitor.context.cookies(base))
		.map((cookie) => cookie.name).filter((one) => one === '__Host-minsag'), []);
	await visitor.finish();
});

test('an address that cannot be used is a page', async () => {
	const visitor = await newVisitor(browser, { locale: 'en-GB' });
	visitor.expect(/40[05]/);
	const { page } = visitor;
	for (const [path, status] of [['saml/acs', 405], ['saml/logout', 405],
		['saml/login?return=https://evil.example', 400]]) {
		const answer = await page.goto(base + path);
		assert.equal(answer.status(), status, path);
		assert.match(await page.textContent('h1'), /That did not work/, path);
		assert.equal(await page.getAttribute('html', 'lang'), 'en');
		await visitor.checkAccessible(path);
		await page.click('main a');
		await page.waitForURL(base);
	}
	await visitor.finish();
});
