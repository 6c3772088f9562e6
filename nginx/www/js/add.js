// SPDX-License-Identifier: EUPL-1.2
// @ts-check
// tilfoej.html?id=: adds documents to a case: several files, two on their way
// at a time, each with its progress, pause and end.
import { address, here, queryId } from "./base.js";
import { get, Problem } from "./api.js";
import { byId, fill, h } from "./dom.js";
import { number, size } from "./format.js";
import { offered, takenKinds } from "./kinds.js";
import { t } from "./language.js";
import { attempt, begin, setTitle } from "./page.js";
import { Sending } from "./sending.js";
import { follow } from "./sent.js";
import { sentList } from "./sent-list.js";

/**
 * @typedef {{ open: boolean, media_types: string[], file_bytes: number,
 *   day_files: number, day_files_left: number, person_bytes: number,
 *   person_bytes_left: number, unfinished: number,
 *   unfinished_most: number }} Limits
 */

const AT_ONCE = 2;
/** Progress is said aloud at each quarter. */
const QUARTER = 0.25;

const id = queryId();
/** @type {Limits} */
let limits;
/** @type {Map<Sending, ReturnType<typeof makeRow>>} */
const rows = new Map();
const list = sentList(id, say, () =>
	new Set([...rows.keys()].map((sending) => sending.id)));
/** @type {() => void} */
let lookAgain = () => {};

/** @param {string} words */
function say(words) {
	byId("live").textContent = words;
}

/* ---- What may be sent ---- */

/**
 * A limit without decimals: a little less than it is.
 * @param {number} bytes
 */
const wholeSize = (bytes) => size(bytes < 1e7 ? bytes
	: Math.floor(bytes / 1e6) * 1e6);

function showLimits() {
	const { shown, kept, office } = takenKinds(limits.media_types);
	fill(byId("limits"), h("ul", {},
		shown && h("li", {}, t("add.types.shown", { types: shown })),
		kept && h("li", {}, t("add.types.kept", { types: kept })),
		office && h("li", {}, t("add.types.macros")),
		h("li", {}, t("add.size", { size: wholeSize(limits.file_bytes) })),
		h("li", {}, t("add.day", { n: number(limits.day_files),
			left: number(limits.day_files_left) })),
		limits.person_bytes_left < limits.file_bytes && h("li", {},
			t("add.room", { size: size(limits.person_bytes_left) }))));
}

/**
 * The rule that a file breaks, as the server would say it, or "". Its type is
 * asked of the server, before a byte is sent.
 * @param {File} file
 */
function ruleAgainst(file) {
	return file.size === 0 ? "Upload-Length: a file without bytes"
		: file.size > limits.file_bytes ? "upload: bytes of a file"
		: "";
}

/** @param {string} rule */
function whyNot(rule) {
	switch (rule) {
	case "Upload-Length: a file without bytes":
		return t("add.no.empty");
	case "upload: bytes of a file":
		return t("add.no.size", { size: wholeSize(limits.file_bytes) });
	case "upload: a type of the area":
		return t("add.no.type");
	case "upload: files a day":
		return t("add.no.day", { n: number(limits.day_files) });
	case "upload: too many unfinished":
		return t("add.no.unfinished", { n: limits.unfinished_most });
	case "upload: bytes of a citizen":
		return t("add.no.room");
	case "upload: the area is closed":
		return t("add.no.closed");
	default:
		return t("add.no.other");
	}
}

/* ---- Files on their way ---- */

/** @param {Sending} sending */
function makeRow(sending) {
	const bar = h("progress", { max: sending.file.size || 1, value: 0,
		"aria-label": sending.name });
	const state = h("p", { class: "sending-state" });
	const why = h("p", { class: "sending-why" });
	const toggle = h("button", { class: "button button-secondary",
		type: "button", onclick: () => turn(sending) });
	const end = h("button", { class: "button button-secondary", type: "button",
		onclick: () => drop(sending) }, t("add.remove"),
	h("span", { class: "sr-only" }, ` ${sending.name}`));
	const row = h("li", { class: "sending" },
		h("p", { class: "file-name" }, sending.name), bar, state, why,
		h("div", { class: "sending-ways" }, toggle, end));
	return { row, bar, state, why, toggle, said: 0, was: "" };
}

/** @param {Sending} sending */
function showSending(sending) {
	const row = rows.get(sending);
	if (!row)
		return;
	row.bar.value = sending.sent;
	row.bar.hidden = sending.state === "refused";
	row.state.textContent = stateOf(sending);
	row.why.textContent = sending.state === "refused"
		? whyNot(sending.rule) : "";
	const label = sending.state === "sending" ? t("add.pause")
		: t("add.go-on");
	if (row.toggle.dataset["label"] !== label) {
		row.toggle.dataset["label"] = label;
		fill(row.toggle, label,
			h("span", { class: "sr-only" }, ` ${sending.name}`));
	}
	row.toggle.hidden = sending.state === "refused"
		|| sending.state === "waiting";
	speakOf(sending, row);
}

