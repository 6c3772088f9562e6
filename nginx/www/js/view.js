// SPDX-License-Identifier: EUPL-1.2
// @ts-check
// The viewer: by media type, a PDF, a picture, a text, or a download only.
// A document is never put into the page as HTML.
import { address } from "./base.js";
import { request } from "./api.js";
import { byId, fill, h } from "./dom.js";
import { name, t } from "./language.js";

/** @typedef {import("./api.js").Document} Document */
/** @typedef {import("./api.js").Version} Version */

/** @typedef {import("./marking.js").Reading} Reading */

/** As much of a text as is shown at once, in bytes. */
const TEXT_SHOWN = 1 << 20;

/**
 * @param {HTMLElement} place
 * @param {Document} document
 * @param {Version} version
 * @returns {Promise<Reading>} how its text is found again
 */
export async function showVersion(place, document, version) {
	const url = address(`document/${version.version_id}`);
	const print = byId("print", HTMLButtonElement);
	print.onclick = () => window.print();
	switch ((version.media_type ?? "").split(";")[0]) {
	case "application/pdf": {
		const { showPdf } = await import("./pdf.js");
		return await showPdf(place, url, version.size ?? 0, print)
			?? whole(place);
	}
	case "image/jpeg":
	case "image/png":
	case "image/gif":
	case "image/webp":
		await showPicture(place, url, document);
		break;
	case "text/plain":
		await showText(place, url, version.size ?? 0);
		break;
	default:
		print.hidden = true;
		fill(place, h("p", { class: "calm-box" }, t(whyNot(version))));
	}
	return whole(place);
}

/**
 * A version without pages to turn: what text it has stands in one element.
 * @param {HTMLElement} place
 * @returns {Reading}
 */
function whole(place) {
	const layer = () => /** @type {HTMLElement | null} */ (
		place.querySelector(".text-document"));
	return {
		pages: 1, paged: false,
		text: async () => layer()?.textContent ?? "",
		layer: async () => layer(),
	};
}

/** @param {Version} version */
function whyNot(version) {
	return version.media_type === "text/html" ? "document.html"
		: version.media_type === "image/heic" ? "document.heic"
		: "document.only-download";
}

/**
 * Through fetch, so that log-out and outage are told like everywhere else.
 * @param {HTMLElement} place
 * @param {string} url
 * @param {Document} document
 */
async function showPicture(place, url, document) {
	const answer = await request(url, {});
	const source = URL.createObjectURL(await answer.blob());
	const kind = name("kind", document.kind);
	const alt = document.title
		? t("document.picture", { kind, title: document.title }) : kind;
	fill(place, h("div", { class: "picture" },
		h("img", { src: source, alt })));
	addEventListener("pagehide", () => URL.revokeObjectURL(source));
}

/** @param {Response} answer of which the server knows the encoding */
const encodingOf = (answer) => /charset=([a-z0-9-]+)/
	.exec(answer.headers.get("Content-Type") ?? "")?.[1] ?? "utf-8";

/**
 * Of UTF-16 the mark at its beginning says which byte comes first.
 * @param {ArrayBuffer} bytes
 * @param {string} encoding as the server has it
 */
export function decode(bytes, encoding) {
	const [first, second] = new Uint8Array(bytes);
	const big = encoding === "utf-16" && first === 0xfe && second === 0xff;
	return new TextDecoder(big ? "utf-16be" : encoding).decode(bytes);
}

/**
 * @param {HTMLElement} place
 * @param {string} url
 * @param {number} size
 */
async function showText(place, url, size) {
	const headers = { Range: `bytes=0-${TEXT_SHOWN - 1}` };
	const answer = await request(url, size > TEXT_SHOWN ? { headers } : {});
	const bytes = await answer.arrayBuffer();
	const text = decode(bytes, encodingOf(answer));
	fill(place,
		size > TEXT_SHOWN && h("p", { class: "calm-box" },
			t("document.long-text")),
		h("div", { class: "text-document", lang: "da" },
			text.split(/\r?\n\s*\r?\n/).map((part) => h("p", {}, part))));
}
