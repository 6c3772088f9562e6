// SPDX-License-Identifier: EUPL-1.2
// @ts-check
// What all pages of a logged-in citizen share: language, name, search in the
// header, the session's watch, and how trouble is told.
import { address, here } from "./base.js";
import { get, Problem } from "./api.js";
import { byId, fill, h, icon } from "./dom.js";
import { handOver } from "./draft.js";
import { speak, t } from "./language.js";
import { watch } from "./session.js";

/** Begins a page; what follows may speak the chosen language. */
export async function begin() {
	await speak();
	markPage();
	wireQuick();
	addEventListener("pageshow", (event) => {
		// out of the back-forward cache: may belong to a session that is gone
		if (event.persisted)
			location.reload();
	});
	greet().catch(() => {});
}

async function greet() {
	/** @type {import("./api.js").Me} */
	const me = await get("api/me");
	byId("me-name").textContent = me.name;
	byId("me").hidden = false;
	watch(me);
}

function markPage() {
	for (const link of document.querySelectorAll(".site-nav a"))
		if (link.getAttribute("href") === here())
			link.setAttribute("aria-current", "page");
}

function wireQuick() {
	const form = byId("quick", HTMLFormElement);
	form.hidden = here() === "soeg.html";
	form.addEventListener("submit", (event) => {
		event.preventDefault();
		const words = byId("quick-words", HTMLInputElement).value.trim();
		// the words stay out of the address, and so out of histories and logs
		handOver("soeg.html", "search", words ? { words } : {});
		location.assign(address("soeg.html"));
	});
}

/**
 * Does something that asks the server. Meanwhile the place is marked busy; if
 * it fails, the place says so in plain words, with a way to try again.
 * @param {HTMLElement} place
 * @param {() => Promise<void>} work
 */
export async function attempt(place, work) {
	place.setAttribute("aria-busy", "true");
	const wait = setTimeout(() => showWaiting(place), 400);
	try {
		await work();
	} catch (error) {
		const problem = error instanceof Problem ? error : new Problem("broken");
		if (!(error instanceof Problem))
			console.error(error);
		clearTimeout(wait);
		showProblem(place, problem, () => attempt(place, work));
	} finally {
		clearTimeout(wait);
		place.removeAttribute("aria-busy");
	}
}

/** @param {HTMLElement} place */
function showWaiting(place) {
	if (place.childElementCount === 0)
		fill(place, h("p", { class: "waiting", role: "status" }, t("waiting")));
}

/**
 * @param {HTMLElement} place
 * @param {Problem} problem
 * @param {() => void} again
 */
export function showProblem(place, problem, again) {
	const trouble = problem.trouble;
	const retry = trouble !== "absent" && trouble !== "denied";
	fill(place, h("div", { class: "alert alert-warning", role: "alert" },
		h("span", { class: "alert-icon" }, icon("symbol-warning")),
		h("div", { class: "alert-body" },
			h("p", { class: "alert-heading" }, t(`trouble.${trouble}`)),
			h("p", { class: "alert-text" }, t(`trouble.${trouble}.do`)),
			problem.request && h("p", { class: "alert-text request-id" },
				t("trouble.request", { id: problem.request })),
			retry && h("p", {}, h("button", {
				class: "button button-secondary", type: "button",
				onclick: again,
			}, t("again"))))));
}

/** @param {string} title goes into the window's title */
export function setTitle(title) {
	document.title = `${title} – Min Sag`;
}
