// SPDX-License-Identifier: EUPL-1.2
// Goal: a citizen marks what they read and says something about it, with a
// pointer, by keys alone or on a telephone; what they typed is never lost and
// never there twice; words are explained; what changed is seen and heard.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newVisitor, startBrowser } from './lib/site.mjs';

let browser;
before(async () => { browser = await startBrowser(); });
after(() => browser?.close());

const twoVersions = (one) => one.media_type === 'application/pdf'
	&& one.versions > 1 && one.reasons.length === 0;
const TEXT = '.sheet[data-page="1"] .textLayer[data-whole]';

async function
openDocument(options, fits = twoVersions)
{
	const visitor = await newVisitor(browser, options);
	await visitor.logIn('anna');
	const document = await visitor.findDocument(fits);
	assert.ok(document, 'the demo has such a document');
	await visitor.go(`dokument.html?id=${document.document_id}`);
	return { visitor, page: visitor.page, document };
}

// Marks the line of the first page that has most letters, as a pointer would.
const markLine = (page) => page.evaluate((layer) => {
	const spans = [...document.querySelectorAll(`${layer} span`)];
	spans.sort((a, b) => b.textContent.length - a.textContent.length);
	getSelection().selectAllChildren(spans[0]);
	return spans[0].textContent.trim();
}, TEXT);

const newest = '.threads .thread:last-child';
const unique = (words) => `${words} ${Math.random().toString(36).slice(2)}`;

test('marked text becomes a remark beside the document', async () => {
	const { visitor, page } = await openDocument();
	await page.waitForSelector(TEXT);
	const line = await markLine(page);
	await page.click('.mark-bar .button-primary');
	assert.equal(await page.inputValue('#remark-quote'), line.replace(/\s+/g, ' '));
	assert.equal(await page.inputValue('#remark-page'), '1');
	const body = unique('<img src=x onerror="document.title=1"> <b>nej</b> & "æ"');
	await page.fill('#remark-body', body);
	await visitor.checkAccessible('the form');
	await visitor.picture('remark-form');
	await page.click('.remark-form .button-primary');
	await page.waitForFunction((body) => document.querySelector(
		'.threads .thread:last-child .thread-body')?.textContent === body, body);
	assert.equal(await page.$$eval('.threads img, .threads b', (all) => all.length), 0,
		'markup is text');
	assert.equal(await page.textContent(`${newest} .thread-quote`),
		line.replace(/\s+/g, ' '));
	assert.ok(await page.$eval(newest, (item) => item === document.activeElement),
		'it has the focus');
	await page.evaluate(() => getSelection().removeAllRanges());
	await page.click(`${newest} >> text=Vis stedet`);
	await page.waitForFunction(() => CSS.highlights.has('place'));
	assert.equal(await page.evaluate(() => [...CSS.highlights.get('place')]
		.map(String).join('').trim()), line);
	await visitor.checkAccessible('a thread');
	await visitor.picture('remark-thread', { fullPage: true });
	await visitor.finish();
});

test('by keys alone: a page is chosen, a remark sent, answered and withdrawn', async () => {
	const { visitor, page } = await openDocument();
	await page.waitForSelector(TEXT);
	await page.focus('#remark-open');
	await page.keyboard.press('Enter');
	assert.equal(await page.evaluate(() => document.activeElement.id), 'remark-page');
	await page.keyboard.press('ArrowDown');
	await page.keyboard.press('Tab');
	await page.keyboard.press('Tab');
	const body = unique('Skrevet uden mus.');
	await page.keyboard.type(body);
	await page.keyboard.press('Tab');
	await page.keyboard.press('Enter');
	await page.waitForFunction((body) => document.querySelector('.threads')
		.textContent.includes(body), body);
	assert.match(await page.textContent(`${newest} .thread-place`), /Side 1/);
	assert.equal(await page.textContent('.remark-said'),
		'Din bemærkning er sendt. Nu er den en del af sagen.');
	await page.focus(`${newest} >> button:text-is("Svar")`);
	await page.keyboard.press('Enter');
	await page.keyboard.type('Og en ting til.');
	await page.keyboard.press('Tab');
	await page.keyboard.press('Enter');
	await page.waitForSelector(`${newest} .thread-reply`);
	await page.focus(`${newest} >> .thread-tools:last-child >> text=Træk tilbage`);
	await page.keyboard.press('Enter');
	await page.keyboard.press('Enter');
	await page.waitForSelector(`${newest} .thread-withdrawn`);
	assert.match(await page.textContent(newest), new RegExp(body.slice(0, 20)));
	await visitor.finish();
});

