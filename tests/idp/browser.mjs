// SPDX-License-Identifier: EUPL-1.2
// As much of a browser as HTTP tests need: cookies, redirects, forms.
// Cookies obey host, path and Secure; ports share them, as in browsers.

const UNESCAPE = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const REDIRECTS = 10;

export const unescapeHtml = (text) => text.replace(/&(?:#x([0-9a-f]+)|#([0-9]+)|([a-z]+));/gi,
	(all, hex, decimal, name) => hex ? String.fromCodePoint(parseInt(hex, 16))
		: decimal ? String.fromCodePoint(Number(decimal)) : UNESCAPE[name] ?? all);

function
attributesOf(tag)
{
	const found = {};
	for (const [, name, value] of tag.matchAll(/([a-z-]+)\s*=\s*"([^"]*)"/gi))
		found[name.toLowerCase()] = unescapeHtml(value);
	return found;
}

// The page's forms: [{ action, method, fields }], fields from <input>s.
export function
formsOf(html)
{
	return [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/gi)].map(([, head, body]) => {
		const inputs = [...body.matchAll(/<input\b([^>]*)>/gi)].map(([, tag]) => attributesOf(tag));
		const { action, method = 'get' } = attributesOf(head);
		const fields = Object.fromEntries(inputs.filter((input) => input.name)
			.map((input) => [input.name, input.value ?? '']));
		return { action, method: method.toLowerCase(), fields };
	});
}

// The Set-Cookie lines of an answer, each by itself; Debian 12's Node has them
// in one line only.
export function
setCookieLines(answer)
{
	return answer.headers.getSetCookie?.()
	    ?? answer.headers.get('set-cookie')?.split(/, (?=[^;, ]+=)/) ?? [];
}

export class Browser {
	cookies = []; // { name, value, host, path }

	// The Cookie header for an address.
	cookieHeader(url) {
		const { hostname, pathname } = new URL(url);
		return this.cookies.filter((c) => c.host === hostname
			&& (pathname === c.path || pathname.startsWith(c.path.replace(/\/?$/, '/'))))
			.map((c) => `${c.name}=${c.value}`).join('; ');
	}

	cookie(name) {
		return this.cookies.find((c) => c.name === name)?.value;
	}

	#keep(url, line) {
		const [pair, ...attributes] = line.split(/; */);
		const at = pair.indexOf('=');
		const attribute = (name) => attributes.find((text) =>
			text.toLowerCase().startsWith(name + '='))?.slice(name.length + 1);
		const cookie = { name: pair.slice(0, at), value: pair.slice(at + 1),
			host: new URL(url).hostname, path: attribute('path') ?? '/' };
		this.cookies = this.cookies.filter((c) => c.name !== cookie.name
			|| c.path !== cookie.path || c.host !== cookie.host);
		const gone = attribute('max-age') === '0'
			|| Date.parse(attribute('expires') ?? '') < Date.now();
		if (!gone)
			this.cookies.push(cookie);
	}

	// One request, no redirect followed. init: as for fetch, or { form: {…} }.
	async request(url, init = {}) {
		const { form, headers = {}, ...rest } = init;
		const cookie = this.cookieHeader(url);
		const answer = await fetch(url, { redirect: 'manual', ...rest,
			...(form && { method: 'POST', body: new URLSearchParams(form) }),
			headers: { ...(cookie && { cookie }), ...headers } });
		setCookieLines(answer).forEach((line) => this.#keep(url, line));
		answer.address = url;
		return answer;
	}

	// Follows redirects with GET. The answer has .address and .body_text.
	async visit(url, init = {}) {
		let answer = await this.request(url, init);
		for (let i = 0; i < REDIRECTS && answer.headers.has('location'); i++) {
			await answer.arrayBuffer();
			const next = new URL(answer.headers.get('location'), answer.address).href;
			answer = await this.request(next, { headers: init.headers ?? {} });
		}
		answer.body_text = await answer.text();
		return answer;
	}

	// Sends the page's first form that matches, with more fields.
	submit(page, more = {}, matches = () => true) {
		const form = formsOf(page.body_text).find(matches);
		if (form === undefined)
			throw new Error(`no form on ${page.address} (${page.status})`);
		const action = new URL(form.action ?? page.address, page.address).href;
		return this.visit(action, { form: { ...form.fields, ...more } });
	}
}
