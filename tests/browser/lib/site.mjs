// SPDX-License-Identifier: EUPL-1.2
// A browser at the running site. The stack is the one that scripts/run started
// with the same MINSAG_DIR, MINSAG_PORT and MINSAG_IDP_PORT; MINSAG_URL names
// another address. SCREENSHOTS is the folder for pictures (default: temporary).
import assert from 'node:assert/strict';
import { createHash, X509Certificate } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import tls from 'node:tls';
import { chromium } from 'playwright-core';

const require = createRequire(import.meta.url);
const dir = process.env.MINSAG_DIR
	?? new URL('../../../.minsag', import.meta.url).pathname;
const port = process.env.MINSAG_PORT ?? '8443';
const idpPort = process.env.MINSAG_IDP_PORT ?? '8444';

export const base = process.env.MINSAG_URL ?? `https://localhost:${port}/`;
export const pictures = process.env.SCREENSHOTS
	?? mkdtempSync(join(tmpdir(), 'minsag-pictures-'));
mkdirSync(pictures, { recursive: true });

const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

// Hash of the public key that a port of this machine shows, checked against
// the demo's own CA; the browser is told to trust these keys and no other.
function
keyOf(port)
{
	const ca = readFileSync(join(dir, 'keys/ca.crt'));
	return new Promise((done, failed) => {
		const socket = tls.connect({ host: 'localhost', port, ca }, () => {
			const certificate = new X509Certificate(
				socket.getPeerCertificate().raw);
			const key = certificate.publicKey.export(
				{ type: 'spki', format: 'der' });
			socket.destroy();
			done(createHash('sha256').update(key).digest('base64'));
		});
		socket.on('error', failed);
	});
}

// options: those of chromium.launch.
export async function
startBrowser(options = {})
{
	const args = ['--no-sandbox', '--disable-gpu', '--disable-sync',
		'--disable-background-networking', '--disable-component-update'];
	if (base.startsWith('https:')) {
		const keys = await Promise.all([keyOf(port), keyOf(idpPort)]);
		args.push(`--ignore-certificate-errors-spki-list=${keys}`);
	}
	return chromium.launch({
		executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args,
		...options,
	});
}

// One person at one browser profile. finish() fails on anything that the
// browser complained about and that was not expected.
export class Visitor {
	constructor(context) {
		this.context = context;
		this.complaints = [];
		this.expected = [];
	}

	async open() {
		const page = await this.context.newPage();
		page.on('console', (message) => {
			const { url } = message.location();
			const ours = url.startsWith(base) || !url.startsWith('http');
			if (ours && ['error', 'warning'].includes(message.type()))
				this.complaints.push(`${message.text()} (${url})`);
		});
		page.on('pageerror', (error) => this.complaints.push(String(error)));
		this.page ??= page;
		return page;
	}

	// Complaints that match are not failures.
	expect(...patterns) {
		this.expected.push(...patterns);
	}

	async finish() {
		await this.context.close();
		assert.deepEqual(this.complaints.filter((complaint) =>
			!this.expected.some((pattern) => pattern.test(complaint))), []);
	}

	async go(path) {
		await this.page.goto(base + path);
		await this.ready();
	}

	// Waits until the page's scripts have nothing under way.
	async ready(page = this.page) {
		await page.waitForLoadState('networkidle');
		await page.waitForFunction(() =>
			!document.querySelector('[aria-busy], .translating'));
	}

	// Logs in from the front page through the test IdP's page.
	async logIn(persona) {
		await this.go('index.html');
		await this.page.click('#login');
		await this.atIdp(persona);
		await this.page.waitForURL('**/sager.html');
		await this.ready();
	}

	async atIdp(persona) {
		await this.page.click(`button[name=persona][value=${persona}]`);
	}

	// What the page itself would get from the API.
	api(path) {
		return this.page.evaluate(async (url) => {
			const answer = await fetch(url, { headers: { Accept: 'application/json' } });
			return answer.ok ? answer.json() : { status: answer.status };
		}, base + path);
	}

	async all(path) {
		const items = [];
		for (let after = ''; after !== null;) {
			const mark = path.includes('?') ? '&' : '?';
			const page = await this.api(`${path}${mark}limit=100`
				+ (after && `&after=${encodeURIComponent(after)}`));
			items.push(...page.items);
			after = page.next;
		}
		return items;
	}

	// The first document of the citizen's cases that fits.
	async findDocument(fits) {
		for (const { id } of await this.all('api/cases')) {
			const documents = await this.all(`api/cases/${id}/documents`);
			const found = documents.find(fits);
			if (found)
				return found;
		}
		return undefined;
	}

	// Nothing that axe knows of is wrong with the page.
	async checkAccessible(label) {
		await this.page.evaluate(`${axe};0`);
		const { violations } = await this.page.evaluate(() =>
			globalThis.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa',
				'wcag21a', 'wcag21aa', 'best-practice'] }));
		assert.deepEqual(violations.map(({ id, nodes }) =>
			`${label}: ${id} ${nodes[0].html.slice(0, 160)}`), []);
	}

	// Nothing sticks out to the side.
	async checkWidth(label) {
		const over = await this.page.evaluate(() =>
			document.documentElement.scrollWidth - innerWidth);
		assert.ok(over <= 0, `${label} is ${over} px too wide`);
	}

	async picture(name, options = {}) {
		await this.page.screenshot({ path: join(pictures, `${name}.png`),
			...options });
	}
}

export async function
newVisitor(browser, { width = 1280, height = 900, language = 'da', ...options } = {})
{
	const context = await browser.newContext({ locale: 'da-DK',
		timezoneId: 'Europe/Copenhagen', viewport: { width, height },
		...options });
	context.setDefaultTimeout(20000);
	if (language !== 'da')
		await context.addInitScript((chosen) => {
			if (!localStorage.getItem('minsag.language'))
				localStorage.setItem('minsag.language', chosen);
		}, language);
	const visitor = new Visitor(context);
	await visitor.open();
	return visitor;
}
