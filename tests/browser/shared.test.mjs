// SPDX-License-Identifier: EUPL-1.2
// Goal: at a computer that several people use, what one of them typed comes
// back to that person alone, and for a day at most; nothing that was shown is
// seen again before the server has answered.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { base, newVisitor, startBrowser } from './lib/site.mjs';

const WORDS = 'ord som kun Anna skrev';
const DAY = 24 * 60 * 60 * 1000;

let browser;
before(async () => {
	browser = await startBrowser({
		ignoreDefaultArgs: ['--disable-back-forward-cache'] });
});
after(() => browser?.close());

// Ends a person's sessions as their identity provider would.
async function
endSessions(name)
{
	await promisify(execFile)('psql', ['-XAtqc', `UPDATE data.session
		SET ended_at = now(), ended_by = 'idp-soap'
		WHERE ended_at IS NULL AND display_name LIKE '${name}%'`]);
}

const kept = (page) => page.evaluate(() => Object.keys(sessionStorage)
	.filter((key) => key.startsWith('minsag.kept.')).length);

async function
personAt(visitor)
{
	visitor.expect(/status of 401/);
	visitor.searches = [];
	visitor.context.on('request', (request) => {
		if (/api\/search/.test(request.url()))
			visitor.searches.push(request.url());
	});
	return visitor;
}

// Anna searches for her words and begins a remark.
async function
annaTypes(visitor)
{
	const { page } = visitor;
	await visitor.logIn('anna');
	const [{ id }] = await visitor.all('api/cases');
	await visitor.go(`sag.html?id=${id}`);
	await page.click('#remarks button');
	await page.fill('#case-remark textarea[name=body]', WORDS);
	await visitor.go('soeg.html');
	await page.fill('#words', WORDS);
	await page.press('#words', 'Enter');
	await visitor.ready();
	assert.equal(visitor.searches.length, 1);
	assert.equal(await kept(page), 2);
	return `sag.html?id=${id}`;
}

async function
logInAgain(visitor, persona)
{
	await visitor.context.clearCookies({ name: /^(?!.*minsag)/ });
	await visitor.go('index.html');
	await visitor.page.click('#login');
	await visitor.atIdp(persona);
	await visitor.page.waitForURL('**/sager.html');
	await visitor.ready();
}

test('whoever typed it has it again after the session was ended elsewhere',
	async () => {
		const visitor = await personAt(await newVisitor(browser));
		const { page } = visitor;
		const home = await annaTypes(visitor);
		await endSessions('Anna');
		await page.reload();
		await page.waitForURL('**/udlogget.html?hvorfor=tid*');
		assert.equal(await kept(page), 2);
		await logInAgain(visitor, 'anna');
		await visitor.go('soeg.html');
		assert.equal(await page.inputValue('#words'), WORDS);
		await visitor.go(home);
		await page.waitForSelector('#case-remark textarea[name=body]');
		assert.equal(await page.inputValue('#case-remark textarea[name=body]'),
			WORDS);
		await visitor.finish();
	});

test('the next person finds nothing of it, and no search is run', async () => {
	const visitor = await personAt(await newVisitor(browser));
	const { page } = visitor;
	await annaTypes(visitor);
	await endSessions('Anna');
	await page.reload();
	await page.waitForURL('**/udlogget.html?hvorfor=tid*');
	await logInAgain(visitor, 'bent');
	assert.equal(await kept(page), 0);
	const before = visitor.searches.length;
	await visitor.go('soeg.html');
	assert.equal(await page.inputValue('#words'), '');
	// and through all that the history has of Anna
	for (let i = 0; i < 8; i++) {
		if (await page.goBack().catch(() => null) === null)
			break;
		await visitor.ready().catch(() => {});
		assert.ok(!(await page.evaluate(() => [...document.querySelectorAll(
			'input, textarea')].map((field) => field.value).join()
			+ document.body.innerText)).includes(WORDS), page.url());
	}
	assert.equal(visitor.searches.length, before);
	await endSessions('Bent');
	await logInAgain(visitor, 'anna');
	await visitor.go('soeg.html');
	assert.equal(await page.inputValue('#words'), '');
	await visitor.finish();
});

test('a log-out removes it, also in other tabs and of a session that ran out',
	async () => {
		const visitor = await personAt(await newVisitor(browser));
		const { page } = visitor;
		await annaTypes(visitor);
		const other = await visitor.open();
		await endSessions('Anna');
		await page.reload();
		await page.waitForURL('**/udlogget.html?hvorfor=tid*');
		await visitor.context.clearCookies({ name: /^(?!.*minsag)/ });
		await other.goto(`${base}index.html`);
		await other.click('#login');
		await other.click('button[name=persona][value=anna]');
		await other.waitForURL('**/sager.html');
		await visitor.ready(other);
		assert.equal(await kept(page), 2, 'it is hers');
		await other.fill('#quick-words', WORDS);
		await other.press('#quick-words', 'Enter');
		await other.waitForURL('**/soeg.html');
		await visitor.ready(other);
		await other.click('#logout button');
		await other.waitForURL('**/udlogget.html*');
		await visitor.ready(other);
		for (const tab of [page, other]) {
			await tab.waitForFunction(() => sessionStorage.length === 0);
			assert.deepEqual(await tab.evaluate(() =>
				Object.keys(localStorage)), []);
		}
		await visitor.finish();
	});