test('a session that ends takes nothing away, and sending again makes one', async () => {
	const { visitor, page, document } = await openDocument();
	await page.click('#remark-open');
	const body = unique('Det her må ikke gå tabt.');
	await page.fill('#remark-body', body);
	const cookies = await visitor.context.cookies();
	await visitor.context.clearCookies();
	visitor.expect(/401/);
	await page.click('.remark-form .button-primary');
	await page.waitForURL('**/udlogget.html*');
	await visitor.context.addCookies(cookies);
	await visitor.go(`dokument.html?id=${document.document_id}`);
	assert.equal(await page.inputValue('#remark-body'), body, 'it is still here');
	// The answer is lost on its way, so it is sent once more.
	let lost = 0;
	await page.route('**/remarks', async (route) => {
		if (route.request().method() !== 'POST' || lost++ > 0)
			return route.continue();
		await route.fetch();
		return route.abort();
	});
	visitor.expect(/Failed to load|ERR_FAILED/);
	await page.click('.remark-form .button-primary');
	await page.click('.form-told button');
	await page.waitForFunction((body) => document.querySelector('.threads')
		.textContent.includes(body), body);
	assert.equal(await page.$$eval('.thread-body', (all, body) => all.filter((each) =>
		each.textContent === body).length, body), 1);
	await page.reload();
	await visitor.ready();
	assert.equal(await page.$$eval('.remark-form', (all) => all.length), 0,
		'what was sent is no draft');
	await visitor.finish();
});

test('more than is taken in a day: said so, and what was written stays', async () => {
	const { visitor, page } = await openDocument({ width: 320, height: 640 });
	visitor.expect(/status of 403/);
	await page.route('**/remarks', (route) => route.request().method() === 'POST'
		? route.fulfill({ status: 403, contentType: 'application/problem+json',
			json: { rule: 'remark: remarks a day', request_id: 'ab12' } })
		: route.continue());
	await page.click('#remark-open');
	await page.fill('#remark-body', 'En til');
	await page.click('.remark-form .button-primary');
	await page.waitForSelector('.form-told [role=alert]');
	assert.match(await page.textContent('.form-told'),
		/kan tage imod på en dag[^]*Send den i morgen/);
	assert.equal(await page.locator('.form-told button').count(), 0);
	assert.equal(await page.inputValue('#remark-body'), 'En til');
	await visitor.checkWidth('enough');
	await page.locator('.form-told').scrollIntoViewIfNeeded();
	await visitor.picture('remark-enough-320');
	await visitor.finish();
});

test('words are explained at once; else the caseworker is asked', async () => {
	const { visitor, page } = await openDocument();
	await page.click('#ask-open');
	await page.fill('#not-understood-quote', 'Afgørelsen er truffet efter partshøring.');
	await page.click('text=Forklar ordene');
	await page.waitForSelector('.terms dt');
	assert.deepEqual(await page.$$eval('.terms dt', (all) => all.map((each) =>
		each.textContent)), ['afgørelse', 'partshøring']);
	await visitor.checkAccessible('explained words');
	await visitor.picture('remark-terms');
	const body = unique('Hvad betyder det for mig?');
	await page.fill('#not-understood-body', body);
	await page.click('.remark-form .button-primary');
	await page.waitForFunction((body) => document.querySelector('.threads')
		.textContent.includes(body), body);
	assert.equal(await page.textContent(`${newest} .thread-kind`), 'Ikke forstået');
	await visitor.finish();
});

test('what changed is told by sign, line and words, not by colour alone', async () => {
	const { visitor, page } = await openDocument();
	await page.click('.versions >> text=Se, hvad der er ændret');
	await page.waitForSelector('.changes');
	const marks = await page.$$eval('.changes ins, .changes del', (all) =>
		all.map((each) => [each.tagName, each.querySelector('.sr-only')?.textContent.trim(),
			getComputedStyle(each).textDecorationLine,
			getComputedStyle(each, '::before').content]));
	assert.ok(marks.length > 0);
	for (const [tag, said, line, sign] of marks) {
		assert.equal(said, tag === 'INS' ? 'Tilføjet:' : 'Fjernet:');
		assert.equal(line, tag === 'INS' ? 'underline' : 'line-through');
		assert.match(sign, tag === 'INS' ? /\+/ : /\u2212/);
	}
	assert.equal(await page.evaluate(() => document.activeElement.id), 'changes-title');
	await visitor.checkAccessible('changes');
	await visitor.picture('remark-changes', { fullPage: true });
	await page.click('text=Tilbage til dokumentet');
	await page.waitForSelector(TEXT);
	await visitor.finish();
});

test('a new version says what changed since I last looked', async () => {
	const { visitor, page } = await openDocument();
	await page.route('**/api/documents/*', async (route) => {
		const answer = await page.request.fetch(route.request());
		const document = await answer.json();
		document.versions.forEach((version, at) => { version.new = at === 0; });
		await route.fulfill({ json: document });
	});
	await page.reload();
	await visitor.ready();
	const asked = page.waitForRequest(/\/changes$/);
	await page.click('#since');
	await asked;
	await page.waitForSelector('.changes, .calm-box');
	await visitor.finish();
});

