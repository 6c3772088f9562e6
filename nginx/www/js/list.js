// SPDX-License-Identifier: EUPL-1.2
// @ts-check
// A list that grows with "Vis flere", one key-set page at a time.
import { h } from "./dom.js";
import { count, t } from "./language.js";
import { attempt } from "./page.js";

/**
 * @template T
 * @typedef {object} Growing
 * @property {HTMLElement} place where the list stands
 * @property {HTMLElement} [status] a live region that tells how many there are
 * @property {string} thing of count(), such as "cases"
 * @property {string} empty what to say when there is nothing
 * @property {(after?: string) => Promise<import("./api.js").Page<T>>} fetch
 * @property {() => HTMLElement} shell what rows are put into: an element, or
 *   one whose descendant [data-rows] takes them
 * @property {(item: T, previous: T | undefined) => HTMLElement | HTMLElement[]} row
 */

/**
 * Shows the first page, replacing what stood there.
 * @template T
 * @param {Growing<T>} list
 */
export function show(list) {
	if (list.status)
		list.status.textContent = "";
	return attempt(list.place, async (current) => {
		const page = await list.fetch();
		if (!current())
			return;
		list.place.replaceChildren();
		if (page.items.length === 0) {
			list.place.append(h("p", { class: "empty" }, list.empty));
			tell(list, 0, false);
			return;
		}
		const shell = list.shell();
		list.place.append(shell);
		grow(list, shell, page, undefined, 0);
	});
}

/**
 * @template T
 * @param {Growing<T>} list
 * @param {HTMLElement} shell
 * @param {import("./api.js").Page<T>} page
 * @param {T | undefined} previous
 * @param {number} before how many stand there already
 */
function grow(list, shell, page, previous, before) {
	const rows = shell.querySelector("[data-rows]") ?? shell;
	/** @type {HTMLElement | undefined} */
	let first;
	for (const item of page.items) {
		const made = [list.row(item, previous)].flat();
		rows.append(...made);
		first ??= made[made.length - 1];
		previous = item;
	}
	const shown = before + page.items.length;
	tell(list, shown, page.next !== null);
	if (before > 0)
		focusOn(first);
	if (page.next !== null)
		offerMore(list, shell, page.next, previous, shown);
}

/** @param {HTMLElement | undefined} row */
function focusOn(row) {
	const target = row?.querySelector("a") ?? row;
	if (target === row)
		row?.setAttribute("tabindex", "-1");
	target?.focus();
}

/**
 * @template T
 * @param {Growing<T>} list
 * @param {HTMLElement} shell
 * @param {string} after
 * @param {T | undefined} previous
 * @param {number} shown
 */
function offerMore(list, shell, after, previous, shown) {
	const place = h("div", { class: "more" });
	const button = h("button", {
		class: "button button-secondary", type: "button",
		onclick: () => attempt(place, async () => {
			const page = await list.fetch(after);
			if (!place.isConnected)
				return; // the list is another by now
			place.remove();
			grow(list, shell, page, previous, shown);
		}),
	}, t("more"));
	place.append(button);
	list.place.append(place);
}

/**
 * @template T
 * @param {Growing<T>} list
 * @param {number} shown
 * @param {boolean} more
 */
function tell(list, shown, more) {
	if (!list.status)
		return;
	list.status.textContent = shown === 0 ? ""
		: more ? t("shown.more", { n: shown }) : count(list.thing, shown);
}
