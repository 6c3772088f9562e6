// SPDX-License-Identifier: EUPL-1.2
// Programs that are run to their end, with words and standard input.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { dir } from './stack.mjs';

// { status, out, err }. A program may say no before it has read what it is
// given, or without reading it at all: then the rest is not wanted.
export function
program(path, words, { input = '', env = process.env } = {})
{
	return new Promise((done, failed) => {
		const child = execFile(path, words, { env }, (error, out, err) =>
			done({ status: error === null ? 0 : error.code, out, err }));
		child.stdin.on('error', (error) => {
			if (!['EPIPE', 'ECONNRESET'].includes(error.code))
				failed(error);
		});
		child.stdin.end(input);
	});
}

// Ours, by name, with the stack's configuration.
export const ours = (name, words, options) =>
	program(join(dir, 'inst/bin', name), ['-c', join(dir, 'conf/minsag.conf'), ...words],
		options);
