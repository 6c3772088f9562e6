// SPDX-License-Identifier: EUPL-1.2
// @ts-check
// set.html?sag= or ?dokument=: who has looked, what they did, and why.
import { address, queryId } from "./base.js";
import { get, Problem } from "./api.js";
import { ask } from "./ask.js";
import { byId, fill, h } from "./dom.js";
import { keep, valuesOf } from "./draft.js";
import { clock, date } from "./format.js";
import { language, t } from "./language.js";
import { show } from "./list.js";
import { attempt, begin, setTitle } from "./page.js";

/** @typedef {import("./api.js").Look} Look */

const ofCase = queryId("sag");
const ofDocument = queryId("dokument");
/** What every address of this list says. */
const of = { case: ofCase, document: ofDocument };

/** The case that is asked about; known when the document is. */
let home = ofCase;

/** @param {Look} look */
function documentOf(look) {
	if (ofDocument)
		return look.number && h("span", { class: "quiet" },
			t("document.version.n", { n: look.number }));
	if (!look.title || !look.document_id)
		return (look.document_id || look.what === "read") && h("span",
			{ class: "quiet" }, t("looks.unseen"));
	const href = address("dokument.html", { id: look.document_id });
	return h("span", {}, h("a", { href }, look.title), " ",
		h("span", { class: "quiet" },
			t("document.version.n", { n: look.number ?? 1 })));
}

/** @param {Look} look */
function askButton(look) {
	const about = `${look.who_text}, ${date(look.at)}`;
	return h("button", {
		class: "link-button", type: "button",
		"aria-label": `${t("looks.ask")}: ${about}`,
		onclick: () => ask(home, look.id,
			t("looks.ask.about", { who: look.who_text, what: look.what_text,
				date: date(look.at) })),
	}, t("looks.ask"));
}

/** @param {Look} look */
function row(look) {
	return h("tr", {},
		h("td", {}, h("time", { datetime: look.at }, date(look.at), " ",
			h("span", { class: "event-time" },
				t("timeline.clock", { time: clock(look.at) })))),
		h("td", { "data-title": t("column.who") }, look.who_text),
		h("td", { "data-title": t("column.what") },
			h("span", {}, look.what_text), " ", documentOf(look)),
		h("td", { "data-title": t("column.why") }, look.why),
		h("td", {}, askButton(look)));
}

function table() {
	const columns = /** @type {const} */ (["when", "who", "what", "why"]);
	return h("table", { class: "documents looks" },
		h("caption", { class: "sr-only" }, t("looks.table")),
		h("thead", {}, h("tr", {}, columns.map((column) =>
			h("th", { scope: "col" }, t(`column.${column}`))),
		h("th", { scope: "col" },
			h("span", { class: "sr-only" }, t("looks.ask"))))),
		h("tbody", { "data-rows": true }));
}

/** @param {HTMLFormElement} form */
function showLooks(form) {
	const chosen = valuesOf(form);
	for (const kind of ["csv", "pdf"])
		byId(kind, HTMLAnchorElement).href = address(`api/looks.${kind}`,
			{ ...of, ...chosen, lang: language() });
	return show({
		place: byId("looks"),
		status: byId("count"),
		thing: "looks",
		empty: t("looks.empty"),
		fetch: (after) => get("api/looks", { ...of, ...chosen, after }),
		shell: table,
		row,
	});
}

/** More than an hour: then it is said. */
const WAITS_LONG = 3600e3;

/** @param {import("./api.js").Proof} proof */
function proofText(proof) {
	const at = proof.checked_at;
	if (at === null)
		return t("looks.proof.none");
	const when = { date: date(at), time: clock(at) };
	if (!proof.whole)
		return t("looks.proof.broken", when);
	const { since, until, proved_from: from, unsealed_since: waits } = proof;
	const words = { ...when, since: date(since ?? at), until: date(until ?? at),
		until_time: clock(until ?? at), from: date(from ?? at) };
	const proved = t(words.from === words.date ? "looks.proof.whole.day"
		: "looks.proof.whole", words);
	return waits && Date.parse(at) - Date.parse(waits) > WAITS_LONG
		? `${proved} ${t("looks.proof.waits",
			{ date: date(waits), time: clock(waits) })}` : proved;
}

async function showProof() {
	byId("proof").textContent = proofText(await get("api/looks/proof"));
}

/** The heading: of which case, or of which document. */
async function head() {
	if (ofDocument) {
		/** @type {import("./api.js").Document} */
		const document = await get(`api/documents/${ofDocument}`);
		home = document.case_id;
		title(t("looks.of-document"), document.title ?? t("document.untitled"),
			t("looks.back-document"),
			address("dokument.html", { id: ofDocument }));
		return;
	}
	if (!ofCase)
		throw new Problem("absent");
	const facts = await get(`api/cases/${ofCase}`);
	title(t("looks.of-case"), facts.title, t("looks.back-case"),
		address("sag.html", { id: ofCase }));
}

/**
 * @param {string} question
 * @param {string} subject
 * @param {string} back
 * @param {string} href
 */
function title(question, subject, back, href) {
	fill(byId("head"), h("p", { class: "case-area" }, subject),
		h("h1", {}, question));
	fill(byId("back"), back);
	byId("back", HTMLAnchorElement).href = href;
	setTitle(`${question} ${subject}`);
}

async function main() {
	await begin();
	const form = byId("filters", HTMLFormElement);
	keep(form);
	byId("filter-box", HTMLDetailsElement).open =
	    Object.keys(valuesOf(form)).length > 0;
	form.addEventListener("submit", (event) => {
		event.preventDefault();
		showLooks(form);
	});
	await attempt(byId("head"), async () => {
		await head();
		byId("body").hidden = false;
		showProof().catch(() => {});
		await showLooks(form);
	});
}

main();
