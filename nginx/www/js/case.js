// SPDX-License-Identifier: EUPL-1.2
// @ts-check
// sag.html?id=: one case: where it stands, what happened, its documents.
import { address, queryId } from "./base.js";
import { get, Problem } from "./api.js";
import { CaseRemarks } from "./case-remarks.js";
import { byId, fill, h } from "./dom.js";
import { keep, valuesOf } from "./draft.js";
import { clock, day, size } from "./format.js";
import { mediaName } from "./kinds.js";
import { count, name, t } from "./language.js";
import { show } from "./list.js";
import { attempt, begin, setTitle } from "./page.js";
import {
	addKinds, badge, call, deadline, deadlinePassed, newMark, reasonList,
	stateBadge, stepLine,
} from "./status.js";

/** @typedef {import("./api.js").CaseFacts} CaseFacts */
/** @typedef {import("./api.js").Event} Event */
/** @typedef {import("./api.js").Listed} Listed */

const id = queryId();

/**
 * @param {string} question
 * @param {...import("./dom.js").Child} answer
 */
function answer(question, ...answer) {
	return h("div", { class: "fact" },
		h("dt", {}, question), h("dd", {}, ...answer));
}

/** @param {CaseFacts} facts */
function fiveQuestions(facts) {
	return h("dl", { class: "facts questions" },
		answer(t("case.q.where"), badge(facts.status),
			h("span", { class: "quiet" }, name("status", `${facts.status}.text`))),
		answer(t("case.q.latest"), name("what", facts.latest_what), ", ",
			day(facts.latest_at)),
		answer(t("case.q.deadline"),
			deadline(facts) ?? t("case.no-deadline")),
		answer(t("case.q.passed"), deadlinePassed(facts)),
		answer(t("case.q.call"), call(facts.unit)));
}

/**
 * @param {CaseFacts} facts
 * @param {import("./api.js").Page<Event>} timeline
 */
function head(facts, timeline) {
	fill(byId("head"),
		h("p", { class: "case-area" }, facts.area.name),
		h("h1", {}, facts.title),
		h("p", { class: "quiet" }, name("role", facts.role), ". ",
			t("case.opened", { date: day(facts.opened_on).textContent ?? "" }),
			facts.closed_on && `. ${t("case.closed",
				{ date: day(facts.closed_on).textContent ?? "" })}`, "."),
		stepLine(facts, timeline.items, timeline.next === null),
		fiveQuestions(facts),
		!facts.area.open && h("p", { class: "calm-box" },
			t("cases.area-closed")),
		facts.hidden > 0 && h("p", { class: "calm-box" },
			count("case.hidden", facts.hidden), " ",
			h("a", { href: address("hvorfor.html", { id: facts.id }) },
				t("case.hidden.why"))),
		h("p", {}, h("a", { href: address("set.html", { sag: facts.id }) },
			t("looks.of-case"))));
	setTitle(facts.title);
}

/** @param {Listed} item */
function shownRow(item) {
	const href = address("dokument.html", { id: item.document_id });
	const extent = [item.pages && count("pages", item.pages),
		item.media_type && mediaName(item.media_type),
		item.size !== null && size(item.size)];
	return h("tr", { class: item.new && "unread" },
		h("td", {},
			h("span", { class: "doc-kind" }, name("kind", item.kind)),
			h("a", { href }, item.title ?? t("document.untitled")),
			item.new && " ", item.new && newMark()),
		h("td", { "data-title": t("column.dated") }, day(item.dated_on)),
		h("td", { "data-title": t("column.state") }, stateBadge(item.state),
			item.versions > 1 && h("span", { class: "quiet" },
				count("versions", item.versions))),
		h("td", { "data-title": t("column.extent") },
			extent.filter(Boolean).join(", ")));
}

/** Reasons that count for a version alone: those before it may be shown. */
const OF_VERSION = new Set(["withdrawn", "withheld"]);

/** @param {Listed} item */
function hasOthers(item) {
	return item.versions > 1
		&& item.reasons.every(({ code }) => OF_VERSION.has(code));
}

