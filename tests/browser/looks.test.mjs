// SPDX-License-Identifier: EUPL-1.2
// Goal: who has looked is a table that everybody can use: with axe, keyboard
// alone, at 320 px, in two languages; it is found from case and document, can
// be filtered and kept, and asked about.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { after, before, test } from 'node:test';
import { base, newVisitor, startBrowser } from './lib/site.mjs';

const dir = process.env.MINSAG_DIR
	?? new URL('../../.minsag', import.meta.url).pathname;
const sockets = readFileSync(join(dir, 'run/sockets'), 'utf8').trim();
const psql = async (statement) => (await promisify(execFile)('psql', ['-XAtq',
	'-v', 'ON_ERROR_STOP=1', '-h', join(sockets, 'pg-socket'), '-U', 'postgres',
	'-d', 'minsag', '-c', statement])).stdout.trim();

let browser, visitor, home, paper;
before(async () => {
	browser = await startBrowser();
	visitor = await newVisitor(browser);
	await visitor.logIn('anna');
	home = (await visitor.all('api/cases'))
		.find(({ title }) => title.startsWith('Hjælpemidler')).id;
	paper = (await visitor.all(`api/cases/${home}/documents`))
		.find(({ reasons }) => reasons.length === 0);
	await psql(`SELECT internal.audit_staff(unit_key, 'Sagsbehandler', 'Ida Holm',
		'Klage over afgørelsen', 'desk-read', id, '${paper.version_id}')
		FROM data.case WHERE id = '${home}'`);
});
after(() => browser?.close());

const rows = () => visitor.page.$$eval('.looks tbody tr', (list) =>
	list.map((row) => row.innerText.replace(/\s+/g, ' ')));

test('found from the case, with who, what, when and why', async () => {
	const { page } = visitor;
	await visitor.go(`sag.html?id=${home}`);
	await page.click('text=Hvem har set sagen?');
	await page.waitForURL(`**/set.html?sag=${home}`);
	await visitor.ready();
	assert.equal(await page.textContent('h1'), 'Hvem har set sagen?');
	const found = await rows();
	assert.ok(found.some((row) => /Sagsbehandler, .*Læste dokumentet.*Klage over afgørelsen/.test(row)), found.join('\n'));
	assert.ok(found.some((row) => /Dig .*Så på sagen.*Indsigt i egen sag/.test(row)));
	assert.ok(!found.join().includes('Ida Holm'), 'no name');
	assert.match(await page.textContent('#proof'), /[Ll]oggen/);
	assert.equal(await page.textContent('.back a'), 'Tilbage til sagen');
});

test('found from the document; opened from a search it says so once', async () => {
	const { page } = visitor;
	const opened = (await visitor.all(`api/looks?document=${paper.document_id}`))
		.filter(({ what_text }) => /fra en søgning/.test(what_text)).length;
	await visitor.go('soeg.html');
	await page.fill('#words', paper.title.split(' ')[0]);
	await page.press('#words', 'Enter');
	await visitor.ready();
	await page.click(`.found a[href*="${paper.document_id}"]`);
	await page.waitForURL(`**/dokument.html?id=${paper.document_id}`);
	await visitor.ready();
	assert.doesNotMatch(page.url(), /fra=/);
	await page.click('text=Hvem har set dokumentet?');
	await page.waitForURL('**/set.html?dokument=*');
	await visitor.ready();
	const found = await rows();
	assert.equal(found.filter((row) => /fra en søgning/.test(row)).length,
		opened + 1, found.join('\n'));
});

