// SPDX-License-Identifier: EUPL-1.2
// @ts-check
// The list of what has been sent to a case, on the page that sends.
import { address } from "./base.js";
import { get, request } from "./api.js";
import { byId, fill, h } from "./dom.js";
import { clock, date, size } from "./format.js";
import { t } from "./language.js";
import { attempt } from "./page.js";
import { isWaiting, spoken, stateMark, stateWords } from "./sent.js";

/** @typedef {import("./sent.js").Sent} Sent */

const FIRST = 20, MORE = 100;

/**
 * @param {Sent} one
 * @param {(one: Sent) => void} remove
 */
function sentRow(one, remove) {
	const href = address("kvittering.html", { id: one.id });
	const unfinished = one.state === "receiving";
	const when = one.finished_at ?? one.created_at;
	return h("li", { class: "sent", "data-id": one.id },
		h("p", { class: "file-name" },
			unfinished ? one.file_name : h("a", { href }, one.file_name)),
		h("p", {}, stateMark(one), " ", h("span", { class: "quiet" },
			size(one.size), ", ", date(when), " ",
			t("timeline.clock", { time: clock(when) }))),
		h("p", {}, unfinished
			? t("add.unfinished", { sent: size(one.received),
				size: size(one.size), date: date(one.expires_at) })
			: stateWords(one)),
		h("p", { class: "sent-ways" }, one.document_id && h("a", {
			class: "button button-secondary",
			href: address("dokument.html", { id: one.document_id }),
		}, t("sent.open")), unfinished && h("button", {
			class: "button button-secondary", type: "button",
			onclick: () => remove(one),
		}, t("add.remove"), h("span", { class: "sr-only" },
			` ${one.file_name}`))));
}

/**
 * The newest ones, as many as are wanted.
 * @param {string} caseId
 * @param {number} most
 */
async function fetchSent(caseId, most) {
	/** @type {Sent[]} */
	const all = [];
	let after = "";
	do {
		/** @type {import("./api.js").Page<Sent>} */
		const page = await get(`api/cases/${caseId}/uploads`,
			{ limit: String(Math.min(most - all.length, 100)), after });
		all.push(...page.items);
		after = page.next ?? "";
	} while (after && all.length < most);
	return { all, more: after !== "" };
}

/**
 * Shows the list; rows that say the same stay, and with them the focus.
 * @param {Sent[]} items
 * @param {Map<string, Sent>} shown what stands there
 * @param {(one: Sent) => void} remove
 */
function showSent(items, shown, remove) {
	const place = byId("sent");
	const list = place.querySelector("ul") ?? h("ul", { class: "sents" });
	if (items.length === 0) {
		fill(place, h("p", { class: "empty" }, t("add.none")));
		return;
	}
	if (!list.isConnected)
		fill(place, list);
	/** @type {Map<string, Element>} */
	const there = new Map([...list.children].map((row) =>
		[row.getAttribute("data-id") ?? "", row]));
	items.forEach((one, at) => {
		const old = there.get(one.id);
		const same = old && JSON.stringify(shown.get(one.id))
			=== JSON.stringify(one);
		const row = same ? old : sentRow(one, remove);
		if (old && !same)
			old.replaceWith(row);
		if (list.children[at] !== row)
			list.insertBefore(row, list.children[at] ?? null);
		there.delete(one.id);
	});
	for (const row of there.values())
		row.remove();
}

/**
 * The list in #sent, and the button #more below it.
 * @param {string} caseId
 * @param {(words: string) => void} say tells a screen reader
 * @param {() => Set<string>} sending ids that the page itself shows elsewhere
 */
export function sentList(caseId, say, sending) {
	/** @type {Map<string, Sent>} */
	let shown = new Map();
	let most = FIRST;
	let asked = 0;

	/** Shows what has changed; says whether there is something to wait for. */
	async function refresh() {
		const mine = ++asked;
		const { all, more } = await fetchSent(caseId, most);
		if (mine !== asked)
			return true; // a newer question is under way: what it says counts
		const elsewhere = sending();
		const items = all.filter((one) => one.state !== "receiving"
			|| !elsewhere.has(one.id));
		for (const one of items) {
			const before = shown.get(one.id);
			// that it is received has been said when it was sent
			if (before && before.state !== one.state
				&& one.state !== "received")
				say(spoken(one));
		}
		showSent(items, shown, remove);
		shown = new Map(items.map((one) => [one.id, one]));
		byId("more").hidden = !more;
		return items.some(isWaiting);
	}

	/** @param {Sent} one */
	async function remove(one) {
		await request(address(`upload/${one.id}`), { method: "DELETE",
			headers: { "Tus-Resumable": "1.0.0" } }).catch(() => {});
		say(t("add.removed.spoken", { name: one.file_name }));
		await attempt(byId("sent"), async () => {
			await refresh();
		});
		byId("sent-title").focus();
	}

	function more() {
		most += MORE;
		attempt(byId("sent"), async () => {
			await refresh();
		});
	}

	return { refresh, more };
}
