// SPDX-License-Identifier: EUPL-1.2
// What our assertions say about a person: OIOSAML 3.0.3, natural persons.

const CORE = 'https://data.gov.dk/model/core/';
const EID = CORE + 'eid/';
const NSIS = 'https://data.gov.dk/concept/core/nsis/';
const PERSISTENT = 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent';

export const nameId = (person) => `${EID}person/uuid/${person.uuid}`;
export const nameIdFormat = PERSISTENT;
export const levelUri = (person) => `${NSIS}loa/${person.level}`;

// Single-valued, all with NameFormat uri (samlp sees that a name is a URI).
export function
attributes(person)
{
	return {
		[CORE + 'specVersion']: 'OIO-SAML-3.0',
		[NSIS + 'loa']: person.level,
		[NSIS + 'ial']: person.level,
		[NSIS + 'aal']: person.level,
		[EID + 'fullName']: person.full_name,
		[EID + 'firstName']: person.first_name,
		[EID + 'lastName']: person.last_name,
		[EID + 'cprNumber']: person.cpr,
		[EID + 'cprUuid']: person.uuid,
	};
}

// samlp asks a "profile mapper" for these two.
export function
mapper(person)
{
	return {
		getClaims: () => attributes(person),
		getNameIdentifier: () => ({
			nameIdentifier: nameId(person),
			nameIdentifierFormat: PERSISTENT,
		}),
	};
}
