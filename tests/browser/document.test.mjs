// SPDX-License-Identifier: EUPL-1.2
// Goal: a PDF is drawn and read aloud page by page and fetched in parts only;
// pictures and texts are shown; a web page never is; paper gets the pages.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { twoPages } from './lib/pdf.mjs';
import { newVisitor, startBrowser } from './lib/site.mjs';

let browser;
before(async () => { browser = await startBrowser(); });
after(() => browser?.close());

const isPdf = (one) => one.media_type === 'application/pdf';

// Bytes of the document that have come so far, by request.
function
watchBytes(page)
{
	const seen = { requests: 0, bytes: 0, whole: 0 };
	page.on('response', (answer) => {
		if (!/\/document\/[0-9a-f-]{36}$/.test(answer.url()))
			return;
		seen.requests++;
		seen.bytes += Number(answer.headers()['content-length'] ?? 0);
		if (answer.status() === 200)
			seen.whole++;
	});
	return seen;
}

// How many different grey values the first drawn page has.
function
shades(page, number = 1)
{
	return page.evaluate((number) => {
		const canvas = document.querySelector(
			`.sheet[data-page="${number}"] canvas`);
		const { data } = canvas.getContext('2d')
			.getImageData(0, 0, canvas.width, canvas.height);
		const found = new Set();
		for (let at = 0; at < data.length; at += 4)
			found.add(data[at]);
		return found.size;
	}, number);
}

async function
openDocument(persona, fits, options)
{
	const visitor = await newVisitor(browser, options);
	await visitor.logIn(persona);
	const document = await visitor.findDocument(fits);
	assert.ok(document, 'the demo has such a document');
	const seen = watchBytes(visitor.page);
	await visitor.page.goto(new URL(
		`dokument.html?id=${document.document_id}`, visitor.page.url()).href);
	return { visitor, page: visitor.page, document, seen };
}

// Of the personas, one who has such a document.
async function
whoHas(fits)
{
	for (const persona of ['anna', 'bent', 'carla']) {
		const visitor = await newVisitor(browser);
		await visitor.logIn(persona);
		const found = await visitor.findDocument(fits);
		await visitor.finish();
		if (found)
			return persona;
	}
	throw new Error('nobody has such a document');
}

test('a PDF is drawn, with its text over it', async () => {
	const { visitor, page } = await openDocument('anna', (one) =>
		isPdf(one) && one.pages > 1 && one.pages < 100);
	await page.waitForSelector('.sheet[data-page="1"] .textLayer span');
	assert.ok(await shades(page) > 5, 'the page is not blank');
	const text = await page.textContent('.sheet[data-page="1"] .textLayer');
	assert.ok(text.trim().length > 20, text);
	await visitor.checkAccessible('PDF');
	await visitor.finish();
});

test('179 pages: jump, keyboard, zoom, and little memory', async () => {
	const fits = (one) => isPdf(one) && one.pages === 179;
	const { visitor, page } = await openDocument(await whoHas(fits), fits);
	await page.waitForSelector('.sheet[data-page="1"] .textLayer span');
	assert.equal(await page.$$eval('.sheet', (all) => all.length), 179);
	await page.fill('#page-field', '150');
	await page.press('#page-field', 'Enter');
	await page.waitForSelector('.sheet[data-page="150"] .textLayer span');
	await page.focus('.sheets');
	await page.keyboard.press('ArrowRight');
	await page.waitForSelector('.sheet[data-page="151"] .textLayer span');
	assert.equal(await page.inputValue('#page-field'), '151');
	await page.keyboard.press('End');
	await page.waitForSelector('.sheet[data-page="179"] .textLayer span');
	const width = () => page.$eval('.sheet[data-page="179"]', (sheet) =>
		sheet.clientWidth);
	const before = await width();
	await page.keyboard.press('+');
	await page.waitForFunction((was) => document.querySelector(
		'.sheet[data-page="179"]').clientWidth > was, before);
	await page.keyboard.press('0');
	await page.keyboard.press('Home');
	for (let turn = 0; turn < 20; turn++) {
		await page.keyboard.press('ArrowRight');
		await page.waitForTimeout(60);
	}
	// Not more than 12 pages stay drawn, once the last ones are.
	await page.waitForFunction(() =>
		document.querySelectorAll('.sheet canvas').length <= 12);
	await visitor.finish();
});

test('a large PDF opens from a few parts, never as a whole', async () => {
	const fits = (one) => isPdf(one) && one.size > 5e7;
	const { visitor, page, document, seen } =
		await openDocument(await whoHas(fits), fits);
	await page.waitForSelector('.sheet[data-page="1"] canvas');
	await page.waitForTimeout(1000);
	assert.equal(seen.whole, 0);
	assert.ok(seen.bytes < document.size / 4,
		`${seen.bytes} of ${document.size} bytes were fetched`);
	await visitor.finish();
});

