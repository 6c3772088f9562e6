// SPDX-License-Identifier: EUPL-1.2
// @ts-check
// The citizen's e-mail address: given, confirmed by a code, taken away. The
// address itself never comes back from the server, which cannot read it.
import { get, post, Problem } from "./api.js";
import { fill, h } from "./dom.js";
import { clock, date } from "./format.js";
import { t } from "./language.js";
import { trouble } from "./notice-form.js";

/** @typedef {import("./api.js").NoticeSettings} NoticeSettings */
/** @typedef {(settings: NoticeSettings) => void} Changed */

const CODE_DIGITS = 8;

class Email {
	/**
	 * @param {HTMLElement} place
	 * @param {NoticeSettings} settings
	 * @param {Changed} changed hears the new settings
	 */
	constructor(place, settings, changed) {
		this.place = place;
		this.changed = changed;
		this.told = h("p", { class: "notice-told", role: "status" });
		this.state = h("div", {});
		fill(place, this.state, this.told);
		this.show(settings);
	}

	/** @param {NoticeSettings} settings */
	show(settings) {
		const since = settings.email_confirmed_at;
		const until = settings.email_waiting_until;
		fill(this.state,
			h("p", {}, since ? t("notices.email.used", { date: date(since) })
				: t("notices.email.none")),
			until ? this.codeForm(until) : this.addressForm(since !== null),
			(since || until) && h("p", {}, h("button", {
				class: "button button-secondary", type: "button",
				onclick: () => this.do(() => this.give("")),
			}, t("notices.email.remove"))));
	}

	/** @param {boolean} another */
	addressForm(another) {
		const input = h("input", { class: "form-input", type: "email",
			id: "email-address", required: true, maxlength: 254,
			autocomplete: "email", "aria-describedby": "email-hint" });
		return this.form(
			[h("label", { class: "form-label", for: "email-address" },
				t(another ? "notices.email.other" : "notices.email.label")),
			h("span", { class: "form-hint", id: "email-hint" },
				t("notices.email.hint")), input],
			t("notices.email.send"), () => this.give(input.value.trim()));
	}

	/** @param {string} until */
	codeForm(until) {
		const input = h("input", { class: "form-input notice-code",
			id: "email-code", required: true, inputmode: "numeric",
			pattern: `[0-9]{${CODE_DIGITS}}`, maxlength: CODE_DIGITS,
			autocomplete: "one-time-code", "aria-describedby": "code-hint" });
		return this.form(
			[h("label", { class: "form-label", for: "email-code" },
				t("notices.code")),
			h("span", { class: "form-hint", id: "code-hint" },
				t("notices.code.hint", { time: clock(until) })), input],
			t("notices.code.confirm"), () => this.confirm(input.value));
	}

	/**
	 * @param {HTMLElement[]} fields
	 * @param {string} label
	 * @param {() => Promise<string>} send
	 */
	form(fields, label, send) {
		return h("form", { onsubmit: (/** @type {Event} */ event) => {
			event.preventDefault();
			this.do(send);
		} }, fields, h("p", { class: "notice-save" },
			h("button", { class: "button button-primary" }, label)));
	}

	/**
	 * Does it, shows how things stand now, and says what happened.
	 * @param {() => Promise<string>} work
	 */
	async do(work) {
		this.told.textContent = "";
		this.place.setAttribute("aria-busy", "true");
		try {
			const words = await work();
			/** @type {NoticeSettings} */
			const settings = await get("api/notices/settings");
			this.show(settings);
			this.changed(settings);
			this.told.textContent = words;
			this.state.querySelector("input")?.focus();
		} catch (error) {
			this.told.textContent = error instanceof Problem
				&& error.trouble === "bad" ? t("notices.email.bad")
				: trouble(error);
		} finally {
			this.place.removeAttribute("aria-busy");
		}
	}

	/** @param {string} email empty: taken away */
	async give(email) {
		const { state } = await post("api/notices/contact", { email });
		if (state === "too-many")
			return t("notices.code.too-many");
		return t(state === "waiting" ? "notices.code.sent"
			: "notices.email.removed");
	}

	/** @param {string} code */
	async confirm(code) {
		const answer = await post("api/notices/contact/confirm", { code });
		if (answer.state === "confirmed")
			return t("notices.code.right");
		return answer.state === "waiting"
			? t("notices.code.wrong", { n: answer.tries_left })
			: t("notices.code.over");
	}
}

/**
 * @param {HTMLElement} place
 * @param {NoticeSettings} settings
 * @param {Changed} changed
 */
export function showEmail(place, settings, changed) {
	new Email(place, settings, changed);
}
