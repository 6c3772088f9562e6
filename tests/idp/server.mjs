// SPDX-License-Identifier: EUPL-1.2
// The test IdP: logs the demo's invented citizens in, with npm's samlp.
// For tests and demos only. Start (files are PEM; --help lists all options):
//
//   npm ci --ignore-scripts          (in tests/)
//   node tests/idp/server.mjs --port 8444 \
//       --key idp.key --certificate idp.crt \
//       --tls-key localhost.key --tls-certificate localhost.crt \
//       --sp-metadata https://localhost:8443/saml/metadata
//
// NODE_EXTRA_CA_CERTS must name the CA of the service provider's TLS
// certificate. The service provider's metadata is read when first needed and
// again every few seconds, so either side may start first. Its own metadata:
// /metadata, or without a server `… --print-metadata`.
// "ready" is printed when it listens. /health answers "ok".
import { createServer as createHttp } from 'node:http';
import { createServer as createHttps } from 'node:https';
import { makeApp } from './app.mjs';
import { readConfig } from './config.mjs';
import { ourMetadata } from './metadata.mjs';

function
main()
{
	const config = readConfig();
	if (config.printMetadata) {
		process.stdout.write(ourMetadata(config));
		return;
	}
	const app = makeApp(config);
	const listen = (address) => {
		const server = config.tlsKey === '' ? createHttp(app)
			: createHttps({ key: config.tlsKey, cert: config.tlsCertificate }, app);
		return server.listen(config.port, address);
	};
	listen('::1').on('error', () => {}); // a machine without IPv6 is fine
	listen('127.0.0.1').on('listening', () => console.log(`ready on ${config.baseUrl}`));
	for (const signal of ['SIGTERM', 'SIGINT'])
		process.on(signal, () => process.exit(0));
}

try {
	main();
} catch (error) {
	console.error('idp:', error.message);
	process.exit(1);
}
