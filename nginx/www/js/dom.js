// SPDX-License-Identifier: EUPL-1.2
// @ts-check
// Makes and finds elements. Text always goes in as text, never as HTML.
import { address } from "./base.js";

/** @typedef {Node | string | number | null | undefined | false} Child */
/** @typedef {string | number | boolean | undefined | ((event: any) => void)} Value */

/**
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Record<string, Value>} [properties] attributes; "on…" with a
 *   function listens; true sets an attribute without value; false and
 *   undefined leave it out
 * @param {...(Child | Child[])} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function h(tag, properties = {}, ...children) {
	const element = document.createElement(tag);
	for (const [name, value] of Object.entries(properties)) {
		if (typeof value === "function")
			element.addEventListener(name.slice(2), value);
		else if (value !== false && value !== undefined)
			element.setAttribute(name, value === true ? "" : String(value));
	}
	append(element, children.flat());
	return element;
}

/**
 * @param {Element} element
 * @param {Child[]} children
 */
function append(element, children) {
	for (const child of children)
		if (child !== null && child !== undefined && child !== false)
			element.append(typeof child === "number" ? String(child) : child);
}

/**
 * Replaces what an element holds.
 * @param {Element} element
 * @param {...(Child | Child[])} children
 */
export function fill(element, ...children) {
	element.replaceChildren();
	append(element, children.flat());
}

/**
 * A decorative icon of the design system.
 * @param {string} name "symbol-" and the icon's name; build-site looks for it
 */
export function icon(name) {
	const space = "http://www.w3.org/2000/svg";
	const svg = document.createElementNS(space, "svg");
	svg.setAttribute("class", "icon-svg");
	svg.setAttribute("aria-hidden", "true");
	svg.setAttribute("focusable", "false");
	const use = document.createElementNS(space, "use");
	use.setAttribute("href", `${address("icons.svg")}#${name.slice(7)}`);
	svg.append(use);
	return svg;
}

/**
 * The element with this id; a page without it is a mistake of ours.
 * @template {HTMLElement} [T=HTMLElement]
 * @param {string} id
 * @param {new () => T} [type]
 * @returns {T}
 */
export function byId(id, type) {
	const element = document.getElementById(id);
	if (!(element instanceof (type ?? HTMLElement)))
		throw new Error(`no element #${id}`);
	return /** @type {T} */ (element);
}
