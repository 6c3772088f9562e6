// SPDX-License-Identifier: EUPL-1.2
// @ts-check
// What is marked in the document's text, with a pointer or with the keys of
// the browser, and how a place in it is shown again.
import { anchorOf, findAnchor, nearest } from "./anchor.js";

/** @typedef {import("./anchor.js").Anchor} Anchor */
/** @typedef {Anchor & { page: number | null }} Mark */
/**
 * A version as it is shown: its pages' text, and a way to bring a page to the
 * eye. layer() gives the element that holds the page's text, null if none.
 * @typedef {{ pages: number, paged: boolean,
 *   text: (page: number) => Promise<string>,
 *   layer: (page: number) => Promise<HTMLElement | null> }} Reading
 */

const LAYERS = ".textLayer, .text-document";
/** Of a longer document only this many pages are looked through. */
const PAGES_LOOKED_AT = 40;

/**
 * Calls back with what is marked within the view, null when nothing is.
 * @param {HTMLElement} view
 * @param {(mark: Mark | null) => void} listener
 */
export function onMark(view, listener) {
	document.addEventListener("selectionchange", () => {
		const selection = getSelection();
		const range = selection?.rangeCount ? selection.getRangeAt(0) : null;
		const inside = range && view.contains(range.commonAncestorContainer);
		if (inside || !range)
			listener(range && !range.collapsed
				? markOf(range, String(selection)) : null);
	});
}

/**
 * @param {Range} range
 * @param {string} words as they are read, with a space where a line ends
 * @returns {Mark | null}
 */
function markOf(range, words) {
	const layer = elementOf(range.startContainer)?.closest(LAYERS);
	if (!layer)
		return null;
	const whole = layer.contains(range.endContainer);
	const text = layer.textContent ?? "";
	const start = offset(layer, range.startContainer, range.startOffset);
	const end = whole ? offset(layer, range.endContainer, range.endOffset)
		: text.length; // a mark ends with its page
	const anchor = anchorOf(text, start, end, whole ? words : undefined);
	const page = Number(layer.closest("[data-page]")?.getAttribute("data-page"));
	return anchor && { ...anchor, page: page || null };
}

/** @param {Node} node */
function elementOf(node) {
	return node instanceof Element ? node : node.parentElement;
}

/**
 * Characters of the layer's text before a place in it.
 * @param {Element} layer
 * @param {Node} node
 * @param {number} at
 */
function offset(layer, node, at) {
	const range = document.createRange();
	range.setStart(layer, 0);
	range.setEnd(node, at);
	return range.toString().length;
}

/**
 * The page of a version that has the marked text, null when none has.
 * @param {Reading} reading
 * @param {Mark} mark
 */
export async function pageOf(reading, mark) {
	for (const page of nearest(mark.page ?? 1, reading.pages, PAGES_LOOKED_AT))
		if (findAnchor(await reading.text(page), mark))
			return page;
	return null;
}

/**
 * Brings a page to the eye and lights up the marked text, if it has some.
 * @param {Reading} reading
 * @param {number} page
 * @param {Anchor} [anchor]
 */
export async function show(reading, page, anchor) {
	const layer = await reading.layer(page);
	const place = layer && anchor && findAnchor(layer.textContent ?? "", anchor);
	if (!layer || !place)
		return;
	const range = rangeOf(layer, place.start, place.end);
	elementOf(range.startContainer)?.scrollIntoView({ block: "center" });
	if ("highlights" in CSS)
		CSS.highlights.set("place", new Highlight(range));
}

/**
 * @param {Element} layer
 * @param {number} start characters of its text
 * @param {number} end
 */
function rangeOf(layer, start, end) {
	const range = document.createRange();
	const walker = document.createTreeWalker(layer, NodeFilter.SHOW_TEXT);
	let at = 0;
	for (let node = walker.nextNode(); node; node = walker.nextNode()) {
		const length = node.textContent?.length ?? 0;
		if (at <= start && start < at + length)
			range.setStart(node, start - at);
		if (at < end && end <= at + length) {
			range.setEnd(node, end - at);
			break;
		}
		at += length;
	}
	return range;
}
