// SPDX-License-Identifier: EUPL-1.2
// @ts-check
// What nobody sees is taken out of a field as soon as it is pasted there, and
// the page says so; a control character is shown where it stands.
import { fill, h } from "./dom.js";
import { t } from "./language.js";
import { beforeControl, plain, UNSEEN } from "./plain.js";

/**
 * Keeps a field plain while it is written in, and says in told what was done.
 * @param {HTMLTextAreaElement} field
 * @param {HTMLElement} told a place with role status
 */
export function keepPlain(field, told) {
	field.addEventListener("input", (event) => {
		if (event instanceof InputEvent && event.isComposing)
			return;
		const { value } = field;
		const start = plain(value.slice(0, field.selectionStart)).length;
		const seen = plain(value);
		const unseen = value.match(UNSEEN)?.length ?? 0;
		const control = beforeControl(seen);
		if (seen !== value) {
			field.value = seen;
			field.setSelectionRange(start, start);
		}
		if (control !== null)
			fill(told, t("text.control", { before: control }));
		else if (unseen > 0)
			fill(told, t("text.unseen", { n: unseen }));
		else
			fill(told);
	});
}

/** A place in which keepPlain tells. */
export const plainTold = () => h("p", { class: "form-hint", role: "status" });
