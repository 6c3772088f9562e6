// SPDX-License-Identifier: EUPL-1.2
// @ts-check
// "Ask about this": a question about one look, which the caseworker answers.
// What is typed stays in this tab until it is sent; its key stays with it, so
// that a question that is sent twice is one.
import { post, Problem } from "./api.js";
import { byId, fill, h } from "./dom.js";
import { drop, keep, valuesOf } from "./draft.js";
import { keepPlain, plainTold } from "./keep-plain.js";
import { t } from "./language.js";
import { beforeControl, plain } from "./plain.js";

const LONGEST = 4000;

/**
 * @param {string} home the case
 * @param {number} look the entry's number
 * @param {string} about what it is, in a sentence
 */
export function ask(home, look, about) {
	const dialog = byId("question", HTMLDialogElement);
	byId("ask-about").textContent = about;
	const form = formOf(look);
	form.addEventListener("submit", (event) => {
		event.preventDefault();
		send(dialog, form, home, look);
	});
	fill(byId("ask-place"), form);
	keep(form);
	dialog.showModal();
}

/** @param {number} look */
function formOf(look) {
	const body = h("textarea", { class: "form-input", id: "ask-body",
		name: "body", rows: 5, required: true, maxlength: LONGEST });
	const told = plainTold();
	keepPlain(body, told);
	return h("form", { id: `ask-${look}` },
		h("input", { type: "hidden", name: "key", value: crypto.randomUUID() }),
		h("label", { class: "form-label", for: "ask-body" },
			t("looks.ask.question")),
		body, told,
		h("p", { class: "ending-problem", role: "alert", hidden: true }),
		h("div", { class: "ending-actions" },
			h("button", { class: "button button-primary" },
				t("looks.ask.send")),
			h("button", {
				class: "button button-secondary", type: "button",
				onclick: () => byId("question", HTMLDialogElement).close(),
			}, t("looks.ask.close"))));
}

/**
 * @param {HTMLDialogElement} dialog
 * @param {HTMLFormElement} form
 * @param {string} home
 * @param {number} look
 */
async function send(dialog, form, home, look) {
	const { key = "", body: typed = "" } = valuesOf(form);
	const body = plain(typed).trim();
	if (!body || beforeControl(body) !== null)
		return;
	try {
		await post(`api/cases/${home}/remarks`,
			{ key, kind: "look", audit: look, body });
	} catch (error) {
		tell(form, error instanceof Problem ? error : new Problem("broken"));
		return;
	}
	drop(form);
	fill(byId("ask-place"),
		h("p", { role: "status" }, t("looks.ask.sent")),
		h("div", { class: "ending-actions" }, h("button", {
			class: "button button-primary", type: "button", autofocus: true,
			onclick: () => dialog.close(),
		}, t("looks.ask.close"))));
	byId("ask-place").querySelector("button")?.focus();
}

/**
 * @param {HTMLFormElement} form
 * @param {Problem} problem
 */
function tell(form, problem) {
	const place = form.querySelector(".ending-problem");
	if (!(place instanceof HTMLElement))
		return;
	place.textContent = `${t(`trouble.${problem.trouble}`)}. ${
		t(`trouble.${problem.trouble}.do`)}`;
	place.hidden = false;
}
