// SPDX-License-Identifier: EUPL-1.2
// Our metadata, and what we need from the service providers' metadata.
import { createPublicKey, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { DOMParser } from '@xmldom/xmldom';

const MD = 'urn:oasis:names:tc:SAML:2.0:metadata';
const DS = 'http://www.w3.org/2000/09/xmldsig#';
const BINDINGS = 'urn:oasis:names:tc:SAML:2.0:bindings:';
const FRESH_MS = 5000; // re-read after this: a rollover of keys needs no restart

const bare = (pem) => pem.replace(/-----[^-]+-----|\s/g, '');

export const escapeXml = (text) => String(text).replace(/[&<>"']/g,
	(c) => `&#${c.charCodeAt(0)};`);

export function
ourMetadata(config)
{
	const at = (path) => escapeXml(config.baseUrl + path);
	return `<?xml version="1.0" encoding="UTF-8"?>
<md:EntityDescriptor xmlns:md="${MD}" entityID="${escapeXml(config.entityId)}">
  <md:IDPSSODescriptor WantAuthnRequestsSigned="true" protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
    <md:KeyDescriptor use="signing"><ds:KeyInfo xmlns:ds="${DS}"><ds:X509Data><ds:X509Certificate>${bare(config.certificate)}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>
    <md:SingleLogoutService Binding="${BINDINGS}HTTP-Redirect" Location="${at('/slo')}"/>
    <md:NameIDFormat>urn:oasis:names:tc:SAML:2.0:nameid-format:persistent</md:NameIDFormat>
    <md:SingleSignOnService Binding="${BINDINGS}HTTP-Redirect" Location="${at('/sso')}"/>
  </md:IDPSSODescriptor>
</md:EntityDescriptor>
`;
}

// Certificates (PEM) of one use, in the order of the metadata.
function
certificates(entity, use)
{
	return Array.from(entity.getElementsByTagNameNS(MD, 'KeyDescriptor'))
		.filter((key) => [use, ''].includes(key.getAttribute('use')))
		.map((key) => key.getElementsByTagNameNS(DS, 'X509Certificate')[0])
		.map((node) => new X509Certificate(
			Buffer.from(node.textContent, 'base64')).toString());
}

// Location (or ResponseLocation) of a service with a binding, or undefined.
function
location(entity, service, binding, response = false)
{
	const found = Array.from(entity.getElementsByTagNameNS(MD, service))
		.find((node) => node.getAttribute('Binding') === BINDINGS + binding);
	return (response && found?.getAttribute('ResponseLocation'))
	    || found?.getAttribute('Location');
}

export function
parseProvider(xml)
{
	const entity = new DOMParser().parseFromString(xml, 'text/xml').documentElement;
	const [encryption] = certificates(entity, 'encryption');
	const acs = location(entity, 'AssertionConsumerService', 'HTTP-POST');
	if (acs === undefined)
		throw new Error('metadata: no AssertionConsumerService for HTTP-POST');
	return {
		entityId: entity.getAttribute('entityID'),
		acs,
		slo: location(entity, 'SingleLogoutService', 'HTTP-Redirect'),
		sloResponse: location(entity, 'SingleLogoutService', 'HTTP-Redirect', true),
		sloSoap: location(entity, 'SingleLogoutService', 'SOAP'),
		signing: certificates(entity, 'signing'),
		encryption,
		encryptionKey: encryption && createPublicKey(encryption)
			.export({ type: 'spki', format: 'pem' }),
	};
}

async function
fetchText(source)
{
	if (!source.startsWith('https:'))
		return readFile(source, 'utf8');
	const answer = await fetch(source);
	if (!answer.ok)
		throw new Error(`${source}: ${answer.status}`);
	return answer.text();
}

// Looks providers up by entity id; sources are read when first needed.
export function
providers(sources)
{
	let known = new Map();
	let readAt = 0;
	return async function find(entityId) {
		if (Date.now() - readAt > FRESH_MS) {
			const all = await Promise.allSettled(sources.map(async (source) =>
				parseProvider(await fetchText(source))));
			all.filter((one) => one.status === 'rejected')
				.forEach((one) => console.error('metadata:', one.reason.message));
			known = new Map(all.filter((one) => one.status === 'fulfilled')
				.map((one) => [one.value.entityId, one.value]));
			readAt = known.size > 0 ? Date.now() : 0;
		}
		return known.get(entityId);
	};
}
