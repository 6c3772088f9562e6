// SPDX-License-Identifier: EUPL-1.2
// @ts-check
// What was added and removed between two versions: by colour, by line and
// sign, and in words for whoever hears it.
import { get } from "./api.js";
import { byId, fill, h } from "./dom.js";
import { day, number } from "./format.js";
import { count, t } from "./language.js";
import { attempt } from "./page.js";

/** @typedef {import("./api.js").Changes} Changes */

/**
 * Fills a place with the changes of a version since an older one, or since
 * the one that was read last.
 * @param {HTMLElement} place
 * @param {string} version
 * @param {string | undefined} since
 * @param {() => void} back
 */
export async function showChanges(place, version, since, back) {
	const answer = h("div", {});
	fill(place,
		h("p", { class: "document-tools" }, h("button", {
			class: "button button-secondary", type: "button", onclick: back,
		}, t("changes.back"))),
		h("h3", { id: "changes-title", tabindex: "-1" }, t("changes.title")),
		answer);
	byId("changes-title").focus();
	await attempt(answer, async () => {
		/** @type {Changes} */
		const changes = await get(`api/versions/${version}/changes`, { since });
		fill(answer, ...tell(changes));
	});
}

/** @param {Changes} changes */
function tell(changes) {
	if (!changes.since_published_at)
		return [h("p", { class: "calm-box" }, t("changes.none-read"))];
	const between = h("p", { class: "quiet" },
		t("changes.between", { a: changes.since_number ?? "", b: changes.number }),
		" ", day(changes.since_published_at), " – ", day(changes.published_at));
	if (!changes.comparable)
		return [between, h("p", { class: "calm-box" }, t("changes.no-text"))];
	if (!changes.items.length)
		return [between, h("p", { class: "calm-box" }, t("changes.same"))];
	return [between,
		h("p", { role: "status" }, count("changes", places(changes))),
		h("p", { class: "changes-key" }, h("del", {}, t("changes.removed")), " ",
			h("ins", {}, t("changes.added"))),
		changes.coarse && h("p", { class: "calm-box" }, t("changes.coarse")),
		h("div", { class: "changes", lang: "da" }, changes.items.map(part))];
}

/**
 * How many places differ: one that is taken out for another is one.
 * @param {Changes} changes
 */
function places(changes) {
	const differs = changes.items.map(({ what }) =>
		what === "removed" || what === "added");
	return differs.filter((it, at) => it && !differs[at - 1]).length;
}

/** @param {import("./api.js").Change} change */
function part({ what, text, words }) {
	switch (what) {
	case "removed":
		return h("del", {}, said("changes.removed.said"), text, said("changes.end"));
	case "added":
		return h("ins", {}, said("changes.added.said"), text, said("changes.end"));
	case "skipped":
		return h("span", { class: "changes-skip" },
			t("changes.skipped", { n: number(words) }));
	default:
		return h("span", {}, text);
	}
}

/** @param {import("./language.js").Word} word for whoever hears it */
function said(word) {
	return h("span", { class: "sr-only" }, t(word));
}
