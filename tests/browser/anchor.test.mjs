// SPDX-License-Identifier: EUPL-1.2
// Goal: a marked text is found again wherever its lines now break, the right
// one of several, and never where it is not.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { anchorOf, clean, findAnchor, nearest, QUOTE_MOST } from '../../nginx/www/js/anchor.js';
import { beforeControl, plain } from '../../nginx/www/js/plain.js';

const TEXT = 'Vi har talt om løn. Du kan klage inden fire uger. Vi har talt om '
	+ 'ferie. Du kan klage inden fire uger. Slut.';
const mark = (text, words, from = 0) => {
	const start = text.indexOf(words, from);
	return anchorOf(text, start, start + words.length);
};
const found = (text, anchor) => {
	const place = findAnchor(text, anchor);
	return place && text.slice(place.start, place.end);
};

test('a mark is found in the text it was made in', () => {
	const anchor = mark(TEXT, 'talt om løn');
	assert.deepEqual(anchor, { quote: 'talt om løn', before: 'Vi har',
		after: '. Du kan klage inden fire uger. Vi har talt om ferie. Du kan'.trim() });
	assert.equal(found(TEXT, anchor), 'talt om løn');
});

test('of several the one whose surroundings are alike', () => {
	const words = 'klage inden fire uger';
	const second = TEXT.lastIndexOf(words);
	assert.equal(findAnchor(TEXT, mark(TEXT, words, second)).start, second);
	assert.equal(findAnchor(TEXT, mark(TEXT, words)).start, TEXT.indexOf(words));
	const longer = `Et nyt afsnit om ${words} først. ${TEXT}`;
	assert.equal(findAnchor(longer, mark(TEXT, words, second)).start,
		longer.lastIndexOf(words));
});

test('lines, spaces and soft hyphens are no difference', () => {
	const anchor = mark(TEXT, 'talt om løn. Du kan');
	assert.equal(found('Vi har talt\nom   løn.Du \u00ad\tkan klage', anchor),
		'talt\nom   løn.Du \u00ad\tkan');
});

test('how it was set is no difference', () => {
	const form = 'Stor eﬀekt: A\u030Ase sagde \u201Dja\u201D til kommu-\nnens a\u2011kasse \u2013 nu.';
	const other = 'Stor effekt: \u00C5se sagde "ja" til kommunens a-kasse - nu.';
	for (const words of ['effekt', '\u00C5se sagde "ja"', 'kommunens a-kasse', 'til']) {
		const place = findAnchor(form, mark(other, words));
		assert.ok(place, words);
		assert.deepEqual(findAnchor(other, mark(form,
			form.slice(place.start, place.end))), { start: other.indexOf(words),
			end: other.indexOf(words) + words.length });
	}
	assert.equal(found(form, mark(other, 'effekt')), 'eﬀekt');
	assert.equal(found(form, mark(other, '\u00C5se')), 'A\u030Ase');
	assert.equal(found('A\u030Bse', { quote: 'Ase' }), null, 'another accent');
});

test('what nobody sees is taken out, what joins letters stays', () => {
	assert.equal(plain('\u202A+45\u00A070\u202C \uFEFFmin\u00ADe\r\nto\u000Btre'),
		'+45\u00A070 mine\nto\ntre');
	assert.equal(plain('\u0645\u06CC\u200C\u062E 👩\u200D👧 ❤\uFE0F'),
		'\u0645\u06CC\u200C\u062E 👩\u200D👧 ❤\uFE0F');
	assert.equal(beforeControl('alt er godt'), null);
	assert.equal(beforeControl('en\ttab'), null);
	assert.equal(beforeControl('kl. 9\u0007 og'), 'kl. 9');
});

test('what is not there is not found', () => {
	assert.equal(findAnchor(TEXT, { quote: 'talt om bolig' }), null);
	assert.equal(findAnchor('', { quote: 'x' }), null);
	assert.equal(findAnchor(TEXT, { quote: ' ' }), null);
	assert.equal(anchorOf(TEXT, 6, 7), null, 'a space is no mark');
});

test('what no remark may have is left out, and too much is cut', () => {
	assert.equal(clean('a\u0000b\u202ec \ud800\n d'), 'abc d');
	const long = '🙂'.repeat(QUOTE_MOST + 5);
	const { quote } = anchorOf(long, 0, long.length);
	assert.equal(Array.from(quote).length, QUOTE_MOST);
	assert.ok(Array.from(quote).every((each) => each === '🙂'), 'no half ones');
});

test('pages are looked at from where it was', () => {
	assert.deepEqual(nearest(3, 5, 4), [3, 2, 4, 1]);
	assert.deepEqual(nearest(9, 2, 9), [2, 1]);
});
