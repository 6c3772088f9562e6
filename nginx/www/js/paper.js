// SPDX-License-Identifier: EUPL-1.2
// @ts-check
// A PDF on paper: the browser prints what is on the page, so every page of the
// document is drawn for it first.
import { h } from "./dom.js";
import { t } from "./language.js";

/** More than this would take a phone's memory. */
const PRINT_PAGES = 60;
/** 150 dots an inch; a PDF counts in points, 72 an inch. */
const PRINT_SCALE = 150 / 72;

/**
 * Draws every page for paper, then prints.
 * @param {HTMLElement} place
 * @param {import("./pdf.js").Pdf} pdf
 */
export async function printPdf(place, pdf) {
	place.querySelector(".paper")?.remove();
	const paper = h("div", { class: "paper" });
	const told = h("p", { class: "paper-told", role: "status" });
	paper.append(told);
	place.append(paper);
	if (pdf.numPages > PRINT_PAGES) {
		told.textContent = t("pdf.too-long", { n: pdf.numPages });
		return;
	}
	for (let number = 1; number <= pdf.numPages; number++) {
		told.textContent =
		    t("pdf.preparing", { n: number, of: pdf.numPages });
		const page = await pdf.getPage(number);
		const viewport = page.getViewport({ scale: PRINT_SCALE });
		const canvas = h("canvas", { class: "paper-page" });
		canvas.width = Math.floor(viewport.width);
		canvas.height = Math.floor(viewport.height);
		await page.render({ canvas, viewport, intent: "print" }).promise;
		paper.append(canvas);
	}
	told.textContent = "";
	addEventListener("afterprint", () => paper.remove(), { once: true });
	window.print();
}
