// SPDX-License-Identifier: EUPL-1.2
// Goal: a citizen adds papers to a case whatever the connection does, sees at
// each moment where they are, keeps a receipt, and needs neither mouse nor eyes.
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { deflateSync } from 'node:zlib';
import { newVisitor, startBrowser } from './lib/site.mjs';

const MIB = 1024 * 1024;
const folder = mkdtempSync(join(tmpdir(), 'minsag-files-'));
let browser, caseId;

before(async () => {
	browser = await startBrowser();
	const visitor = await newVisitor(browser);
	await visitor.logIn('carla');
	caseId = (await visitor.all('api/cases')).find((one) => one.area.open).id;
	await visitor.finish();
});
after(async () => {
	await browser?.close();
	rmSync(folder, { recursive: true, force: true });
});

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

function
crc32(bytes)
{
	let crc = ~0;
	for (const byte of bytes) {
		crc ^= byte;
		for (let bit = 0; bit < 8; bit++)
			crc = crc & 1 ? crc >>> 1 ^ 0xedb88320 : crc >>> 1;
	}
	return ~crc >>> 0;
}

function
pngChunk(type, data)
{
	const body = Buffer.concat([Buffer.from(type), data]);
	const chunk = Buffer.alloc(body.length + 8);
	chunk.writeUInt32BE(data.length);
	body.copy(chunk, 4);
	chunk.writeUInt32BE(crc32(body), body.length + 4);
	return chunk;
}

// A picture of noise with this many rows of 1 kB.
function
png(rows)
{
	const head = Buffer.alloc(13);
	head.writeUInt32BE(341, 0);
	head.writeUInt32BE(rows, 4);
	head[8] = 8;
	head[9] = 2;
	const lines = Buffer.concat(Array.from({ length: rows }, () =>
		Buffer.concat([Buffer.from([0]), randomBytes(341 * 3)])));
	return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
		pngChunk('IHDR', head), pngChunk('IDAT', deflateSync(lines, { level: 0 })),
		pngChunk('IEND', Buffer.alloc(0))]);
}

// A file on disk, so that choosing it twice is choosing the same.
function
fileOf(name, bytes)
{
	const path = join(folder, name);
	writeFileSync(path, bytes);
	return { path, bytes };
}

async function
open(options)
{
	const visitor = await newVisitor(browser, options);
	await visitor.logIn('carla');
	await visitor.go(`tilfoej.html?id=${caseId}`);
	visitor.wire = await visitor.context.newCDPSession(visitor.page);
	await visitor.wire.send('Network.enable');
	visitor.patches = 0;
	visitor.page.on('request', (request) => {
		visitor.patches += request.method() === 'PATCH';
	});
	return visitor;
}

// Bytes a second that leave the browser; -1: as fast as it goes.
const pace = (visitor, uploadThroughput, offline = false) =>
	visitor.wire.send('Network.emulateNetworkConditions', { offline,
		latency: 0, downloadThroughput: -1, uploadThroughput });

const choose = (visitor, ...files) =>
	visitor.page.setInputFiles('#files', files.map(({ path }) => path));

const sending = (visitor, name) =>
	visitor.page.locator('.sending', { hasText: name });
const sent = (visitor, name) =>
	visitor.page.locator('.sent', { hasText: name }).first();
const says = (visitor, pattern) => visitor.page.waitForFunction((source) =>
	new RegExp(source).test(document.getElementById('live').textContent),
pattern.source, { timeout: 30000 });

// What the server has of the newest file of this name.
async function
atServer(visitor, name)
{
	const { items } = await visitor.api(`api/cases/${caseId}/uploads?limit=100`);
	return items.find((one) => one.file_name === name);
}

// Its SHA-256, once the server has read its bytes.
async function
sumAt(visitor, name)
{
	let sum = null;
	for (const end = Date.now() + 60000; sum === null && Date.now() < end;) {
		await visitor.page.waitForTimeout(200);
		sum = (await atServer(visitor, name))?.sha256 ?? null;
	}
	return sum;
}

const listed = (visitor, name, state) => visitor.page.waitForFunction(
	([name, state]) => [...document.querySelectorAll('.sent')].some((row) =>
		row.textContent.includes(name) && row.textContent.includes(state)),
	[name, state], { timeout: 60000 });

