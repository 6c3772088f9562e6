-- SPDX-License-Identifier: EUPL-1.2
-- Notices: what a citizen wants to be told outside Min Sag, how and when, what
-- happened that is worth telling, and the outbox of messages. A message holds
-- no text: the courier makes it of kinds and links when it is sent.

CREATE TABLE data.notice_rule (
	one boolean PRIMARY KEY DEFAULT true CHECK (one),
	channels text[] NOT NULL DEFAULT '{digital-post,email}'
		CHECK (channels <@ ARRAY['digital-post', 'email', 'sms']),
	deadline_days integer NOT NULL DEFAULT 3
		CHECK (deadline_days BETWEEN 1 AND 60),
	gather interval NOT NULL DEFAULT '2 minutes'
		CHECK (gather BETWEEN '0' AND '1 hour')
);
INSERT INTO data.notice_rule DEFAULT VALUES;
COMMENT ON TABLE data.notice_rule IS
	'The municipality''s settings for notices: one row. No personal data. Kept for good.';
COMMENT ON COLUMN data.notice_rule.one IS 'There is one row.';
COMMENT ON COLUMN data.notice_rule.channels IS
	'Ways that citizens can choose among.';
COMMENT ON COLUMN data.notice_rule.deadline_days IS
	'How many days before a deadline it is told of.';
COMMENT ON COLUMN data.notice_rule.gather IS
	'How long a notice that goes at once waits for others of the same minute.';

CREATE TABLE data.notice_person (
	person_id uuid PRIMARY KEY REFERENCES data.person (id) ON DELETE RESTRICT,
	off boolean NOT NULL,
	language text NOT NULL CHECK (language IN ('da', 'en')),
	daily_at time NOT NULL,
	quiet_from time,
	quiet_to time,
	updated_at timestamptz NOT NULL,
	CHECK ((quiet_from IS NULL) = (quiet_to IS NULL)),
	CHECK (quiet_from <> quiet_to)
);
ALTER TABLE data.notice_person ENABLE ROW LEVEL SECURITY,
	FORCE ROW LEVEL SECURITY;
COMMENT ON TABLE data.notice_person IS
	'What a citizen has chosen for all their notices; none: the defaults of internal.notice_wish. Basis: GDPR art. 6(1)(e). Kept until they choose otherwise.';
COMMENT ON COLUMN data.notice_person.person_id IS 'Whose choice.';
COMMENT ON COLUMN data.notice_person.off IS 'True: no notices at all.';
COMMENT ON COLUMN data.notice_person.language IS 'The language of the texts.';
COMMENT ON COLUMN data.notice_person.daily_at IS
	'When the daily message goes, by the clock in Copenhagen.';
COMMENT ON COLUMN data.notice_person.quiet_from IS
	'From then on nothing is sent; null: at any time.';
COMMENT ON COLUMN data.notice_person.quiet_to IS
	'Until then; before quiet_from: the next morning.';
COMMENT ON COLUMN data.notice_person.updated_at IS 'When they chose.';

CREATE TABLE data.notice_area (
	person_id uuid NOT NULL REFERENCES data.person (id) ON DELETE RESTRICT,
	area_key text NOT NULL REFERENCES data.area (key) ON DELETE RESTRICT,
	channel text NOT NULL
		CHECK (channel IN ('digital-post', 'email', 'sms')),
	pace text NOT NULL CHECK (pace IN ('at-once', 'daily')),
	kinds text[] NOT NULL CHECK (kinds <@ ARRAY['new-document',
		'answered-remark', 'rejected-upload', 'deadline-near']),
	updated_at timestamptz NOT NULL,
	PRIMARY KEY (person_id, area_key)
);
ALTER TABLE data.notice_area ENABLE ROW LEVEL SECURITY,
	FORCE ROW LEVEL SECURITY;
COMMENT ON TABLE data.notice_area IS
	'What a citizen has chosen for one area; none: the defaults of internal.notice_wish. Basis: GDPR art. 6(1)(e). Kept until they choose otherwise.';
COMMENT ON COLUMN data.notice_area.person_id IS 'Whose choice.';
COMMENT ON COLUMN data.notice_area.area_key IS 'For cases of this area.';
COMMENT ON COLUMN data.notice_area.channel IS 'Which way.';
COMMENT ON COLUMN data.notice_area.pace IS
	'As soon as it happens, or together once a day.';
COMMENT ON COLUMN data.notice_area.kinds IS 'Of what; none: off.';
COMMENT ON COLUMN data.notice_area.updated_at IS 'When they chose.';

