// SPDX-License-Identifier: EUPL-1.2
// @ts-check
// beskeder.html: how the citizen is told of what happens, and what was sent.
import { get, post } from "./api.js";
import { byId } from "./dom.js";
import { t } from "./language.js";
import { showAreas } from "./notice-areas.js";
import { showEmail } from "./notice-email.js";
import { saving } from "./notice-form.js";
import { showSent } from "./notice-log.js";
import { attempt, begin } from "./page.js";

/** @typedef {import("./api.js").NoticeSettings} NoticeSettings */

const field = (/** @type {string} */ id) => byId(id, HTMLInputElement);

/** @param {NoticeSettings} settings */
function fillGeneral(settings) {
	field("off").checked = settings.off;
	field("daily").value = settings.daily_at;
	byId("tongue", HTMLSelectElement).value = settings.language;
	field("quiet-from").value = settings.quiet_from ?? "";
	field("quiet-to").value = settings.quiet_to ?? "";
}

/** One time without the other, or twice the same, is no stretch of time. */
function checkQuiet() {
	const from = field("quiet-from"), to = field("quiet-to");
	const wrong = (from.value === "") !== (to.value === "")
		|| (from.value !== "" && from.value === to.value);
	to.setCustomValidity(wrong ? t("notices.quiet.wrong") : "");
}

function wireGeneral() {
	const form = byId("general", HTMLFormElement);
	form.addEventListener("input", checkQuiet);
	saving(form, byId("general-told"), () => post("api/notices/settings", {
		off: field("off").checked,
		language: byId("tongue", HTMLSelectElement).value,
		daily_at: field("daily").value,
		quiet_from: field("quiet-from").value,
		quiet_to: field("quiet-to").value,
	}));
}

async function main() {
	await begin();
	wireGeneral();
	await attempt(byId("trouble"), async () => {
		/** @type {NoticeSettings} */
		const settings = await get("api/notices/settings");
		fillGeneral(settings);
		showEmail(byId("email"), settings, (now) => showAreas(byId("areas"), now));
		showAreas(byId("areas"), settings);
		byId("notices").hidden = false;
	});
	await showSent(byId("sent"), byId("sent-count"));
}

main();
