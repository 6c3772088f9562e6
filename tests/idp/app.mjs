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
const BINDINGS = 'urn:oasis:names:tc:SAML:2.0:bindings:';
const LIFE_SECONDS = 300;
const STATUS = 'urn:oasis:names:tc:SAML:2.0:status:';

const wrap = (handler) => (req, res, next) => handler(req, res).catch(next);

function
cookie(req)
{
	const pair = (req.headers.cookie ?? '').split(/; */)
		.find((text) => text.startsWith(COOKIE + '='));
	return pair?.slice(COOKIE.length + 1);
}

export function
makeApp(config)
{
	const app = express();
	const sessions = new Sessions();
	const flows = new Pending();
	const logoutStates = samlpStore();
	const findProvider = providers(config.spMetadata);
	const current = (req) => sessions.find(cookie(req));

	// What samlp needs to know of us and of the provider that asks.
	const samlpOptions = (provider) => ({
		issuer: config.entityId, key: config.key, cert: config.certificate,
		signatureAlgorithm: 'rsa-sha256', digestAlgorithm: 'sha256',
		audience: provider.entityId, destination: provider.acs, recipient: provider.acs,
		encryptionCert: provider.encryption, encryptionPublicKey: provider.encryptionKey,
		encryptionAlgorithm: 'http://www.w3.org/2009/xmlenc11#aes256-gcm',
		lifetimeInSeconds: LIFE_SECONDS, includeAttributeNameFormat: true,
		typedAttributes: true,
	});

	// Checks that a redirect message is one of a known provider's.
	async function
	known(req, message)
	{
		const text = redirect.open(req.query[message]);
		const provider = await findProvider(text.issuer);
		if (provider === undefined)
			throw new Error(`unknown provider ${text.issuer}`);
		const certificate = redirect.signer(req.originalUrl, message, provider.signing);
		return { text, provider, certificate };
	}

	function
	sendResponse(res, flow, session)
	{
		const { provider, id, relayState } = flow;
		const options = { ...samlpOptions(provider), inResponseTo: id,
			sessionIndex: session.index, profileMapper: profile.mapper,
			authnContextClassRef: profile.levelUri(session.person) };
		samlp.getSamlResponse(options, session.person, (error, xml) => {
			if (error)
				return res.status(500).send(pages.messagePage('Fejl', error.message));
			sessions.visit(session, participant(session, flow));
			post(res, provider.acs, xml, relayState);
		});
	}

	// A service provider that the session went to, as samlp's logout has it.
	const participant = (session, { provider, certificate }) => ({
		serviceProviderId: provider.entityId,
		serviceProviderLogoutURL: provider.sloResponse,
		requestUrl: provider.slo,
		sessionIndex: session.index,
		nameId: profile.nameId(session.person),
		nameIdFormat: profile.nameIdFormat,
		cert: certificate,
		binding: BINDINGS + 'HTTP-Redirect',
	});

	function
	post(res, action, xml, relayState)
	{
		const fields = { SAMLResponse: Buffer.from(xml).toString('base64') };
		if (relayState !== undefined)
			fields.RelayState = relayState;
		res.send(pages.postPage({ action, fields }));
	}

	function
	sendCancelled(req, res, next, flow)
	{
		const { provider, id, relayState } = flow;
		samlp.sendError({ ...samlpOptions(provider), inResponseTo: id,
			RelayState: relayState ?? '', getPostURL: (r, done) => done(null, provider.acs),
			error: { code: STATUS + 'AuthnFailed', description: 'cancelled' },
		})(req, res, next);
	}

	const showLogin = (res, key, flow, error = '') =>
		res.status(error ? 401 : 200).send(pages.loginPage({ title: config.title,
			flow: key, personas: config.personas,
			service: new URL(flow.provider.acs).host, error }));

	async function
	sso(req, res)
	{
		const { text, provider, certificate } = await known(req, 'SAMLRequest');
		const parse = { signingCert: certificate, relayState: req.query.RelayState };
		await new Promise((done, fail) => samlp.parseRequest(req, parse,
			(error, data) => error ? fail(error) : done(data)));
		if (text.root.localName !== 'AuthnRequest')
			throw new Error('not an AuthnRequest');
		const flow = { provider, certificate, id: text.id,
			relayState: req.query.RelayState };
		const session = current(req);
		if (session !== undefined && text.root.getAttribute('ForceAuthn') !== 'true')
			return sendResponse(res, flow, session);
		showLogin(res, flows.put(flow), flow);
	}

	function
	login(req, res, next)
	{
		const { flow: key, name, password, persona, act } = req.body;
		const flow = flows.get(key);
		if (flow === undefined)
			return res.status(400).send(pages.messagePage('Udløbet',
				'Log-in er udløbet. Gå tilbage til den side, du kom fra, og prøv igen.'));
		if (act === 'cancel') {
			flows.drop(key);
			return sendCancelled(req, res, next, flow);
		}
		const wanted = persona ?? (password === name ? name : undefined);
		const person = config.personas.find((p) => p.name === wanted);
		if (person === undefined)
			return showLogin(res, key, flow, 'Navn eller adgangskode er forkert.');
		flows.drop(key);
		let session = current(req);
		if (session?.person !== person) {
			sessions.end(session);
			session = sessions.start(person);
			res.cookie(COOKIE, session.key, { httpOnly: true, secure: true, sameSite: 'none' });
		}
		sendResponse(res, flow, session);
	}

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
				serviceProviderLogoutURL: provider.sloResponse,
				binding: BINDINGS + 'HTTP-Redirect',
			})));
		return list;
	}

	async function
	slo(req, res, next)
	{
		const message = ['SAMLRequest', 'SAMLResponse']
			.find((name) => req.query[name] !== undefined);
		const asker = message && await known(req, message);
		const session = current(req);
		req.body = {};
		if (message !== 'SAMLRequest') { // ours: ask at the request address
			session?.participants.forEach((p) => {
				p.serviceProviderLogoutURL = p.requestUrl;
			});
		}
		finishAsPage(res);
		samlp.logout({ issuer: config.entityId, key: config.key, cert: config.certificate,
			signatureAlgorithm: 'rsa-sha256', digestAlgorithm: 'sha256', deflate: true,
			protocolBinding: BINDINGS + 'HTTP-Redirect', store: logoutStates,
			sessionParticipants: participantsOf(session, asker?.provider, asker?.certificate),
			clearIdPSession: (done) => {
				sessions.end(session);
				done();
			},
		})(req, res, next);
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

	// For tests: ends every session of a person at the providers, by SOAP.
	async function
	adminSoapLogout(req, res)
	{
		const answers = [];
		for (const session of sessions.ofPerson(req.query.user)) {
			for (const participant of session.participants) {
				const provider = await findProvider(participant.serviceProviderId);
				if (provider?.sloSoap !== undefined)
					answers.push(await soapLogout(config, participant, provider));
			}
			sessions.end(session);
		}
		res.json(answers);
	}

	app.disable('x-powered-by');
	app.use((req, res, next) => {
		res.set({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
		next();
	});
	app.use(express.urlencoded({ extended: false, limit: '100kb' }));
	app.get('/', (req, res) => res.send(pages.homePage({ title: config.title, session: current(req) })));
	app.get('/metadata', (req, res) => res.type('application/samlmetadata+xml').send(ourMetadata(config)));
	app.get('/sso', wrap(sso));
	app.post('/login', login);
	app.get('/slo', (req, res, next) => slo(req, res, next).catch(next));
	app.post('/logout', (req, res, next) => slo(req, res, next).catch(next));
	app.post('/admin/soap-logout', wrap(adminSoapLogout));
	app.get('/health', (req, res) => res.send('ok\n'));
	app.use((error, req, res, next) => {
		console.error('idp:', error.message);
		res.status(400).send(pages.messagePage('Afvist', error.message));
	});
	return app;
}
