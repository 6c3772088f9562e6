// SPDX-License-Identifier: EUPL-1.2
// @ts-check
// One file on its way to a case, by tus-js-client. Nothing is kept on the
// device: what is unfinished stands in the server's list, so a file is gone on
// with when it is chosen again, wherever that is.
import { address } from "./base.js";
import { get, request } from "./api.js";

/** @typedef {import("./sent.js").Sent} Sent */
/**
 * waiting: for its turn; sending; paused: by the citizen; cut: no connection;
 * done: received; refused: it will not be taken; out: the session has ended
 * @typedef {"waiting" | "sending" | "paused" | "cut" | "done" | "refused" | "out"} State
 */

/** The page loads the library before its modules. */
const tus = () => /** @type {typeof import("tus-js-client")} */ (
	/** @type {any} */ (globalThis).tus);

const CHUNK = 1 << 20;
const PAUSES = [0, 1000, 3000, 5000, 10000];
const NAME_MOST = 255;
// Controls, line separators, and characters that can't be seen or turn text; the
// joiners between them make letters and pictures.
// eslint-disable-next-line no-control-regex
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;

/**
 * A name that the server takes: it refuses paths, unseen characters and more
 * than 255 characters. What stands behind the last dot stays.
 * @param {string} name
 */
export function plainName(name) {
	const plain = [...(name.split(/[/\\]/).pop() ?? "").replace(UNSEEN, "")
		.trim()];
	if (plain.length > NAME_MOST) {
		const dot = plain.lastIndexOf(".");
		const end = dot > NAME_MOST / 2 ? plain.slice(dot).slice(0, 20) : [];
		plain.splice(NAME_MOST - end.length, plain.length, ...end);
	}
	const text = plain.join("");
	return text === "" || text === "." || text === ".." ? "fil" : text;
}

/**
 * What the server says against it, as a rule; "" when it says nothing.
 * @param {any} error tus-js-client's
 */
function ruleOf(error) {
	try {
		return String(JSON.parse(error.originalResponse.getBody()).rule);
	} catch {
		return "";
	}
}

/** @param {any} error */
const statusOf = (error) => Number(error.originalResponse?.getStatus() ?? 0);

/** @param {number} status 0: no answer came */
const passes = (status) => status === 0 || status === 409 || status === 429
	|| status === 460 || status >= 500;

export class Sending {
	/** @type {State} */
	state = "waiting";
	sent = 0;
	rule = "";
	id = "";
	/** @type {import("tus-js-client").Upload | undefined} */
	#upload;

	/**
	 * @param {File} file
	 * @param {string} caseId
	 * @param {(sending: Sending) => void} changed
	 */
	constructor(file, caseId, changed) {
		this.file = file;
		this.caseId = caseId;
		this.changed = changed;
		this.name = plainName(file.name);
	}

	/** @param {State} state */
	#become(state) {
		this.state = state;
		this.changed(this);
	}

	/** @param {string} rule what speaks against it before anything is sent */
	refuse(rule) {
		this.rule = rule;
		this.#become("refused");
	}

	async start() {
		this.#become("sending");
		if (!this.#upload) {
			const unfinished = await this.#findUnfinished().catch(() => "");
			if (this.state !== "sending")
				return;
			this.#upload = this.#make(unfinished);
		}
		this.#upload.start();
	}

	pause() {
		this.#become("paused");
		this.#upload?.abort();
	}

	/** Gives it up, and what the server has of it. */
	async giveUp() {
		const upload = this.#upload;
		this.#become("paused");
		await upload?.abort(Boolean(upload.url)).catch(() => {});
	}

	/** @param {string} unfinished the id of an upload to go on with, or "" */
	#make(unfinished) {
		return new (tus().Upload)(this.file, {
			endpoint: address("upload"),
			uploadUrl: unfinished ? address(`upload/${unfinished}`) : null,
			chunkSize: CHUNK,
			retryDelays: PAUSES,
			storeFingerprintForResuming: false,
			metadata: {
				case: this.caseId,
				filename: this.name,
				filetype: this.file.type,
				modified: String(this.file.lastModified),
			},
			onShouldRetry: (error) => passes(statusOf(error))
				&& navigator.onLine,
			onProgress: (sent) => {
				this.sent = sent;
				this.changed(this);
			},
			onUploadUrlAvailable: () => {
				this.id = this.#upload?.url?.split("/").pop() ?? "";
			},
			onSuccess: () => {
				this.sent = this.file.size;
				this.#become("done");
			},
			onError: (error) => this.#failed(error),
		});
	}

	/** @param {any} error */
	#failed(error) {
		const status = statusOf(error);
		if (status === 401)
			this.#become("out");
		else if (passes(status))
			this.#become("cut");
		else
			this.refuse(ruleOf(error));
	}

	/**
	 * An upload of the same name, size and time of change that has begun: what
	 * the citizen chose once and chooses again.
	 */
	async #findUnfinished() {
		/** @type {import("./api.js").Page<Sent>} */
		const page = await get(`api/cases/${this.caseId}/uploads`,
			{ limit: "100" });
		const wanted = `modified ${btoa(String(this.file.lastModified))}`;
		for (const one of page.items) {
			if (one.state !== "receiving" || one.file_name.normalize() !== this.name.normalize()
				|| one.size !== this.file.size)
				continue;
			const answer = await request(address(`upload/${one.id}`),
				{ method: "HEAD", headers: { "Tus-Resumable": "1.0.0" } });
			const told = answer.headers.get("Upload-Metadata") ?? "";
			if (told.split(",").includes(wanted))
				return one.id;
		}
		return "";
	}
}
