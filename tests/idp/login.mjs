// SPDX-License-Identifier: EUPL-1.2
// Logs a persona in without a browser; every HTTP test begins here.
//
//   import { login } from '../idp/login.mjs';
//   const anna = await login('https://localhost:8443', 'anna');
//   const answer = await anna.request(base + '/api/me');
//
// NODE_EXTRA_CA_CERTS names the CA of both servers. From a shell, prints the
// session cookie for curl:  node tests/idp/login.mjs BASE-URL PERSONA
import { Browser } from './browser.mjs';

export const SESSION_COOKIE = '__Host-minsag';
export const PATH_SESSION_COOKIE = '__Secure-minsag'; // under a path

// The session cookie's name at the portal of that address.
export function
sessionCookie(baseUrl)
{
	return new URL(baseUrl).pathname.replace(/\/$/, '') === ''
		? SESSION_COOKIE : PATH_SESSION_COOKIE;
}

// Goes to the portal's log-in and on to the IdP: returns { browser, page }
// with page the IdP's log-in page (or the posting page when it knew us).
export async function
begin(baseUrl, { path = '/sager.html', query = '', browser = new Browser() } = {})
{
	const start = `${baseUrl}/saml/login?return=${encodeURIComponent(path)}${query}`;
	return { browser, page: await browser.visit(start) };
}

// Passes the IdP; returns the page that holds the SAMLResponse.
export async function
passIdp(browser, page, persona)
{
	const asksNow = (form) => 'flow' in form.fields;
	if (!page.body_text.includes('name="flow"'))
		return page; // single sign-on: answered already
	return browser.submit(page, { name: persona, password: persona, act: 'login' }, asksNow);
}

// The whole way. Returns the Browser, logged in; .landed is the last answer.
export async function
login(baseUrl, persona, options = {})
{
	const { browser, page } = await begin(baseUrl, options);
	const posting = await passIdp(browser, page, persona);
	browser.landed = await browser.submit(posting, {}, (form) => 'SAMLResponse' in form.fields);
	if (browser.cookie(sessionCookie(baseUrl)) === undefined)
		throw new Error(`${persona}: no session cookie; `
		    + `${browser.landed.address} answered ${browser.landed.status}`);
	return browser;
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
	const browser = await login(process.argv[2], process.argv[3]);
	const name = sessionCookie(process.argv[2]);
	console.log(`${name}=${browser.cookie(name)}`);
}
