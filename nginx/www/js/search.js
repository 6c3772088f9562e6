// SPDX-License-Identifier: EUPL-1.2
// @ts-check
// soeg.html: search in titles and text. The words stay out of the address.
import { address } from "./base.js";
import { get } from "./api.js";
import { byId, fill, h } from "./dom.js";
import { keep, restore, valuesOf } from "./draft.js";
import { day } from "./format.js";
import { name, t } from "./language.js";
import { show } from "./list.js";
import { begin } from "./page.js";
import { addAreas, addKinds, stateBadge } from "./status.js";

/** @typedef {import("./api.js").Found} Found */

/** What the search puts around a word it found (private-use characters). */
const MARKED = /\uE000([^\uE001]*)\uE001/;

/**
 * Text with the found words marked.
 * @param {string} text
 */
export function marked(text) {
	return text.split(MARKED).map((part, place) =>
		place % 2 ? h("mark", {}, part) : part);
}

/** @param {Found} item */
function row(item) {
	return h("li", { class: "found" },
		h("p", { class: "case-area" }, name("kind", item.kind)),
		h("h2", { class: "case-title" },
			h("a", { href: address("dokument.html",
				{ id: item.document_id, fra: "soegning" }) }, item.title)),
		h("p", { class: "excerpt" }, marked(item.excerpt)),
		h("p", { class: "quiet" }, stateBadge(item.state), " ",
			day(item.published_at), " · ", t("search.in"), " ",
			h("a", { href: address("sag.html", { id: item.case_id }) },
				item.case_title)));
}

/** @param {HTMLFormElement} form */
async function search(form) {
	const values = valuesOf(form);
	if (!values.words) {
		fill(byId("results"));
		byId("count").textContent = t("search.no-words");
		return;
	}
	await show({
		place: byId("results"),
		status: byId("count"),
		thing: "search",
		empty: t("search.empty"),
		fetch: (after) => get("api/search", { ...values, after }),
		shell: () => h("ol", { class: "results" }),
		row,
	});
}

async function main() {
	await begin();
	const form = byId("search", HTMLFormElement);
	addKinds(byId("kind", HTMLSelectElement));
	try {
		addAreas(byId("area", HTMLSelectElement), (await get("api/areas")).items);
	} catch {
		// without the choice of areas one can still search
	}
	keep(form);
	restore(form);
	form.addEventListener("submit", (event) => {
		event.preventDefault();
		search(form);
	});
	if (valuesOf(form).words)
		await search(form);
	else
		byId("words").focus();
}

main();
