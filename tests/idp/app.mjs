// SPDX-License-Identifier: EUPL-1.2
// Routes of the test IdP. samlp makes and reads the SAML messages; who may ask
// (signed by a known provider) is checked here first, over the exact bytes.
import express from 'express';
import samlp from 'samlp';
import SessionParticipants from 'samlp/lib/sessionParticipants/index.js';
import { ourMetadata, providers } from './metadata.mjs';
import * as pages from './pages.mjs';
import * as profile from './profile.mjs';
import * as redirect from './redirect.mjs';
import { Pending, Sessions, samlpStore } from './sessions.mjs';
import { soapLogout } from './soap.mjs';

const COOKIE = 'idp-session';
const REDIRECT = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect';
const LIFE_SECONDS = 300;
const STATUS = 'urn:oasis:names:tc:SAML:2.0:status:';

function
cookie(req)
{
	const pair = (req.headers.cookie ?? '').split(/; */)
		.find((text) => text.startsWith(COOKIE + '='));
	return pair?.slice(COOKIE.length + 1);
}

// The RelayState goes back as it came; absent stays absent.
function
post(res, action, xml, relayState)
{
	const fields = { SAMLResponse: Buffer.from(xml).toString('base64') };
	if (relayState !== undefined)
		fields.RelayState = relayState;
	res.send(pages.postPage({ action, fields }));
}

// A service provider that a session went to, as samlp's logout has it.
const participant = (session, { provider, certificate }) => ({
	serviceProviderId: provider.entityId,
	serviceProviderLogoutURL: provider.sloResponse,
	requestUrl: provider.slo,
	sessionIndex: session.index,
	nameId: profile.nameId(session.person),
	nameIdFormat: profile.nameIdFormat,
	cert: certificate,
	binding: REDIRECT,
});

// samlp's view of the participants: one that we don't remember (we were
// restarted) still gets its answer, signed by its own key or not at all.
function
participantsOf(session, provider, certificate)
{
	const list = new SessionParticipants(session?.participants ?? []);
	const get = list.get.bind(list);
	list.get = (issuer, indices, nameId, done) => get(issuer, indices, nameId,
		(error, found) => done(error, found ?? (certificate && {
			serviceProviderId: issuer, cert: certificate,
			serviceProviderLogoutURL: provider.sloResponse, binding: REDIRECT,
		})));
	return list;
}

// samlp ends a logout that began here with a bare 200.
function
finishAsPage(res)
{
	const send = res.send.bind(res);
	res.send = (body) => {
		res.send = send;
		return send(body === 200
			? pages.messagePage('Logget ud', 'Du er logget ud alle steder.') : body);
	};
}

class Idp {
	#sessions = new Sessions();
	#flows = new Pending(); // log-ins under way
	#logoutStates = samlpStore();

	constructor(config) {
		this.config = config;
		this.findProvider = providers(config.spMetadata);
	}