/** @param {Sending} sending */
function stateOf(sending) {
	const part = { sent: size(sending.sent), size: size(sending.file.size) };
	switch (sending.state) {
	case "waiting":
		return t("add.waiting");
	case "sending":
		return t("add.part", part);
	case "paused":
		return t("add.paused", part);
	case "cut":
		return t("add.cut", part);
	default:
		return "";
	}
}

/**
 * @param {Sending} sending
 * @param {ReturnType<typeof makeRow>} row
 */
function speakOf(sending, row) {
	const name = sending.name;
	if (sending.state !== row.was) {
		row.was = sending.state;
		if (sending.state === "cut")
			say(t("add.cut.spoken", { name }));
		else if (sending.state === "refused")
			say(`${name}: ${whyNot(sending.rule)}`);
		return;
	}
	const quarters = Math.floor(sending.sent / sending.file.size / QUARTER);
	if (sending.state === "sending" && quarters > row.said && quarters < 4) {
		row.said = quarters;
		say(t("add.percent", { name, percent: quarters * 25 }));
	}
}

/** @param {Sending} sending */
function changed(sending) {
	showSending(sending);
	if (sending.state === "done")
		finish(sending);
	else if (sending.state === "out")
		ended();
	if (sending.state !== "sending" && sending.state !== "waiting")
		next();
}

/** The session has ended: what is unfinished waits at the server. */
function ended() {
	removeEventListener("beforeunload", warn);
	location.replace(address("udlogget.html",
		{ hvorfor: "tid", retur: here() }));
}

/** @param {Sending} sending */
async function finish(sending) {
	say(t("add.done.spoken", { name: sending.name }));
	await list.refresh().catch(() => {});
	removeRow(sending, byId("sent-title"));
	lookAgain();
}

/**
 * @param {Sending} sending
 * @param {HTMLElement} focus where to go when the focus stood in the row
 */
function removeRow(sending, focus) {
	const row = rows.get(sending)?.row;
	const focused = row?.contains(document.activeElement);
	rows.delete(sending);
	row?.remove();
	byId("sending-part").hidden = rows.size === 0;
	if (focused)
		focus.focus();
}

/** Starts as many as may be on their way. */
function next() {
	const all = [...rows.keys()];
	let free = AT_ONCE - all.filter((one) => one.state === "sending").length;
	for (const one of all)
		if (one.state === "waiting" && free-- > 0)
			one.start();
}

/** @param {Sending} sending */
function turn(sending) {
	if (sending.state === "sending")
		sending.pause();
	else
		sending.start();
}

/** @param {Sending} sending */
async function drop(sending) {
	await sending.giveUp();
	removeRow(sending, rows.size > 1 ? byId("sending-title")
		: byId("files"));
	say(t("add.removed.spoken", { name: sending.name }));
	next();
}

/** @param {Iterable<File>} files */
function addFiles(files) {
	for (const file of files) {
		const sending = new Sending(file, id, changed);
		const row = makeRow(sending);
		rows.set(sending, row);
		byId("sendings").append(row.row);
		byId("sending-part").hidden = false;
		const rule = ruleAgainst(file);
		if (rule)
			sending.refuse(rule);
		else
			showSending(sending);
	}
	next();
}

/** @param {BeforeUnloadEvent} event */
function warn(event) {
	if ([...rows.keys()].some(({ state }) => state === "sending"))
		event.preventDefault();
}

/* ---- The page ---- */

function wire() {
	for (const name of ["files", "camera"]) {
		const input = byId(name, HTMLInputElement);
		input.addEventListener("change", () => {
			addFiles(input.files ?? []);
			input.value = "";
		});
	}
	byId("files", HTMLInputElement).accept = offered(limits.media_types);
	byId("more").addEventListener("click", list.more);
	addEventListener("beforeunload", warn);
	addEventListener("online", () => {
		for (const sending of rows.keys())
			if (sending.state === "cut")
				sending.start();
	});
	wireDrop(byId("drop"));
}

/** @param {HTMLElement} place */
function wireDrop(place) {
	// A file that misses the place must not take the page's.
	for (const kind of /** @type {const} */ (["dragover", "drop"]))
		addEventListener(kind, (event) => event.preventDefault());
	place.addEventListener("dragover", () =>
		place.classList.add("drop-over"));
	place.addEventListener("dragleave", () =>
		place.classList.remove("drop-over"));
	place.addEventListener("drop", (event) => {
		place.classList.remove("drop-over");
		addFiles(event.dataTransfer?.files ?? []);
	});
}

async function load() {
	if (!id)
		throw new Problem("absent");
	const [facts, told] = await Promise.all([
		get(`api/cases/${id}`), get(`api/cases/${id}/upload-limits`)]);
	limits = told;
	byId("back").setAttribute("href", address("sag.html", { id }));
	fill(byId("head"), h("p", { class: "lead" },
		t("add.to", { title: facts.title })),
	h("p", {}, t("add.seen")),
	!limits.open && h("p", { class: "calm-box" }, t("add.no.closed")));
	setTitle(t("add.title.of", { title: facts.title }));
	byId("choose").hidden = !limits.open;
	showLimits();
	byId("body").hidden = false;
	await list.refresh();
	wire();
	lookAgain = follow(list.refresh);
}

async function main() {
	await begin();
	await attempt(byId("head"), load);
}

main();
