// SPDX-License-Identifier: EUPL-1.2
// @ts-check
// What stands in a form stays in this tab until it is sent, also through the
// end of a session in the middle. It is kept under the page and the form, for
// its person alone: kept.js.
import { here } from "./base.js";
import * as kept from "./kept.js";

/** @param {HTMLFormElement} form */
function nameOf(form) {
	return `${here()}#${form.id}`;
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
 * Puts back what was typed, and keeps what will be. What the browser itself
 * has put into the fields goes: it doesn't know whose it was.
 * @param {HTMLFormElement} form with an id; its fields have names
 */
export function keep(form) {
	form.autocomplete = "off";
	form.reset();
	restore(form);
	form.addEventListener("input", () => save(form));
}

/**
 * Keeps what a script has put into the fields.
 * @param {HTMLFormElement} form
 */
export function save(form) {
	kept.put(nameOf(form), valuesOf(form));
}

/**
 * Forgets a form's draft: it was sent, or put away.
 * @param {HTMLFormElement} form
 */
export function drop(form) {
	kept.drop(nameOf(form));
}

/**
 * Puts back what was typed; call it again when choices have been added.
 * @param {HTMLFormElement} form
 */
export function restore(form) {
	const values = kept.take(nameOf(form));
	if (!values)
		return;
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
	kept.put(`${page}#${form}`, values);
}
