<?php
// SPDX-License-Identifier: EUPL-1.2
// Who can log in: the same people and attributes as in the first test IdP
// (profile.mjs). "peer" is the service provider of the benchmark.
$core = 'https://data.gov.dk/model/core/';
$nsis = 'https://data.gov.dk/concept/core/nsis/';

$users = ['exampleauth:UserPass'];
foreach (json_decode(file_get_contents(getenv('SSP_PERSONAS')), true) as $one) {
	$users["{$one['name']}:{$one['name']}"] = [
		'nameid' => ["{$core}eid/person/uuid/{$one['uuid']}"],
		"{$core}specVersion" => ['OIO-SAML-3.0'],
		"{$nsis}loa" => [$one['level']],
		"{$nsis}ial" => [$one['level']],
		"{$nsis}aal" => [$one['level']],
		"{$core}eid/fullName" => [$one['full_name']],
		"{$core}eid/firstName" => [$one['first_name']],
		"{$core}eid/lastName" => [$one['last_name']],
		"{$core}eid/cprNumber" => [$one['cpr']],
		"{$core}eid/cprUuid" => [$one['uuid']],
	];
}

$config = [
	'personas' => $users,
	'peer' => [
		'saml:SP',
		'entityID' => 'https://saml.peer.example',
		'idp' => getenv('SSP_IDP') ?: 'https://idp.minsag.example',
		'privatekey' => 'sp.key',
		'certificate' => 'sp.crt',
		'sign.authnrequest' => true,
		'sign.logout' => true,
		'WantAssertionsSigned' => true,
		'assertion.encryption' => true,
		'NameIDPolicy' => ['Format' =>
			'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent'],
	],
];
