// SPDX-License-Identifier: EUPL-1.2
// @ts-check
// Runs before the page is drawn: whoever chose English doesn't see Danish
// first. css/site.css hides the body while "translating" is set, for at most
// two seconds should the other scripts never arrive.
//
// And a page of someone who is logged in is hidden when it is left. Browsers
// keep pages in memory for "back", where the session may be gone or another's
// by then: so nothing is seen until it has been asked for anew.
(function () {
	addEventListener("pagehide", function () {
		if (document.getElementById("logout"))
			document.documentElement.classList.add("left");
	});
	addEventListener("pageshow", function (event) {
		if (!event.persisted || !document.getElementById("logout"))
			return;
		document.documentElement.classList.add("left");
		document.title = "Min Sag";
		location.reload();
	});
	try {
		if (localStorage.getItem("minsag.language") !== "en")
			return;
		document.documentElement.lang = "en";
		document.documentElement.classList.add("translating");
	} catch {
		// storage is off: the page stays Danish
	}
})();
