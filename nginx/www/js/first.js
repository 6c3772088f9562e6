// SPDX-License-Identifier: EUPL-1.2
// @ts-check
// Runs before the page is drawn: whoever reads English doesn't see Danish
// first. English is chosen on the page; as a log-out takes the choice along
// (Clear-Site-Data), a browser that names no Nordic language gets English too.
// css/site.css hides the body while "translating" is set, for at most
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
	const nordic = /^(da|fo|kl|nb|nn|no|sv|is)(-|$)/;
	let language = navigator.languages.some((one) => nordic.test(one))
		? "da" : "en";
	try {
		language = localStorage.getItem("minsag.language") ?? language;
	} catch {
		// storage is off: nothing was chosen
	}
	if (language !== "en")
		return;
	document.documentElement.lang = "en";
	document.documentElement.classList.add("translating");
})();
