// SPDX-License-Identifier: EUPL-1.2
// @ts-check
// The form that a remark, a reply or a sentence that was not understood is
// written in. What is typed stays on the device until it is sent, with the key
// that makes sending it twice one remark.
import { post, Problem } from "./api.js";
import { clean, QUOTE_MOST } from "./anchor.js";
import { fill, h } from "./dom.js";
import { drop, keep, save } from "./draft.js";
import { keepPlain, plainTold } from "./keep-plain.js";
import { t } from "./language.js";
import { showProblem } from "./page.js";
import { beforeControl, plain } from "./plain.js";

/** @typedef {import("./marking.js").Mark} Mark */
/** @typedef {import("./language.js").Word} Word */
/** @typedef {"remark" | "not-understood"} Kind */
/**
 * @typedef {{ path: () => string, pages?: number, sent: (id: string) => void,
 *   away: () => void }} Use where it is sent, how many pages there are to
 *   choose from, what to do when it came in, and when it is put away
 */

const BODY_MOST = 4000;

/**
 * @param {string} id of the field
 * @param {string} label
 * @param {HTMLElement} field
 * @param {string} [hint]
 */
function row(id, label, field, hint) {
	field.id = id;
	if (hint)
		field.setAttribute("aria-describedby", `${id}-hint`);
	return h("div", { class: "form-group" },
		h("label", { class: "form-label", for: id }, label),
		hint && h("span", { class: "form-hint", id: `${id}-hint` }, hint), field);
}

export class RemarkForm {
	/**
	 * @param {string} id the form's own; its draft is kept under it
	 * @param {Use} use
	 * @param {{ kind: string, parent?: string }} what
	 */
	constructor(id, use, what) {
		this.use = use;
		this.what = what;
		/** @type {HTMLInputElement[]} */
		this.hidden = ["key", "before", "after", "marked"].map((name) =>
			h("input", { type: "hidden", name }));
		this.body = h("textarea", { class: "form-input", name: "body", rows: 5,
			maxlength: BODY_MOST, required: true });
		this.told = h("div", { class: "form-told" });
		this.plain = plainTold();
		keepPlain(this.body, this.plain);
		this.send = h("button", { class: "button button-primary" },
			t("remark.send"));
		this.form = h("form", { class: "remark-form", id,
			onsubmit: (/** @type {Event} */ event) => {
				event.preventDefault();
				this.submit();
			} });
		this.build(id);
		keep(this.form);
		if (!this.value("key"))
			this.set("key", crypto.randomUUID());
	}

	/** @param {string} id */
	build(id) {
		const { kind, parent } = this.what;
		const asks = kind === "not-understood";
		if (!parent) {
			this.page = this.use.pages !== undefined
				? this.pages(this.use.pages) : undefined;
			this.quote = h("textarea", { class: "form-input", name: "quote",
				rows: 2, maxlength: QUOTE_MOST, required: asks });
		}
		fill(this.form, ...this.hidden,
			this.page && row(`${id}-page`, t("remark.where"), this.page),
			this.quote && row(`${id}-quote`,
				t(asks ? "remark.sentence" : "remark.quote"), this.quote,
				t("remark.quote.hint")),
			asks && !parent && this.explainer(),
			row(`${id}-body`, t(parent ? "remark.reply.body"
				: asks ? "remark.ask.body" : "remark.body"), this.body),
			this.plain, this.told,
			h("p", { class: "form-buttons" }, this.send, " ",
				h("button", { class: "button button-secondary", type: "button",
					onclick: () => this.putAway() }, t("remark.cancel"))));
	}

	/** @param {number} pages */
	pages(pages) {
		return h("select", { class: "form-select", name: "page" },
			h("option", { value: "" }, t("remark.whole")),
			Array.from({ length: pages }, (_, i) => h("option",
				{ value: i + 1 }, t("remark.page", { n: i + 1 }))));
	}

	/** Known words first: often nothing more needs to be asked. */
	explainer() {
		this.terms = h("div", { class: "terms", role: "status" });
		return h("div", {}, h("button", {
			class: "button button-secondary", type: "button",
			onclick: () => this.explain(),
		}, t("remark.explain")), this.terms);
	}

	async explain() {
		const text = clean(this.quote?.value ?? "");
		const place = this.terms;
		if (!place || !text) {
			this.quote?.focus();
			return;
		}
		try {
			/** @type {import("./api.js").Page<import("./api.js").Term>} */
			const { items } = await post("api/terms", { text });
			if (text !== clean(this.quote?.value ?? ""))
				return; // another sentence has been chosen meanwhile
			fill(place, items.length
				? [h("dl", {}, items.map(({ word, plain }) => h("div", {},
					h("dt", {}, word), h("dd", {}, plain)))),
				h("p", {}, t("remark.explained"))]
				: h("p", {}, t("remark.unexplained")));
		} catch (error) {
			this.trouble(place, error, () => this.explain());
		}
	}

	/** Whether something was typed that has not been sent. */
	get begun() {
		return this.body.value.trim() !== "" || Boolean(this.quote?.value.trim());
	}

	/** @param {Mark} mark */
	mark(mark) {
		if (this.quote)
			this.quote.value = mark.quote;
		if (this.page)
			this.page.value = mark.page === null ? "" : String(mark.page);
		this.set("before", mark.before ?? "");
		this.set("after", mark.after ?? "");
		this.set("marked", mark.quote);
		save(this.form);
		if (this.terms)
			this.explain();
	}

	/**
	 * @param {string} name of a hidden field
	 * @param {string} value
	 */
	set(name, value) {
		const field = this.hidden.find((each) => each.name === name);
		if (field)
			field.value = value;
	}

	/** @param {string} name */
	value(name) {
		return this.hidden.find((each) => each.name === name)?.value ?? "";
	}

	fields() {
		const quote = clean(this.quote?.value ?? "");
		const marked = quote !== "" && quote === this.value("marked");
		/** @type {Record<string, string | number>} */
		const fields = { key: this.value("key"), kind: this.what.kind,
			body: plain(this.body.value).trim() };
		if (this.what.parent)
			fields.parent = this.what.parent;
		if (quote)
			fields.quote = quote;
		if (this.page?.value)
			fields.page = Number(this.page.value);
		for (const name of ["before", "after"])
			if (marked && this.value(name))
				fields[name] = this.value(name);
		return fields;
	}

	async submit() {
		fill(this.told);
		if (beforeControl(plain(this.body.value)) !== null) {
			this.body.focus(); // what stands below the field says where
			return;
		}
		this.send.disabled = true;
		try {
			const { id } = await post(this.use.path(), this.fields());
			drop(this.form);
			this.use.sent(id);
		} catch (error) {
			this.failed(error);
		} finally {
			this.send.disabled = false;
		}
	}

	/** @param {unknown} error */
	failed(error) {
		if (error instanceof Problem && error.trouble === "conflict") {
			// it was there: what stands here is another
			this.set("key", crypto.randomUUID());
			save(this.form);
		}
		this.trouble(this.told, error, () => this.submit());
	}

	/**
	 * @param {HTMLElement} place
	 * @param {unknown} error
	 * @param {() => void} again
	 */
	trouble(place, error, again) {
		if (!(error instanceof Problem))
			console.error(error);
		showProblem(place, error instanceof Problem ? error
			: new Problem("broken"), again);
	}

	putAway() {
		drop(this.form);
		this.use.away();
	}
}
