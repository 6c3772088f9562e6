// SPDX-License-Identifier: EUPL-1.2
// Goal: nobody is logged out without a warning, nothing typed is lost, and
// trouble on the way is told with a way to try again.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { base, newVisitor, startBrowser } from './lib/site.mjs';

let browser;
before(async () => { browser = await startBrowser(); });
after(() => browser?.close());

// Lets the pages of a context believe that the session ends in so many
// seconds; POST api/session answers the truth.
async function
endIn(visitor, seconds)
{
	const me = await visitor.api('api/me');
	me.idle_until = new Date(Date.now() + seconds * 1000).toISOString();
	await visitor.context.route('**/api/me', (route) =>
		route.fulfill({ json: me }));
}

test('the warning: said, counted, and answered with "stay"', async () => {
	const visitor = await newVisitor(browser);
	const { page } = visitor;
	await visitor.logIn('anna');
	await endIn(visitor, 121);
	await visitor.go('sager.html');
	await page.waitForSelector('#ending[open]');
	assert.equal(await page.evaluate(() => document.activeElement.id),
		'ending-stay');
	assert.equal(await page.getAttribute('#ending-live', 'role'), 'status');
	await page.waitForFunction(() =>
		/2 minutter/.test(document.getElementById('ending-live').textContent));
	await page.waitForFunction(() =>
		/^1:5\d$/.test(document.getElementById('ending-clock').textContent));
	await visitor.checkAccessible('warning');
	await visitor.checkWidth('warning');
	await visitor.picture('ending-da-1280');
	await page.setViewportSize({ width: 320, height: 640 });
	await visitor.checkWidth('warning 320');
	await visitor.picture('ending-da-320');
	const [answer] = await Promise.all([
		page.waitForResponse('**/api/session'),
		page.click('#ending-stay')]);
	assert.equal(answer.status(), 200);
	await page.waitForSelector('#ending:not([open])', { state: 'attached' });
	await visitor.finish();
});

test('two tabs: staying in one is staying in both', async () => {
	const visitor = await newVisitor(browser);
	await visitor.logIn('anna');
	await endIn(visitor, 119);
	await visitor.go('sager.html');
	const other = await visitor.open();
	await other.goto(`${base}soeg.html`);
	await visitor.page.waitForSelector('#ending[open]');
	await other.waitForSelector('#ending[open]');
	await visitor.context.unroute('**/api/me');
	await other.click('#ending-stay');
	for (const page of [other, visitor.page])
		await page.waitForSelector('#ending:not([open])',
			{ state: 'attached' });
	await visitor.page.waitForTimeout(1500);
	assert.ok(await visitor.page.$('#ending:not([open])'));
	await visitor.finish();
});

test('time runs out: what was typed is there after the next log-in',
	async () => {
		const visitor = await newVisitor(browser);
		visitor.expect(/status of 401/);
		const { page } = visitor;
		await visitor.logIn('anna');
		await visitor.go('soeg.html');
		await page.fill('#words', 'ikke sendt endnu');
		await endIn(visitor, 3);
		await visitor.context.clearCookies({ name: /minsag/ });
		await page.reload();
		await page.waitForURL('**/udlogget.html?hvorfor=tid*');
		assert.match(await page.textContent('h1'), /er blevet logget ud/);
		await visitor.context.unroute('**/api/me');
		await page.click('#again');
		await Promise.race([page.waitForURL('**/soeg.html'),
			visitor.atIdp('anna').catch(() => {})]);
		await page.waitForURL('**/soeg.html');
		await visitor.ready();
		assert.equal(await page.inputValue('#words'), 'ikke sendt endnu');
		await visitor.finish();
	});

test('the warning runs out by itself', async () => {
	const visitor = await newVisitor(browser);
	visitor.expect(/status of 401/);
	await visitor.logIn('anna');
	await endIn(visitor, 4);
	await visitor.go('sager.html');
	await visitor.page.waitForSelector('#ending[open]');
	await visitor.page.waitForURL('**/udlogget.html?hvorfor=tid&retur=sager.html');
	await visitor.finish();
});

test('not logged in: log-in, then the page that was asked for', async () => {
	const visitor = await newVisitor(browser);
	visitor.expect(/status of 401/);
	const { page } = visitor;
	await page.goto(`${base}hvorfor.html`);
	await page.waitForURL('**/udlogget.html?hvorfor=nej*');
	assert.match(await page.textContent('h1'), /Log ind for at se siden/);
	await page.click('#again');
	await visitor.atIdp('anna');
	await page.waitForURL('**/hvorfor.html');
	await visitor.finish();
});

test('the way back leads into this site only', async () => {
	const visitor = await newVisitor(browser);
	for (const bad of ['https://evil.example/', '//evil.example',
		'../../evil', 'sager.html?id=x', 'javascript:alert(1)']) {
		await visitor.go(`udlogget.html?retur=${encodeURIComponent(bad)}`);
		const again = new URL(
			await visitor.page.getAttribute('#again', 'href'));
		assert.equal(again.origin, new URL(base).origin);
		assert.equal(again.searchParams.get('return'),
			`${new URL(base).pathname}sager.html`);
	}
	await visitor.finish();
});

test('no connection and no answer are told, with a way to try again',
	async () => {
		const visitor = await newVisitor(browser);
		visitor.expect(/ERR_INTERNET_DISCONNECTED|status of 503/);
		const { page } = visitor;
		await visitor.logIn('anna');
		await visitor.context.setOffline(true);
		await page.click('#filters button');
		await page.waitForSelector('#cases [role=alert]');
		assert.match(await page.textContent('#cases'), /ingen forbindelse/);
		await visitor.context.setOffline(false);
		await page.click('#cases [role=alert] button');
		await page.waitForSelector('.cases .case');

		await page.route('**/api/cases?*', (route) => route.fulfill({
			status: 503, contentType: 'application/problem+json',
			headers: { 'Retry-After': '2' },
			body: '{"request_id":"0123456789abcdef"}' }));
		await page.route('**/api/cases', (route) =>
			route.fulfill({ status: 503 }));
		await page.click('#filters button');
		await page.waitForSelector('#cases [role=alert]');
		assert.match(await page.textContent('#cases'), /svarer ikke lige nu/);
		await visitor.checkAccessible('trouble');
		await visitor.picture('trouble-da-1280');
		await visitor.finish();
	});
