// SPDX-License-Identifier: EUPL-1.2
// The pages of the test IdP. Danish, no script but the one line that posts an
// answer on; everything works with the keyboard and without script.
import { escapeXml as e } from './metadata.mjs';

const STYLE = `
:root { color-scheme: light; font: 18px/1.5 system-ui, sans-serif; }
body { margin: 0; background: #f5f5f5; color: #1a1a1a; }
main { max-width: 30rem; margin: 2rem auto; padding: 1.5rem; background: #fff;
  border: 1px solid #bfbfbf; border-radius: 4px; box-sizing: border-box; }
h1 { font-size: 1.6rem; margin: 0 0 .5rem; } h2 { font-size: 1.15rem; margin: 1.5rem 0 .5rem; }
label { display: block; font-weight: 600; margin: .75rem 0 .25rem; }
input { font: inherit; width: 100%; padding: .5rem; box-sizing: border-box; border: 1px solid #595959; border-radius: 3px; }
button { font: inherit; padding: .5rem 1rem; border: 2px solid #0b5394; border-radius: 3px;
  background: #0b5394; color: #fff; cursor: pointer; }
button.plain { background: #fff; color: #0b5394; }
.row { display: flex; gap: .75rem; margin-top: 1.25rem; flex-wrap: wrap; }
ul { list-style: none; margin: 0; padding: 0; } li { margin: .4rem 0; }
li button { width: 100%; text-align: left; } li small { display: block; color: #444; }
.error { border-left: 4px solid #b00020; padding: .5rem .75rem; background: #fdecee; }
:focus-visible { outline: 3px solid #e07b00; outline-offset: 2px; }
@media (max-width: 32rem) { main { margin: 0; border: 0; min-height: 100vh; } }`;

function
page(title, body)
{
	return `<!DOCTYPE html>
<html lang="da"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${e(title)}</title><style>${STYLE}</style></head>
<body><main>
${body}
</main></body></html>
`;
}

const personRow = (person) => `<li><button class="plain" name="persona" value="${e(person.name)}">${e(person.full_name)}
<small>${e(person.about)} · log-in-navn: ${e(person.name)}</small></button></li>`;

// flow: key of the request under way. error: text or ''.
export function
loginPage({ title, flow, personas, service, error })
{
	return page(title, `<h1>${e(title)}</h1>
<p>Opdigtede borgere til afprøvning. ${service ? `Du er på vej til <strong>${e(service)}</strong>.` : ''}</p>
${error ? `<p class="error" role="alert">${e(error)}</p>` : ''}
<form method="post" action="/login">
<input type="hidden" name="flow" value="${e(flow)}">
<label for="name">Log-in-navn</label>
<input id="name" name="name" autocomplete="username" autocapitalize="none" spellcheck="false" autofocus>
<label for="password">Adgangskode</label>
<input id="password" name="password" type="password" autocomplete="current-password">
<div class="row"><button name="act" value="login">Log ind</button>
<button class="plain" name="act" value="cancel">Annullér</button></div>
</form>
<h2>Eller vælg en borger</h2>
<form method="post" action="/login">
<input type="hidden" name="flow" value="${e(flow)}">
<ul>${personas.map(personRow).join('\n')}</ul>
</form>
<p><small>Adgangskoden er den samme som log-in-navnet.</small></p>`);
}

export function
postPage({ action, fields })
{
	const inputs = Object.entries(fields).map(([name, value]) =>
		`<input type="hidden" name="${e(name)}" value="${e(value)}">`).join('\n');
	return page('Sender dig videre', `<form method="post" action="${e(action)}">
${inputs}
<noscript><p>Tryk for at komme videre.</p><button>Fortsæt</button></noscript>
</form>
<script>document.forms[0].submit();</script>`);
}

export function
homePage({ title, session })
{
	const body = session
		? `<p>Du er logget ind som <strong>${e(session.person.full_name)}</strong>.</p>
<form method="post" action="/logout"><button>Log ud alle steder</button></form>`
		: '<p>Du er ikke logget ind.</p>';
	return page(title, `<h1>${e(title)}</h1>${body}`);
}

export const messagePage = (title, text) =>
	page(title, `<h1>${e(title)}</h1><p>${e(text)}</p><p><a href="/">Til forsiden</a></p>`);
