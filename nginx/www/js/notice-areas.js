// SPDX-License-Identifier: EUPL-1.2
// @ts-check
// What the citizen is told of, a form for each area in which they have a case.
import { post } from "./api.js";
import { fill, h } from "./dom.js";
import { count, name, t } from "./language.js";
import { saving } from "./notice-form.js";

/** @typedef {import("./api.js").NoticeSettings} NoticeSettings */
/** @typedef {import("./api.js").NoticeArea} NoticeArea */
/** @typedef {"new_document" | "answered_remark" | "rejected_upload" | "deadline_near"} Kind */

/** @type {Kind[]} */
const KINDS = ["new_document", "answered_remark", "rejected_upload",
	"deadline_near"];
const PACES = ["daily", "at-once"];

/**
 * @param {string} id
 * @param {string} label
 * @param {HTMLElement[]} options
 * @param {string} field
 */
function choice(id, label, options, field) {
	return h("div", { class: "filter" },
		h("label", { class: "form-label", for: id }, label),
		h("select", { class: "form-select", id, name: field }, options));
}

/**
 * @param {NoticeSettings} settings
 * @param {NoticeArea} area
 */
function channels(settings, area) {
	return settings.channels.map((channel) => {
		const closed = channel === "email" && !settings.email_confirmed_at;
		return h("option", { value: channel, disabled: closed,
			selected: channel === area.channel },
		closed ? t("notices.email.first") : name("notices.channel", channel));
	});
}

/**
 * @param {NoticeSettings} settings
 * @param {NoticeArea} area
 * @param {Kind} kind
 */
function kindCheck(settings, area, kind) {
	const id = `${kind}-${area.area}`;
	return h("li", { class: "notice-check" },
		h("input", { class: "form-checkbox", type: "checkbox", id, name: kind,
			checked: area[kind] }),
		h("label", { for: id }, t(`notices.kind.${kind}`),
			kind === "deadline_near"
				&& ` (${count("notices.days", settings.deadline_days)})`));
}

/**
 * @param {NoticeSettings} settings
 * @param {NoticeArea} area
 */
function form(settings, area) {
	const told = h("span", { role: "status" });
	const made = h("form", { class: "notice-form" },
		h("fieldset", {},
			h("legend", { class: "h4" }, area.name),
			h("ul", { class: "notice-kinds" },
				KINDS.map((kind) => kindCheck(settings, area, kind))),
			h("div", { class: "notice-row" },
				choice(`channel-${area.area}`, t("notices.channel"),
					channels(settings, area), "channel"),
				choice(`pace-${area.area}`, t("notices.pace"),
					PACES.map((pace) => h("option", { value: pace,
						selected: pace === area.pace },
					name("notices.pace", pace))), "pace"))),
		h("p", { class: "notice-save" },
			h("button", { class: "button button-primary",
				"aria-label": t("notices.save.area", { area: area.name }) },
			t("notices.save")), " ", told));
	saving(made, told, () => post("api/notices/areas", chosen(made, area)));
	return made;
}

/**
 * @param {HTMLFormElement} form
 * @param {NoticeArea} area
 */
function chosen(form, area) {
	const data = new FormData(form);
	return {
		area: area.area,
		channel: String(data.get("channel")),
		pace: String(data.get("pace")),
		...Object.fromEntries(KINDS.map((kind) => [kind, data.has(kind)])),
	};
}

/**
 * @param {HTMLElement} place
 * @param {NoticeSettings} settings
 */
export function showAreas(place, settings) {
	fill(place, settings.areas.length === 0
		? h("p", { class: "empty" }, t("notices.no-areas"))
		: settings.areas.map((area) => form(settings, area)));
}
