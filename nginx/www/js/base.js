// SPDX-License-Identifier: EUPL-1.2
// @ts-check
// Where the site stands. Everything is found relative to this file, so the
// site works under any path.

/** The folder of the site, with a slash at the end. */
export const base = new URL("../", import.meta.url);

const UUID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
/** What the id in a page's address may be called. */
const NAMES = ["id", "sag", "dokument"];
const PAGE = new RegExp(`^[a-z]+\\.html(?:\\?(?:${NAMES.join("|")})=${UUID})?$`);

/**
 * An address inside the site.
 * @param {string} path relative to the site's folder
 * @param {Record<string, string | undefined>} [query] empty ones are left out
 */
export function address(path, query = {}) {
	const url = new URL(path, base);
	for (const [name, value] of Object.entries(query))
		if (value)
			url.searchParams.set(name, value);
	return url.href;
}

/** This page, such as "sag.html?id=…"; carries nothing but the id. */
export function here() {
	const name = location.pathname.slice(base.pathname.length);
	const called = NAMES.find((each) => queryId(each));
	return called ? `${name}?${called}=${queryId(called)}` : name;
}

/**
 * The id in this page's address, "" when there is none.
 * @param {string} [called]
 */
export function queryId(called = "id") {
	const id = new URLSearchParams(location.search).get(called) ?? "";
	return new RegExp(`^${UUID}$`).test(id) ? id : "";
}

/**
 * A page of this site to come back to, or else the list of cases.
 * @param {string | null} page what an address said
 */
export function pageOr(page) {
	return page && PAGE.test(page) ? page : "sager.html";
}

/**
 * Where log-in begins, and the page it leads back to.
 * @param {string} page from pageOr or here
 */
export function loginAddress(page) {
	return address("saml/login", { return: base.pathname + page });
}