test('from the case to a receipt: sent, checked, on the case', async () => {
	const visitor = await newVisitor(browser);
	const { page } = visitor;
	await visitor.logIn('carla');
	await visitor.go(`sag.html?id=${caseId}`);
	await page.click('#add a');
	await page.waitForURL('**/tilfoej.html?id=*');
	await visitor.ready();
	assert.match(await page.textContent('#limits'), /se direkte på siden: PDF, billeder \(JPEG.*tekst/s);
	assert.match(await page.textContent('#limits'),
		/ikke vist på siden, men kan hentes.*HEIC.*Word.*lyd \(M4A.*film \(MP4/s);
	assert.match(await page.textContent('#limits'), /ikke imod filer med makroer/);
	assert.match(await page.textContent('#limits'), /højst fylde 10[0-9].*MB/);
	const file = fileOf('Billede af hånd.png', png(300));
	await choose(visitor, file);
	await says(visitor, /Billede af hånd.png er modtaget/);
	await listed(visitor, 'Billede af hånd.png', 'På din sag');
	assert.equal(await sumAt(visitor, 'Billede af hånd.png'), sha256(file.bytes));
	await visitor.picture('add-sent', { fullPage: true });

	await page.click('.sent a:has-text("Billede af hånd.png")');
	await page.waitForURL('**/kvittering.html?id=*');
	await visitor.ready();
	const receipt = await page.textContent('#receipt');
	for (const words of [/Billede af hånd\.png/, /\d+\skB/, /På din sag/, /kl\. \d\d[.:]\d\d/,
		new RegExp(sha256(file.bytes))])
		assert.match(receipt, words);
	for (const width of [1280, 320]) {
		await page.setViewportSize({ width, height: 800 });
		await visitor.checkWidth(`receipt ${width}`);
		await visitor.checkAccessible(`receipt ${width}`);
		await visitor.picture(`receipt-${width}`, { fullPage: true });
	}
	await page.setViewportSize({ width: 1280, height: 900 });
	await page.emulateMedia({ media: 'print' });
	assert.equal(await page.isVisible('#print'), false);
	assert.equal(await page.isVisible('.checksum'), true);
	await visitor.picture('receipt-print', { fullPage: true });
	await page.emulateMedia({ media: 'screen' });
	await page.click('#receipt a:has-text("Læs dokumentet")');
	await page.waitForURL('**/dokument.html?id=*');
	await visitor.ready();
	await page.waitForSelector('.picture img');
	await visitor.finish();
});

test('a connection that is lost: nothing is, and it goes on by itself', async () => {
	const visitor = await open();
	visitor.expect(/ERR_INTERNET_DISCONNECTED|Failed to load resource/);
	const file = fileOf('Lang.png', png(4000));
	await pace(visitor, 2 * MIB);
	await choose(visitor, file);
	await visitor.page.waitForFunction((least) =>
		document.querySelector('.sending progress')?.value > least, MIB);
	await pace(visitor, -1, true);
	await visitor.page.waitForFunction(() =>
		document.querySelector('.sending-state').textContent.includes('afbrudt'));
	await says(visitor, /fortsætter, når den er tilbage/);
	await visitor.picture('add-cut', { fullPage: true });
	await pace(visitor, -1);
	await says(visitor, /Lang.png er modtaget/);
	assert.equal(await sumAt(visitor, 'Lang.png'), sha256(file.bytes));
	await visitor.finish();
});

test('a browser that is closed: the same file goes on where it stood', async () => {
	const file = fileOf('Genoptaget.png', png(5000));
	const first = await open();
	await pace(first, 2 * MIB);
	await choose(first, file);
	await first.page.waitForFunction((least) =>
		document.querySelector('.sending progress')?.value > least, 2.5 * MIB);
	await first.page.close({ runBeforeUnload: false });
	await first.finish();

	const second = await open();
	const unfinished = await atServer(second, 'Genoptaget.png');
	assert.equal(unfinished.state, 'receiving');
	assert.ok(unfinished.received >= 2 * MIB);
	assert.match(await sent(second, 'Genoptaget.png').textContent(),
		/Ikke færdig.*Vælg filen igen for at sende resten/s);
	for (const width of [1280, 320]) {
		await second.page.setViewportSize({ width, height: 800 });
		await second.checkWidth(`unfinished ${width}`);
		await second.checkAccessible(`unfinished ${width}`);
		await second.picture(`add-unfinished-${width}`, { fullPage: true });
	}
	await choose(second, file);
	await says(second, /Genoptaget.png er modtaget/);
	const whole = await atServer(second, 'Genoptaget.png');
	assert.equal(whole.id, unfinished.id);
	assert.equal(await sumAt(second, 'Genoptaget.png'), sha256(file.bytes));
	assert.ok(second.patches <= 4, `${second.patches} chunks`);
	await second.finish();
});

// Presses Tab until the focus is on what the selector means.
async function
tabTo(page, selector)
{
	for (let press = 0; press < 60; press++) {
		await page.keyboard.press('Tab');
		if (await page.evaluate((one) => document.activeElement.matches(one), selector))
			return;
	}
	assert.fail(`Tab does not lead to ${selector}`);
}

test('with the keyboard: choose, pause, go on, remove', async () => {
	const visitor = await open();
	const { page } = visitor;
	// Asked for early: the browser must know that its dialog isn't wanted.
	const chooser = page.waitForEvent('filechooser');
	await tabTo(page, '#files');
	const seen = await page.evaluate(() => getComputedStyle(
		document.querySelector('label[for=files]')).outlineStyle);
	assert.notEqual(seen, 'none', 'the focus can be seen');
	const file = fileOf('Tastatur.png', png(6000));
	await pace(visitor, MIB);
	await page.keyboard.press('Enter');
	await (await chooser).setFiles(file.path);
	await tabTo(page, '.sending-ways button');
	await page.waitForFunction(() =>
		document.querySelector('.sending progress').value > 0);
	await page.keyboard.press('Enter');
	await page.waitForFunction(() =>
		/På pause/.test(document.querySelector('.sending-state').textContent));
	assert.equal(await page.evaluate(() => document.activeElement.textContent),
		'Fortsæt Tastatur.png');
	await visitor.checkAccessible('paused');
	await visitor.picture('add-paused', { fullPage: true });
	const stood = (await atServer(visitor, 'Tastatur.png')).received;
	await page.keyboard.press('Enter');
	await page.waitForFunction((least) =>
		document.querySelector('.sending progress').value > least, stood + MIB);
	await says(visitor, /Tastatur.png: \d+ procent er sendt/);
	await tabTo(page, '.sending-ways button:last-child');
	await page.keyboard.press('Enter');
	await says(visitor, /Tastatur.png er fjernet/);
	assert.equal(await page.evaluate(() => document.activeElement.id), 'files');
	assert.equal(await atServer(visitor, 'Tastatur.png'), undefined);
	await visitor.finish();
});

test('several files, and those that will not do', async () => {
	const visitor = await open();
	visitor.expect(/Failed to load resource/);
	const files = [fileOf('et.png', png(40)), fileOf('to.png', png(50)),
		fileOf('tre.png', png(60)), fileOf('tom.png', Buffer.alloc(0)),
		fileOf('pakke.zip', randomBytes(1000))];
	await choose(visitor, ...files);
	for (const name of ['et.png', 'to.png', 'tre.png'])
		await listed(visitor, name, 'På din sag');
	assert.match(await sending(visitor, 'tom.png').textContent(), /Filen er tom/);
	assert.match(await sending(visitor, 'pakke.zip').textContent(), /Gem den som en af de slags, vi tager imod/);
	for (const width of [1280, 320]) {
		await visitor.page.setViewportSize({ width, height: 800 });
		await visitor.checkWidth(`several ${width}`);
		await visitor.checkAccessible(`several ${width}`);
		await visitor.picture(`add-several-${width}`, { fullPage: true });
	}
	await sending(visitor, 'tom.png').getByRole('button', { name: 'Fjern' }).click();
	await says(visitor, /tom.png er fjernet/);
	assert.equal(await sending(visitor, 'tom.png').count(), 0);
	await visitor.finish();
});

test('a bank\'s text is shown in its own letters; a film is kept to be fetched', async () => {
	const visitor = await open();
	await choose(visitor, fileOf('bank.csv', Buffer.from('Dato;Bel\xf8b\r\n1;2\r\n', 'latin1')),
		fileOf('memo.m4a', Buffer.concat(['ftypM4A \0\0\0\0M4A ', 'mdatbits', 'moovhead'].map(
			(box) => Buffer.concat([Buffer.from([0, 0, 0, box.length + 4]), Buffer.from(box)])))));
	for (const name of ['bank.csv', 'memo.m4a'])
		await listed(visitor, name, 'På din sag');
	await sent(visitor, 'bank.csv').getByRole('link', { name: /Læs dokumentet/ }).click();
	await visitor.page.waitForURL('**/dokument.html?id=*');
	await visitor.ready();
	await visitor.page.waitForFunction(() =>
		document.querySelector('.text-document')?.textContent.includes('Dato;Beløb'));
	await visitor.go(`tilfoej.html?id=${caseId}`);
	await sent(visitor, 'memo.m4a').getByRole('link', { name: /Læs dokumentet/ }).click();
	await visitor.page.waitForURL('**/dokument.html?id=*');
	await visitor.ready();
	await visitor.page.waitForFunction(() =>
		document.getElementById('view').textContent.includes('viser vi ikke her'));
	assert.match(await visitor.page.textContent('#facts'), /lyd, \d+/);
	await visitor.picture('document-sound', { fullPage: true });
	await visitor.finish();
});

test('a virus is told as one, and no document comes of it', async () => {
	const visitor = await open();
	// The EICAR test file, in two parts so that no scanner minds this one.
	const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-',
		'ANTIVIRUS-TEST-FILE!$H+H*'].join('');
	await choose(visitor, fileOf('brev.txt', Buffer.from(eicar)));
	await listed(visitor, 'brev.txt', 'Afvist');
	assert.match(await sent(visitor, 'brev.txt').textContent(), /Der er virus i filen/);
	await says(visitor, /brev.txt: Afvist/);
	assert.equal((await atServer(visitor, 'brev.txt')).document_id, null);
	await visitor.finish();
});

test('dropped onto the page', async () => {
	const visitor = await open();
	const file = fileOf('sluppet.png', png(30));
	const transfer = await visitor.page.evaluateHandle((base64) => {
		const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
		const data = new DataTransfer();
		data.items.add(new File([bytes], 'sluppet.png', { type: 'image/png' }));
		return data;
	}, file.bytes.toString('base64'));
	await visitor.page.dispatchEvent('#drop', 'dragover', { dataTransfer: transfer });
	assert.ok(await visitor.page.locator('.drop-over').count());
	await visitor.page.dispatchEvent('#drop', 'drop', { dataTransfer: transfer });
	await says(visitor, /sluppet.png er modtaget/);
	assert.equal(await visitor.page.locator('.drop-over').count(), 0);
	await visitor.finish();
});

test('a telephone: the camera is offered, and the page is narrow', async () => {
	const visitor = await open({ width: 320, height: 640, hasTouch: true, isMobile: true });
	assert.equal(await visitor.page.isVisible('label[for=camera]'), true);
	assert.equal(await visitor.page.getAttribute('#camera', 'capture'), 'environment');
	await visitor.checkWidth('telephone');
	await visitor.checkAccessible('telephone');
	await visitor.picture('add-telephone', { fullPage: true });
	await visitor.page.setInputFiles('#camera', fileOf('foto.png', png(20)).path);
	await says(visitor, /foto.png er modtaget/);
	await visitor.finish();
});

test('a session that ends takes nothing away', async () => {
	const visitor = await open();
	visitor.expect(/401/);
	const file = fileOf('afbrudt.png', png(4000));
	await pace(visitor, 2 * MIB);
	await choose(visitor, file);
	await visitor.page.waitForFunction((least) =>
		document.querySelector('.sending progress')?.value > least, 1.5 * MIB);
	await visitor.context.clearCookies({ name: '__Host-minsag' });
	await visitor.page.waitForURL('**/udlogget.html?*');
	await pace(visitor, -1);
	await visitor.page.click('a[href*="saml/login"]');
	await visitor.page.waitForLoadState('networkidle');
	if (await visitor.page.locator('button[name=persona]').count())
		await visitor.atIdp('carla');
	await visitor.page.waitForURL('**/tilfoej.html?id=*');
	await visitor.ready();
	await choose(visitor, file);
	// Asked of the server: what is spoken gives way to the next words at once.
	assert.equal(await sumAt(visitor, 'afbrudt.png'), sha256(file.bytes),
		await visitor.page.innerText('main'));
	await visitor.finish();
});

test('someone else\'s receipt and case are not there', async () => {
	const visitor = await open();
	const { items } = await visitor.api(`api/cases/${caseId}/uploads?limit=1`);
	await visitor.finish();
	const other = await newVisitor(browser);
	other.expect(/404/);
	await other.logIn('bent');
	await other.go(`kvittering.html?id=${items[0].id}`);
	assert.match(await other.page.textContent('#receipt'), /findes ikke/);
	await other.go(`tilfoej.html?id=${caseId}`);
	assert.match(await other.page.textContent('#head'), /findes ikke/);
	assert.equal(await other.page.isVisible('#body'), false);
	await other.finish();
});

test('in English', async () => {
	const visitor = await open({ language: 'en' });
	await visitor.checkAccessible('English');
	assert.match(await visitor.page.textContent('main'), /Choose files/);
	assert.doesNotMatch(await visitor.page.textContent('#choose'), /[æøå]/);
	await visitor.finish();
});
