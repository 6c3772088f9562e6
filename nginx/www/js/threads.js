// SPDX-License-Identifier: EUPL-1.2
// @ts-check
// Threads as they are read: what the citizen wrote, where, and what was
// answered. All of it goes in as text.
import { get } from "./api.js";
import { h } from "./dom.js";
import { day } from "./format.js";
import { name, t } from "./language.js";

/** @typedef {import("./api.js").Thread} Thread */
/** @typedef {import("./api.js").Answer} Answer */
/** @typedef {import("./api.js").Entry} Entry */
/** @typedef {import("./dom.js").Child} Child */

/**
 * All threads of a list, page by page.
 * @param {string} path
 * @returns {Promise<Thread[]>}
 */
export async function allThreads(path) {
	/** @type {Thread[]} */
	const threads = [];
	/** @type {string | undefined} */
	let after;
	do {
		/** @type {import("./api.js").Page<Thread>} */
		const page = await get(path, { after });
		threads.push(...page.items);
		after = page.next ?? undefined;
	} while (after);
	return threads;
}

/**
 * A thread with its replies. place says where it stands, tools are what can be
 * done with it, replyTools with one of its replies.
 * @param {Thread} thread
 * @param {{ place: Child[], tools: Child[],
 *   replyTools: (entry: Entry) => Child[] }} more
 */
export function threadItem(thread, { place, tools, replyTools }) {
	return h("li", { class: "thread", "data-thread": thread.id },
		h("p", { class: "thread-place" },
			thread.kind !== "remark" && h("span", { class: "thread-kind" },
				name("remark.kind", thread.kind)),
			...place),
		thread.quote && h("blockquote", { class: "thread-quote", dir: "auto" },
			thread.quote),
		...entry(thread),
		thread.replies.map((reply) => h("div", { class: "thread-reply" },
			...entry(reply), tidy(replyTools(reply)))),
		tidy(tools));
}

/** @param {Child[]} tools */
function tidy(tools) {
	const shown = tools.filter(Boolean);
	return shown.length > 0 && h("p", { class: "thread-tools" },
		shown.flatMap((tool) => [tool, " "]));
}

/** @param {Entry} it */
function entry(it) {
	return [
		h("p", { class: "thread-head" }, h("strong", {}, t("remark.you")), " ",
			day(it.at)),
		h("p", { class: "thread-body", dir: "auto" }, it.body),
		it.withdrawn_at && h("p", { class: "thread-withdrawn" },
			t("remark.withdrawn"), " ", day(it.withdrawn_at)),
		it.answers.map((answer, at) =>
			answerOf(answer, at < it.answers.length - 1)),
		it.answers.length === 0 && !it.withdrawn_at &&
			h("p", { class: "quiet thread-waits" }, t("remark.waits")),
	].flat();
}

/**
 * @param {Answer} answer
 * @param {boolean} corrected a later one stands below
 */
function answerOf(answer, corrected) {
	return h("div", { class: "thread-answer" },
		h("p", { class: "thread-head" },
			h("strong", {}, t("remark.answer", { unit: answer.unit })), " ",
			day(answer.at), " ",
			h("span", { class: `outcome outcome-${answer.outcome}` },
				name("outcome", answer.outcome))),
		corrected && h("p", { class: "quiet" }, t("remark.corrected")),
		h("p", { class: "thread-body", dir: "auto" }, answer.reason),
		h("p", { class: "quiet" }, answer.role,
			answer.number !== null && ` · ${t("remark.changed-in",
				{ n: answer.number })}`));
}
