// SPDX-License-Identifier: EUPL-1.2
// Goal: the test IdP speaks the profile and refuses what it must refuse, seen
// from a service provider made of node's crypto alone.
// Run: node --test tests/idp/check_idp.mjs   (makes its own keys; port 21499)
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { createSign, privateDecrypt, constants, createDecipheriv } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { Browser, formsOf } from './browser.mjs';

const PORT = process.env.IDP_CHECK_PORT ?? '21499';
const IDP = `http://localhost:${PORT}`;
const SP = 'https://saml.minsag.example';
const ACS = 'https://sp.invalid/saml/acs';
const RSA_SHA256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';
const dir = mkdtempSync(join(tmpdir(), 'minsag-idp-'));
const file = (name) => join(dir, name);
let server;

function
makeKey(name)
{
	execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout',
		file(name + '.key'), '-out', file(name + '.crt'), '-days', '2', '-subj', `/CN=${name}`],
	{ stdio: 'ignore' });
}

const bare = (name) => readFileSync(file(name + '.crt'), 'utf8').replace(/-----[^-]+-----|\s/g, '');

function
spMetadata()
{
	const key = (use) => `<md:KeyDescriptor use="${use}"><KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><X509Data><X509Certificate>${bare('sp')}</X509Certificate></X509Data></KeyInfo></md:KeyDescriptor>`;
	return `<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="${SP}"><md:SPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">${key('signing')}${key('encryption')}<md:SingleLogoutService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="https://sp.invalid/saml/slo"/><md:AssertionConsumerService index="0" Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="${ACS}"/></md:SPSSODescriptor></md:EntityDescriptor>`;
}

function
redirectUrl(path, xml, key = 'sp', name = 'SAMLRequest')
{
	const value = encodeURIComponent(deflateRawSync(xml).toString('base64'));
	const query = `${name}=${value}&RelayState=abc&SigAlg=${encodeURIComponent(RSA_SHA256)}`;
	const signature = createSign('sha256').update(query).sign(readFileSync(file(key + '.key')), 'base64');
	return `${IDP}${path}?${query}&Signature=${encodeURIComponent(signature)}`;
}

const authnRequest = (attributes = '') => `<samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_1" Version="2.0" IssueInstant="${new Date().toISOString()}" AssertionConsumerServiceURL="https://evil.invalid/" ${attributes}><Issuer xmlns="urn:oasis:names:tc:SAML:2.0:assertion">${SP}</Issuer></samlp:AuthnRequest>`;

