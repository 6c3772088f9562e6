// SPDX-License-Identifier: EUPL-1.2
// @ts-check
// What someone typed and has not sent: it stays in this tab, belongs to the
// person who typed it, and lasts for a day. Whose it is says the tag that
// api/me gives each person; until the server has named it nothing is given out.
// Another person's log-in at this browser, in any tab, removes it.

const PREFIX = "minsag.kept.";
const LIFE = 24 * 60 * 60 * 1000;
const OFTEN = 60 * 60 * 1000;

/** @typedef {{ tag: string, at: number, values: Record<string, string> }} Entry */

/** Whose this page is, once the server has said it. */
let person = "";
/** What was typed before that. @type {Map<string, Record<string, string>>} */
const early = new Map();
/** @type {(() => void) | undefined} */
let whenOther;

const channel = "BroadcastChannel" in globalThis
	? new BroadcastChannel("minsag.session") : null;

/**
 * The server has said whose this page is.
 * @param {string} tag
 */
export function meet(tag) {
	person = tag;
	sweep(tag);
	channel?.postMessage({ person: tag });
	for (const [name, values] of early)
		put(name, values);
	early.clear();
}

/**
 * Does something when another person has logged in at this browser.
 * @param {() => void} listener
 */
export function onOther(listener) {
	whenOther = listener;
}

/** Whether something is kept that only a known person may have. */
export function anything() {
	return names().length > 0;
}

/**
 * @param {string} name
 * @param {Record<string, string>} values
 */
export function put(name, values) {
	if (!person) {
		early.set(name, values);
		return;
	}
	/** @type {Entry} */
	const entry = { tag: person, at: Date.now(), values };
	try {
		sessionStorage.setItem(PREFIX + name, JSON.stringify(entry));
	} catch {
		// full or switched off: nothing can be kept
	}
}

/**
 * What this page's person has kept, if it is known who that is.
 * @param {string} name
 */
export function take(name) {
	const entry = read(PREFIX + name);
	return person && entry && isGood(entry, person) ? entry.values : undefined;
}

/** @param {string} name */
export function drop(name) {
	early.delete(name);
	sessionStorage.removeItem(PREFIX + name);
}

/** Forgets all that this tab holds of a person: they have logged out. */
export function forget() {
	early.clear();
	for (const key of Object.keys(sessionStorage))
		if (key.startsWith("minsag."))
			sessionStorage.removeItem(key);
}

function names() {
	return Object.keys(sessionStorage).filter((key) => key.startsWith(PREFIX));
}

/**
 * @param {string} key
 * @returns {Entry | undefined}
 */
function read(key) {
	try {
		return JSON.parse(sessionStorage.getItem(key) ?? "") ?? undefined;
	} catch {
		return undefined;
	}
}

/**
 * @param {Entry} entry
 * @param {string} [tag] of the only person who may have it
 */
function isGood(entry, tag) {
	const age = Date.now() - entry.at;
	return age >= 0 && age < LIFE && (!tag || entry.tag === tag);
}

/**
 * Removes what is too old and what is another person's.
 * @param {string} [tag]
 */
function sweep(tag) {
	for (const key of names()) {
		const entry = read(key);
		if (!entry || !isGood(entry, tag))
			sessionStorage.removeItem(key);
	}
}

/** @param {MessageEvent} event what another tab, or session.js, has told */
function told({ data }) {
	if (data === "out")
		forget();
	if (!data.person)
		return;
	sweep(data.person);
	if (person && person !== data.person)
		whenOther?.();
}

channel?.addEventListener("message", told);
sweep();
setInterval(() => sweep(), OFTEN);
