// SPDX-License-Identifier: EUPL-1.2
// Logout through the back channel: a signed LogoutRequest by SOAP 1.1, from us
// straight to the service provider, without a browser.
import { randomBytes } from 'node:crypto';
import { SignedXml } from 'xml-crypto';
import { escapeXml as e } from './metadata.mjs';

const SAMLP = 'urn:oasis:names:tc:SAML:2.0:protocol';
const SAML = 'urn:oasis:names:tc:SAML:2.0:assertion';
const SOAP = 'http://schemas.xmlsoap.org/soap/envelope/';
const LIFE_MS = 5 * 60 * 1000;

function
logoutRequest(config, participant, destination)
{
	const id = '_' + randomBytes(16).toString('hex');
	const now = new Date();
	const until = new Date(now.getTime() + LIFE_MS);
	return `<samlp:LogoutRequest xmlns:samlp="${SAMLP}" xmlns:saml="${SAML}" ID="${id}" Version="2.0"`
	    + ` IssueInstant="${now.toISOString()}" NotOnOrAfter="${until.toISOString()}" Destination="${e(destination)}">`
	    + `<saml:Issuer>${e(config.entityId)}</saml:Issuer>`
	    + `<saml:NameID Format="${e(participant.nameIdFormat)}">${e(participant.nameId)}</saml:NameID>`
	    + `<samlp:SessionIndex>${e(participant.sessionIndex)}</samlp:SessionIndex></samlp:LogoutRequest>`;
}

function
signXml(config, xml)
{
	const signer = new SignedXml(null, {
		signatureAlgorithm: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
	});
	signer.signingKey = config.key;
	signer.addReference('/*', ['http://www.w3.org/2000/09/xmldsig#enveloped-signature',
		'http://www.w3.org/2001/10/xml-exc-c14n#'], 'http://www.w3.org/2001/04/xmlenc#sha256');
	signer.computeSignature(xml, { prefix: 'ds',
		location: { reference: "/*/*[local-name(.)='Issuer']", action: 'after' } });
	return signer.getSignedXml();
}

// Ends one participant's session at its provider. Returns { status, body }.
export async function
soapLogout(config, participant, provider)
{
	const message = signXml(config, logoutRequest(config, participant, provider.sloSoap));
	const answer = await fetch(provider.sloSoap, {
		method: 'POST',
		headers: { 'content-type': 'text/xml; charset=utf-8', soapaction: '""' },
		body: `<s:Envelope xmlns:s="${SOAP}"><s:Body>${message}</s:Body></s:Envelope>`,
	});
	return { status: answer.status, body: await answer.text() };
}
