// SPDX-License-Identifier: EUPL-1.2
// @ts-check
// Talks to the workers. Every failure becomes a Problem that says in one word
// what the citizen can do about it.
import { address, here } from "./base.js";
import { language } from "./language.js";

/**
 * @typedef {{ items: T[], next: string | null }} Page
 * @template T
 */
/** @typedef {{ name: string, phone: string, hours: string | null }} Unit */
/** @typedef {{ code: string, text: string, law?: string | null, plain?: string | null }} Reason */
/** @typedef {{ name: string, tag: string, level: string, started_at: string, idle_until: string, until: string, municipality: string }} Me */
/** @typedef {{ key: string, name: string, starts_on: string, open: boolean, shown_kinds: string[], cases: number }} Area */
/**
 * @typedef {{ id: string, area: { key: string, name: string, open: boolean },
 *   title: string, status: string, latest_at: string, latest_what: string,
 *   unit: Unit, deadline_on: string | null, deadline: string | null,
 *   opened_on: string, closed_on: string | null, unread: boolean }} Case
 */
/** @typedef {Case & { role: string, documents: number, hidden: number }} CaseFacts */
/**
 * @typedef {{ id: string, at: string, what: string, status: string | null,
 *   version_id: string | null, document_id: string | null,
 *   title: string | null, kind: string | null, state: string | null,
 *   reasons: Reason[] }} Event
 */
/**
 * @typedef {{ document_id: string, version_id: string, kind: string,
 *   title: string | null, state: string, number: number, versions: number,
 *   dated_on: string, published_at: string, media_type: string | null,
 *   size: number | null, pages: number | null, new: boolean,
 *   reasons: Reason[] }} Listed
 */
/**
 * @typedef {{ version_id: string, number: number, state: string,
 *   published_at: string, published_by: string, media_type: string | null,
 *   size: number | null, pages: number | null, sha256: string | null,
 *   file_name: string | null, new: boolean, reasons: Reason[] }} Version
 */
/**
 * @typedef {{ id: string, case_id: string, case_title: string, kind: string,
 *   title: string | null, dated_on: string, versions: Version[] }} Document
 */
/**
 * @typedef {{ document_id: string, case_id: string, case_title: string,
 *   kind: string, published_at: string, reasons: Reason[], unit: Unit,
 *   starts_on: string }} Hidden
 */
/**
 * @typedef {{ document_id: string, version_id: string, case_id: string,
 *   case_title: string, kind: string, title: string, state: string,
 *   published_at: string, excerpt: string, in: string }} Found
 */

/**
 * @typedef {{ id: number, at: string, who: string, who_text: string,
 *   what: string, what_text: string, why: string, document_id: string | null,
 *   version_id: string | null, number: number | null, kind: string | null,
 *   title: string | null }} Look
 */
/**
 * @typedef {{ id: string, outcome: string, reason: string,
 *   version_id: string | null, number: number | null, unit: string,
 *   role: string, at: string }} Answer
 */
/**
 * @typedef {{ id: string, version_id: string | null, number: number | null,
 *   body: string, at: string, withdrawn_at: string | null,
 *   answers: Answer[] }} Entry a remark or a reply
 */
/**
 * @typedef {Entry & { kind: string, document_id: string | null,
 *   title: string | null, audit: number | null, page: number | null,
 *   quote: string | null, before: string | null, after: string | null,
 *   replies: Entry[] }} Thread
 */
/**
 * @typedef {{ checked_at: string | null, whole: boolean | null,
 *	since: string | null, until: string | null, proved_from: string | null,
 *	unsealed_since: string | null }} Proof
 */
/** @typedef {{ word: string, plain: string }} Term */
/** @typedef {{ what: string, words: number, text: string | null }} Change */
/**
 * @typedef {{ version_id: string, number: number, published_at: string,
 *   since_id: string | null, since_number: number | null,
 *   since_published_at: string | null, comparable: boolean, coarse: boolean,
 *   items: Change[] }} Changes
 */

/**
 * @typedef {{ area: string, name: string, channel: string | null,
 *   pace: string, new_document: boolean, answered_remark: boolean,
 *   rejected_upload: boolean, deadline_near: boolean }} NoticeArea
 */
