// SPDX-License-Identifier: EUPL-1.2
// @ts-check
// Remarks beside a document: what was said, where it stands in the version
// that is shown, and the forms to say more.
import { byId, fill, h } from "./dom.js";
import { t } from "./language.js";
import { onMark, pageOf, show } from "./marking.js";
import { attempt } from "./page.js";
import { RemarkForm } from "./remark-form.js";
import { replier, withdrawer } from "./thread-tools.js";
import { allThreads, threadItem } from "./threads.js";

/** @typedef {import("./api.js").Document} Document */
/** @typedef {import("./api.js").Version} Version */
/** @typedef {import("./api.js").Thread} Thread */
/** @typedef {import("./marking.js").Mark} Mark */
/** @typedef {import("./marking.js").Reading} Reading */
/** @typedef {import("./remark-form.js").Kind} Kind */

export class Remarks {
	/**
	 * @param {Document} document
	 * @param {(version: Version) => void} choose shows another version
	 */
	constructor(document, choose) {
		this.document = document;
		this.choose = choose;
		/** @type {Version | null} the one that is shown */
		this.version = null;
		/** @type {Reading | null} */
		this.reading = null;
		/** @type {Mark | null} */
		this.marked = null;
		/** @type {HTMLElement | undefined} what can be done with it */
		this.bar = undefined;
		/** @type {Thread[]} */
		this.threads = [];
		/** @type {Record<string, RemarkForm>} by kind, once opened */
		this.forms = {};
		this.list = h("ul", { class: "threads" });
		this.place = h("div", { class: "remark-new" });
		this.said = h("p", { class: "remark-said", role: "status" });
		fill(byId("remarks"), this.buttons(), this.said, this.place, this.list);
		onMark(byId("view"), (mark) => this.showMark(mark));
	}

	buttons() {
		const open = (/** @type {Kind} */ kind) => () => this.open(kind);
		this.openers = h("p", { class: "remark-openers" },
			h("button", { class: "button button-primary", type: "button",
				id: "remark-open", onclick: open("remark") }, t("remark.new")), " ",
			h("button", { class: "button button-secondary", type: "button",
				id: "ask-open", onclick: open("not-understood") },
			t("remark.ask")));
		return this.openers;
	}

	load() {
		return attempt(this.list, async (current) => {
			const threads = await allThreads(
			    `api/documents/${this.document.id}/remarks`);
			if (!current())
				return;
			this.threads = threads;
			this.showThreads();
		});
	}

	/**
	 * Another version is shown, or, without a reading, is not.
	 * @param {Version} version
	 * @param {Reading | null} reading
	 */
	shown(version, reading) {
		this.version = version;
		this.reading = reading;
		byId("remark-open").parentElement?.toggleAttribute("hidden", !reading);
		this.showThreads();
		if (reading)
			this.recall();
	}

	/** Forms that were begun before the page was left are open again. */
	recall() {
		for (const kind of /** @type {Kind[]} */ (["remark", "not-understood"]))
			if (!this.forms[kind] && this.form(kind).begun)
				this.put(this.form(kind), t("remark.kept"));
	}

	/** Where a remark is sent: to the version that is read. */
	path() {
		return `api/versions/${this.version?.version_id}/remarks`;
	}

	/** @param {Kind} kind */
	form(kind) {
		return this.forms[kind] ??= new RemarkForm(kind, {
			path: () => this.path(),
			pages: this.reading?.paged ? this.reading.pages : undefined,
			sent: (id) => this.sent(kind, id),
			away: () => this.away(kind),
		}, { kind });
	}

	/**
	 * @param {RemarkForm} form
	 * @param {string} [note]
	 */
	put(form, note) {
		const asks = form.what.kind === "not-understood";
		fill(this.place, h("h3", { class: "h5" },
			t(asks ? "remark.ask" : "remark.new")),
		note && h("p", { class: "calm-box" }, note), form.form);
	}

	/** @param {Kind} kind */
	open(kind) {
		const form = this.form(kind);
		const mark = this.marked;
		this.put(form);
		if (mark)
			form.mark(mark);
		const first = mark || !form.quote ? form.body
			: form.page ?? form.quote;
		first.focus();
		this.bar?.remove();
	}

