// SPDX-License-Identifier: EUPL-1.2
// @ts-check
// A case's status, deadline and telephone, the same way wherever they stand.
import { h } from "./dom.js";
import { day, daysUntil, phoneLink, shortDate } from "./format.js";
import { count, name, t } from "./language.js";

/** The step that each status belongs to. */
const STEPS = /** @type {const} */ ([
	"received", "being-examined", "in-hearing", "decided", "closed",
]);

/** @param {string} status */
function stepOf(status) {
	const step = status === "awaiting-citizen" ? "being-examined" : status;
	return STEPS.findIndex((one) => one === step);
}

/** @param {string} status */
export function badge(status) {
	return h("span", { class: `status status-${status}` },
		name("status", status));
}

/**
 * The five steps of a case, with the day each was last reached when known.
 * @param {import("./api.js").Case} item
 * @param {import("./api.js").Event[]} events the case's own, any order
 * @param {boolean} all whether events holds all there are
 */
export function stepLine(item, events, all) {
	const now = stepOf(item.status);
	return h("ol", { class: "steps", "aria-label": t("step.label") },
		STEPS.map((step, place) => {
			const reached = step === "received" ? item.opened_on
				: reachedAt(step, events);
			const skipped = all && place < now && !reached;
			const state = place === now ? "now" : skipped ? "none"
				: place < now ? "done" : "later";
			return h("li", {
				class: `step step-${state}`,
				"aria-current": state === "now" && "step",
			}, h("span", { class: "step-mark" }),
			h("span", { class: "step-name" }, t(`step.${step}`)),
			h("span", { class: "sr-only" }, `, ${t(`step.${state}`)}`),
			reached && place <= now && h("time",
				{ class: "step-date", datetime: reached },
				shortDate(reached)));
		}));
}

/**
 * @param {string} step
 * @param {import("./api.js").Event[]} events
 */
function reachedAt(step, events) {
	const times = events
		.filter(({ status }) => status && STEPS[stepOf(status)] === step)
		.map(({ at }) => at)
		.sort();
	return times.at(-1);
}

/** @param {string} on a date */
function left(on) {
	const days = daysUntil(on);
	return days === 0 ? t("deadline.today")
		: days > 0 ? count("deadline.left", days)
		: count("deadline.over", -days);
}

/** @param {import("./api.js").Case} item */
export function deadline(item) {
	if (!item.deadline_on)
		return null;
	return h("span", {}, day(item.deadline_on), ` (${left(item.deadline_on)})`,
		item.deadline && h("span", { class: "quiet" }, item.deadline));
}

/**
 * Whether the day is past: the deadline can be the citizen's or the
 * municipality's, so nothing is said about who is late.
 * @param {import("./api.js").Case} item
 */
export function deadlinePassed(item) {
	if (!item.deadline_on)
		return t("case.passed.none");
	const days = daysUntil(item.deadline_on);
	if (days === 0)
		return t("case.passed.today");
	return t(days > 0 ? "case.passed.no" : "case.passed.yes",
	    { words: left(item.deadline_on) });
}

/** @param {import("./api.js").Unit} unit */
export function call(unit) {
	return h("span", {}, `${unit.name}: `, phoneLink(unit.phone),
		unit.hours && h("span", { class: "quiet" }, unit.hours));
}

/**
 * Kinds of document, as choices.
 * @param {HTMLSelectElement} select
 */
export function addKinds(select) {
	for (const kind of ["note", "letter", "application", "decision",
		"assessment", "medical", "plan", "photo", "other"])
		select.append(h("option", { value: kind }, name("kind", kind)));
}

/**
 * The citizen's areas, as choices.
 * @param {HTMLSelectElement} select
 * @param {import("./api.js").Area[]} areas
 */
export function addAreas(select, areas) {
	for (const area of areas)
		select.append(h("option", { value: area.key }, area.name));
}

/** @param {string} state */
export function stateBadge(state) {
	return h("span", { class: `state state-${state}` }, name("state", state));
}

/** The mark of what the citizen hasn't opened yet. */
export function newMark() {
	return h("span", { class: "new" }, t("new"));
}

/**
 * Reasons with section of law and plain words.
 * @param {import("./api.js").Reason[]} reasons
 */
export function reasonList(reasons) {
	return h("ul", { class: "reasons" }, reasons.map((reason) =>
		h("li", {}, reason.text,
			reason.plain && h("span", { class: "reason-plain" }, reason.plain),
			reason.law && h("span", { class: "quiet" }, reason.law))));
}
