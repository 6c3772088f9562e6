// SPDX-License-Identifier: EUPL-1.2
// @ts-check
// Where a remark stands: the text that was marked, and a little of what stands
// around it. It is found again here and not by the server, because here is the
// text that was marked: the one that is drawn, page by page. Nothing but
// characters is compared, for lines break elsewhere in the next version.

/** @typedef {{ quote: string, before?: string | null, after?: string | null }} Anchor */

export const QUOTE_MOST = 2000;
const AROUND = 60;
const AROUND_MOST = 100;

/** Controls, what turns the text around it, halves of characters: the server
 * takes none of them. */
const UNWANTED = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ud800-\udfff]/gu;

/**
 * On one line, and without what no remark may have.
 * @param {string} text
 */
export function clean(text) {
	return text.replace(/\s/g, " ").replace(UNWANTED, "").replace(/ +/g, " ").trim();
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

/**
 * A text without white space, and where each of its characters stood.
 * @param {string} text
 */
function squeeze(text) {
	let letters = "";
	/** @type {number[]} */
	const places = [];
	for (const { 0: run, index } of text.matchAll(/[^\s\u00ad]+/g)) {
		letters += run;
		for (let i = 0; i < run.length; i++)
			places.push(index + i);
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
	return best < 0 ? null : {
		start: /** @type {number} */ (places[best]),
		end: /** @type {number} */ (places[best + quote.length - 1]) + 1,
	};
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
