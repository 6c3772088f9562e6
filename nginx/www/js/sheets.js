// SPDX-License-Identifier: EUPL-1.2
// @ts-check
// The pages of an open PDF. Only those near the eye are drawn; the others are
// empty boxes of the right height, so 179 pages cost as much as three. Over
// each drawing lies its text, for reading aloud, marking and copying.
import { fill, h, icon } from "./dom.js";
import { t } from "./language.js";

/** @typedef {import("./pdf.js").Library} Library */
/** @typedef {import("./pdf.js").Pdf} Pdf */
/** @typedef {import("pdfjs-dist").PDFPageProxy} PdfPage */

/** Pages that stay drawn at most; the one longest unseen goes first. */
const DRAWN = 8;
/** Drawn pixels of one page at most, so that phones keep their memory. */
const PIXELS = 8e6;
const ZOOMS = [0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 3];

/** One page: an empty box until it comes near. */
class Sheet {
	/**
	 * @param {number} number
	 * @param {number} of
	 */
	constructor(number, of) {
		this.number = number;
		this.box = h("div", {
			class: "sheet", role: "group",
			"aria-label": t("pdf.page.of", { n: number, of }),
			"data-page": number,
		});
		/** @type {import("pdfjs-dist").RenderTask | null} */
		this.task = null;
		/** the scale it is drawn at, 0 when it is not */
		this.drawnAt = 0;
		this.seen = 0;
	}

	showWaiting() {
		fill(this.box, h("p", { class: "sheet-wait" }, t("pdf.loading")));
	}

	/** Gives memory back; the box stays. */
	clear() {
		this.task?.cancel();
		this.task = null;
		this.drawnAt = 0;
		for (const canvas of this.box.querySelectorAll("canvas"))
			canvas.width = canvas.height = 0;
		this.box.replaceChildren();
	}
}

export class Viewer {
	/**
	 * @param {HTMLElement} place
	 * @param {Library} pdfjs
	 * @param {Pdf} pdf
	 * @param {import("./pdf.js").Ranges} ranges
	 */
	constructor(place, pdfjs, pdf, ranges) {
		this.ranges = ranges;
		this.place = place;
		this.pdfjs = pdfjs;
		this.pdf = pdf;
		this.scale = 1;
		this.fit = true;
		this.clock = 0;
		this.current = 1;
		/** @type {Sheet[]} */
		this.sheets = [];
		/** the first page's size; the guess for pages not seen yet */
		this.width = 595;
		this.height = 842;
		/** @type {Set<Sheet>} */
		this.near = new Set();
	}

	async begin() {
		const first = await this.pdf.getPage(1);
		const view = first.getViewport({ scale: 1 });
		this.width = view.width;
		this.height = view.height;
		this.sheets = Array.from({ length: this.pdf.numPages },
			(_, place) => new Sheet(place + 1, this.pdf.numPages));
		this.build();
		this.fitWidth();
		this.observe();
	}

	build() {
		this.field = h("input", {
			class: "form-input", id: "page-field", type: "text",
			inputmode: "numeric", value: "1", autocomplete: "off",
			onchange: () => this.goTo(Number(this.field?.value)),
		});
		this.zoomText = h("span", { class: "sr-only", role: "status" });
		this.scroller = h("div", {
			class: "sheets", tabindex: "0", role: "region",
			"aria-label": t("pdf.pages"),
			onkeydown: (/** @type {KeyboardEvent} */ event) => this.key(event),
		}, this.sheets.map((sheet) => sheet.box));
		this.scroller.addEventListener("scroll", () => this.scrolled(),
		    { passive: true });
		fill(this.place, h("div", { class: "viewer" }, this.toolbar(),
			this.scroller));
	}

