// SPDX-License-Identifier: EUPL-1.2
// @ts-check
// What all pages of a logged-in citizen share: language, name, search in the
// header, the session's watch, and how trouble is told.
import { address, here } from "./base.js";
import { get, Problem } from "./api.js";
import { byId, fill, h, icon } from "./dom.js";
import { handOver } from "./draft.js";
import { anything, meet } from "./kept.js";
import { speak, t } from "./language.js";
import { watch } from "./session.js";

/** Until the server is asked again who this is. */
const GREET_AGAIN = 15000;

/**
 * Begins a page; what follows may speak the chosen language, and knows what
 * the person has kept: where something is kept, whose it is is asked first.
 */
export async function begin() {
	await speak();
	markPage();
	const greeted = greet();
	wireQuick(greeted);
	if (anything())
		await greeted;
}

async function greet() {
	try {
		/** @type {import("./api.js").Me} */
		const me = await get("api/me");
		meet(me.tag);
		byId("me-name").textContent = me.name;
		byId("me").hidden = false;
		watch(me);
	} catch {
		setTimeout(greet, GREET_AGAIN);
	}
}

function markPage() {
	for (const link of document.querySelectorAll(".site-nav a"))
		if (link.getAttribute("href") === here())
			link.setAttribute("aria-current", "page");
}

/** @param {Promise<void>} greeted */
function wireQuick(greeted) {
	const form = byId("quick", HTMLFormElement);
	form.hidden = here() === "soeg.html";
	form.addEventListener("submit", async (event) => {
		event.preventDefault();
		await greeted;
		const words = byId("quick-words", HTMLInputElement).value.trim();
		// the words stay out of the address, and so out of histories and logs
		handOver("soeg.html", "search", words ? { words } : {});
		location.assign(address("soeg.html"));
	});
}

/** @type {WeakMap<HTMLElement, object>} the newest attempt of each place */
const newest = new WeakMap();

/**
 * Does something that asks the server. Meanwhile the place is marked busy; if
 * it fails, the place says so in plain words, with a way to try again. When
 * another attempt has begun for the place, this one may show nothing any more:
 * work asks "current" after each answer.
 * @param {HTMLElement} place
 * @param {(current: () => boolean) => Promise<void>} work
 */
export async function attempt(place, work) {
	const own = {};
	const current = () => newest.get(place) === own;
	newest.set(place, own);
	place.setAttribute("aria-busy", "true");
	const wait = setTimeout(() => current() && showWaiting(place), 400);
	try {
		await work(current);
	} catch (error) {
		if (!(error instanceof Problem))
			console.error(error);
		if (current())
			showProblem(place, error instanceof Problem ? error
				: new Problem("broken"), () => attempt(place, work));
	} finally {
		clearTimeout(wait);
		if (current())
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
	const retry = !["absent", "denied", "enough"].includes(trouble);
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
