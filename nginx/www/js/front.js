// SPDX-License-Identifier: EUPL-1.2
// @ts-check
// The front page: log-in leads to the list of cases.
import { loginAddress } from "./base.js";
import { byId } from "./dom.js";
import { speak } from "./language.js";

await speak();
byId("login", HTMLAnchorElement).href = loginAddress("sager.html");