/**
 * @typedef {{ off: boolean, language: string, daily_at: string,
 *   quiet_from: string | null, quiet_to: string | null,
 *   deadline_days: number, email_confirmed_at: string | null,
 *   email_waiting_until: string | null, channels: string[],
 *   areas: NoticeArea[] }} NoticeSettings
 */
/**
 * @typedef {{ id: string, created_at: string, channel: string, pace: string,
 *   due_at: string, state: string, state_at: string,
 *   told: { kind: string, page: string }[] }} Notice
 */

/** @typedef {"offline" | "busy" | "absent" | "denied" | "enough" | "conflict" | "bad" | "broken"} Trouble */

export class Problem extends Error {
	/**
	 * @param {Trouble} trouble
	 * @param {string} [request] the request's id, for the telephone
	 */
	constructor(trouble, request = "") {
		super(trouble);
		this.trouble = trouble;
		this.request = request;
	}
}

const PATIENCE = 30000;
/** The rule of a refusal that counts until midnight. */
const ENOUGH = "remark: remarks a day";

/** @type {((clock: number) => void)[]} */
const listeners = [];

/**
 * Hears the server's clock (ms since 1970) after each answer.
 * @param {(clock: number) => void} listener
 */
export function onAnswer(listener) {
	listeners.push(listener);
}

/**
 * @param {string} path below the site's folder
 * @param {Record<string, string | undefined>} [query]
 * @returns {Promise<any>}
 */
export function get(path, query) {
	return ask(address(path, query), "GET");
}

/**
 * @param {string} path
 * @param {Record<string, string | number | boolean>} [body] one flat object;
 *   a field that is not given is left out of it
 * @returns {Promise<any>}
 */
export function post(path, body) {
	return ask(address(path), "POST", body);
}

/**
 * @param {string} url
 * @param {"GET" | "POST"} method
 * @param {object} [body] sent as JSON
 */
async function ask(url, method, body) {
	/** @type {Record<string, string>} */
	const headers = { Accept: "application/json", "Accept-Language": language() };
	if (body)
		headers["Content-Type"] = "application/json";
	const answer = await request(url, {
		method, headers, body: body && JSON.stringify(body),
		signal: AbortSignal.timeout(PATIENCE),
	});
	try {
		return await answer.json();
	} catch {
		throw new Problem("broken");
	}
}

/**
 * A request that either has an answer of status 2xx or throws a Problem.
 * Without a session it leaves for the log-in page.
 * @param {string} url
 * @param {RequestInit} options
 */
export async function request(url, options) {
	let answer;
	try {
		answer = await fetch(url, { cache: "no-store", ...options });
	} catch (error) {
		if (error instanceof DOMException && error.name === "AbortError")
			throw error;
		throw new Problem("offline");
	}
	if (answer.ok) {
		const clock = Date.parse(answer.headers.get("Date") ?? "");
		for (const listener of listeners)
			listener(Number.isNaN(clock) ? Date.now() : clock);
		return answer;
	}
	if (answer.status === 401)
		return leave();
	const problem = await problemOf(answer);
	throw new Problem(problem.rule === ENOUGH ? "enough"
		: troubleOf(answer.status), String(problem.request_id ?? ""));
}

/**
 * @param {number} status
 * @returns {Trouble}
 */
function troubleOf(status) {
	if (status === 403)
		return "denied";
	if (status === 404 || status === 410)
		return "absent";
	if (status === 409)
		return "conflict";
	if (status === 429 || status === 502 || status === 503 || status === 504)
		return "busy";
	return status < 500 ? "bad" : "broken";
}

/** @param {Response} answer */
async function problemOf(answer) {
	try {
		return await answer.json();
	} catch {
		return {};
	}
}

/** @returns {Promise<never>} */
function leave() {
	const was = sessionStorage.getItem("minsag.active") ? "tid" : "nej";
	sessionStorage.removeItem("minsag.active");
	location.replace(address("udlogget.html", { hvorfor: was, retur: here() }));
	return new Promise(() => {});
}