function
decrypt(response)
{
	const [wrapped, content] = [...response.matchAll(/<[a-z:]*CipherValue>([^<]+)</g)]
		.map(([, text]) => Buffer.from(text, 'base64'));
	const key = privateDecrypt({ key: readFileSync(file('sp.key')),
		padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha1' }, wrapped);
	const gcm = createDecipheriv('aes-256-gcm', key, content.subarray(0, 12));
	gcm.setAuthTag(content.subarray(-16));
	return Buffer.concat([gcm.update(content.subarray(12, -16)), gcm.final()]).toString('utf8');
}

// What the page would post: { action, relayState, xml }.
function
posted(page)
{
	const [form] = formsOf(page.body_text);
	return { action: form.action, relayState: form.fields.RelayState,
		xml: Buffer.from(form.fields.SAMLResponse ?? '', 'base64').toString('utf8') };
}

before(async () => {
	['idp', 'sp', 'evil'].forEach(makeKey);
	writeFileSync(file('sp.xml'), spMetadata());
	server = spawn(process.execPath, [new URL('server.mjs', import.meta.url).pathname,
		'--port', PORT, '--base-url', IDP, '--key', file('idp.key'),
		'--certificate', file('idp.crt'), '--sp-metadata', file('sp.xml')],
	{ stdio: ['ignore', 'pipe', 'ignore'] });
	await new Promise((done) => server.stdout.once('data', done));
});

after(() => {
	server.kill();
	rmSync(dir, { recursive: true });
});

async function
logIn(browser, act = { name: 'carla', password: 'carla' })
{
	const page = await browser.visit(redirectUrl('/sso', authnRequest()));
	assert.equal(page.status, 200);
	return browser.submit(page, act);
}

test('a log-in gives an encrypted, signed assertion of the profile', async () => {
	const answer = posted(await logIn(new Browser()));
	assert.equal(answer.action, ACS, 'the metadata decides where answers go');
	assert.equal(answer.relayState, 'abc');
	assert.doesNotMatch(answer.xml, /<saml:Assertion/);
	const assertion = decrypt(answer.xml);
	writeFileSync(file('assertion.xml'), assertion);
	execFileSync('xmlsec1', ['--verify', '--pubkey-cert-pem', file('idp.crt'), '--id-attr:ID',
		'urn:oasis:names:tc:SAML:2.0:assertion:Assertion', file('assertion.xml')], { stdio: 'ignore' });
	for (const part of ['Carla Yıldız Møller', '7005994044', 'OIO-SAML-3.0', 'InResponseTo="_1"',
		'nameid-format:persistent', 'attrname-format:uri', 'SessionIndex="_',
		'person/uuid/33333333-3333-4333-8333-333333333333', 'rsa-sha256', `>${SP}<`])
		assert.ok(assertion.includes(part), part);
	assert.match(assertion, /nsis\/loa"[^>]*><saml:AttributeValue[^>]*>High</);
});

test('a request that is unsigned, changed or signed by another key is refused', async () => {
	const good = redirectUrl('/sso', authnRequest());
	const bad = [good.replace(/&Signature=.*/, ''), good.replace('RelayState=abc', 'RelayState=abd'),
		redirectUrl('/sso', authnRequest(), 'evil'), good.replace(/sha256/, 'sha1')];
	for (const url of bad)
		assert.equal((await new Browser().visit(url)).status, 400, url);
});

test('a wrong password stays on the page', async () => {
	const page = await logIn(new Browser(), { name: 'carla', password: 'anna' });
	assert.equal(page.status, 401);
	assert.match(page.body_text, /role="alert"/);
});

test('cancel answers with a status that is not success', async () => {
	const answer = posted(await logIn(new Browser(), { act: 'cancel' }));
	assert.match(answer.xml, /status:AuthnFailed/);
	assert.doesNotMatch(answer.xml, /Assertion>/);
});

test('the second log-in needs no password, but ForceAuthn does', async () => {
	const browser = new Browser();
	await logIn(browser);
	assert.ok(posted(await browser.visit(redirectUrl('/sso', authnRequest()))).xml.includes('Success'));
	const forced = await browser.visit(redirectUrl('/sso', authnRequest('ForceAuthn="true"')));
	assert.match(forced.body_text, /name="password"/);
});

test('logout that the provider starts is answered, signed, and ends the session', async () => {
	const browser = new Browser();
	const assertion = decrypt(posted(await logIn(browser)).xml);
	const index = /SessionIndex="([^"]+)"/.exec(assertion)[1];
	const name = /<saml:NameID[^>]*>([^<]+)</.exec(assertion)[1];
	const request = `<samlp:LogoutRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_2" Version="2.0" IssueInstant="${new Date().toISOString()}"><Issuer xmlns="urn:oasis:names:tc:SAML:2.0:assertion">${SP}</Issuer><NameID xmlns="urn:oasis:names:tc:SAML:2.0:assertion">${name}</NameID><samlp:SessionIndex>${index}</samlp:SessionIndex></samlp:LogoutRequest>`;
	const answer = await browser.request(redirectUrl('/slo', request));
	assert.equal(answer.status, 302);
	const to = new URL(answer.headers.get('location'));
	assert.equal(to.origin + to.pathname, 'https://sp.invalid/saml/slo');
	const xml = inflateRawSync(Buffer.from(to.searchParams.get('SAMLResponse'), 'base64')).toString();
	assert.match(xml, /InResponseTo="_2"/);
	assert.match(xml, /status:Success/);
	assert.ok(to.searchParams.has('Signature'));
	assert.match((await browser.visit(IDP + '/')).body_text, /ikke logget ind/);
});

test('logout that begins here asks the provider first', async () => {
	const browser = new Browser();
	await logIn(browser);
	const asked = await browser.request(IDP + '/logout', { form: {} });
	const to = new URL(asked.headers.get('location'));
	assert.equal(to.pathname, '/saml/slo');
	const xml = inflateRawSync(Buffer.from(to.searchParams.get('SAMLRequest'), 'base64')).toString();
	const id = / ID="([^"]+)"/.exec(xml)[1];
	const response = `<samlp:LogoutResponse xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_3" InResponseTo="${id}" Version="2.0" IssueInstant="${new Date().toISOString()}"><Issuer xmlns="urn:oasis:names:tc:SAML:2.0:assertion">${SP}</Issuer><samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status></samlp:LogoutResponse>`;
	const state = encodeURIComponent(to.searchParams.get('RelayState'));
	const value = encodeURIComponent(deflateRawSync(response).toString('base64'));
	const query = `SAMLResponse=${value}&RelayState=${state}&SigAlg=${encodeURIComponent(RSA_SHA256)}`;
	const signature = createSign('sha256').update(query).sign(readFileSync(file('sp.key')), 'base64');
	const end = await browser.visit(`${IDP}/slo?${query}&Signature=${encodeURIComponent(signature)}`);
	assert.match(end.body_text, /logget ud alle steder/);
});
