// SPDX-License-Identifier: EUPL-1.2
// A client of the stack: node's https with the demo CA, a cookie jar, and the
// description (openapi.mjs) held against every answer below the API.
//
//   const anna = await login('anna');
//   const { status, json } = await anna.get('/api/me');
//
// Another site than the stack's own: { port, under: '/minsag' }, where each
// target stands below "under".
//
// An answer: { method, path, status, headers, body (Buffer), json, text };
// path is the target's, without query.
import { Agent, request as httpsRequest } from 'node:https';
import { connect } from 'node:tls';
import { Browser, setCookieLines } from '../../idp/browser.mjs';
import { login as idpLogin, PATH_SESSION_COOKIE, SESSION_COOKIE, sessionCookie }
	from '../../idp/login.mjs';
import { ca, port } from './stack.mjs';
import { validate } from './openapi.mjs';

export { PATH_SESSION_COOKIE, SESSION_COOKIE };
const agent = new Agent({ ca, keepAlive: true, maxSockets: 64 });
const DESCRIBED = /^\/((api|document|saml|health)\/|upload(\/|$))/;

function
once(options, body)
{
	return new Promise((done, failed) => {
		let answered = false;
		const request = httpsRequest({ agent, host: 'localhost', port,
			...options }, (answer) => {
			const chunks = [];
			answer.on('data', (chunk) => chunks.push(chunk));
			answer.on('error', failed);
			answered = true;
			answer.on('end', () => done({ status: answer.statusCode,
				headers: answer.headers, raw: answer.rawHeaders,
				body: Buffer.concat(chunks) }));
		});
		// Who has said no need not take the rest.
		request.on('error', (error) => {
			if (!answered || !['EPIPE', 'ECONNRESET'].includes(error.code))
				failed(error);
		});
		request.setTimeout(60000, () =>
			request.destroy(new Error(`${options.path}: no answer in 60 s`)));
		request.end(body);
	});
}

export class Client {
	cookies = new Map();

	constructor({ port: at = port, under = '' } = {}) {
		this.port = at;
		this.under = under;
		this.origin = `https://localhost:${at}`;
	}

	get cookieHeader() {
		return [...this.cookies].map(([name, value]) => `${name}=${value}`)
			.join('; ');
	}

	#keep(lines = []) {
		for (const line of lines) {
			const [pair, ...rest] = line.split(/; */);
			const at = pair.indexOf('=');
			if (rest.some((word) => /^max-age=0$/i.test(word)))
				this.cookies.delete(pair.slice(0, at));
			else
				this.cookies.set(pair.slice(0, at), pair.slice(at + 1));
		}
	}

	// options: headers, body (string, Buffer or object for JSON), check:
	// false leaves the description aside.
	async request(method, target, { headers = {}, body, check = true } = {}) {
		const sent = { 'accept-language': 'da', ...headers };
		if (this.cookies.size > 0 && sent.cookie === undefined)
			sent.cookie = this.cookieHeader;
		if (body !== undefined && typeof body === 'object' && !Buffer.isBuffer(body)) {
			body = JSON.stringify(body);
			sent['content-type'] ??= 'application/json';
		}
		if (body !== undefined)
			sent['content-length'] ??= Buffer.byteLength(body);
		const answer = await once({ method, port: this.port,
			path: this.under + target, headers: sent }, body);
		answer.method = method;
		answer.path = target.replace(/\?.*/s, '');
		this.#keep(answer.headers['set-cookie']);
		answer.text = answer.body.toString('utf8');
		if (/json/.test(answer.headers['content-type'] ?? '') && method !== 'HEAD')
			answer.json = JSON.parse(answer.text);
		if (check && DESCRIBED.test(answer.path))
			validate(answer);
		return answer;
	}

	get(target, options) { return this.request('GET', target, options); }
	head(target, options) { return this.request('HEAD', target, options); }

	// POST as a script of our own page sends it.
	post(target, options = {}) {
		return this.request('POST', target, { ...options, headers: {
			origin: this.origin, 'sec-fetch-site': 'same-origin', ...options.headers } });
	}
}

// Also keeps the Set-Cookie lines as they came.
class WatchedBrowser extends Browser {
	constructor(lines) {
		super();
		this.lines = lines;
	}

	async request(...all) {
		const answer = await super.request(...all);
		this.lines.push(...setCookieLines(answer));
		return answer;
	}
}

// A client that is logged in as one of the demo's citizens; site as for Client.
export async function
login(persona, { site, ...options } = {})
{
	const setCookies = [];
	const browser = new WatchedBrowser(setCookies);
	const client = new Client(site);
	await idpLogin(client.origin + client.under, persona, { browser, ...options });
	client.setCookies = setCookies;
	const name = sessionCookie(client.origin + client.under);
	client.cookies.set(name, browser.cookie(name));
	client.browser = browser;
	return client;
}

// Sends bytes as they are and returns what comes back, as latin1 text, when
// the server closes or after ms.
export function
raw(bytes, { ms = 5000, end = false } = {})
{
	return new Promise((done, failed) => {
		const chunks = [];
		const finish = () => {
			socket.destroy();
			done(Buffer.concat(chunks).toString('latin1'));
		};
		const socket = connect({ host: 'localhost', port, ca,
			ALPNProtocols: ['http/1.1'] }, () => {
			socket.write(bytes);
			if (end)
				socket.end();
		});
		socket.setTimeout(ms, finish);
		socket.on('data', (chunk) => chunks.push(chunk));
		socket.on('error', (error) =>
			chunks.length > 0 || ['EPIPE', 'ECONNRESET'].includes(error.code)
				? finish() : failed(error));
		socket.on('close', finish);
	});
}

// The status of raw()'s answer, 0 when the connection just ended.
export const rawStatus = (text) => Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0);
