// SPDX-License-Identifier: EUPL-1.2
// Holds every answer of the stack against nginx/openapi.json (OpenAPI 3.1).
// An answer that the description does not have is a failure: an address, a
// method, a status, a header that must be there, a type, a key too many.
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { readFileSync } from 'node:fs';

export const description = JSON.parse(readFileSync(
	new URL('../../../nginx/openapi.json', import.meta.url), 'utf8'));

const ajv = new Ajv2020({ strict: true, allErrors: true,
	strictTypes: false, strictRequired: false });
addFormats(ajv);
ajv.addKeyword('example');
ajv.addKeyword('components');
ajv.addSchema({ $id: 'openapi:', components: description.components });
const compiled = new Map();

// A "$ref": "#/…" of the description, followed.
function
follow(node)
{
	while (node?.$ref !== undefined)
		node = node.$ref.replace(/^#\//, '').split('/')
			.reduce((at, key) => at[key.replaceAll('~1', '/')], description);
	return node;
}

// Schemas refer to "#/components/…": under our id these are found.
function
absolute(schema)
{
	return JSON.parse(JSON.stringify(schema)
		.replaceAll('"$ref":"#/', '"$ref":"openapi:#/'));
}

function
validatorOf(schema)
{
	const key = JSON.stringify(schema);
	if (!compiled.has(key))
		compiled.set(key, ajv.compile(absolute(schema)));
	return compiled.get(key);
}

const templates = Object.keys(description.paths ?? {}).map((template) => ({
	template,
	pattern: new RegExp('^' + template.replace(/[.]/g, '\\.')
		.replace(/\{[^}]+\}/g, '[^/]+') + '$'),
	variables: (template.match(/\{/g) ?? []).length
})).sort((a, b) => a.variables - b.variables);

// The description's path item for a path, or undefined.
export function
pathItem(path)
{
	return templates.find(({ pattern }) => pattern.test(path))?.template;
}

function
operationOf(method, path)
{
	const template = pathItem(path);
	const item = description.paths[template];
	const verb = method.toLowerCase();
	const operation = item?.[verb] ?? (verb === 'head' ? item?.get : undefined);
	return { template, operation };
}

function
checkHeaders(answer, response, where)
{
	for (const [name, header] of Object.entries(response.headers ?? {})) {
		const { required, schema } = follow(header);
		const value = answer.headers[name.toLowerCase()];
		if (value === undefined) {
			if (required)
				throw new Error(`${where}: no ${name} header`);
			continue;
		}
		const typed = follow(schema).type === 'integer' ? Number(value)
			: String(value);
		const valid = validatorOf(schema);
		if (!valid(typed))
			throw new Error(`${where}: ${name}: ${value}: ${ajv.errorsText(valid.errors)}`);
	}
}

function
checkBody(answer, response, where)
{
	const type = (answer.headers['content-type'] ?? '').split(';')[0];
	const content = response.content ?? {};
	const body = answer.body;
	if (answer.method === 'HEAD' || answer.status === 304) {
		if (body.length > 0)
			throw new Error(`${where}: a body of ${body.length} bytes`);
		return;
	}
	if (Object.keys(content).length === 0) {
		if (body.length > 0)
			throw new Error(`${where}: a body of type ${type}`);
		return;
	}
	const media = content[type] ?? content['*/*'];
	if (media === undefined)
		throw new Error(`${where}: type ${type}`);
	if (!type.endsWith('json') || media.schema === undefined)
		return;
	const valid = validatorOf(media.schema);
	if (!valid(JSON.parse(body.toString('utf8'))))
		throw new Error(`${where}: ${ajv.errorsText(valid.errors)}\n${body}`);
}

// answer: { method, path, status, headers, body }. Throws what differs.
export function
validate(answer)
{
	const { template, operation } = operationOf(answer.method, answer.path);
	const where = `${answer.method} ${template ?? answer.path} ${answer.status}`;
	const responses = operation?.responses
		?? description['x-nginx-answers'];
	const response = follow(responses[answer.status]
		?? description['x-nginx-answers'][answer.status]);
	if (response === undefined)
		throw new Error(`${where}: the description has no such answer\n${answer.body}`);
	checkHeaders(answer, response, where);
	checkBody(answer, response, where);
}
