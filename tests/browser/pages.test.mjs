// SPDX-License-Identifier: EUPL-1.2
// Goal: every page, in both languages and at both widths, is accessible, fits
// the screen, speaks one language, and makes the browser complain of nothing.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { base, newVisitor, startBrowser } from './lib/site.mjs';

let browser;
before(async () => { browser = await startBrowser(); });
after(() => browser?.close());

const OPEN = {
	front: 'index.html',
	out: 'udlogget.html',
	'out-time': 'udlogget.html?hvorfor=tid&retur=soeg.html',
	'out-none': 'udlogget.html?hvorfor=nej',
	error: 'fejl.html',
	'error-login': 'fejl.html?kode=login',
	'error-cancelled': 'fejl.html?kode=afbrudt',
	'error-logout': 'fejl.html?kode=logud',
	accessibility: 'tilgaengelighed.html',
	404: '404.html',
	'4xx': '4xx.html',
	'50x': '50x.html',
};

async function
inspect(visitor, name, language)
{
	const { page } = visitor;
	for (const width of [1280, 320]) {
		await page.setViewportSize({ width, height: width === 320 ? 640 : 900 });
		await visitor.ready();
		await visitor.checkWidth(`${name} ${language} ${width}`);
		await visitor.picture(`${name}-${language}-${width}`,
			{ fullPage: true });
		await visitor.checkAccessible(`${name} ${language} ${width}`);
	}
	const found = await page.evaluate(() => ({
		lang: document.documentElement.lang,
		title: document.title,
		headings: document.querySelectorAll('h1').length,
		english: [...document.querySelectorAll('[data-t]')].filter((element) =>
			/[æøå]/i.test(element.textContent)).map((element) =>
			element.textContent.trim()),
	}));
	assert.equal(found.headings, 1, name);
	assert.match(found.title, /Min Sag/, name);
	if (language === 'en' && !/^(404|4xx|50x)$/.test(name)) {
		assert.equal(found.lang, 'en', name);
		assert.deepEqual(found.english.filter((words) =>
			!found.title.includes(words)), [], name);
	}
}

for (const language of ['da', 'en']) {
	test(`pages without log-in (${language})`, async () => {
		const visitor = await newVisitor(browser, { language });
		for (const [name, path] of Object.entries(OPEN)) {
			await visitor.go(path);
			await inspect(visitor, name, language);
		}
		await visitor.finish();
	});

	test(`pages of a logged-in citizen (${language})`, async () => {
		const visitor = await newVisitor(browser, { language });
		await visitor.logIn('anna');
		const [first] = await visitor.all('api/cases');
		const documents = {
			pdf: await visitor.findDocument((d) =>
				d.media_type === 'application/pdf' && d.versions > 1)
				?? await visitor.findDocument((d) =>
					d.media_type === 'application/pdf'),
			picture: await visitor.findDocument((d) =>
				d.media_type === 'image/jpeg'),
			text: await visitor.findDocument((d) =>
				d.media_type === 'text/plain'),
			refused: await visitor.findDocument((d) => d.reasons.length),
		};
		const pages = { cases: 'sager.html', case: `sag.html?id=${first.id}`,
			why: 'hvorfor.html', search: 'soeg.html' };
		for (const [name, document] of Object.entries(documents))
			if (document)
				pages[`document-${name}`] =
				    `dokument.html?id=${document.document_id}`;
		for (const [name, path] of Object.entries(pages)) {
			await visitor.go(path);
			if (name === 'search') {
				await visitor.page.fill('#words', 'kommunen');
				await visitor.page.press('#words', 'Enter');
				await visitor.ready();
			}
			await inspect(visitor, name, language);
		}
		await visitor.finish();
	});
}

test('the language is chosen on the page and stays', async () => {
	const visitor = await newVisitor(browser);
	await visitor.go('index.html');
	assert.equal(await visitor.page.textContent('h1'), 'Følg din egen sag');
	await visitor.page.click('#language');
	await visitor.page.waitForFunction(() =>
		document.querySelector('h1').textContent === 'Follow your own case');
	await visitor.go('tilgaengelighed.html');
	assert.match(await visitor.page.textContent('h1'), /^Accessibility/);
	assert.equal(await visitor.page.getAttribute('html', 'lang'), 'en');
	assert.equal(await visitor.page.getAttribute('#language', 'lang'), 'da');
	await visitor.page.click('#language');
	await visitor.page.waitForFunction(() =>
		document.documentElement.lang === 'da');
	await visitor.finish();
});

test('after log-out, which forgets the choice, the browser\'s language counts',
	async () => {
		const visitor = await newVisitor(browser, { locale: 'en-GB' });
		const { page } = visitor;
		await visitor.go('index.html');
		assert.equal(await page.textContent('h1'), 'Follow your own case');
		await page.click('#language');
		await page.waitForFunction(() => document.documentElement.lang === 'da');
		await visitor.logIn('anna');
		assert.equal(await page.textContent('h1'), 'Mine sager');
		await page.click('#logout button');
		await page.waitForURL('**/udlogget.html*');
		await visitor.ready();
		assert.equal(await page.textContent('h1'), 'You are logged out');
		await visitor.finish();
	});

test('without scripts the page says what to do', async () => {
	const visitor = await newVisitor(browser, { javaScriptEnabled: false });
	await visitor.page.goto(`${base}index.html`);
	assert.match(await visitor.page.textContent('noscript'), /ring til/);
	assert.match(await visitor.page.getAttribute('#login', 'href'),
		/^saml\/login$/);
	await visitor.finish();
});
