// SPDX-License-Identifier: EUPL-1.2
// @ts-check
// Says in time that the session is about to end. The server alone knows when:
// shortly before the time it named, the page asks again (that question does
// not lengthen the session), so tabs agree without talking. A BroadcastChannel
// only makes the other tabs quicker.
import { address, here } from "./base.js";
import { get, onAnswer, post } from "./api.js";
import { byId } from "./dom.js";
import { forget, onOther } from "./kept.js";
import { count, t } from "./language.js";

/** Warn this long before the end (WCAG 2.2.1 asks for at least 20 s). */
const WARNING = 120000;

/** @type {BroadcastChannel | null} */
const channel = "BroadcastChannel" in globalThis
	? new BroadcastChannel("minsag.session") : null;

/** When the session ends, by the server's clock. */
let end = 0;
/** What the server's clock is ahead of this device's. */
let ahead = 0;
/** @type {number | undefined} */
let timer;
/** Counts the questions: only the answer to the newest counts. */
let asked = 0;
let warnedAt = 0;

const left = () => end - (Date.now() + ahead);

/** @param {{ idle_until: string, until: string }} session */
function heard(session) {
	end = Math.min(Date.parse(session.idle_until), Date.parse(session.until));
	if (left() > WARNING)
		dialog().close();
	schedule();
}

function dialog() {
	return byId("ending", HTMLDialogElement);
}

function schedule() {
	clearTimeout(timer);
	const wait = dialog().open ? 1000 : Math.max(left() - WARNING, 0);
	timer = setTimeout(wake, Math.min(wait, 2 ** 31 - 1));
}

async function wake() {
	if (dialog().open)
		return tick();
	const mine = ++asked;
	try {
		const me = await get("api/me");
		if (mine !== asked)
			return;
		end = Math.min(Date.parse(me.idle_until), Date.parse(me.until));
		if (left() <= WARNING)
			warn();
		schedule();
	} catch {
		if (mine === asked)
			timer = setTimeout(wake, 15000);
	}
}

function warn() {
	warnedAt = 0;
	byId("ending-problem").hidden = true;
	dialog().showModal();
	byId("ending-stay").focus();
	tick();
}

/** Shows each second; says aloud at 2 minutes, 1 minute, 30 and 10 seconds. */
function tick() {
	const seconds = Math.max(Math.ceil(left() / 1000), 0);
	byId("ending-clock").textContent =
	    `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
	const mark = [10, 30, 60, 120].find((limit) => seconds <= limit) ?? 0;
	if (mark && mark !== warnedAt) {
		warnedAt = mark;
		byId("ending-live").textContent = mark >= 60
			? count("ending.minutes", mark / 60)
			: t("ending.seconds", { n: mark });
	}
	if (seconds === 0)
		return ended();
	schedule();
}

async function stay() {
	const problem = byId("ending-problem");
	problem.hidden = true;
	try {
		const session = await post("api/session");
		asked++;
		channel?.postMessage("stay");
		heard(session);
	} catch {
		problem.textContent = t("ending.failed");
		problem.hidden = false;
	}
}

function ended() {
	sessionStorage.removeItem("minsag.active");
	location.replace(address("udlogget.html",
		{ hvorfor: "tid", retur: here() }));
}

/** Another person has logged in: this page is not theirs. */
function replaced() {
	forget();
	location.replace(address("udlogget.html", { hvorfor: "anden" }));
}

/** @param {MessageEvent} event */
function told(event) {
	if (event.data === "stay") {
		dialog().close();
		clearTimeout(timer);
		timer = setTimeout(wake, 1000);
	} else if (event.data === "out") {
		location.replace(address("udlogget.html"));
	}
}

/**
 * Begins to watch, once per page.
 * @param {{ idle_until: string, until: string }} session
 */
export function watch(session) {
	sessionStorage.setItem("minsag.active", "1");
	byId("ending-stay").addEventListener("click", stay);
	// Escape is "stay": closing the warning must not mean being logged out
	dialog().addEventListener("cancel", (event) => {
		event.preventDefault();
		stay();
	});
	channel?.addEventListener("message", told);
	onOther(replaced);
	byId("logout").addEventListener("submit", () => {
		forget();
		channel?.postMessage("out");
	});
	heard(session);
}

onAnswer((clock) => {
	ahead = clock - Date.now();
});
