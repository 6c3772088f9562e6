-- SPDX-License-Identifier: EUPL-1.2
-- Three citizens and their cases; included by a test inside its transaction.
--
-- Anna has cases a1 (area job), a2 (area social, with Bent as guardian) and a3
-- (area shut, which is closed); Bent has b1 besides; Carla has none. The rule
-- meets, in a1: note (v1 draft), decision (v1 draft, v2 final), early (before
-- the area's start), secret (withheld from all), gone (withdrawn), hushed (not
-- published); in a2: letter, medical (a kind not shown), private (withheld from
-- Anna alone); in a3: shut; in b1: other. Sessions by name: anna, bent, carla,
-- and of Anna's: ended, idle (slid out), over (past its absolute limit).

SET LOCAL search_path = tap, pg_catalog;
SET LOCAL client_min_messages = warning;
\o /dev/null
\set anna 11111111-1111-4111-8111-111111111111
\set bent 22222222-2222-4222-8222-222222222222
\set carla 33333333-3333-4333-8333-333333333333
\set a1 a1000000-0000-4000-8000-000000000000
\set a2 a2000000-0000-4000-8000-000000000000
\set a3 a3000000-0000-4000-8000-000000000000
\set b1 b1000000-0000-4000-8000-000000000000
\set d_note d1000000-0000-4000-8000-000000000001
\set d_decision d1000000-0000-4000-8000-000000000002
\set d_early d1000000-0000-4000-8000-000000000003
\set d_secret d1000000-0000-4000-8000-000000000004
\set d_gone d1000000-0000-4000-8000-000000000005
\set d_hushed d1000000-0000-4000-8000-000000000006
\set d_letter d2000000-0000-4000-8000-000000000001
\set d_medical d2000000-0000-4000-8000-000000000002
\set d_private d2000000-0000-4000-8000-000000000003
\set d_shut d3000000-0000-4000-8000-000000000001
\set d_other d4000000-0000-4000-8000-000000000001
\set none 00000000-0000-4000-8000-000000000000

SELECT clock('2026-01-05 09:00+01');
INSERT INTO data.kle (number, title) VALUES ('99.01.01', 'Opdigtet emne')
	ON CONFLICT DO NOTHING;
INSERT INTO data.area (key, name_da, name_en, kle_number, starts_on, is_open,
		shown_kinds) VALUES
	('t-job', 'Beskæftigelse', 'Employment', '99.01.01', '2025-01-01', true,
	 '{note,letter,application,decision,assessment,medical,plan,photo,other}'),
	('t-social', 'Sociale forhold', 'Social services', '99.01.01',
	 '2025-01-01', true, '{note,letter,decision}'),
	('t-shut', 'Lukket område', 'Closed area', '99.01.01', '2025-01-01',
	 false, '{note,letter,decision}');
INSERT INTO data.unit (key, name, phone, hours) VALUES
	('t-unit', 'Jobcenteret', '70 00 00 00', 'man-tors 9-15');
INSERT INTO data.person (id, cpr_hash, cpr_sealed)
	SELECT id, sha256(id::text::bytea), decode(repeat('00', 58), 'hex')
	FROM unnest(ARRAY[:'anna', :'bent', :'carla']::uuid[]) id;
INSERT INTO data.session (key_hash, id, person_id, display_name, level, issuer,
		name_id, name_id_format, session_index, started_at, idle, idle_until,
		until, ended_at, ended_by)
	SELECT sha256(key(name)), ('5e000000-0000-4000-8000-00000000000' || n)::uuid,
		person::uuid, initcap(name), 2, 'https://idp.test', 'n', 'f', name,
		'2026-03-10 09:00+01', '30 min', idle_until::timestamptz,
		until::timestamptz, ended_at::timestamptz, ended_by
	FROM (VALUES
		(1, 'anna', :'anna', '2026-03-10 10:30+01', '2026-03-10 17:00+01',
			NULL, NULL),
		(2, 'bent', :'bent', '2026-03-10 10:30+01', '2026-03-10 17:00+01',
			NULL, NULL),
		(3, 'carla', :'carla', '2026-03-10 10:30+01', '2026-03-10 17:00+01',
			NULL, NULL),
		(4, 'ended', :'anna', '2026-03-10 10:30+01', '2026-03-10 17:00+01',
			'2026-03-10 09:59+01', 'citizen'),
		(5, 'idle', :'anna', '2026-03-10 10:00+01', '2026-03-10 17:00+01',
			NULL, NULL),
		(6, 'over', :'anna', '2026-03-10 10:00+01', '2026-03-10 10:00+01',
			NULL, NULL))
		s (n, name, person, idle_until, until, ended_at, ended_by);