	toolbar() {
		const tool = (/** @type {import("./language.js").Word} */ word,
			/** @type {string} */ picture, /** @type {() => void} */ onclick) =>
			h("button", { class: "tool", type: "button", onclick,
				"aria-label": t(word), title: t(word) }, icon(picture));
		return h("div", {
			class: "viewer-tools", role: "group", "aria-label": t("pdf.tools"),
		},
		h("div", { class: "tool-group" },
			tool("pdf.previous", "symbol-chevron-left",
				() => this.goTo(this.current - 1)),
			h("label", { class: "tool-page" }, h("span", {}, t("pdf.page")),
				this.field),
			h("span", {}, t("pdf.of", { n: this.pdf.numPages })),
			tool("pdf.next", "symbol-chevron-right",
				() => this.goTo(this.current + 1))),
		h("div", { class: "tool-group" },
			tool("pdf.smaller", "symbol-zoom-out", () => this.zoom(-1)),
			tool("pdf.larger", "symbol-zoom-in", () => this.zoom(1)),
			tool("pdf.width", "symbol-fullscreen", () => this.fitWidth()),
			this.zoomText));
	}

	/** @param {KeyboardEvent} event */
	key(event) {
		if (event.ctrlKey || event.metaKey || event.altKey)
			return;
		const scroller = this.scroller;
		if (/^Arrow/.test(event.key) && scroller &&
		    scroller.scrollWidth > scroller.clientWidth)
			return; // a magnified page is moved about with the arrows
		const does = /** @type {Record<string, () => void>} */ ({
			ArrowLeft: () => this.goTo(this.current - 1),
			ArrowRight: () => this.goTo(this.current + 1),
			Home: () => this.goTo(1),
			End: () => this.goTo(this.pdf.numPages),
			"+": () => this.zoom(1),
			"-": () => this.zoom(-1),
			0: () => this.fitWidth(),
		})[event.key];
		if (does) {
			event.preventDefault();
			does();
		}
	}

	/** @param {number} number a page; beyond the ends means the end */
	goTo(number) {
		const wanted = Number.isInteger(number) ? number : this.current;
		const page = Math.min(Math.max(wanted, 1), this.pdf.numPages);
		const box = this.sheets[page - 1]?.box;
		if (this.scroller && box)
			this.scroller.scrollTop = box.offsetTop - 8;
		this.setCurrent(page);
	}

	/** @param {number} page */
	setCurrent(page) {
		this.current = page;
		if (this.field)
			this.field.value = String(page);
	}

	scrolled() {
		if (!this.scroller)
			return;
		const middle = this.scroller.scrollTop + this.scroller.clientHeight / 3;
		const sheet = this.sheets.findLast(({ box }) => box.offsetTop <= middle);
		this.setCurrent(sheet?.number ?? 1);
	}

	/** @param {1 | -1} direction */
	zoom(direction) {
		const next = direction > 0
			? ZOOMS.find((zoom) => zoom > this.scale + 0.01)
			: ZOOMS.findLast((zoom) => zoom < this.scale - 0.01);
		this.fit = false;
		this.setScale(next ?? this.scale);
	}

	fitWidth() {
		this.fit = true;
		const room = (this.scroller?.clientWidth ?? this.width) - 16;
		this.setScale(room / this.width);
	}

	/** @param {number} scale */
	setScale(scale) {
		const page = this.current;
		this.scale = scale;
		for (const sheet of this.sheets) {
			this.measure(sheet);
			if (sheet.drawnAt && sheet.drawnAt !== scale)
				sheet.clear();
		}
		this.goTo(page);
		if (this.zoomText)
			this.zoomText.textContent =
			    t("pdf.zoom", { n: Math.round(scale * 100) });
		for (const sheet of this.near)
			this.draw(sheet);
	}

	/**
	 * @param {Sheet} sheet
	 * @param {number} [width] of the page itself, when known
	 * @param {number} [height]
	 */
	measure(sheet, width = this.width, height = this.height) {
		sheet.box.style.width = `${Math.floor(width * this.scale)}px`;
		sheet.box.style.height = `${Math.floor(height * this.scale)}px`;
	}

	observe() {
		const near = new IntersectionObserver((entries) => {
			for (const entry of entries) {
				const number = Number(entry.target.getAttribute("data-page"));
				const sheet = this.sheets[number - 1];
				if (!sheet)
					continue;
				if (entry.isIntersecting) {
					this.near.add(sheet);
					this.draw(sheet);
				} else {
					this.near.delete(sheet);
				}
			}
		}, { root: this.scroller, rootMargin: "300px 0px" });
		for (const sheet of this.sheets)
			near.observe(sheet.box);
		new ResizeObserver(() => this.fit && this.resized())
			.observe(this.place);
	}

