// SPDX-License-Identifier: EUPL-1.2
// @ts-check
// Runs before the page is drawn: whoever chose English doesn't see Danish
// first. css/site.css hides the body while "translating" is set, for at most
// two seconds should the other scripts never arrive.
(function () {
	try {
		if (localStorage.getItem("minsag.language") !== "en")
			return;
		document.documentElement.lang = "en";
		document.documentElement.classList.add("translating");
	} catch {
		// storage is off: the page stays Danish
	}
})();
