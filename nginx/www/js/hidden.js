// SPDX-License-Identifier: EUPL-1.2
// @ts-check
// hvorfor.html[?id=case]: what is not shown, all the reasons, what to do.
import { address, queryId } from "./base.js";
import { get } from "./api.js";
import { byId, h } from "./dom.js";
import { date } from "./format.js";
import { name, t } from "./language.js";
import { show } from "./list.js";
import { begin } from "./page.js";
import { call, reasonList } from "./status.js";

/** @typedef {import("./api.js").Hidden} Hidden */
/** @typedef {import("./language.js").Word} Word */

const ADVICE = new Set(["not-a-party", "before-start", "not-published",
	"not-released", "not-ready", "withdrawn", "withheld", "area-closed",
	"kind-not-shown"]);

/** @param {Hidden} item */
function advice(item) {
	const codes = item.reasons.map((reason) =>
		ADVICE.has(reason.code) ? reason.code : "unknown-value");
	return [...new Set(codes)].map((code) =>
		h("p", {}, t(/** @type {Word} */ (`do.${code}`),
			{ date: item.starts_on ? date(item.starts_on) : "" })));
}

/**
 * @param {string} term
 * @param {...(import("./dom.js").Child | import("./dom.js").Child[])} facts
 */
function fact(term, ...facts) {
	return h("div", { class: "fact" },
		h("dt", {}, term), h("dd", {}, ...facts));
}

/** @param {Hidden} item */
function row(item) {
	const href = address("sag.html", { id: item.case_id });
	return h("li", { class: "case hidden-document" },
		h("p", { class: "case-area" },
			h("a", { href }, item.case_title)),
		h("h2", { class: "case-title" }, name("kind", item.kind)),
		h("p", { class: "quiet" },
			t("hidden.dated", { date: date(item.published_at) })),
		h("dl", { class: "facts" },
			fact(t("hidden.why"), reasonList(item.reasons)),
			fact(t("hidden.do"), advice(item)),
			fact(t("hidden.call"), call(item.unit))));
}

async function main() {
	await begin();
	await show({
		place: byId("hidden"),
		status: byId("count"),
		thing: "hidden",
		empty: t("hidden.empty"),
		fetch: (after) => get("api/hidden", { case: queryId(), after }),
		shell: () => h("ul", { class: "cases" }),
		row,
	});
}

main();