	/** @param {Kind} kind */
	away(kind) {
		delete this.forms[kind];
		fill(this.place);
		byId(kind === "remark" ? "remark-open" : "ask-open").focus();
	}

	/**
	 * @param {Kind} kind
	 * @param {string} id
	 */
	async sent(kind, id) {
		delete this.forms[kind];
		fill(this.place);
		this.said.textContent = t("remark.sent");
		await this.load();
		this.focusOn(id);
	}

	/** @param {Thread} thread */
	async replied(thread) {
		this.said.textContent = t("remark.sent");
		await this.load();
		this.focusOn(thread.id);
	}

	/** @param {string} id of a thread */
	focusOn(id) {
		const item = this.list.querySelector(`[data-thread="${id}"]`);
		if (item instanceof HTMLElement) {
			item.tabIndex = -1;
			item.focus();
		}
	}

	/** @param {Mark | null} mark */
	showMark(mark) {
		this.marked = this.reading ? mark : null;
		if (!this.marked) {
			this.bar?.remove();
			return;
		}
		const open = (/** @type {Kind} */ kind) => () => this.open(kind);
		this.bar ??= h("div", { class: "mark-bar", role: "group",
			"aria-label": t("remark.marked") },
		h("button", { class: "button button-primary", type: "button",
			onclick: open("remark") }, t("remark.marked.new")), " ",
		h("button", { class: "button button-secondary", type: "button",
			onclick: open("not-understood") }, t("remark.marked.ask")));
		if (!this.bar.isConnected)
			byId("view").after(this.bar);
	}

	// ---- Threads ----

	showThreads() {
		fill(this.list, this.threads.length
			? this.threads.map((thread) => this.item(thread))
			: h("li", { class: "quiet" }, t("remark.none")));
	}

	/** @param {Thread} thread */
	item(thread) {
		const where = h("span", {}, this.where(thread));
		const withdrawn = async () => {
			this.said.textContent = t("remark.withdrawn.said");
			await this.load();
		};
		return threadItem(thread, {
			place: [where],
			tools: [this.shower(thread, where),
				!thread.withdrawn_at && this.reading && replier(thread,
				    () => this.path(), () => this.replied(thread)),
				withdrawer(thread, withdrawn)],
			replyTools: (reply) => [withdrawer(reply, withdrawn)],
		});
	}

	/** @param {Thread} thread */
	where(thread) {
		const place = thread.page === null ? t("remark.whole")
			: t("remark.page", { n: thread.page });
		return thread.version_id === this.version?.version_id ? place
			: `${place}, ${t("document.version.n", { n: thread.number ?? "" })}`;
	}

	/**
	 * A button that shows the place in the version that is read now, or says
	 * that it is no longer there.
	 * @param {Thread} thread
	 * @param {HTMLElement} where
	 */
	shower(thread, where) {
		const reading = this.reading;
		if (!reading || (thread.page === null && !thread.quote))
			return null;
		return h("button", { class: "link-button", type: "button",
			onclick: async () => {
				const found = await this.locate(reading, thread);
				if (found)
					return show(reading, found, thread.quote
						? { ...thread, quote: thread.quote } : undefined);
				fill(where, ...this.lost(thread));
				where.setAttribute("role", "status");
			} }, t("remark.show"));
	}

	/**
	 * @param {Reading} reading
	 * @param {Thread} thread
	 */
	async locate(reading, thread) {
		if (thread.version_id === this.version?.version_id && thread.page)
			return thread.page;
		return thread.quote
			? pageOf(reading, { ...thread, quote: thread.quote })
			: null;
	}

	/** @param {Thread} thread */
	lost(thread) {
		const other = this.document.versions.find((version) =>
			version.version_id === thread.version_id);
		return [t("remark.lost", { n: this.version?.number ?? "" }), " ",
			other && h("button", { class: "link-button", type: "button",
				onclick: () => this.choose(other) },
			t("remark.other-version", { n: other.number }))];
	}
}
