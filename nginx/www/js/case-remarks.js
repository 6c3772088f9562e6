// SPDX-License-Identifier: EUPL-1.2
// @ts-check
// All that the citizen has said about a case: on its documents, on the case
// itself, and about who has looked; with every answer.
import { address } from "./base.js";
import { fill, h } from "./dom.js";
import { t } from "./language.js";
import { attempt } from "./page.js";
import { RemarkForm } from "./remark-form.js";
import { replier, withdrawer } from "./thread-tools.js";
import { allThreads, threadItem } from "./threads.js";

/** @typedef {import("./api.js").Thread} Thread */

export class CaseRemarks {
	/**
	 * @param {HTMLElement} place
	 * @param {string} id the case's
	 */
	constructor(place, id) {
		this.path = `api/cases/${id}/remarks`;
		this.said = h("p", { class: "remark-said", role: "status" });
		this.form = h("div", { class: "remark-new" });
		this.list = h("ul", { class: "threads" });
		this.opener = h("button", { class: "button button-secondary",
			type: "button", onclick: () => this.open().body.focus() },
		t("remark.case.new"));
		fill(place, h("p", {}, this.opener), this.said, this.form, this.list);
	}

	async load() {
		await attempt(this.list, async (current) => {
			const threads = await allThreads(this.path);
			if (!current())
				return;
			fill(this.list, threads.length
				? threads.reverse().map((thread) => this.item(thread))
				: h("li", { class: "quiet" }, t("remark.case.none")));
		});
		if (new RemarkForm("case-remark", this.use(), { kind: "remark" }).begun)
			this.open();
	}

	use() {
		return {
			path: () => this.path,
			sent: async () => {
				fill(this.form);
				this.said.textContent = t("remark.sent");
				await this.load();
				this.opener.focus();
			},
			away: () => {
				fill(this.form);
				this.opener.focus();
			},
		};
	}

	open() {
		const form = new RemarkForm("case-remark", this.use(),
		    { kind: "remark" });
		fill(this.form, form.form);
		return form;
	}

	/** @param {Thread} thread */
	item(thread) {
		const again = () => this.load();
		return threadItem(thread, {
			place: [this.where(thread)],
			tools: [!thread.document_id && !thread.withdrawn_at &&
				replier(thread, () => this.path, again),
			withdrawer(thread, again)],
			replyTools: (reply) => [withdrawer(reply, again)],
		});
	}

	/** @param {Thread} thread */
	where(thread) {
		if (!thread.document_id)
			return t("remark.case.whole");
		const href = address("dokument.html", { id: thread.document_id });
		return h("a", { href }, thread.title ?? t("document.untitled"));
	}
}
