// SPDX-License-Identifier: EUPL-1.2
// Goal: from the front page to the text of a document and out again with the
// keyboard alone, seeing at each stop where one is.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newVisitor, startBrowser } from './lib/site.mjs';

let browser;
before(async () => { browser = await startBrowser(); });
after(() => browser?.close());

// Presses Tab until the focus is on what the selector means.
async function
tabTo(page, selector, most = 60)
{
	for (let press = 0; press < most; press++) {
		await page.keyboard.press('Tab');
		const state = await page.evaluate((selector) => {
			const element = document.activeElement;
			const style = getComputedStyle(element);
			return { there: element.matches(selector),
				body: element === document.body,
				seen: style.outlineStyle !== 'none' ||
				    style.boxShadow !== 'none' };
		}, selector);
		assert.ok(state.body || state.seen, 'the focus can be seen');
		if (state.there)
			return;
	}
	assert.fail(`Tab does not lead to ${selector}`);
}

test('the whole way with the keyboard', async () => {
	const visitor = await newVisitor(browser);
	const { page } = visitor;
	await visitor.go('index.html');
	await page.keyboard.press('Tab');
	assert.ok(await page.evaluate(() =>
		document.activeElement.matches('.skipnav')));
	await page.keyboard.press('Enter');
	assert.equal(await page.evaluate(() => document.activeElement.id),
		'main-content');
	await tabTo(page, '#login');
	await page.keyboard.press('Enter');
	await page.waitForSelector('button[name=persona]');
	await page.focus('button[name=persona][value=anna]');
	await page.keyboard.press('Enter');
	await page.waitForURL('**/sager.html');
	await visitor.ready();

	await tabTo(page, '.case-title a');
	await page.keyboard.press('Enter');
	await page.waitForURL('**/sag.html?id=*');
	await visitor.ready();
	await tabTo(page, '.documents a[href*="dokument.html"]');
	await page.keyboard.press('Enter');
	await page.waitForURL('**/dokument.html?id=*');
	await visitor.ready();
	await tabTo(page, '.document-tools a, #view a');
	await tabTo(page, '#logout button', 200);
	await page.keyboard.press('Enter');
	await page.waitForURL('**/udlogget.html');
	await visitor.finish();
});