/** @param {Listed} item */
function hiddenRow(item) {
	const href = address("dokument.html", { id: item.document_id });
	return h("tr", { class: "row-hidden" },
		h("td", {},
			h("span", { class: "doc-kind" }, name("kind", item.kind)),
			h("span", {}, t("document.untitled")),
			reasonList(item.reasons)),
		h("td", { "data-title": t("column.dated") }, day(item.dated_on)),
		h("td", { "data-title": t("column.state") }, stateBadge(item.state),
			item.versions > 1 && h("span", { class: "quiet" },
				count("versions", item.versions))),
		h("td", {}, h("a", { href: address("hvorfor.html", { id }) },
			t("case.hidden.why")),
			hasOthers(item) && h("p", {},
				h("a", { href }, t("case.hidden.versions")))));
}

function table() {
	const columns = /** @type {const} */ (
		["document", "dated", "state", "extent"]);
	return h("table", { class: "documents" },
		h("caption", { class: "sr-only" }, t("case.table")),
		h("thead", {}, h("tr", {}, columns.map((column) =>
			h("th", { scope: "col" }, t(`column.${column}`))))),
		h("tbody", { "data-rows": true }));
}

/** @param {HTMLFormElement} form */
function showDocuments(form) {
	return show({
		place: byId("documents"),
		status: byId("count"),
		thing: "case.documents",
		empty: t("case.empty"),
		fetch: (after) =>
			get(`api/cases/${id}/documents`, { ...valuesOf(form), after }),
		shell: table,
		row: (/** @type {Listed} */ item) =>
			item.reasons.length ? hiddenRow(item) : shownRow(item),
	});
}

/** Events that name the document they are about. */
const NAMED = new Set(["published", "released"]);

/** @param {Event} event */
function said(event) {
	if (event.what === "status" && event.status)
		return [t("timeline.status",
			{ status: name("status", event.status) })];
	if (!NAMED.has(event.what) || !event.document_id)
		return [name("what", event.what)];
	const kind = name("kind", event.kind ?? "other");
	if (!event.title || event.reasons.length)
		return [t("timeline.hidden", { kind: kind.toLowerCase() })];
	return [`${event.what === "released" ? name("what", event.what)
		: t("timeline.published")}: `,
		h("a", { href: address("dokument.html", { id: event.document_id }) },
			event.title),
		event.state === "draft" && " ",
		event.state === "draft" && stateBadge("draft")];
}

/**
 * One event; the day is said once for all events of that day.
 * @param {Event} event
 * @param {Event | undefined} previous
 */
function eventRow(event, previous) {
	const today = day(event.at);
	const same = previous && day(previous.at).textContent === today.textContent;
	const time = h("time", { class: "event-time", datetime: event.at },
		t("timeline.clock", { time: clock(event.at) }));
	return h("li", { class: `event event-${event.what}` },
		!same && h("span", { class: "event-day" }, today),
		h("span", { class: "event-what" }, ...said(event), " ", time));
}

/** @param {import("./api.js").Page<Event>} first */
function showTimeline(first) {
	return show({
		place: byId("timeline"),
		thing: "cases",
		empty: t("timeline.empty"),
		fetch: async (after) => after
			? get(`api/cases/${id}/timeline`, { after, limit: "50" }) : first,
		shell: () => h("ol", { class: "timeline" }),
		row: eventRow,
	});
}

async function load() {
	if (!id)
		throw new Problem("absent");
	const [facts, timeline] = await Promise.all([
		get(`api/cases/${id}`),
		get(`api/cases/${id}/timeline`, { limit: "50" }),
	]);
	head(facts, timeline);
	byId("add").hidden = !facts.area.open;
	byId("add").querySelector("a")?.setAttribute("href",
	    address("tilfoej.html", { id }));
	byId("body").hidden = false;
	await showTimeline(timeline);
}

async function main() {
	await begin();
	const form = byId("filters", HTMLFormElement);
	addKinds(byId("kind", HTMLSelectElement));
	keep(form);
	byId("filter-box", HTMLDetailsElement).open =
	    Object.keys(valuesOf(form)).length > 0;
	form.addEventListener("submit", (event) => {
		event.preventDefault();
		showDocuments(form);
	});
	if (id) {
		showDocuments(form);
		new CaseRemarks(byId("remarks"), id).load();
	}
	await attempt(byId("head"), load);
}

main();
