// SPDX-License-Identifier: EUPL-1.2
// @ts-check
// Logged out, on purpose, by the clock, or never logged in; and the way back
// to the page that was open.
import { loginAddress, pageOr } from "./base.js";
import { byId } from "./dom.js";
import { speak, t } from "./language.js";

await speak();
const query = new URLSearchParams(location.search);
byId("again", HTMLAnchorElement).href =
    loginAddress(pageOr(query.get("retur")));
if (query.get("hvorfor") === "tid") {
	byId("title").textContent = t("out.time.title");
	byId("text").textContent = t("out.time.text");
} else if (query.get("hvorfor") === "nej") {
	byId("title").textContent = t("out.none.title");
	byId("text").textContent = t("out.none.text");
	byId("again").textContent = t("out.none.again");
}