test('filters and files to keep follow what was chosen', async () => {
	const { page } = visitor;
	await visitor.go(`set.html?sag=${home}`);
	await page.click('#filter-box summary');
	await page.selectOption('#who', 'staff');
	await page.click('#filters button');
	await visitor.ready();
	const found = await rows();
	assert.ok(found.some((row) => /Sagsbehandler/.test(row)), found.join('\n'));
	assert.ok(!found.some((row) => /Dig /.test(row)), found.join('\n'));
	assert.match(await page.textContent('#count'), /\d+ gange?/);
	const href = await page.getAttribute('#csv', 'href');
	assert.match(href, new RegExp(`case=${home}&who=staff&lang=da$`));
	const [download] = await Promise.all([page.waitForEvent('download'),
		page.click('#pdf')]);
	assert.equal(download.suggestedFilename(), 'hvem-har-set.pdf');
	await page.selectOption('#what', 'send');
	await page.click('#filters button');
	await visitor.ready();
	assert.equal(await page.textContent('.empty'), 'Ingen har set det, du har valgt.');
	await page.evaluate(() => sessionStorage.clear());
});

test('asked about, with the keyboard alone; typed words survive', async () => {
	const { page } = visitor;
	const words = `Hvorfor blev den åbnet? ${Date.now()}`;
	await visitor.go(`set.html?sag=${home}`);
	await page.focus('.looks tbody tr:last-child .link-button');
	assert.match(await page.evaluate(() =>
		document.activeElement.getAttribute('aria-label')), /^Spørg om dette: /);
	await page.keyboard.press('Enter');
	await page.waitForSelector('#question[open]');
	assert.equal(await page.evaluate(() => document.activeElement.id), 'ask-body');
	await visitor.checkAccessible('ask');
	await page.keyboard.type(words);
	await page.keyboard.press('Escape');
	assert.match(await page.evaluate(() =>
		document.activeElement.className), /link-button/, 'focus comes back');
	await page.keyboard.press('Enter');
	assert.equal(await page.inputValue('#ask-body'), words);
	await visitor.picture('looks-ask');
	await page.keyboard.press('Tab');
	await page.keyboard.press('Enter');
	await page.waitForSelector('#ask-place [role=status]');
	assert.match(await page.textContent('#ask-place'), /Dit spørgsmål er sendt/);
	await page.keyboard.press('Enter');
	await page.waitForSelector('#question', { state: 'hidden' });
	assert.equal(await psql(`SELECT count(*), bool_and(audit_id IS NOT NULL)
		FROM data.remark WHERE case_id = '${home}' AND kind = 'look'
			AND body = '${words}'`), '1|t');
});

test('accessible, and nothing sticks out, at both widths, in both languages', async () => {
	const { page } = visitor;
	for (const language of ['da', 'en']) {
		await page.evaluate((chosen) =>
			localStorage.setItem('minsag.language', chosen), language);
		for (const of of [`sag=${home}`, `dokument=${paper.document_id}`]) {
			await visitor.go(`set.html?${of}`);
			await page.click('#filter-box summary');
			for (const width of [1280, 320]) {
				const label = `looks-${of.slice(0, 3)}-${language}-${width}`;
				await page.setViewportSize({ width, height: 800 });
				await visitor.checkWidth(label);
				await visitor.checkAccessible(label);
				await visitor.picture(label, { fullPage: true });
			}
			if (language === 'en')
				assert.doesNotMatch(await page.textContent('main > #head, #body'),
					/Hvem|Hvornår|Vælg/);
		}
	}
	await page.evaluate(() => localStorage.setItem('minsag.language', 'da'));
	await page.setViewportSize({ width: 1280, height: 900 });
});

test('a stranger\'s case, none, and a session that ended', async () => {
	const { page } = visitor;
	visitor.expect(/404/, /401/, /400/);
	for (const path of ['set.html', 'set.html?sag=11111111-2222-4333-8444-555555555555',
		'set.html?dokument=11111111-2222-4333-8444-555555555555']) {
		await visitor.go(path);
		assert.match(await page.textContent('.alert-heading'), /findes ikke/);
	}
	await visitor.context.clearCookies();
	await page.goto(`${base}set.html?sag=${home}`);
	await page.waitForURL(`**/udlogget.html?hvorfor=*&retur=set.html%3Fsag%3D${home}`);
	await visitor.finish();
});
