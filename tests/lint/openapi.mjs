// SPDX-License-Identifier: EUPL-1.2
// Goal: nginx/openapi.json is valid OpenAPI 3.1 and keeps our rules: every
// operation is named, explained and answered; every object is closed; every
// reference leads somewhere, and everything named is used.
import { Validator } from '@seriousme/openapi-schema-validator';
import { readFileSync } from 'node:fs';

const file = process.argv[2];
const text = readFileSync(file, 'utf8');
const description = JSON.parse(text);
const complaints = [];

const { valid, errors } = await new Validator().validate(JSON.parse(text));
if (!valid)
	complaints.push(JSON.stringify(errors).slice(0, 2000));

function
resolves(pointer)
{
	return pointer.slice(2).split('/').reduce((at, key) =>
		at?.[key.replaceAll('~1', '/').replaceAll('~0', '~')], description) !== undefined;
}

const used = new Set();
(function walk(node, path) {
	if (node === null || typeof node !== 'object')
		return;
	if (typeof node.$ref === 'string') {
		used.add(node.$ref);
		if (!resolves(node.$ref))
			complaints.push(`${path}: ${node.$ref} leads nowhere`);
	}
	if (node.type === 'object' && node.additionalProperties !== false)
		complaints.push(`${path}: an object that is not closed`);
	for (const [key, value] of Object.entries(node))
		walk(value, `${path}/${key}`);
})(description, '#');

const ids = new Set();
for (const [path, item] of Object.entries(description.paths)) {
	for (const [method, operation] of Object.entries(item)) {
		const where = `${method} ${path}`;
		if (!operation.operationId || ids.has(operation.operationId))
			complaints.push(`${where}: no operationId of its own`);
		ids.add(operation.operationId);
		if (!operation.summary || !operation.tags?.length)
			complaints.push(`${where}: no summary or tag`);
		if (operation['x-function'] === undefined)
			complaints.push(`${where}: names no function`);
		if (!operation.responses['503'])
			complaints.push(`${where}: says nothing of 503`);
	}
}
for (const [kind, entries] of Object.entries(description.components))
	for (const name of Object.keys(entries))
		if (kind !== 'securitySchemes' && !used.has(`#/components/${kind}/${name}`))
			complaints.push(`#/components/${kind}/${name} is used nowhere`);

complaints.forEach((line) => console.log(`# ${line}`));
process.exit(complaints.length ? 1 : 0);
