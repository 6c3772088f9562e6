// SPDX-License-Identifier: EUPL-1.2
// @ts-check
// Dates, sizes and numbers as a person in Denmark reads them.
import { language } from "./language.js";
import { h } from "./dom.js";

const ZONE = "Europe/Copenhagen";
const locale = () => (language() === "en" ? "en-GB" : "da-DK");

/** @param {number} value */
export function number(value) {
	return new Intl.NumberFormat(locale()).format(value);
}

/**
 * "20. november 2026"; a plain date has no time zone to be moved by.
 * @param {string} iso a date or a time
 */
export function date(iso) {
	const plain = /^\d{4}-\d\d-\d\d$/.test(iso);
	return new Intl.DateTimeFormat(locale(), {
		day: "numeric", month: "long", year: "numeric",
		timeZone: plain ? "UTC" : ZONE,
	}).format(new Date(iso));
}

/** @param {string} iso */
export function shortDate(iso) {
	return new Intl.DateTimeFormat(locale(), {
		day: "numeric", month: "short", timeZone: ZONE,
	}).format(new Date(iso));
}

/** @param {string} iso */
export function clock(iso) {
	return new Intl.DateTimeFormat(locale(), {
		hour: "2-digit", minute: "2-digit", timeZone: ZONE,
	}).format(new Date(iso));
}

/**
 * A <time> element that shows the day.
 * @param {string} iso
 */
export function day(iso) {
	return h("time", { datetime: iso }, date(iso));
}

/**
 * Whole days from today until a date; negative when it has passed.
 * @param {string} iso a date
 */
export function daysUntil(iso) {
	const today = new Intl.DateTimeFormat("sv-SE", { timeZone: ZONE })
		.format(new Date());
	return Math.round((Date.parse(iso) - Date.parse(today)) / 86400000);
}

/** @param {number} bytes */
export function size(bytes) {
	const style = { maximumFractionDigits: 1 };
	if (bytes < 1000)
		return `${bytes}\u00a0B`;
	if (bytes < 1000000)
		return `${Math.round(bytes / 1000)}\u00a0kB`;
	return `${new Intl.NumberFormat(locale(), style)
		.format(bytes / 1000000)}\u00a0MB`;
}

/**
 * Digits without spaces, for tel: addresses.
 * @param {string} phone
 */
export function phoneLink(phone) {
	const digits = phone.replace(/[^\d+]/g, "");
	const href = `tel:${digits.startsWith("+") ? "" : "+45"}${digits}`;
	return h("a", { href, class: "phone" }, phone);
}
