// SPDX-License-Identifier: EUPL-1.2
// Who is logged in here, and where they went from here. In memory.
import { randomBytes } from 'node:crypto';

const word = () => randomBytes(24).toString('base64url');

// Sessions of the IdP itself. One session has one SessionIndex, and at most one
// participant per service provider, in samlp's form.
export class Sessions {
	#byKey = new Map();

	start(person) {
		const session = { key: word(), index: '_' + word(), person, participants: [] };
		this.#byKey.set(session.key, session);
		return session;
	}

	visit(session, participant) {
		session.participants = session.participants.filter((other) =>
			other.serviceProviderId !== participant.serviceProviderId);
		session.participants.push(participant);
	}

	find(key) {
		return this.#byKey.get(key);
	}

	end(session) {
		this.#byKey.delete(session?.key);
	}

	ofPerson(name) {
		return [...this.#byKey.values()].filter((s) => s.person.name === name);
	}
}

// Things remembered for a while under a key that can't be guessed.
export class Pending {
	#items = new Map();
	#lifeMs;

	constructor(lifeMs = 10 * 60 * 1000) {
		this.#lifeMs = lifeMs;
	}

	put(item, key = word()) {
		const now = Date.now();
		for (const [old, { until }] of this.#items) {
			if (until > now)
				break; // insertion order is age
			this.#items.delete(old);
		}
		this.#items.set(key, { item, until: now + this.#lifeMs });
		return key;
	}

	get(key) {
		const found = this.#items.get(key);
		return found && found.until > Date.now() ? found.item : undefined;
	}

	drop(key) {
		this.#items.delete(key);
	}
}

// The same as samlp's logout wants it.
export function
samlpStore()
{
	const pending = new Pending();
	return {
		save: (req, state, done) => done(null, pending.put(state)),
		update: (req, key, state, done) => {
			pending.put(state, key);
			done();
		},
		load: (req, key, options, done = options) => {
			const state = pending.get(key);
			if (options.destroy)
				pending.drop(key);
			done(null, state);
		},
	};
}