test('a remark on an older version is found in the newer one, or said to be lost', async () => {
	const { visitor, page, document } = await openDocument();
	const { versions } = await visitor.api(`api/documents/${document.document_id}`);
	const older = versions.find((version) => version.number < versions[0].number
		&& version.reasons.length === 0);
	await page.waitForSelector(TEXT);
	const line = await markLine(page);
	const add = (quote) => page.evaluate(([id, quote]) =>
		fetch(`api/versions/${id}/remarks`, { method: 'POST', headers: {
			'Content-Type': 'application/json' }, body: JSON.stringify({
			key: crypto.randomUUID(), kind: 'remark', body: 'Om den gamle.',
			page: 1, quote }) }).then((answer) => answer.json()),
	[older.version_id, quote]);
	const kept = await add(line.trim());
	const lost = await add('Denne sætning står slet ikke nogen steder.');
	await page.reload();
	await visitor.ready();
	await page.click(`[data-thread="${lost.id}"] >> text=Vis stedet`);
	await page.waitForSelector(`[data-thread="${lost.id}"] [role=status]`);
	assert.match(await page.textContent(`[data-thread="${lost.id}"] .thread-place`),
		/findes ikke i version/);
	await page.click(`[data-thread="${kept.id}"] >> text=Vis stedet`);
	await page.waitForFunction(() => CSS.highlights.has('place'));
	await visitor.finish();
});

for (const language of ['da', 'en'])
	test(`on a telephone, ${language}`, async () => {
		const { visitor, page } = await openDocument({ width: 320, height: 640,
			language });
		await visitor.checkWidth('document');
		await page.click('#ask-open');
		await visitor.checkWidth('the form');
		await visitor.checkAccessible('the form at 320 px');
		await visitor.picture(`remark-320-${language}`, { fullPage: true });
		await page.click('.versions .link-button, .versions ~ p .link-button');
		await page.waitForSelector('.changes');
		await visitor.checkWidth('changes');
		await visitor.picture(`remark-changes-320-${language}`, { fullPage: true });
		await visitor.finish();
	});

test('the case has all of it, and takes remarks of its own', async () => {
	const { visitor, page, document } = await openDocument();
	const { case_id: id } = await visitor.api(`api/documents/${document.document_id}`);
	await visitor.go(`sag.html?id=${id}`);
	const body = unique('Om hele sagen.');
	await page.click('#remarks > p > button');
	await page.fill('#case-remark-body', body);
	await page.click('.remark-form .button-primary');
	await page.waitForFunction((body) => document.querySelector('.threads')
		.textContent.includes(body), body);
	assert.match(await page.textContent('.threads .thread:first-child'), /Om sagen/);
	assert.ok(await page.$$eval('.threads a[href*="dokument.html"]', (all) =>
		all.length) > 0, 'those on documents lead there');
	await visitor.checkAccessible('the case');
	await visitor.checkWidth('the case');
	await visitor.picture('remark-case', { fullPage: true });
	await visitor.finish();
});

test('what nobody sees is taken out at once and told; a control character is shown', async () => {
	const { visitor, page, document } = await openDocument();
	const { case_id: id } = await visitor.api(`api/documents/${document.document_id}`);
	await visitor.go(`sag.html?id=${id}`);
	await page.click('#remarks > p > button');
	const body = unique('Ring 70 12.');
	await page.fill('#case-remark-body', body.replace('Ring 70', 'Ring \u202A70\u202C'));
	assert.equal(await page.inputValue('#case-remark-body'), body);
	assert.match(await page.textContent('.remark-form [role=status]'), /2 usynlige tegn/);
	await page.press('#case-remark-body', 'End');
	await page.keyboard.type('x');
	assert.match(await page.textContent('.remark-form [role=status]'), /2 usynlige tegn/,
		'it stays while one writes on');
	await page.fill('#case-remark-body', '');
	assert.equal(await page.textContent('.remark-form [role=status]'), '');
	await page.fill('#case-remark-body', `${body}\u200B`);
	assert.match(await page.textContent('.remark-form [role=status]'), /1 usynligt tegn/);
	await visitor.checkAccessible('what was taken out is told');
	await visitor.picture('remark-unseen', { fullPage: true });
	await page.fill('#case-remark-body', `\u0007${body}`);
	assert.match(await page.textContent('.remark-form [role=status]'), /^Allerførst står/);
	await page.fill('#case-remark-body', `${body} Kl. 9\u0007`);
	assert.match(await page.textContent('.remark-form [role=status]'), /Efter ».*Kl\. 9«/);
	await page.click('.remark-form .button-primary');
	assert.equal(await page.$$eval('.threads', (all, body) =>
		all.some((each) => each.textContent.includes(body)), body), false, 'it is not sent');
	await page.fill('#case-remark-body', body);
	await page.click('.remark-form .button-primary');
	await page.waitForFunction((body) => document.querySelector('.threads')
		.textContent.includes(body), body);
	await visitor.finish();
});
