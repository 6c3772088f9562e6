// SPDX-License-Identifier: EUPL-1.2
// @ts-check
// What can be done with a thread wherever it is read: reply to it, and take
// back what one wrote.
import { post } from "./api.js";
import { h } from "./dom.js";
import { t } from "./language.js";
import { attempt } from "./page.js";
import { RemarkForm } from "./remark-form.js";

/** @typedef {import("./api.js").Thread} Thread */
/** @typedef {import("./api.js").Entry} Entry */

/**
 * A button that opens a form below the thread.
 * @param {Thread} thread
 * @param {() => string} path where the reply is sent
 * @param {() => void} sent
 */
export function replier(thread, path, sent) {
	return h("button", { class: "link-button", type: "button",
		onclick: (/** @type {Event} */ event) => {
			const button = /** @type {HTMLElement} */ (event.currentTarget);
			const form = new RemarkForm(`reply-${thread.id}`, {
				path, sent,
				away: () => {
					form.form.remove();
					button.hidden = false;
					button.focus();
				},
			}, { kind: thread.kind, parent: thread.id });
			button.hidden = true;
			button.closest("li")?.append(form.form);
			form.body.focus();
		} }, t("remark.reply"));
}

/**
 * A button that is pressed twice, for what it does cannot be undone.
 * @param {Entry} entry a remark or a reply
 * @param {() => Promise<void>} done
 */
export function withdrawer(entry, done) {
	if (entry.withdrawn_at)
		return null;
	return h("button", { class: "link-button", type: "button",
		onclick: (/** @type {Event} */ event) => {
			const button = /** @type {HTMLElement} */ (event.currentTarget);
			if (button.dataset.sure)
				attempt(/** @type {HTMLElement} */ (button.parentElement),
				    async () => {
					await post(`api/remarks/${entry.id}/withdrawal`);
					await done();
				});
			button.dataset.sure = "yes";
			button.textContent = t("remark.withdraw.sure");
		} }, t("remark.withdraw"));
}