INSERT INTO data.case (id, source_key, area_key, unit_key, title, status,
		opened_on, deadline_on, deadline_da, deadline_en, latest_at,
		latest_what) VALUES
	(:'a1', 't-a1', 't-job', 't-unit', 'Ansøgning om fleksjob', 'received',
	 '2026-01-05', '2026-04-01', 'Møde', 'Meeting', '2026-01-05 09:00+01',
	 'opened'),
	(:'a2', 't-a2', 't-social', 't-unit', 'Hjælp i hjemmet', 'received',
	 '2026-01-05', NULL, NULL, NULL, '2026-01-05 09:00+01', 'opened'),
	(:'a3', 't-a3', 't-shut', 't-unit', 'En gammel sag', 'received',
	 '2026-01-05', NULL, NULL, NULL, '2026-01-05 09:00+01', 'opened'),
	(:'b1', 't-b1', 't-job', 't-unit', 'Sygedagpenge', 'received',
	 '2026-01-05', NULL, NULL, NULL, '2026-01-05 09:00+01', 'opened');
SELECT internal.event_add(id, '2026-01-05 09:00+01', 'opened', 'received',
	NULL) FROM data.case WHERE source_key LIKE 't-%';
SELECT internal.party_set(:'anna', :'a1', 'subject', '2026-01-05', NULL);
SELECT internal.party_set(:'anna', :'a2', 'subject', '2026-01-05', NULL);
SELECT internal.party_set(:'bent', :'a2', 'guardian', '2026-01-05', NULL);
SELECT internal.party_set(:'anna', :'a3', 'applicant', '2026-01-05', NULL);
SELECT internal.party_set(:'bent', :'b1', 'subject', '2026-01-05', NULL);
INSERT INTO data.document (id, case_id, source_key, kind, title, dated_on)
	VALUES
	(:'d_note', :'a1', '1', 'note', 'Notat om møde', '2026-02-01'),
	(:'d_decision', :'a1', '2', 'decision', 'Afgørelse', '2026-02-02'),
	(:'d_early', :'a1', '3', 'letter', 'Gammelt brev', '2024-06-01'),
	(:'d_secret', :'a1', '4', 'assessment', 'Hemmelig vurdering',
	 '2026-02-04'),
	(:'d_gone', :'a1', '5', 'letter', 'Forkert brev', '2026-02-05'),
	(:'d_hushed', :'a1', '6', 'note', 'Ikke vist endnu', '2026-02-06'),
	(:'d_letter', :'a2', '1', 'letter', 'Brev om hjælp', '2026-02-07'),
	(:'d_medical', :'a2', '2', 'medical', 'Lægeattest', '2026-02-08'),
	(:'d_private', :'a2', '3', 'note', 'Notat om Bent', '2026-02-09'),
	(:'d_shut', :'a3', '1', 'note', 'Notat i lukket område', '2026-02-10'),
	(:'d_other', :'b1', '1', 'note', 'Bents notat', '2026-02-11');

SELECT clock('2026-02-01 10:00+01');
SELECT published(:'d_note', 1, 'draft', 'Vi talte om fleksjob og løn.')
	AS note \gset
SELECT clock('2026-02-02 10:00+01');
SELECT published(:'d_decision', 1, 'draft', 'Udkast til afgørelse om fleksjob.')
	AS decision1 \gset
SELECT clock('2026-02-03 10:00+01');
SELECT published(:'d_early', 1, 'final', 'Gammelt brev om fleksjob.')
	AS early \gset
SELECT clock('2026-02-04 09:00+01');
SELECT internal.withhold(:'d_secret', NULL, 'fvl-15b', internal.clock(), false,
	'Jurist');
SELECT clock('2026-02-04 10:00+01');
SELECT published(:'d_secret', 1, 'final', 'Hemmeligt om fleksjob.')
	AS secret \gset
SELECT clock('2026-02-05 10:00+01');
SELECT published(:'d_gone', 1, 'final', 'Forkert brev om fleksjob.')
	AS gone \gset
SELECT version(:'d_hushed', 1, 'draft', 'Ikke vist om fleksjob.')
	AS hushed \gset
SELECT clock('2026-02-07 10:00+01');
SELECT published(:'d_letter', 1, 'final', 'Brev om hjælp i hjemmet.')
	AS letter \gset
SELECT clock('2026-02-08 10:00+01');
SELECT published(:'d_medical', 1, 'final', 'Attest om hjælp.') AS medical \gset
SELECT clock('2026-02-09 09:00+01');
SELECT internal.withhold(:'d_private', :'anna', 'fvl-15b', internal.clock(),
	false, 'Jurist', true);
SELECT clock('2026-02-09 10:00+01');
SELECT published(:'d_private', 1, 'draft', 'Notat om Bent og hjælp.')
	AS private \gset
SELECT clock('2026-02-10 10:00+01');
SELECT published(:'d_shut', 1, 'draft', 'Notat om hjælp.') AS shut \gset
SELECT clock('2026-02-11 10:00+01');
SELECT published(:'d_other', 1, 'draft', 'Bents notat om fleksjob.')
	AS other \gset
SELECT clock('2026-02-12 10:00+01');
SELECT internal.withdraw(:'gone', internal.clock(), 'sent-to-wrong-person',
	'Jurist');
SELECT clock('2026-02-13 10:00+01');
SELECT published(:'d_decision', 2, 'final', 'Du får bevilget fleksjob.')
	AS decision2 \gset
SELECT internal.event_add(:'a1', internal.clock(), 'status', 'decided', NULL);
SELECT clock('2026-03-10 10:00+01');
\o
