// SPDX-License-Identifier: EUPL-1.2
// @ts-check
// fejl.html?kode=: what went wrong, in words; an unknown code gets the words
// that stand in the page.
import { byId } from "./dom.js";
import { loginAddress } from "./base.js";
import { speak, t } from "./language.js";

const KNOWN = /** @type {const} */ ([
	"login", "afbrudt", "logud", "404", "503",
]);

await speak();
const code = new URLSearchParams(location.search).get("kode");
const known = KNOWN.find((one) => one === code);
if (known) {
	byId("title").textContent = t(`error.${known}.title`);
	byId("text").textContent = t(`error.${known}.text`);
}
if (known === "login" || known === "afbrudt")
	byId("again", HTMLAnchorElement).href = loginAddress("sager.html");
