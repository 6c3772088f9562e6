// SPDX-License-Identifier: EUPL-1.2
// @ts-check
// What people type or paste, as the server takes it. A telephone number that is
// copied brings along marks that nobody sees. Pure functions.

/** Marks of direction, spaces without width, soft hyphens, halves of characters.
 * The server takes out the same (text_drop_unseen); the joiners that Persian
 * words and emoji need stay. */
export const UNSEEN = /[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ud800-\udfff]/gu;
const LINE_END = /\r\n?|[\u000b\u000c\u0085\u2028\u2029]/g;
const CONTROL = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f]/;

/**
 * A text with one kind of line end and without what nobody sees.
 * @param {string} text
 */
export const plain = (text) =>
	text.replace(LINE_END, "\n").replace(UNSEEN, "");

/**
 * Where a control character stands: what comes before it, in short; or null.
 * @param {string} text
 */
export function beforeControl(text) {
	const at = text.search(CONTROL);
	return at < 0 ? null : text.slice(Math.max(at - 20, 0), at);
}