CREATE TABLE data.notice_contact (
	id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
	person_id uuid NOT NULL REFERENCES data.person (id) ON DELETE RESTRICT,
	sealed bytea NOT NULL CHECK (length(sealed) = 310),
	code_hash bytea NOT NULL CHECK (length(code_hash) = 32),
	created_at timestamptz NOT NULL,
	expires_at timestamptz NOT NULL,
	tries integer NOT NULL DEFAULT 0 CHECK (tries BETWEEN 0 AND 5),
	confirmed_at timestamptz
);
CREATE UNIQUE INDEX notice_contact_confirmed ON data.notice_contact (person_id)
	WHERE confirmed_at IS NOT NULL;
CREATE UNIQUE INDEX notice_contact_waiting ON data.notice_contact (person_id)
	WHERE confirmed_at IS NULL;
ALTER TABLE data.notice_contact ENABLE ROW LEVEL SECURITY,
	FORCE ROW LEVEL SECURITY;
COMMENT ON TABLE data.notice_contact IS
	'A citizen''s e-mail address, sealed to the courier''s key: one that is confirmed, and one that waits for its code. Basis: GDPR art. 6(1)(a). Deleted when the citizen takes it away or confirms another.';
COMMENT ON COLUMN data.notice_contact.id IS 'Our own key.';
COMMENT ON COLUMN data.notice_contact.person_id IS 'Whose.';
COMMENT ON COLUMN data.notice_contact.sealed IS
	'The address, filled up to 254 bytes, and the code of 8 digits, in a libsodium sealed box: 48 + 262 bytes. Its length tells nothing.';
COMMENT ON COLUMN data.notice_contact.code_hash IS
	'SHA-256 of the code that was mailed to it.';
COMMENT ON COLUMN data.notice_contact.created_at IS 'When it was given.';
COMMENT ON COLUMN data.notice_contact.expires_at IS
	'The code counts until then.';
COMMENT ON COLUMN data.notice_contact.tries IS 'Wrong codes so far; 5 end it.';
COMMENT ON COLUMN data.notice_contact.confirmed_at IS
	'When the code came back; null: nothing but the code is sent to it.';

CREATE TABLE data.notice (
	id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
	person_id uuid NOT NULL REFERENCES data.person (id) ON DELETE RESTRICT,
	case_id uuid NOT NULL REFERENCES data.case (id) ON DELETE RESTRICT,
	kind text NOT NULL CHECK (kind IN ('new-document', 'answered-remark',
		'rejected-upload', 'deadline-near')),
	subject uuid NOT NULL,
	at timestamptz NOT NULL,
	dropped boolean NOT NULL,
	UNIQUE (person_id, kind, subject)
);
ALTER TABLE data.notice ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
COMMENT ON TABLE data.notice IS
	'Something that a citizen is to be told of, once; append-only. Basis: GDPR art. 6(1)(e). Retention: with the case.';
COMMENT ON COLUMN data.notice.id IS 'Our own key.';
COMMENT ON COLUMN data.notice.person_id IS 'Who is told.';
COMMENT ON COLUMN data.notice.case_id IS 'Of which case.';
COMMENT ON COLUMN data.notice.kind IS 'Of what.';
COMMENT ON COLUMN data.notice.subject IS
	'The version, answer or upload; of a deadline a hash of case and day (internal.notice_deadline).';
COMMENT ON COLUMN data.notice.at IS 'When it happened.';
COMMENT ON COLUMN data.notice.dropped IS
	'True: by the citizen''s choice it was never queued.';

CREATE TABLE data.notice_message (
	id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
	person_id uuid NOT NULL REFERENCES data.person (id) ON DELETE RESTRICT,
	channel text NOT NULL
		CHECK (channel IN ('digital-post', 'email', 'sms')),
	pace text NOT NULL CHECK (pace IN ('at-once', 'daily', 'code')),
	contact_id uuid,
	due_at timestamptz NOT NULL,
	created_at timestamptz NOT NULL,
	CHECK ((pace = 'code') = (contact_id IS NOT NULL))
);
CREATE INDEX notice_message_person
	ON data.notice_message (person_id, created_at DESC, id DESC);
CREATE INDEX notice_message_newest
	ON data.notice_message (created_at DESC, id DESC);
-- Notices of one person that go the same way at the same time go together.
CREATE UNIQUE INDEX notice_message_together
	ON data.notice_message (person_id, channel, pace, due_at)
	WHERE pace <> 'code';
