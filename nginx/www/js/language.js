// SPDX-License-Identifier: EUPL-1.2
// @ts-check
// Danish stands in the pages; what scripts say stands in da.js. en.js has the
// English for both. The choice stays on the device.
import { da } from "./da.js";

/** @typedef {keyof typeof da} Word */

/** @type {Record<string, string>} */
let words = da;

/** @returns {"da" | "en"} */
export function language() {
	return document.documentElement.lang === "en" ? "en" : "da";
}

/**
 * The words for a key, with {names} filled in.
 * @param {Word} key
 * @param {Record<string, string | number>} [values]
 */
export function t(key, values = {}) {
	return fillIn(words[key] ?? da[key], values);
}

/**
 * The words for a number of things: key.one or key.many, with {n} filled in.
 * @param {string} key
 * @param {number} n
 */
export function count(key, n) {
	return t(/** @type {Word} */ (`${key}.${n === 1 ? "one" : "many"}`), { n });
}

/**
 * The words for a value of the interface, such as a status; a value that the
 * site doesn't know yet is shown as it is.
 * @param {string} group
 * @param {string} value
 */
export function name(group, value) {
	return words[`${group}.${value}`] ?? value;
}

/**
 * @param {string} text
 * @param {Record<string, string | number>} values
 */
function fillIn(text, values) {
	return text.replace(/\{(\w+)\}/g, (whole, key) =>
		key in values ? String(values[key]) : whole);
}

/** Loads the chosen language and turns the page into it. */
export async function speak() {
	if (language() === "en") {
		words = (await import("./en.js")).en;
		translate();
	}
	document.documentElement.classList.remove("translating");
	wireSwitch();
}

function translate() {
	const municipality = document
		.querySelector("meta[name=municipality]")
		?.getAttribute("content") ?? "";
	for (const element of document.querySelectorAll("[data-t]")) {
		const words = wordsFor(element, "data-t", municipality);
		if (words)
			element.textContent = words;
	}
	for (const element of document.querySelectorAll("[data-t-label]")) {
		const words = wordsFor(element, "data-t-label", municipality);
		if (words)
			element.setAttribute("aria-label", words);
	}
}

/**
 * @param {Element} element
 * @param {string} attribute
 * @param {string} municipality
 */
function wordsFor(element, attribute, municipality) {
	const key = element.getAttribute(attribute) ?? "";
	const text = element.getAttribute("data-en") ?? words[key];
	return text && fillIn(text, { municipality });
}

function wireSwitch() {
	const button = document.getElementById("language");
	if (!button)
		return;
	const other = language() === "en" ? "da" : "en";
	button.lang = other;
	button.textContent = other === "en" ? "English" : "Dansk";
	button.addEventListener("click", () => {
		try {
			localStorage.setItem("minsag.language", other);
		} catch {
			// storage is off: the choice can't be kept
		}
		location.reload();
	});
}
