// SPDX-License-Identifier: EUPL-1.2
// Goal: a citizen logs in, finds a case, sees where it stands, reads its
// documents, finds words, learns why something is not shown, and logs out.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { base, newVisitor, startBrowser } from './lib/site.mjs';

let browser;
before(async () => { browser = await startBrowser(); });
after(() => browser?.close());

for (const persona of ['anna', 'bent', 'carla'])
	test(`${persona} reads their cases`, async () => {
		const visitor = await newVisitor(browser);
		const { page } = visitor;
		await visitor.logIn(persona);
		const me = await visitor.api('api/me');
		assert.equal(await page.textContent('#me-name'), me.name);
		const cases = await visitor.all('api/cases');
		assert.ok(cases.length > 0);
		const shown = await page.$$eval('.cases .case-title', (titles) =>
			titles.map((title) => title.textContent));
		assert.deepEqual(shown,
			cases.slice(0, 20).map(({ title }) => title));

		await page.click('.cases .case-title a');
		await visitor.ready();
		assert.equal(await page.textContent('h1'), cases[0].title);
		assert.equal(await page.$$eval('.questions dt', (terms) =>
			terms.length), 5);
		assert.equal(await page.$$eval('.steps li[aria-current=step]',
			(steps) => steps.length), 1);
		assert.ok(await page.$('.timeline .event'));
		await visitor.finish();
	});

test('someone without cases is told so', async () => {
	const visitor = await newVisitor(browser);
	await visitor.logIn('dora');
	assert.match(await visitor.page.textContent('#cases'),
		/Her er ingen sager/);
	await visitor.checkAccessible('no cases');
	await visitor.finish();
});

test('a log-in that is not secure enough ends on a neutral page', async () => {
	const visitor = await newVisitor(browser);
	visitor.expect(/status of 4\d\d/);
	await visitor.go('index.html');
	await visitor.page.click('#login');
	await visitor.atIdp('lone');
	await visitor.page.waitForURL((url) => url.href.startsWith(base));
	await visitor.page.waitForLoadState('networkidle');
	assert.equal((await visitor.api('api/me')).status, 401);
	assert.doesNotMatch(await visitor.page.textContent('body'),
		/Lone|6303804068|saml:|assertion/i);
	await visitor.finish();
});

test('documents are filtered, and the choice is kept', async () => {
	const visitor = await newVisitor(browser);
	const { page } = visitor;
	await visitor.logIn('anna');
	const cases = await visitor.all('api/cases');
	const counts = await Promise.all(cases.map(async ({ id }) =>
		({ id, drafts: (await visitor.all(
			`api/cases/${id}/documents?state=draft`)).length })));
	const { id, drafts } = counts.find((one) => one.drafts > 0);
	await visitor.go(`sag.html?id=${id}`);
	await page.click('#filter-box summary');
	await page.selectOption('#state', 'draft');
	await page.click('#filters button');
	await visitor.ready();
	const states = await page.$$eval('.documents .state', (all) =>
		all.map((state) => state.textContent));
	assert.equal(states.length, Math.min(drafts, 20));
	assert.ok(states.every((state) => state === 'Kladde'));
	await page.reload();
	await visitor.ready();
	assert.equal(await page.inputValue('#state'), 'draft');
	assert.doesNotMatch(page.url(), /draft/);
	await visitor.finish();
});

test('»Vis flere« goes on where the list ended', async () => {
	const visitor = await newVisitor(browser);
	const { page } = visitor;
	await visitor.logIn('anna');
	let long;
	for (const { id } of await visitor.all('api/cases')) {
		const documents = await visitor.all(`api/cases/${id}/documents`);
		if (documents.length > 20)
			long = { id, documents };
	}
	assert.ok(long, 'the demo has a case with more than 20 documents');
	await visitor.go(`sag.html?id=${long.id}`);
	const rows = () => page.$$eval('.documents tbody tr', (all) => all.length);
	assert.equal(await rows(), 20);
	await page.click('#documents .more button');
	await page.waitForFunction(() =>
		document.querySelectorAll('.documents tbody tr').length > 20);
	assert.equal(await rows(), Math.min(long.documents.length, 40));
	// the focus is on the first new row, so a keyboard goes on from there
	const focused = await page.evaluate(() =>
		[...document.querySelectorAll('.documents tbody tr')].findIndex(
			(row) => row.contains(document.activeElement)));
	assert.equal(focused, 20);
	await visitor.finish();
});

test('search finds words in texts, and keeps them out of the address',
	async () => {
		const visitor = await newVisitor(browser);
		const { page } = visitor;
		await visitor.logIn('anna');
		await page.fill('#quick-words', 'kommunen');
		await page.press('#quick-words', 'Enter');
		await page.waitForURL('**/soeg.html');
		await page.waitForSelector('.results .found');
		assert.ok(await page.$('.excerpt mark'));
		assert.equal(new URL(page.url()).search, '');
		await page.fill('#words', 'xyzzyqqq');
		await page.press('#words', 'Enter');
		await page.waitForSelector('#results .empty');
		await visitor.finish();
	});

test('what is not shown is explained', async () => {
	const visitor = await newVisitor(browser);
	const { page } = visitor;
	await visitor.logIn('anna');
	const hidden = await visitor.all('api/hidden');
	assert.ok(hidden.length > 0);
	await page.click('.site-nav a[href="hvorfor.html"]');
	await visitor.ready();
	const cards = await page.$$eval('.hidden-document', (all) =>
		all.map((card) => card.textContent));
	assert.equal(cards.length, Math.min(hidden.length, 20));
	for (const [place, card] of cards.entries())
		for (const reason of hidden[place].reasons) {
			assert.ok(card.includes(reason.text), reason.code);
			if (reason.law)
				assert.ok(card.includes(reason.law), reason.law);
		}
	await visitor.finish();
});

test('a stranger\'s case looks like none', async () => {
	const visitor = await newVisitor(browser);
	visitor.expect(/status of 404/);
	await visitor.logIn('bent');
	const theirs = await newVisitor(browser);
	await theirs.logIn('anna');
	const [{ id }] = await theirs.all('api/cases');
	await theirs.finish();
	await visitor.go(`sag.html?id=${id}`);
	assert.match(await visitor.page.textContent('#head [role=alert]'),
		/findes ikke, eller du har ikke adgang/);
	await visitor.go('sag.html?id=nonsense');
	assert.match(await visitor.page.textContent('#head [role=alert]'),
		/findes ikke/);
	await visitor.finish();
});

test('log-out ends it, in every tab and for the back button', async () => {
	const visitor = await newVisitor(browser);
	visitor.expect(/status of 401/);
	const { page } = visitor;
	await visitor.logIn('anna');
	const other = await visitor.open();
	await other.goto(`${base}soeg.html`);
	await visitor.ready(other);
	await page.click('#logout button');
	await page.waitForURL('**/udlogget.html');
	await other.waitForURL('**/udlogget.html*');
	assert.equal((await visitor.api('api/me')).status, 401);
	await page.goBack();
	await page.waitForURL('**/udlogget.html*');
	await visitor.finish();
});
