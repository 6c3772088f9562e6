// SPDX-License-Identifier: EUPL-1.2
// Goal: a slower answer never stands where a newer one does, and what is asked
// again and again is asked once at a time.
import assert from 'node:assert/strict';
import { after, before, mock, test } from 'node:test';
import { newVisitor, startBrowser } from './lib/site.mjs';

let browser;
before(async () => { browser = await startBrowser(); });
after(() => browser?.close());

const titles = (page) => page.locator('#cases .case-title').allTextContents();

// Holds the answers to addresses that match until they are let go.
async function
holdBack(page, pattern)
{
	const held = [];
	await page.route(pattern, async (route) => {
		const answer = await route.fetch();
		held.push(() => route.fulfill({ response: answer }));
	});
	return () => Promise.all(held.map((letGo) => letGo()));
}

async function
choose(page, open)
{
	await page.selectOption('#open', open);
	await page.click('#filters button');
}

test('the list of the last choice stands, whatever comes when', async () => {
	const visitor = await newVisitor(browser);
	const { page } = visitor;
	await visitor.logIn('anna');
	await choose(page, 'false');
	await visitor.ready();
	const closed = await titles(page);
	const count = await page.textContent('#count');
	await choose(page, '');
	await visitor.ready();
	assert.notDeepEqual(await titles(page), closed);

	const letGo = await holdBack(page, '**/api/cases?open=true*');
	await Promise.all([page.waitForRequest('**/api/cases?open=true*'),
		choose(page, 'true')]);
	await Promise.all([page.waitForResponse('**/api/cases?open=false*'),
		choose(page, 'false')]);
	await page.waitForFunction((words) =>
		document.getElementById('count').textContent === words, count);
	await Promise.all([page.waitForResponse('**/api/cases?open=true*'), letGo()]);
	await visitor.ready();
	assert.deepEqual(await titles(page), closed);
	assert.equal(await page.textContent('#count'), count);
	await visitor.finish();
});

test('more of a list that has been replaced is not put below another',
	async () => {
		const visitor = await newVisitor(browser);
		const { page } = visitor;
		await visitor.logIn('bent');
		let home;
		for (const { id } of await visitor.all('api/cases'))
			if ((await visitor.all(`api/cases/${id}/documents`)).length > 20)
				home = id;
		await visitor.go(`sag.html?id=${home}`);
		const letGo = await holdBack(page, '**/documents?after=*');
		await Promise.all([page.waitForRequest('**/documents?after=*'),
			page.click('#documents .more button')]);
		await page.evaluate(() => {
			document.getElementById('filter-box').open = true;
		});
		await page.selectOption('#state', 'draft');
		await Promise.all([page.waitForResponse('**/documents?*state=draft*'),
			page.click('#filters button')]);
		const rows = () => page.locator('#documents tbody tr').count();
		await page.waitForFunction(() =>
			!document.querySelector('#documents[aria-busy]'));
		const drafts = await rows(), count = await page.textContent('#count');
		await Promise.all([page.waitForResponse('**/documents?after=*'), letGo()]);
		await visitor.ready();
		assert.equal(await rows(), drafts);
		assert.equal(await page.textContent('#count'), count);
		await visitor.finish();
	});

// What follow() asks of the page.
async function
followed(t, look)
{
	mock.timers.enable({ apis: ['setTimeout'] });
	t.after(() => mock.timers.reset());
	globalThis.document = { hidden: false, addEventListener() {} };
	globalThis.location = new URL('https://site.test/sag.html');
	t.after(() => {
		delete globalThis.document;
		delete globalThis.location;
	});
	const { follow } = await import('../../nginx/www/js/sent.js');
	return follow(look);
}

test('begun anew while an answer is under way, it asks once at a time',
	async (t) => {
		let answers = [], asked = 0;
		const settle = () => new Promise((done) => setImmediate(done));
		const anew = await followed(t, () => {
			asked++;
			return new Promise((done) => answers.push(done));
		});
		mock.timers.tick(2000);
		assert.equal(asked, 1);
		anew(); // an upload came in meanwhile
		answers.shift()(true);
		await settle();
		for (let i = 0; i < 5; i++) {
			const before = asked;
			mock.timers.tick(60000);
			await settle();
			assert.equal(asked - before, 1, `turn ${i}`);
			answers.shift()(true);
			await settle();
		}
	});
