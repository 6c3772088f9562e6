// SPDX-License-Identifier: EUPL-1.2
// @ts-check
// What someone types stays in this tab until it is sent, also through a
// log-out in the middle. The name it is kept under says the page and the form,
// never the person; a log-out on purpose forgets all of it.
import { here } from "./base.js";

const PREFIX = "minsag.draft.";

/** @param {HTMLFormElement} form */
function keyOf(form) {
	return `${PREFIX}${here()}#${form.id}`;
}

/**
 * The values of a form's fields by name; empty ones are left out.
 * @param {HTMLFormElement} form
 */
export function valuesOf(form) {
	/** @type {Record<string, string>} */
	const values = {};
	for (const [name, value] of new FormData(form))
		if (typeof value === "string" && value.trim())
			values[name] = value.trim();
	return values;
}

/**
 * Puts back what was typed, and keeps what will be.
 * @param {HTMLFormElement} form with an id; its fields have names
 */
export function keep(form) {
	restore(form);
	form.addEventListener("input", () => save(form));
}

/**
 * Keeps what a script has put into the fields.
 * @param {HTMLFormElement} form
 */
export function save(form) {
	store(keyOf(form), JSON.stringify(valuesOf(form)));
}

/**
 * Forgets a form's draft: it was sent, or put away.
 * @param {HTMLFormElement} form
 */
export function drop(form) {
	sessionStorage.removeItem(keyOf(form));
}

/**
 * Puts back what was typed; call it again when choices have been added.
 * @param {HTMLFormElement} form
 */
export function restore(form) {
	const kept = sessionStorage.getItem(keyOf(form));
	if (!kept)
		return;
	const values = JSON.parse(kept);
	for (const field of form.elements) {
		if (field instanceof HTMLInputElement && field.type === "checkbox")
			field.checked = values[field.name] === field.value;
		else if (field instanceof HTMLInputElement ||
		    field instanceof HTMLSelectElement ||
		    field instanceof HTMLTextAreaElement)
			field.value = values[field.name] ?? "";
	}
}

/**
 * @param {string} page the other page, as here() names it
 * @param {string} form its form's id
 * @param {Record<string, string>} values
 */
export function handOver(page, form, values) {
	store(`${PREFIX}${page}#${form}`, JSON.stringify(values));
}

/**
 * @param {string} key
 * @param {string} value
 */
function store(key, value) {
	try {
		sessionStorage.setItem(key, value);
	} catch {
		// full or switched off: nothing can be kept
	}
}

/**
 * What was typed has been sent.
 * @param {HTMLFormElement} form
 */
export function forgetForm(form) {
	sessionStorage.removeItem(keyOf(form));
}

/** Forgets all that was typed in this tab. */
export function forget() {
	for (const key of Object.keys(sessionStorage))
		if (key.startsWith("minsag."))
			sessionStorage.removeItem(key);
}
