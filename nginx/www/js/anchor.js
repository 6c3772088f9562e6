// SPDX-License-Identifier: EUPL-1.2
// @ts-check
// Where a remark stands: the text that was marked, and a little of what stands
// around it. It is found again here and not by the server, because here is the
// text that was marked: the one that is drawn, page by page. Nothing but
// characters is compared, in their normal form, for lines break elsewhere in the
// next version, and ligatures, quotation marks and hyphens may be set anew.

import { UNSEEN } from "./plain.js";

/** @typedef {{ quote: string, before?: string | null, after?: string | null }} Anchor */

export const QUOTE_MOST = 2000;
const AROUND = 60;
const AROUND_MOST = 100;

/** Controls, which the server doesn't take. */
const UNWANTED = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

/**
 * On one line, and without what no remark may have.
 * @param {string} text
 */
export function clean(text) {
	return text.replace(UNSEEN, "").replace(/\s/g, " ").replace(UNWANTED, "")
		.replace(/ +/g, " ").trim();
}

/**
 * At most so many characters from the beginning, or, negative, from the end.
 * @param {string} text
 * @param {number} most
 */
function cut(text, most) {
	const all = Array.from(text);
	return (most < 0 ? all.slice(most) : all.slice(0, most)).join("");
}

/**
 * @param {string} text all of the page
 * @param {number} start
 * @param {number} end
 * @param {string} [quote] as a person reads it, if not as it stands in text
 * @returns {Anchor | null} null when there is nothing but white space
 */
export function anchorOf(text, start, end, quote = text.slice(start, end)) {
	const marked = cut(clean(quote), QUOTE_MOST);
	if (!marked)
		return null;
	return {
		quote: marked,
		before: cut(clean(text.slice(Math.max(start - AROUND, 0), start)),
		    -AROUND_MOST),
		after: cut(clean(text.slice(end, end + AROUND)), AROUND_MOST),
	};
}

/** A character with its accents; no space, no dash, nothing unseen. */
const LETTER = /[^\s\p{Cf}\p{Pd}\u2212]\p{M}*/gu;

/**
 * What a character is compared as: as data.text_fold does on the server.
 * @param {string} letter
 */
const formOf = (letter) => letter.normalize("NFKC")
	.replace(/[\u2018-\u201b\u2032\u2039\u203a]/g, "'")
	.replace(/[\u201c-\u201f\u00ab\u00bb]/g, '"');

/**
 * A text's letters in their normal form, and where each of them stood.
 * @param {string} text
 */
function squeeze(text) {
	let letters = "";
	/** @type {{ start: number, end: number }[]} */
	const places = [];
	for (const { 0: letter, index } of text.matchAll(LETTER)) {
		const form = formOf(letter);
		letters += form;
		for (let i = 0; i < form.length; i++)
			places.push({ start: index, end: index + letter.length });
	}
	return { letters, places };
}

/** @param {string | null | undefined} text */
const lettersOf = (text) => squeeze(text ?? "").letters;

/**
 * How many characters two texts have in common, from where they meet.
 * @param {string} a
 * @param {string} b
 * @param {boolean} fromEnd
 */
function common(a, b, fromEnd) {
	let n = 0;
	while (n < a.length && n < b.length && (fromEnd
		? a[a.length - 1 - n] === b[b.length - 1 - n] : a[n] === b[n]))
		n++;
	return n;
}

/**
 * The place in text; of several, the one whose surroundings are most alike.
 * @param {string} text
 * @param {Anchor} anchor
 * @returns {{ start: number, end: number } | null}
 */
export function findAnchor(text, anchor) {
	const { letters, places } = squeeze(text);
	const quote = lettersOf(anchor.quote);
	const before = lettersOf(anchor.before), after = lettersOf(anchor.after);
	let best = -1, most = -1;
	for (let at = quote ? letters.indexOf(quote) : -1; at >= 0;
	    at = letters.indexOf(quote, at + 1)) {
		const alike = common(letters.slice(Math.max(at - 100, 0), at), before, true)
			+ common(letters.slice(at + quote.length, at + quote.length + 100),
			    after, false);
		if (alike > most)
			[best, most] = [at, alike];
	}
	const first = places[best], last = places[best + quote.length - 1];
	return best < 0 || !first || !last ? null
		: { start: first.start, end: last.end };
}

/**
 * Numbers of pages to look at: the one it was on, then those around it.
 * @param {number} page
 * @param {number} pages how many there are
 * @param {number} most to look at
 */
export function nearest(page, pages, most) {
	return Array.from({ length: pages }, (_, i) => i + 1)
		.sort((a, b) => Math.abs(a - page) - Math.abs(b - page))
		.slice(0, most);
}
