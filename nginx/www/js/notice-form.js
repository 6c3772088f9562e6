// SPDX-License-Identifier: EUPL-1.2
// @ts-check
// A form that keeps a choice: sends it, and says beside the button how it went.
import { Problem } from "./api.js";
import { t } from "./language.js";

/**
 * @param {HTMLFormElement} form
 * @param {HTMLElement} told a live region
 * @param {() => Promise<unknown>} send
 */
export function saving(form, told, send) {
	form.addEventListener("submit", async (event) => {
		event.preventDefault();
		told.textContent = "";
		form.setAttribute("aria-busy", "true");
		try {
			await send();
			told.textContent = t("notices.saved");
		} catch (error) {
			told.textContent = trouble(error);
		} finally {
			form.removeAttribute("aria-busy");
		}
	});
	// what was said is about what stood there then
	form.addEventListener("input", () => {
		told.textContent = "";
	});
}

/**
 * What went wrong and what to do, in one line.
 * @param {unknown} error
 */
export function trouble(error) {
	const problem = error instanceof Problem ? error : new Problem("broken");
	if (!(error instanceof Problem))
		console.error(error);
	return `${t(`trouble.${problem.trouble}`)}. ${t(`trouble.${problem.trouble}.do`)}`;
}