test('a picture and a text are shown', async () => {
	const isPicture = (one) => one.media_type === 'image/jpeg';
	const picture = await openDocument(await whoHas(isPicture), isPicture);
	await picture.page.waitForFunction(() =>
		document.querySelector('.picture img')?.naturalWidth > 0);
	assert.ok(await picture.page.getAttribute('.picture img', 'alt'));
	await picture.visitor.finish();

	const isText = (one) => one.media_type === 'text/plain';
	const text = await openDocument(await whoHas(isText), isText);
	await text.page.waitForSelector('.text-document p');
	assert.ok((await text.page.textContent('.text-document')).length > 20);
	await text.visitor.finish();
});

test('a web page is only for downloading', async () => {
	const { visitor, page, document, seen } =
		await openDocument('anna', isPdf);
	await visitor.ready();
	const json = await visitor.api(`api/documents/${document.document_id}`);
	json.versions[0].media_type = 'text/html';
	await page.route('**/api/documents/*', (route) =>
		route.fulfill({ json }));
	const before = seen.requests;
	await page.reload();
	await page.waitForSelector('#view .calm-box');
	assert.match(await page.textContent('#view'), /åbner vi den ikke/);
	assert.equal(seen.requests, before, 'its bytes are not fetched');
	await visitor.finish();
});

test('versions: an older one is chosen, read and left again', async () => {
	const several = (one) => one.versions > 1 && !one.reasons.length;
	const { visitor, page } = await openDocument(await whoHas(several),
		several);
	await page.waitForSelector('.versions .version');
	await visitor.ready();
	await page.click('.versions li:last-child .version');
	await page.waitForSelector('.versions li:last-child [aria-pressed=true]');
	assert.match(await page.textContent('#head'), /ældre version/);
	await visitor.ready();
	await page.click('#head .link-button');
	await page.waitForSelector('.versions li:first-child [aria-pressed=true]');
	await visitor.finish();
});

test('downloading gives the file its name', async () => {
	const { visitor, page, document } = await openDocument('anna', (one) =>
		isPdf(one) && one.size < 5e6);
	await visitor.ready();
	const [download] = await Promise.all([page.waitForEvent('download'),
		page.click('.document-tools a')]);
	const { versions } = await visitor.api(
		`api/documents/${document.document_id}`);
	assert.equal(download.suggestedFilename(), versions[0].file_name);
	await visitor.finish();
});

test('printing draws all pages for paper', async () => {
	const { visitor, page, document } = await openDocument('anna', (one) =>
		isPdf(one) && one.pages > 1 && one.pages < 10);
	await page.waitForSelector('.sheet[data-page="1"] canvas');
	await page.evaluate(() => {
		window.print = () => {
			globalThis.printed =
			    document.querySelectorAll('.paper-page').length;
		};
	});
	await page.click('#print');
	await page.waitForFunction(() => globalThis.printed > 0);
	assert.equal(await page.evaluate(() => globalThis.printed),
		document.pages);
	await page.emulateMedia({ media: 'print' });
	const visible = await page.evaluate(() => Object.fromEntries(
		['.site-nav', '.document-tools', '.viewer', '.paper-page', 'h1']
			.map((what) => [what,
				document.querySelector(what).getClientRects().length > 0])));
	assert.deepEqual(visible, { '.site-nav': false, '.document-tools': false,
		'.viewer': false, '.paper-page': true, h1: true });
	await visitor.finish();
});

test('a page that could not be fetched can be tried again', async () => {
	const { visitor, page } = await openDocument('anna', (one) =>
		isPdf(one) && one.size < 5e6);
	visitor.expect(/503|ERR_INTERNET_DISCONNECTED/);
	await page.waitForSelector('.sheet[data-page="1"] canvas');
	await page.route(/\/document\/[0-9a-f-]+$/, (route) =>
		route.fulfill({ status: 503 }));
	await page.reload();
	await page.waitForSelector('#view [role=alert]');
	assert.match(await page.textContent('#view [role=alert]'),
		/svarer ikke lige nu/);
	await page.unroute(/\/document\/[0-9a-f-]+$/);
	await page.click('#view [role=alert] button');
	await page.waitForSelector('.sheet[data-page="1"] canvas');
	await visitor.finish();
});

test('a part that is lost later is asked for again', async () => {
	const { visitor, page, document } = await openDocument('anna', (one) =>
		isPdf(one) && one.size < 5e6);
	visitor.expect(/status of 503/);
	const file = twoPages(700000);
	const json = await visitor.api(`api/documents/${document.document_id}`);
	json.versions = [{ ...json.versions[0], size: file.length, pages: 2 }];
	await page.route('**/api/documents/*', (route) => route.fulfill({ json }));
	let lost = true;
	await page.route(/\/document\/[0-9a-f-]+$/, (route) => {
		const [, from, to] = route.request().headers().range
			.match(/(\d+)-(\d+)/).map(Number);
		return route.fulfill(lost && from > 0 && to < file.length - 1
			? { status: 503 }
			: { status: 206, body: file.subarray(from, to + 1) });
	});
	await page.reload();
	await page.waitForSelector('.sheet[data-page="1"] canvas');
	await page.fill('#page-field', '2');
	await page.press('#page-field', 'Enter');
	const failed = '.sheet[data-page="2"] [role=alert] button';
	await page.waitForSelector(failed);
	await visitor.checkAccessible('lost page');
	lost = false;
	await page.click(failed);
	await page.waitForSelector('.sheet[data-page="2"] canvas');
	await visitor.finish();
});
