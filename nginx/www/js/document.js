// SPDX-License-Identifier: EUPL-1.2
// @ts-check
// dokument.html?id=: a document beside its facts and versions.
import { address, queryId } from "./base.js";
import { get, Problem } from "./api.js";
import { byId, fill, h, icon } from "./dom.js";
import { date, day, size } from "./format.js";
import { mediaName } from "./kinds.js";
import { count, name, t } from "./language.js";
import { attempt, begin, setTitle } from "./page.js";
import { newMark, reasonList, stateBadge } from "./status.js";
import { Remarks } from "./remarks.js";
import { showVersion } from "./view.js";

/** @typedef {import("./api.js").Document} Document */
/** @typedef {import("./api.js").Version} Version */

const id = queryId();

/** @type {Remarks | undefined} */
let remarks;

/**
 * The title, which is told only when the newest version is shown.
 * @param {Document} document
 * @param {Version} version
 */
function titleOf(document, version) {
	return document.title ?? (version.reasons.length
		? t("document.untitled") : name("kind", document.kind));
}

/**
 * @param {Document} document
 * @param {Version} version
 */
function head(document, version) {
	const newest = document.versions[0];
	const since = version.new && document.versions.some((other) =>
		other.number < version.number && !other.new && !other.reasons.length);
	fill(byId("head"),
		h("p", { class: "case-area" }, name("kind", document.kind)),
		h("h1", {}, titleOf(document, version)),
		h("p", { class: "document-state" }, stateBadge(version.state), " ",
			t("document.version.n", { n: version.number }), ", ",
			day(version.published_at)),
		version.state === "draft" && h("p", { class: "calm-box" },
			t("state.draft.text")),
		version !== newest && newest && h("p", { class: "calm-box" },
			t("document.older"), " ",
			h("button", {
				class: "link-button", type: "button",
				onclick: () => choose(document, newest),
			}, t("document.newest"))),
		since && h("p", { class: "calm-box" }, t("changes.since"), " ",
			h("button", {
				class: "link-button", type: "button", id: "since",
				onclick: () => compare(document, version, undefined),
			}, t("changes.show"))));
	setTitle(titleOf(document, version));
}

/**
 * @param {string} term
 * @param {...import("./dom.js").Child} facts
 */
function fact(term, ...facts) {
	return h("div", { class: "fact" }, h("dt", {}, term), h("dd", {}, ...facts));
}

/** @param {Version} version */
function extent(version) {
	return [version.media_type && mediaName(version.media_type),
		version.pages && count("pages", version.pages),
		version.size !== null && size(version.size)]
		.filter(Boolean).join(", ");
}

/**
 * @param {Document} document
 * @param {Version} version
 */
function facts(document, version) {
	const href = address("sag.html", { id: document.case_id });
	const shown = version.reasons.length === 0;
	fill(byId("facts"),
		h("dl", { class: "facts facts-stacked" },
			fact(t("document.case"), h("a", { href }, document.case_title)),
			fact(t("document.kind"), name("kind", document.kind)),
			fact(t("document.dated"), day(document.dated_on)),
			fact(t("document.published"), day(version.published_at)),
			fact(t("document.by"), version.published_by),
			shown && fact(t("document.extent"), extent(version))),
		document.versions.length > 1 && versions(document, version),
		h("p", {}, h("a", {
			href: address("set.html", { dokument: document.id }),
		}, t("looks.of-document"))),
		shown && version.sha256 && h("details", { class: "hash" },
			h("summary", {}, t("document.hash")),
			h("code", {}, version.sha256)));
}

/**
 * @param {Document} document
 * @param {Version} chosen
 */
function versions(document, chosen) {
	return h("div", { class: "versions" },
		h("h3", { class: "h5" }, t("document.versions")),
		h("ul", {}, document.versions.map((version) =>
			h("li", {}, h("button", {
				class: "version", type: "button",
				"aria-pressed": String(version === chosen),
				onclick: () => choose(document, version),
			},
			h("span", { class: "version-name" },
				t("document.version.n", { n: version.number })),
			" ", stateBadge(version.state),
			version.new && " ", version.new && newMark(),
			h("span", { class: "quiet" }, date(version.published_at)))))),
		comparer(document, chosen));
}

/**
 * A way to compare the version that is read with the one before it.
 * @param {Document} document
 * @param {Version} chosen
 */
function comparer(document, chosen) {
	const before = chosen.reasons.length ? undefined
		: document.versions.find((version) => version.number < chosen.number
			&& version.reasons.length === 0);
	return before && h("p", {}, h("button", {
		class: "link-button", type: "button",
		onclick: () => compare(document, chosen, before.version_id),
	}, t("changes.with", { n: before.number })));
}

/**
 * What changed, in the place of the document.
 * @param {Document} document
 * @param {Version} version
 * @param {string | undefined} since the newest that was read before
 */
async function compare(document, version, since) {
	const { showChanges } = await import("./changes.js");
	remarks?.shown(version, null);
	await showChanges(byId("view"), version.version_id, since, () => {
		choose(document, version);
		byId("main-content").focus();
	});
}

/** @param {Version} version */
function tools(version) {
	const href = address(`document/${version.version_id}`, { download: "1" });
	return h("p", { class: "document-tools" },
		h("a", { class: "button button-secondary", href },
			icon("symbol-download"), h("span", {}, t("document.download"))),
		h("button", {
			class: "button button-secondary", type: "button", id: "print",
		}, icon("symbol-print"), h("span", {}, t("document.print"))));
}

/**
 * Shows one version and its facts.
 * @param {Document} document
 * @param {Version} version
 */
async function choose(document, version) {
	const focused = window.document.activeElement;
	const fromPicker = focused?.closest(".versions, #head");
	head(document, version);
	facts(document, version);
	byId("body").hidden = false;
	if (fromPicker)
		byId("main-content").focus();
	const view = byId("view");
	fill(view);
	remarks?.shown(version, null);
	if (version.reasons.length) {
		fill(view, h("div", { class: "calm-box" },
			h("p", {}, h("strong", {}, t("document.cannot"))),
			reasonList(version.reasons),
			h("p", {}, h("a",
				{ href: address("hvorfor.html", { id: document.case_id }) },
				t("case.hidden.why")))));
		return;
	}
	const place = h("div", {});
	fill(view, tools(version), place);
	await attempt(place, async () => {
		const reading = await showVersion(place, document, version);
		if (place.isConnected)
			remarks?.shown(version, reading);
	});
}

/**
 * Whether it is opened from a search, as the log of looks notes it: once, so it
 * leaves the address.
 */
function origin() {
	if (new URLSearchParams(location.search).get("fra") !== "soegning")
		return undefined;
	history.replaceState(null, "", address("dokument.html", { id }));
	return "search";
}

async function load() {
	if (!id)
		throw new Problem("absent");
	/** @type {Document} */
	const document = await get(`api/documents/${id}`, { from: origin() });
	const newest = document.versions[0];
	if (!newest)
		throw new Problem("absent");
	byId("back", HTMLAnchorElement).href =
	    address("sag.html", { id: document.case_id });
	remarks = new Remarks(document, (version) => choose(document, version));
	const listed = remarks.load();
	await choose(document, newest);
	await listed;
}

async function main() {
	await begin();
	await attempt(byId("head"), load);
}

main();
