// SPDX-License-Identifier: EUPL-1.2
// Messages of the redirect binding (SAML bindings 3.4): read, checked over the
// exact bytes of the query, before samlp gets to see them.
import { verify } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import { DOMParser } from '@xmldom/xmldom';

const SAML = 'urn:oasis:names:tc:SAML:2.0:assertion';
const RSA_SHA256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';
const MESSAGE_BYTES = 100000;

// The raw query as Map: name → value as sent, percent-encoding kept.
function
rawQuery(url)
{
	const query = url.slice(url.indexOf('?') + 1);
	return new Map(query.split('&').map((pair) => {
		const at = pair.indexOf('=');
		return [pair.slice(0, at), pair.slice(at + 1)];
	}));
}

// Is the query signed, with RSA-SHA256, by one of these certificates?
// Returns the certificate, or throws and says what is wrong.
export function
signer(url, message, certificates)
{
	const raw = rawQuery(url);
	if (!raw.has('Signature'))
		throw new Error(`${message} is not signed`);
	if (decodeURIComponent(raw.get('SigAlg') ?? '') !== RSA_SHA256)
		throw new Error('SigAlg is not rsa-sha256');
	const signed = [message, 'RelayState', 'SigAlg']
		.filter((name) => raw.has(name))
		.map((name) => `${name}=${raw.get(name)}`).join('&');
	const signature = Buffer.from(decodeURIComponent(raw.get('Signature')), 'base64');
	const found = certificates.find((certificate) =>
		verify('sha256', Buffer.from(signed), certificate, signature));
	if (found === undefined)
		throw new Error('the signature is not by a key of the metadata');
	return found;
}

// The message's root element and the texts that every message has.
export function
open(value)
{
	const xml = inflateRawSync(Buffer.from(value, 'base64'),
		{ maxOutputLength: MESSAGE_BYTES }).toString('utf8');
	const root = new DOMParser().parseFromString(xml, 'text/xml').documentElement;
	const issuer = root.getElementsByTagNameNS(SAML, 'Issuer')[0];
	return { xml, root, id: root.getAttribute('ID'), issuer: issuer?.textContent };
}
