// SPDX-License-Identifier: EUPL-1.2
// @ts-check
// What was sent to the citizen, and what became of it.
import { get } from "./api.js";
import { h } from "./dom.js";
import { clock, day } from "./format.js";
import { name, t } from "./language.js";
import { show } from "./list.js";

/** @typedef {import("./api.js").Notice} Notice */

/** @param {Notice} item */
function told(item) {
	if (item.pace === "code")
		return h("p", {}, t("notices.log.code"));
	if (item.told.length === 0)
		return h("p", {}, t("notices.log.nothing"));
	return h("ul", {}, item.told.map(({ kind, page }) =>
		h("li", {}, h("a", { href: page }, name("notices.told", kind)))));
}

/**
 * What became of it; where the way failed, that Digital Post takes over.
 * @param {Notice} item
 */
function became(item) {
	const failed = ["invalid", "not-allowed"].includes(item.state)
		&& item.channel !== "digital-post" && item.pace !== "code";
	return name("notices.state", failed ? `${item.state}.${item.channel}` : item.state);
}

/** @param {Notice} item */
function row(item) {
	const at = item.state === "queued" ? item.due_at : item.state_at;
	return h("li", { class: "notice-sent" },
		h("p", { class: "quiet" }, day(at), " ",
			t("timeline.clock", { time: clock(at) }), " · ",
			name("notices.channel", item.channel)),
		told(item),
		h("p", {}, became(item)));
}

/**
 * @param {HTMLElement} place
 * @param {HTMLElement} status
 */
export function showSent(place, status) {
	return show({
		place,
		status,
		thing: "notices",
		empty: t("notices.log.empty"),
		fetch: (after) => get("api/notices", { after }),
		shell: () => h("ul", { class: "results" }),
		row,
	});
}