test('another person\'s log-in ends what stands in the first one\'s tab',
	async () => {
		const visitor = await personAt(await newVisitor(browser));
		const { page } = visitor;
		await annaTypes(visitor);
		const other = await visitor.open();
		await other.goto(`${base}index.html`);
		await visitor.context.clearCookies({ name: /^(?!.*minsag)/ });
		await other.click('#login');
		await other.click('button[name=persona][value=bent]');
		await other.waitForURL('**/sager.html');
		await page.waitForURL('**/udlogget.html?hvorfor=anden');
		await visitor.ready();
		assert.match(await page.textContent('h1'), /logget ud i denne fane/);
		assert.equal(await kept(page), 0);
		await page.bringToFront();
		await visitor.checkAccessible('another person');
		await visitor.picture('out-other-da-1280');
		await page.setViewportSize({ width: 320, height: 640 });
		await visitor.checkWidth('another person');
		await visitor.picture('out-other-da-320');
		await visitor.finish();
	});

test('after a day it is gone, wherever the tab stands', async () => {
	const visitor = await personAt(await newVisitor(browser));
	const { page } = visitor;
	const home = await annaTypes(visitor);
	await page.clock.install({ time: Date.now() + DAY - 60000 });
	await visitor.go(home);
	assert.equal(await kept(page), 2, 'almost a day');
	await page.clock.setSystemTime(Date.now() + DAY + 60000);
	await visitor.go('udlogget.html?hvorfor=tid');
	assert.equal(await kept(page), 0);
	await visitor.finish();
});

test('a page that stands open forgets by itself', async () => {
	const visitor = await personAt(await newVisitor(browser));
	const { page } = visitor;
	await annaTypes(visitor);
	await page.clock.install();
	await visitor.go('udlogget.html?hvorfor=tid');
	assert.equal(await kept(page), 2);
	await page.clock.fastForward(DAY + 2 * 60 * 60 * 1000);
	assert.equal(await kept(page), 0);
	await visitor.finish();
});

test('without the server\'s word whose it is, nothing is put back', async () => {
	const visitor = await personAt(await newVisitor(browser));
	visitor.expect(/status of 503/);
	const { page } = visitor;
	await annaTypes(visitor);
	await visitor.context.route('**/api/me', (route) =>
		route.fulfill({ status: 503 }));
	const before = visitor.searches.length;
	await visitor.go('soeg.html');
	assert.equal(await page.inputValue('#words'), '');
	assert.equal(visitor.searches.length, before);
	await visitor.finish();
});

test('out of the browser\'s memory comes an empty page', async (t) => {
	const visitor = await personAt(await newVisitor(browser));
	const { page } = visitor;
	await page.addInitScript(() => addEventListener('pageshow', (event) => {
		if (event.persisted)
			localStorage.setItem('test.seen',
				getComputedStyle(document.body).visibility);
	}));
	await visitor.logIn('anna');
	await page.waitForSelector('.cases .case');
	await page.goto(`${base}index.html`);
	await endSessions('Anna');
	await page.goBack({ waitUntil: 'commit' });
	await page.waitForURL('**/udlogget.html*');
	const seen = await page.evaluate(() => localStorage.getItem('test.seen'));
	t.diagnostic(`out of memory: ${seen ?? 'it was not kept there'}`);
	assert.notEqual(seen, 'visible');
	await visitor.finish();
});

test('what a browser would do with a page from its memory', async () => {
	const visitor = await personAt(await newVisitor(browser));
	const { page } = visitor;
	await visitor.logIn('anna');
	await page.waitForSelector('.cases .case');
	const seen = await page.evaluate(() => {
		const looks = [];
		const look = () => looks.push(getComputedStyle(
			document.querySelector('.case')).visibility);
		look();
		for (const kind of ['pagehide', 'pageshow']) {
			dispatchEvent(new PageTransitionEvent(kind, { persisted: true }));
			look();
		}
		return [...looks, document.title];
	});
	assert.deepEqual(seen, ['visible', 'hidden', 'hidden', 'Min Sag']);
	await page.waitForFunction(() =>
		!document.documentElement.classList.contains('left'));
	await page.waitForSelector('.cases .case');
	await visitor.finish();
});
