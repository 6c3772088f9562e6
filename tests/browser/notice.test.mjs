// SPDX-License-Identifier: EUPL-1.2
// Goal: a citizen chooses how they are told, with axe, keyboard alone, at
// 320 px, in two languages; gives an address and confirms it with the code from
// a real mail; and sees what was sent.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { newVisitor, startBrowser } from './lib/site.mjs';

const dir = process.env.MINSAG_DIR
	?? new URL('../../.minsag', import.meta.url).pathname;
const sockets = readFileSync(join(dir, 'run/sockets'), 'utf8').trim();
const psql = async (statement) => (await promisify(execFile)('psql', ['-XAtq',
	'-v', 'ON_ERROR_STOP=1', '-h', join(sockets, 'pg-socket'), '-U', 'postgres',
	'-d', 'minsag', '-c', statement])).stdout.trim();

let browser, visitor;
before(async () => {
	await psql(`DELETE FROM data.notice_person; DELETE FROM data.notice_area;
		DELETE FROM data.notice_contact;
		UPDATE data.notice_message SET created_at = created_at - interval '1 day'`);
	browser = await startBrowser();
	visitor = await newVisitor(browser);
	await visitor.logIn('anna');
});
after(() => browser?.close());

// The code in the newest mail to an address.
async function
codeFor(address)
{
	for (let i = 0; i < 100; i++) {
		const mails = readdirSync(join(dir, 'mail/new')).sort().reverse()
			.map((name) => readFileSync(join(dir, 'mail/new', name), 'utf8'));
		const code = /Min Sag er (\d{8})/.exec(mails.find((mail) =>
			mail.includes(`To: ${address}`)) ?? '');
		if (code)
			return code[1];
		await new Promise((done) => setTimeout(done, 100));
	}
	throw new Error('no mail');
}

const told = (place) => visitor.page.waitForFunction((selector) =>
	document.querySelector(selector).textContent, place)
	.then((handle) => handle.jsonValue());

test('found from the head of every page; the defaults are filled in', async () => {
	const { page } = visitor;
	await page.click('.site-nav >> text=Beskeder');
	await page.waitForURL('**/beskeder.html');
	await visitor.ready();
	assert.equal(await page.textContent('h1'), 'Beskeder');
	assert.equal(await page.inputValue('#daily'), '16:00');
	assert.equal(await page.isChecked('#off'), false);
	assert.ok(await page.locator('#areas form').count() >= 2);
	assert.equal(await page.locator('#areas input:not(:checked)').count(), 0);
	assert.match(await page.textContent('#email'), /Digital Post/);
	await visitor.checkAccessible('notices');
});

test('quiet hours and the off switch are kept', async () => {
	const { page } = visitor;
	await page.fill('#quiet-from', '22:00');
	await page.click('#general button');
	assert.equal(await page.evaluate(() =>
		document.querySelector('#quiet-to').validationMessage.length > 0), true,
	'one time alone is refused');
	await page.fill('#quiet-to', '07:00');
	await page.check('#off');
	await page.click('#general button');
	assert.equal(await told('#general-told'), 'Gemt');
	await page.reload();
	await visitor.ready();
	assert.equal(await page.inputValue('#quiet-from'), '22:00');
	assert.equal(await page.isChecked('#off'), true);
	await page.uncheck('#off');
	await page.fill('#quiet-from', '');
	await page.fill('#quiet-to', '');
	await page.click('#general button');
	assert.equal(await told('#general-told'), 'Gemt');
});

test('an address, with the keyboard alone: given, confirmed, used, deleted', async () => {
	const { page } = visitor;
	assert.equal(await page.locator('#areas option[value=email]:not([disabled])').count(), 0);
	await page.focus('#email-address');
	await page.keyboard.type('anna.holm@example.dk');
	await page.keyboard.press('Enter');
	assert.match(await told('#email .notice-told'), /sendt en kode/);
	await visitor.ready();
	assert.equal(await page.evaluate(() => document.activeElement.id), 'email-code');
	await visitor.checkAccessible('code');
	await visitor.picture('notices-code', { fullPage: true });
	const code = await codeFor('anna.holm@example.dk');
	await page.keyboard.type(code === '00000000' ? '11111111' : '00000000');
	await page.keyboard.press('Enter');
	await page.waitForFunction(() => /passer ikke/.test(
		document.querySelector('#email .notice-told').textContent));
	await visitor.ready();
	await page.fill('#email-code', code);
	await page.keyboard.press('Enter');
	await page.waitForFunction(() => /er bekræftet/.test(
		document.querySelector('#email .notice-told').textContent));
	await visitor.ready();
	assert.ok(!(await page.textContent('main')).includes('anna.holm@'));
	const form = page.locator('#areas form').first();
	await form.locator('select[name=channel]').selectOption('email');
	await form.locator('select[name=pace]').selectOption('at-once');
	await form.locator('input').first().uncheck();
	await form.locator('button').click();
	await form.locator('[role=status]:has-text("Gemt")').waitFor();
	await page.reload();
	await visitor.ready();
	assert.equal(await form.locator('select[name=channel]').inputValue(), 'email');
	assert.equal(await form.locator('input').first().isChecked(), false);
	await page.click('text=Slet adressen');
	await page.waitForFunction(() => /er slettet/.test(
		document.querySelector('#email .notice-told').textContent));
	await visitor.ready();
	assert.equal(await form.locator('select[name=channel]').inputValue(), 'digital-post');
});

test('what was sent is listed, and opens', async () => {
	const { page } = visitor;
	await psql(`SELECT internal.notice_add(p.person_id, p.case_id, 'deadline-near',
			internal.notice_deadline(c.id, c.deadline_on))
		FROM data.party p JOIN data.case c ON c.id = p.case_id
		WHERE p.person_id = (SELECT person_id FROM data.session
			ORDER BY started_at DESC LIMIT 1) AND c.deadline_on >= current_date`);
	await page.reload();
	await visitor.ready();
	const rows = await page.$$eval('.notice-sent', (list) =>
		list.map((row) => row.innerText.replace(/\s+/g, ' ')));
	assert.ok(rows.some((row) => /E-mail Kode til din e-mailadresse Sendt/.test(row)), rows.join('\n'));
	assert.ok(rows.some((row) => /Digital Post En frist, der nærmer sig/.test(row)), rows.join('\n'));
	await page.click('.notice-sent a >> text=En frist');
	await page.waitForURL('**/sag.html?id=*');
	await visitor.ready();
	await visitor.finish();
});

for (const language of ['da', 'en'])
	test(`at 1280 and 320 px (${language})`, async () => {
		const other = await newVisitor(browser, { language });
		await other.logIn('bent');
		await other.go('beskeder.html');
		for (const width of [1280, 320]) {
			await other.page.setViewportSize({ width, height: 800 });
			await other.ready();
			await other.checkWidth(`notices ${language} ${width}`);
			await other.picture(`notices-${language}-${width}`, { fullPage: true });
			await other.checkAccessible(`notices ${language} ${width}`);
		}
		await other.finish();
	});

test('who has no case is told so', async () => {
	const other = await newVisitor(browser);
	await other.logIn('dora');
	await other.go('beskeder.html');
	assert.match(await other.page.textContent('#areas'), /ingen sager/);
	await other.finish();
});
