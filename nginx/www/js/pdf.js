// SPDX-License-Identifier: EUPL-1.2
// @ts-check
// Opens a PDF. Only the parts that the visible pages need are fetched, as
// ranges, so the first page of 64 MB is there as fast as that of 64 kB.
import { base } from "./base.js";
import { Problem, request } from "./api.js";
import { fill, h } from "./dom.js";
import { t } from "./language.js";
import { printPdf } from "./paper.js";
import { Viewer } from "./sheets.js";

/** @typedef {typeof import("pdfjs-dist")} Library */
/** @typedef {import("pdfjs-dist").PDFDocumentProxy} Pdf */

/** One range: the same 256 KiB that the database hands out at a time. */
const CHUNK = 262144;
/** How often, and after how many ms, a range is asked for again by itself. */
const TRIES = 2;
const PAUSE = 1500;

const file = (/** @type {string} */ name) => new URL(`pdfjs/${name}`, base).href;

/** @returns {Promise<Library>} */
async function library() {
	const pdfjs = await import(file("pdf.min.mjs"));
	pdfjs.GlobalWorkerOptions.workerSrc = file("pdf.worker.min.mjs");
	return pdfjs;
}

/**
 * Fetches ranges for the library, so that the first request already is one,
 * and log-out or outage is told like everywhere else. The library asks for a
 * range once only: those that were lost are kept until again() is called.
 */
export class Ranges {
	/**
	 * @param {Library} pdfjs
	 * @param {string} url
	 * @param {number} size in bytes
	 */
	constructor(pdfjs, url, size) {
		this.url = url;
		/** @type {[number, number][]} */
		this.lost = [];
		/** @type {(error: unknown) => void} */
		this.onlost = () => {};
		this.transport = new pdfjs.PDFDataRangeTransport(size, null);
		this.transport.requestDataRange = (begin, end) =>
			this.fetch(begin, end, TRIES);
	}

	/**
	 * @param {number} begin
	 * @param {number} end
	 * @param {number} tries how many more there may be
	 * @returns {Promise<void>}
	 */
	async fetch(begin, end, tries) {
		const headers = { Range: `bytes=${begin}-${end - 1}` };
		try {
			const answer = await request(this.url, { headers });
			const bytes = new Uint8Array(await answer.arrayBuffer());
			this.transport.onDataRange(begin, bytes);
		} catch (error) {
			if (tries > 0 && mayPass(error)) {
				await new Promise((done) => setTimeout(done, PAUSE));
				return this.fetch(begin, end, tries - 1);
			}
			this.lost.push([begin, end]);
			this.onlost(error);
		}
	}

	/** Asks once more for all that was lost. */
	again() {
		for (const [begin, end] of this.lost.splice(0))
			this.fetch(begin, end, 0);
	}
}

/** @param {unknown} error */
function mayPass(error) {
	return !(error instanceof Problem) ||
	    error.trouble === "busy" || error.trouble === "offline";
}

/**
 * @param {Library} pdfjs
 * @param {Ranges} ranges
 */
function open(pdfjs, ranges) {
	return pdfjs.getDocument({
		range: ranges.transport,
		rangeChunkSize: CHUNK,
		disableAutoFetch: true,
		disableStream: true,
		enableXfa: false,
		isEvalSupported: false,
		useWasm: false,
		wasmUrl: file(""),
		standardFontDataUrl: file("standard_fonts/"),
	});
}

/**
 * @param {HTMLElement} place
 * @param {string} url
 * @param {number} size in bytes
 * @param {HTMLButtonElement} print
 * @returns {Promise<import("./marking.js").Reading | null>} null when it cannot
 *   be shown
 */
export async function showPdf(place, url, size, print) {
	const pdfjs = await library();
	const ranges = new Ranges(pdfjs, url, size);
	const lost = new Promise((_, reject) => { ranges.onlost = reject; });
	const task = open(pdfjs, ranges);
	addEventListener("pagehide", () => task.destroy());
	/** @type {Pdf} */
	let pdf;
	try {
		pdf = /** @type {Pdf} */ (await Promise.race([task.promise, lost]));
	} catch (error) {
		const why = reasonOf(error);
		if (!why)
			throw error;
		fill(place, h("p", { class: "calm-box" }, t(why)));
		print.hidden = true;
		return null;
	}
	lost.catch(() => {}); // from here on, told on the page it is lost from
	const viewer = new Viewer(place, pdfjs, pdf, ranges);
	await Promise.race([viewer.begin(), lost]);
	ranges.onlost = () => viewer.showLost();
	print.onclick = () => printPdf(place, pdf);
	return {
		pages: pdf.numPages, paged: true,
		text: (page) => viewer.text(page), layer: (page) => viewer.layer(page),
	};
}

/** @param {unknown} error */
function reasonOf(error) {
	const kind = error instanceof Error ? error.name : "";
	return kind === "PasswordException" ? "pdf.locked"
		: kind === "InvalidPDFException" ? "pdf.damaged" : null;
}
