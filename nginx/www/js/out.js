// SPDX-License-Identifier: EUPL-1.2
// @ts-check
// Logged out, on purpose, by the clock, by another's log-in, or never logged in;
// and the way back to the page that was open. What was typed outlives the
// clock alone.
import { loginAddress, pageOr } from "./base.js";
import { byId } from "./dom.js";
import { forget } from "./kept.js";
import { speak, t } from "./language.js";

await speak();
const query = new URLSearchParams(location.search);
byId("again", HTMLAnchorElement).href =
    loginAddress(pageOr(query.get("retur")));
const why = query.get("hvorfor");
if (why === "tid") {
	byId("title").textContent = t("out.time.title");
	byId("text").textContent = t("out.time.text");
} else if (why === "anden") {
	byId("title").textContent = t("out.other.title");
	byId("text").textContent = t("out.other.text");
} else if (why === "nej") {
	byId("title").textContent = t("out.none.title");
	byId("text").textContent = t("out.none.text");
	byId("again").textContent = t("out.none.again");
} else {
	forget();
}
