// SPDX-License-Identifier: EUPL-1.2
// @ts-check
// A page that needs no log-in and does nothing but speak.
import { speak } from "./language.js";

await speak();
