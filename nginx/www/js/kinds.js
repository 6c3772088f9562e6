// SPDX-License-Identifier: EUPL-1.2
// @ts-check
// What kinds of files there are: what a citizen calls them, how their names end,
// and whether a browser shows them.
import { language, name, t } from "./language.js";

/** @typedef {{ type: string, word: string, sort: string, shown: boolean, endings: string[] }} Kind */

const OFFICE = "application/vnd.openxmlformats-officedocument.";
const OPEN = "application/vnd.oasis.opendocument.";

/** @type {Kind[]} */
const KINDS = [
	["application/pdf", "PDF", "", true, ".pdf"],
	["image/jpeg", "JPEG", "picture", true, ".jpg .jpeg .jfif"],
	["image/png", "PNG", "picture", true, ".png"],
	["image/gif", "GIF", "picture", true, ".gif"],
	["image/webp", "WebP", "picture", true, ".webp"],
	["text/plain", "TXT", "text", true, ".txt .csv .tsv .json .log .md"],
	["image/heic", "HEIC", "picture", false, ".heic .heif"],
	["image/tiff", "TIFF", "picture", false, ".tif .tiff"],
	[`${OFFICE}wordprocessingml.document`, "Word", "", false, ".docx"],
	["application/msword", "Word", "", false, ".doc"],
	[`${OFFICE}spreadsheetml.sheet`, "Excel", "", false, ".xlsx"],
	["application/vnd.ms-excel", "Excel", "", false, ".xls"],
	[`${OFFICE}presentationml.presentation`, "PowerPoint", "", false, ".pptx"],
	["application/vnd.ms-powerpoint", "PowerPoint", "", false, ".ppt"],
	[`${OPEN}text`, "LibreOffice", "", false, ".odt"],
	[`${OPEN}spreadsheet`, "LibreOffice", "", false, ".ods"],
	[`${OPEN}presentation`, "LibreOffice", "", false, ".odp"],
	["message/rfc822", "EML", "mail", false, ".eml"],
	["application/vnd.ms-outlook", "MSG", "mail", false, ".msg"],
	["audio/mp4", "M4A", "sound", false, ".m4a"],
	["audio/mpeg", "MP3", "sound", false, ".mp3"],
	["audio/ogg", "OGG", "sound", false, ".ogg .oga .opus"],
	["audio/wav", "WAV", "sound", false, ".wav"],
	["video/mp4", "MP4", "film", false, ".mp4 .m4v .m4a"],
	["video/quicktime", "MOV", "film", false, ".mov .qt"],
	["video/3gpp", "3GP", "film", false, ".3gp .3gpp"],
].map(([type, word, sort, shown, endings]) => /** @type {Kind} */ ({ type,
	word, sort, shown, endings: String(endings).split(" ") }));

/** @param {string[]} words */
const listed = (words) => new Intl.ListFormat(language(),
	{ type: "conjunction" }).format([...new Set(words)]);

/**
 * "PDF, pictures (JPEG and PNG) and text (TXT)"
 * @param {Kind[]} kinds
 */
function words(kinds) {
	return listed(kinds.map(({ word, sort }) => {
		if (sort === "")
			return word;
		const alike = listed(kinds.filter((other) => other.sort === sort)
			.map((other) => other.word));
		return sort === "text" ? name("add.sort", sort)
			: `${name("add.sort", sort)} (${alike})`;
	}));
}

/**
 * What may be sent, in words: what can be read on the site and what is kept to
 * be fetched, each "" when there is none; and whether office documents may.
 * @param {string[]} types
 */
export function takenKinds(types) {
	const taken = KINDS.filter(({ type }) => types.includes(type));
	const kept = taken.filter(({ shown }) => !shown);
	return {
		shown: words(taken.filter(({ shown }) => shown)),
		kept: words(kept),
		office: kept.some(({ type }) => /msword|\.ms-(excel|powerpoint)|document/
			.test(type)),
	};
}

/**
 * What a file dialog offers first: types and endings, for not every system knows
 * every type.
 * @param {string[]} types
 */
export const offered = (types) => KINDS
	.filter(({ type }) => types.includes(type))
	.flatMap(({ type, endings }) => [type, ...endings]).join();

/**
 * What a document's type is called beside its size.
 * @param {string} type
 */
export function mediaName(type) {
	if (type === "text/html")
		return t("media.web");
	const [bare] = type.split(";");
	const kind = KINDS.find((one) => one.type === bare);
	switch (kind?.sort) {
	case undefined:
		return type;
	case "":
		return kind?.word ?? type;
	case "picture":
		return bare === "image/jpeg" || bare === "image/heic"
			? t("media.photo") : t("media.picture");
	default:
		return name("media", kind?.sort ?? "");
	}
}
