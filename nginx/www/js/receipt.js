// SPDX-License-Identifier: EUPL-1.2
// @ts-check
// kvittering.html?id=: the receipt of one file that was sent to a case, to
// keep or to print; what becomes of it is shown as it happens.
import { address, queryId } from "./base.js";
import { get, Problem } from "./api.js";
import { byId, fill, h } from "./dom.js";
import { clock, date, number, size } from "./format.js";
import { t } from "./language.js";
import { attempt, begin, setTitle } from "./page.js";
import { follow, isWaiting, spoken, stateMark, stateWords } from "./sent.js";

/** @typedef {import("./sent.js").Sent} Sent */

const id = queryId();
let state = "";

/**
 * @param {string} question
 * @param {...import("./dom.js").Child} answer
 */
function fact(question, ...answer) {
	return h("div", { class: "fact" },
		h("dt", {}, question), h("dd", {}, ...answer));
}

/** @param {string} iso */
function moment(iso) {
	return h("time", { datetime: iso },
		`${date(iso)} ${t("timeline.clock", { time: clock(iso) })}`);
}

/**
 * @param {Sent} one
 * @param {string} title of its case
 */
function show(one, title) {
	fill(byId("receipt"),
		h("p", { class: "lead" }, one.finished_at
			? t("receipt.lead") : t("receipt.not-yet")),
		h("dl", { class: "facts facts-stacked receipt" },
			fact(t("receipt.file"), one.file_name),
			fact(t("receipt.size"), size(one.size),
				` (${t("receipt.bytes", { n: number(one.size) })})`),
			one.finished_at && fact(t("receipt.at"), moment(one.finished_at)),
			fact(t("receipt.case"), h("a",
				{ href: address("sag.html", { id: one.case_id }) }, title)),
			fact(t("receipt.state"), stateMark(one), " ", stateWords(one),
				one.document_id && " ", one.document_id && h("a",
					{ href: address("dokument.html", { id: one.document_id }) },
					t("sent.open"))),
			one.finished_at && fact(t("receipt.seen"), one.released_at
				? t("receipt.released.text", { date: date(one.released_at) })
				: t("receipt.seen.text")),
			one.finished_at && fact(t("receipt.sum"), one.sha256
				? h("span", { class: "checksum" }, one.sha256) : "",
			h("span", { class: "quiet" }, t(one.sha256
				? "receipt.sum.text" : "receipt.sum.later"))),
			fact(t("receipt.number"),
				h("span", { class: "checksum" }, one.id))));
}

async function load() {
	if (!id)
		throw new Problem("absent");
	/** @type {Sent} */
	let one = await get(`api/uploads/${id}`);
	const facts = await get(`api/cases/${one.case_id}`);
	byId("back").setAttribute("href",
	    address("sag.html", { id: one.case_id }));
	setTitle(t("receipt.title.of", { name: one.file_name }));
	show(one, facts.title);
	state = one.state;
	const print = byId("print", HTMLButtonElement);
	print.hidden = one.finished_at === null;
	print.onclick = () => window.print();
	if (!isWaiting(one))
		return;
	follow(async () => {
		one = await get(`api/uploads/${id}`);
		if (one.state !== state) {
			state = one.state;
			show(one, facts.title);
			byId("live").textContent = spoken(one);
		}
		return isWaiting(one);
	});
}

async function main() {
	await begin();
	await attempt(byId("receipt"), load);
}

main();