	#current(req) {
		return this.#sessions.find(cookie(req));
	}

	// Who we are, to samlp.
	#own() {
		const { entityId: issuer, key, certificate: cert } = this.config;
		return { issuer, key, cert, signatureAlgorithm: 'rsa-sha256', digestAlgorithm: 'sha256' };
	}

	// What samlp needs to write to this provider.
	#options(provider) {
		return { ...this.#own(), audience: provider.entityId,
			destination: provider.acs, recipient: provider.acs,
			encryptionCert: provider.encryption,
			encryptionPublicKey: provider.encryptionKey,
			encryptionAlgorithm: 'http://www.w3.org/2009/xmlenc11#aes256-gcm',
			lifetimeInSeconds: LIFE_SECONDS,
			includeAttributeNameFormat: true, typedAttributes: true };
	}

	// Checks that a redirect message is one of a known provider's.
	async #known(req, message) {
		const text = redirect.open(req.query[message]);
		const provider = await this.findProvider(text.issuer);
		if (provider === undefined)
			throw new Error(`unknown provider ${text.issuer}`);
		const certificate = redirect.signer(req.originalUrl, message, provider.signing);
		return { text, provider, certificate };
	}

	home(req, res) {
		res.send(pages.homePage({ title: this.config.title, session: this.#current(req) }));
	}

	metadata(req, res) {
		res.type('application/samlmetadata+xml').send(ourMetadata(this.config));
	}

	// An AuthnRequest: answered at once, or after the log-in page.
	async sso(req, res) {
		const { text, provider, certificate } = await this.#known(req, 'SAMLRequest');
		const parse = { signingCert: certificate, relayState: req.query.RelayState };
		await new Promise((done, fail) => samlp.parseRequest(req, parse,
			(error, data) => error ? fail(error) : done(data)));
		if (text.root.localName !== 'AuthnRequest')
			throw new Error('not an AuthnRequest');
		const flow = { provider, certificate, id: text.id,
			relayState: req.query.RelayState };
		const session = this.#current(req);
		if (session !== undefined && text.root.getAttribute('ForceAuthn') !== 'true')
			return this.#sendResponse(res, flow, session);
		this.#showLogin(res, this.#flows.put(flow), flow);
	}

	#showLogin(res, key, flow, error = '') {
		res.status(error ? 401 : 200).send(pages.loginPage({
			title: this.config.title, flow: key, personas: this.config.personas,
			service: new URL(flow.provider.acs).host, error }));
	}

	// What the log-in page sends.
	login(req, res, next) {
		const { flow: key, name, password, persona, act } = req.body;
		const flow = this.#flows.get(key);
		if (flow === undefined)
			return res.status(400).send(pages.messagePage('Udløbet',
				'Log-in er udløbet. Gå tilbage til den side, du kom fra, og prøv igen.'));
		if (act === 'cancel') {
			this.#flows.drop(key);
			return this.#sendCancelled(req, res, next, flow);
		}
		const wanted = persona ?? (password === name ? name : undefined);
		const person = this.config.personas.find((p) => p.name === wanted);
		if (person === undefined)
			return this.#showLogin(res, key, flow, 'Navn eller adgangskode er forkert.');
		this.#flows.drop(key);
		this.#sendResponse(res, flow, this.#sessionFor(req, res, person));
	}

	// The browser's session when it is this person's, else a new one.
	#sessionFor(req, res, person) {
		const old = this.#current(req);
		if (old?.person === person)
			return old;
		this.#sessions.end(old);
		const session = this.#sessions.start(person);
		res.cookie(COOKIE, session.key, { httpOnly: true, secure: true, sameSite: 'none' });
		return session;
	}

	#sendResponse(res, flow, session) {
		const { provider, id, relayState } = flow;
		const options = { ...this.#options(provider), inResponseTo: id,
			sessionIndex: session.index, profileMapper: profile.mapper,
			authnContextClassRef: profile.levelUri(session.person) };
		samlp.getSamlResponse(options, session.person, (error, xml) => {
			if (error)
				return res.status(500).send(pages.messagePage('Fejl', error.message));
			this.#sessions.visit(session, participant(session, flow));
			post(res, provider.acs, xml, relayState);
		});
	}

	#sendCancelled(req, res, next, flow) {
		const { provider, id, relayState } = flow;
		samlp.sendError({ ...this.#options(provider), inResponseTo: id,
			RelayState: relayState ?? '', getPostURL: (r, done) => done(null, provider.acs),
			error: { code: STATUS + 'AuthnFailed', description: 'cancelled' },
		})(req, res, next);
	}

	// Log-out: asked by a provider, answered by one, or (no message) begun here.
	async slo(req, res, next) {
		const message = ['SAMLRequest', 'SAMLResponse']
			.find((name) => req.query[name] !== undefined);
		const asker = message && await this.#known(req, message);
		const session = this.#current(req);
		req.body = {};
		if (message !== 'SAMLRequest') { // ours: ask at the request address
			session?.participants.forEach((p) => {
				p.serviceProviderLogoutURL = p.requestUrl;
			});
		}
		finishAsPage(res);
		samlp.logout({ ...this.#own(), deflate: true, protocolBinding: REDIRECT,
			store: this.#logoutStates,
			sessionParticipants: participantsOf(session, asker?.provider, asker?.certificate),
			clearIdPSession: (done) => {
				this.#sessions.end(session);
				done();
			},
		})(req, res, next);
	}

	// For tests: ends every session of a person at the providers, by SOAP.
	async soapLogout(req, res) {
		const answers = [];
		for (const session of this.#sessions.ofPerson(req.query.user)) {
			for (const visited of session.participants) {
				const provider = await this.findProvider(visited.serviceProviderId);
				if (provider?.sloSoap !== undefined)
					answers.push(await soapLogout(this.config, visited, provider));
			}
			this.#sessions.end(session);
		}
		res.json(answers);
	}
}

// Routes: what a rejected promise says is shown by refused.
export function
makeApp(config)
{
	const app = express();
	const idp = new Idp(config);
	const handle = (name) => async (req, res, next) => {
		try {
			await idp[name](req, res, next);
		} catch (error) {
			next(error);
		}
	};

	app.disable('x-powered-by');
	app.use((req, res, next) => {
		res.set({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
		next();
	});
	app.use(express.urlencoded({ extended: false, limit: '100kb' }));
	app.get('/', handle('home'));
	app.get('/metadata', handle('metadata'));
	app.get('/sso', handle('sso'));
	app.post('/login', handle('login'));
	app.get('/slo', handle('slo'));
	app.post('/logout', handle('slo'));
	app.post('/admin/soap-logout', handle('soapLogout'));
	app.get('/health', (req, res) => res.send('ok\n'));
	app.use(refused);
	return app;
}

// express knows an error handler by its four arguments.
function
refused(error, req, res, next)
{
	console.error('idp:', error.message);
	res.status(400).send(pages.messagePage('Afvist', error.message));
}
