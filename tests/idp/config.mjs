// SPDX-License-Identifier: EUPL-1.2
// Options of the test IdP: one table, read from the command line
// (--sp-metadata X) or the environment (IDP_SP_METADATA=X). An unknown option
// is an error.
import { readFileSync } from 'node:fs';

const OPTIONS = {
	'port': { number: true, fallback: '8444', help: 'port on localhost' },
	'base-url': { fallback: '', help: 'public address; https://localhost:PORT when empty' },
	'entity-id': { fallback: 'https://idp.minsag.example', help: 'our entity id' },
	'key': { file: true, help: 'PEM file: our signing key' },
	'certificate': { file: true, help: 'PEM file: our signing certificate' },
	'tls-key': { file: true, optional: true, help: 'PEM file: key of localhost' },
	'tls-certificate': { file: true, optional: true, help: 'PEM file: certificate of localhost' },
	'sp-metadata': { list: true, optional: true, help: 'files or https addresses, space separated' },
	'personas': { fallback: new URL('personas.json', import.meta.url).pathname,
		help: 'JSON file of the people who can log in' },
	'title': { fallback: 'Test-log-in', help: 'heading of the page' },
	'print-metadata': { flag: true, help: 'print our metadata and leave' },
	'help': { flag: true, help: 'print this list and leave' },
};

function
usage()
{
	return Object.entries(OPTIONS).map(([name, o]) => {
		const dflt = o.fallback ? ` (${o.fallback})` : '';
		return `  --${name.padEnd(16)} ${o.help}${dflt}`;
	}).join('\n');
}

// Returns { name: text } of what the command line says.
function
commandLine(argv)
{
	const given = {};
	for (let i = 0; i < argv.length; i++) {
		const name = argv[i].replace(/^--/, '');
		const option = OPTIONS[name];
		if (option === undefined || !argv[i].startsWith('--'))
			throw new Error(`unknown option ${argv[i]}\n${usage()}`);
		if (!option.flag && i + 1 >= argv.length)
			throw new Error(`--${name} needs a value`);
		given[name] = option.flag ? '1' : argv[++i];
	}
	return given;
}

function
typed(name, option, text)
{
	if (option.flag)
		return text === '1';
	if (option.number) {
		if (!/^[0-9]{1,5}$/.test(text))
			throw new Error(`--${name}: not a port number`);
		return Number(text);
	}
	if (option.list)
		return text.split(/\s+/).filter((word) => word !== '');
	return option.file && text !== '' ? readFileSync(text, 'utf8') : text;
}

// Returns the options with camelCase names; files are read.
export function
readConfig(argv = process.argv.slice(2), env = process.env)
{
	const given = commandLine(argv);
	if (given.help) {
		console.log(usage());
		process.exit(0);
	}
	const config = {};
	for (const [name, option] of Object.entries(OPTIONS)) {
		const fromEnv = env['IDP_' + name.toUpperCase().replaceAll('-', '_')];
		const text = given[name] ?? fromEnv ?? option.fallback ?? '';
		if (text === '' && option.file && !option.optional)
			throw new Error(`--${name} is missing\n${usage()}`);
		const key = name.replace(/-([a-z])/g, (_, letter) => letter.toUpperCase());
		config[key] = typed(name, option, text);
	}
	config.baseUrl ||= `https://localhost:${config.port}`;
	config.personas = JSON.parse(readFileSync(config.personas, 'utf8'));
	return config;
}
