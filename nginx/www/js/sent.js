// SPDX-License-Identifier: EUPL-1.2
// @ts-check
// What has been sent to a case and what became of it, for the list and the
// receipt; asked for again, at growing intervals, while something is to come.
import { h } from "./dom.js";
import { name, t } from "./language.js";

/**
 * @typedef {{ id: string, case_id: string, file_name: string, size: number,
 *   received: number, state: string, reason: string | null,
 *   created_at: string, finished_at: string | null, expires_at: string,
 *   sha256: string | null, media_type: string | null,
 *   document_id: string | null, version_id: string | null,
 *   released_at: string | null }} Sent
 */

const SOON = 2000, LATE = 60000, GROWTH = 1.4;

/** @param {Sent} one */
export function stateMark(one) {
	return h("span", { class: `status upload-${one.state}` },
		name("sent", one.state));
}

/**
 * The state in words, with the reason of a rejection.
 * @param {Sent} one
 */
export function stateWords(one) {
	return one.state === "rejected" && one.reason
		? name("sent", `why.${one.reason}`) : name("sent", `${one.state}.text`);
}

/** @param {Sent} one */
export function isWaiting(one) {
	return one.state === "received" || one.state === "checking";
}

/** @param {Sent} one what a screen reader is told when the state changes */
export function spoken(one) {
	return t("sent.spoken", { name: one.file_name,
		state: name("sent", one.state) });
}

/**
 * Calls look again and again while it says that something is to come: soon at
 * first, then more rarely, and not while nobody looks at the page. Returns a
 * function that begins anew.
 * @param {() => Promise<boolean>} look
 */
export function follow(look) {
	/** @type {number | undefined} */
	let timer;
	let wait = SOON, round = 0;
	/** @param {number} mine an older round ends when another has begun */
	async function turn(mine) {
		const more = document.hidden || await look().catch(() => true);
		if (!more || mine !== round)
			return;
		wait = Math.min(wait * GROWTH, LATE);
		timer = setTimeout(turn, wait, mine);
	}
	function anew() {
		clearTimeout(timer);
		wait = SOON;
		timer = setTimeout(turn, wait, ++round);
	}
	document.addEventListener("visibilitychange", () => {
		if (!document.hidden)
			anew();
	});
	anew();
	return anew;
}
