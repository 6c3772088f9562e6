<?php
// SPDX-License-Identifier: EUPL-1.2
// simplesamlphp, as Debian packages it, as the second identity provider of the
// tests (and as the service provider that the benchmark compares with).
// Everything that differs between two starts comes from the environment, which
// the php-fpm pool sets (tests/saml/desk.py):
//   SSP_STATE     folder of its own: session/, temp/, cert/ (idp.*, sp.*)
//   SSP_URL       https://localhost:PORT/simplesaml/
//   SSP_METADATA  metadata files of the others, space separated
//   SSP_PERSONAS  personas.json
$state = getenv('SSP_STATE');

$config = [
	'baseurlpath' => getenv('SSP_URL'),
	'certdir' => "$state/cert/",
	'loggingdir' => "$state/",
	'datadir' => "$state/",
	'tempdir' => "$state/temp",
	'metadatadir' => dirname(__DIR__) . '/metadata',
	'metadata.sources' => array_merge([['type' => 'flatfile']], array_map(
		fn ($file) => ['type' => 'xml', 'file' => $file],
		array_filter(explode(' ', getenv('SSP_METADATA') ?: '')))),
	'secretsalt' => 'only for tests, nothing is secret here',
	'auth.adminpassword' => bin2hex(random_bytes(16)),
	'technicalcontact_name' => 'Test',
	'technicalcontact_email' => 'na@example.org',
	'timezone' => 'UTC',
	'logging.level' => 4,
	'logging.handler' => 'errorlog',
	'debug' => ['saml' => false, 'backtraces' => false, 'validatexml' => false],
	'showerrors' => true,
	'errorreporting' => false,
	'enable.saml20-idp' => true,
	'module.enable' => ['core' => true, 'saml' => true, 'exampleauth' => true],
	'session.duration' => 8 * 3600,
	'session.cookie.name' => 'SspSession',
	'session.cookie.secure' => true,
	'session.cookie.samesite' => 'None',
	'session.phpsession.cookiename' => 'SspPhp',
	'session.phpsession.savepath' => "$state/session",
	'session.phpsession.httponly' => true,
	'store.type' => 'phpsession',
	'language.default' => 'da',
	'language.available' => ['da', 'en'],
	'language.rtl' => [],
	'theme.use' => 'default',
	'authproc.idp' => [],
	'authproc.sp' => [],
];
