// SPDX-License-Identifier: EUPL-1.2
// @ts-check
// What nobody sees is taken out of a field as soon as it is pasted there, and
// the page says so; a control character is shown where it stands.
import { fill, h } from "./dom.js";
import { count, t } from "./language.js";
import { beforeControl, plain, UNSEEN } from "./plain.js";

/**
 * @param {string | null} control what stands before a control character
 * @param {number} taken
 */
function words(control, taken) {
	if (control !== null)
		return control.trim() === "" ? t("text.control.first")
			: t("text.control", { before: control });
	return taken > 0 ? count("text.unseen", taken) : "";
}

/**
 * Keeps a field plain while it is written in, and says in told what was done,
 * until the field is empty.
 * @param {HTMLTextAreaElement} field
 * @param {HTMLElement} told a place with role status
 */
export function keepPlain(field, told) {
	let taken = 0;
	field.addEventListener("input", (event) => {
		if (event instanceof InputEvent && event.isComposing)
			return;
		const { value } = field;
		const start = plain(value.slice(0, field.selectionStart)).length;
		const seen = plain(value);
		taken = value === "" ? 0
			: taken + (value.match(UNSEEN)?.length ?? 0);
		if (seen !== value) {
			field.value = seen;
			field.setSelectionRange(start, start);
		}
		const said = words(beforeControl(seen), taken);
		if (said !== told.textContent) // it is read aloud each time it is set
			fill(told, said);
	});
}

/** A place in which keepPlain tells. */
export const plainTold = () => h("p", { class: "form-hint", role: "status" });