ALTER TABLE data.notice_message ENABLE ROW LEVEL SECURITY,
	FORCE ROW LEVEL SECURITY;
COMMENT ON TABLE data.notice_message IS
	'The outbox: a message of one or more notices, or a code; append-only. Its id is the message''s UUID at every receiver, so that sending again is seen there. Basis: GDPR art. 5(2). Retention: with the case.';
COMMENT ON COLUMN data.notice_message.id IS
	'messageUUID of MeMo, Message-ID of a mail.';
COMMENT ON COLUMN data.notice_message.person_id IS 'To whom.';
COMMENT ON COLUMN data.notice_message.channel IS 'Which way.';
COMMENT ON COLUMN data.notice_message.pace IS
	'At once, the daily one, or the code that confirms an address.';
COMMENT ON COLUMN data.notice_message.contact_id IS
	'Of a code: the address that it confirms; the row may be gone.';
COMMENT ON COLUMN data.notice_message.due_at IS 'Not sent before.';
COMMENT ON COLUMN data.notice_message.created_at IS 'When it was queued.';

CREATE TABLE data.notice_part (
	message_id uuid NOT NULL
		REFERENCES data.notice_message (id) ON DELETE RESTRICT,
	notice_id uuid NOT NULL REFERENCES data.notice (id) ON DELETE RESTRICT,
	PRIMARY KEY (message_id, notice_id)
);
CREATE INDEX notice_part_notice ON data.notice_part (notice_id);
ALTER TABLE data.notice_part ENABLE ROW LEVEL SECURITY,
	FORCE ROW LEVEL SECURITY;
COMMENT ON TABLE data.notice_part IS
	'Which notices a message was queued for; append-only. Basis and retention: the message''s.';
COMMENT ON COLUMN data.notice_part.message_id IS 'Which message.';
COMMENT ON COLUMN data.notice_part.notice_id IS 'Which notice.';

CREATE TABLE data.notice_skip (
	message_id uuid NOT NULL,
	notice_id uuid NOT NULL,
	cause text NOT NULL CHECK (cause IN ('setting', 'not-shown', 'read',
		'moved')),
	at timestamptz NOT NULL,
	PRIMARY KEY (message_id, notice_id),
	FOREIGN KEY (message_id, notice_id)
		REFERENCES data.notice_part (message_id, notice_id) ON DELETE RESTRICT
);
ALTER TABLE data.notice_skip ENABLE ROW LEVEL SECURITY,
	FORCE ROW LEVEL SECURITY;
COMMENT ON TABLE data.notice_skip IS
	'Why a queued notice was left out when its message was sent; append-only. Basis and retention: the message''s.';
COMMENT ON COLUMN data.notice_skip.message_id IS 'Of which message.';
COMMENT ON COLUMN data.notice_skip.notice_id IS 'Which notice.';
COMMENT ON COLUMN data.notice_skip.cause IS
	'The citizen turned it off; the rule no longer shows it; they have read it; it goes another way now.';
COMMENT ON COLUMN data.notice_skip.at IS 'When.';

CREATE TABLE data.notice_state (
	id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	message_id uuid NOT NULL
		REFERENCES data.notice_message (id) ON DELETE RESTRICT,
	state text NOT NULL CHECK (state IN ('queued', 'sending', 'sent',
		'received', 'completed', 'invalid', 'not-allowed', 'dropped')),
	at timestamptz NOT NULL,
	detail text CHECK (length(detail) <= 200),
	UNIQUE (message_id, state)
);
ALTER TABLE data.notice_state ENABLE ROW LEVEL SECURITY,
	FORCE ROW LEVEL SECURITY;
COMMENT ON TABLE data.notice_state IS
	'What became of a message, one row a step; append-only. sending: handed to a transport, which may not have answered. sent: a mail server, or Digital Post, has it. received, completed, invalid, not-allowed: receipts of Digital Post. dropped: nothing was left to tell. Basis and retention: the message''s.';
COMMENT ON COLUMN data.notice_state.id IS 'In the order of recording.';
COMMENT ON COLUMN data.notice_state.message_id IS 'Of which message.';
COMMENT ON COLUMN data.notice_state.state IS 'The step.';
COMMENT ON COLUMN data.notice_state.at IS 'When.';
COMMENT ON COLUMN data.notice_state.detail IS
	'The transport''s own code or number, never text of a citizen''s.';

-- The daily look for deadlines that are near reads these alone.
CREATE INDEX case_deadline ON data.case (deadline_on)
	WHERE deadline_on IS NOT NULL;
