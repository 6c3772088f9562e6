<?php
// SPDX-License-Identifier: EUPL-1.2
// simplesamlphp as an identity provider of OIOSAML 3. It encrypts with
// AES-128-CBC only (fixed in its library), so the worker under test must allow
// that one in saml_extra_algorithms.
$core = 'https://data.gov.dk/model/core/';
$persistent = 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent';

$metadata['https://idp.second.example'] = [
	'host' => '__DEFAULT__',
	'privatekey' => 'idp.key',
	'certificate' => 'idp.crt',
	'auth' => 'personas',
	'signature.algorithm' => 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
	'validate.authnrequest' => true,
	'validate.logout' => true,
	'sign.logout' => true,
	'saml20.sign.response' => false,
	'saml20.sign.assertion' => true,
	'assertion.encryption' => true,
	'attributes.NameFormat' => 'urn:oasis:names:tc:SAML:2.0:attrname-format:uri',
	'NameIDFormat' => [$persistent],
	'authproc' => [
		10 => [
			'class' => 'saml:AttributeNameID',
			'attribute' => 'nameid',
			'Format' => $persistent,
		],
		20 => [
			'class' => 'core:PHP',
			'code' => 'unset($attributes["nameid"]);',
		],
		30 => [
			'class' => 'saml:AuthnContextClassRef',
			'AuthnContextClassRef' =>
				'https://data.gov.dk/concept/core/nsis/loa/Substantial',
		],
	],
];