	resized() {
		const room = (this.scroller?.clientWidth ?? 0) - 16;
		if (Math.abs(room / this.width - this.scale) > 0.01)
			this.fitWidth();
	}

	/** @param {Sheet} sheet */
	async draw(sheet) {
		sheet.seen = ++this.clock;
		if (sheet.drawnAt === this.scale)
			return;
		sheet.clear();
		const scale = this.scale;
		sheet.drawnAt = scale;
		sheet.showWaiting();
		try {
			const page = await this.pdf.getPage(sheet.number);
			if (sheet.drawnAt === scale)
				await this.paint(sheet, page);
		} catch (error) {
			if (error instanceof Error &&
			    error.name === "RenderingCancelledException")
				return;
			sheet.clear();
			this.showFailed(sheet, () => this.draw(sheet));
		}
		this.forgetOld();
	}

	/**
	 * @param {Sheet} sheet
	 * @param {() => void} again
	 */
	showFailed(sheet, again) {
		fill(sheet.box, h("div", { class: "sheet-wait", role: "alert" },
			h("p", {}, t("pdf.failed")),
			h("button", {
				class: "button button-secondary", type: "button",
				onclick: again,
			}, t("again"))));
	}

	/** Says on every page that still waits that its bytes were lost. */
	showLost() {
		for (const sheet of this.waiting())
			this.showFailed(sheet, () => this.again());
	}

	again() {
		for (const sheet of this.waiting())
			sheet.showWaiting();
		this.ranges.again();
	}

	waiting() {
		return this.sheets.filter((sheet) =>
			sheet.drawnAt && !sheet.box.querySelector("canvas"));
	}

	/**
	 * @param {Sheet} sheet
	 * @param {PdfPage} page
	 */
	async paint(sheet, page) {
		const viewport = page.getViewport({ scale: this.scale });
		this.measure(sheet, viewport.width / this.scale,
		    viewport.height / this.scale);
		const area = viewport.width * viewport.height;
		const sharp = Math.min(devicePixelRatio || 1, Math.sqrt(PIXELS / area));
		const canvas = h("canvas", { "aria-hidden": "true" });
		canvas.width = Math.floor(viewport.width * sharp);
		canvas.height = Math.floor(viewport.height * sharp);
		const task = page.render({
			canvas, viewport, transform: [sharp, 0, 0, sharp, 0, 0],
		});
		sheet.task = task;
		await task.promise;
		if (sheet.task !== task)
			return;
		const text = h("div", { class: "textLayer" });
		fill(sheet.box, canvas, text);
		sheet.box.style.setProperty("--total-scale-factor", String(this.scale));
		await new this.pdfjs.TextLayer({
			textContentSource: page.streamTextContent(),
			container: text,
			viewport,
		}).render();
		text.dataset.whole = "";
		sheet.box.dispatchEvent(new Event("drawn"));
	}

	/**
	 * A page's text, drawn or not.
	 * @param {number} number
	 */
	async text(number) {
		const page = await this.pdf.getPage(number);
		const { items } = await page.getTextContent();
		return items.map((item) => "str" in item ? item.str : "").join("");
	}

	/**
	 * Brings a page to the eye and waits until its text lies over it.
	 * @param {number} number
	 * @returns {Promise<HTMLElement | null>}
	 */
	async layer(number) {
		const sheet = this.sheets[number - 1];
		if (!sheet)
			return null;
		const drawn = () => /** @type {HTMLElement | null} */ (
			sheet.box.querySelector(".textLayer[data-whole]"));
		this.goTo(number);
		this.scroller?.scrollIntoView({ block: "nearest" });
		if (!drawn())
			await new Promise((done) => sheet.box.addEventListener("drawn", done,
			    { once: true }));
		return drawn();
	}

	forgetOld() {
		const drawn = this.sheets.filter((sheet) => sheet.drawnAt);
		drawn.sort((a, b) => a.seen - b.seen);
		for (const sheet of drawn.slice(0, Math.max(drawn.length - DRAWN, 0)))
			if (!this.near.has(sheet))
				sheet.clear();
	}
}
