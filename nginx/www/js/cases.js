// SPDX-License-Identifier: EUPL-1.2
// @ts-check
// sager.html: the citizen's cases.
import { address } from "./base.js";
import { get } from "./api.js";
import { byId, h } from "./dom.js";
import { keep, restore, valuesOf } from "./draft.js";
import { day } from "./format.js";
import { name, t } from "./language.js";
import { show } from "./list.js";
import { begin } from "./page.js";
import { addAreas, badge, call, deadline, newMark } from "./status.js";

/** @typedef {import("./api.js").Case} Case */

/**
 * @param {string} term
 * @param {...import("./dom.js").Child} facts
 */
function fact(term, ...facts) {
	return h("div", { class: "fact" }, h("dt", {}, term), h("dd", {}, ...facts));
}

/** @param {Case} item */
function row(item) {
	const due = deadline(item);
	return h("li", { class: "case" },
		h("p", { class: "case-area" }, item.area.name),
		h("h2", { class: "case-title" },
			h("a", { href: address("sag.html", { id: item.id }) }, item.title)),
		h("p", { class: "case-state" }, badge(item.status),
			item.unread && h("span", { class: "case-new" }, newMark(), " ",
				h("span", { class: "sr-only" }, t("cases.unread")))),
		h("dl", { class: "facts" },
			fact(t("cases.latest"), name("what", item.latest_what), ", ",
				day(item.latest_at)),
			due && fact(t("cases.deadline"), due),
			fact(t("cases.call"), call(item.unit))),
		!item.area.open && h("p", { class: "quiet" }, t("cases.area-closed")));
}

/** @param {HTMLFormElement} form */
function showCases(form) {
	return show({
		place: byId("cases"),
		status: byId("count"),
		thing: "cases",
		empty: t("cases.empty"),
		fetch: (after) => get("api/cases", { ...valuesOf(form), after }),
		shell: () => h("ul", { class: "cases" }),
		row,
	});
}

async function main() {
	await begin();
	const form = byId("filters", HTMLFormElement);
	keep(form);
	byId("filter-box", HTMLDetailsElement).open =
	    matchMedia("(min-width: 768px)").matches ||
	    Object.keys(valuesOf(form)).length > 0;
	form.addEventListener("submit", (event) => {
		event.preventDefault();
		showCases(form);
	});
	const areas = get("api/areas");
	const cases = form.querySelector("select")?.value ? null : showCases(form);
	try {
		addAreas(byId("area", HTMLSelectElement), (await areas).items);
		restore(form);
	} catch {
		// without the choice of areas the list still works
	}
	await (cases ?? showCases(form));
}

main();
