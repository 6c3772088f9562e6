-- SPDX-License-Identifier: EUPL-1.2
-- A conversation on one of the demo's cases: what Anna remarked and what her
-- caseworkers answered, by the functions that do it, each in its own role.
-- Run by demo_load as a superuser; done again it changes nothing. Without that
-- case, as in another municipality's demo, it does nothing.

BEGIN;
CREATE TEMPORARY TABLE talk ON COMMIT DROP AS
	SELECT sha256(gen_random_uuid()::text::bytea) AS session, p.person_id,
		c.id AS case_id, c.unit_key
	FROM data.case c JOIN data.party p ON p.case_id = c.id
	WHERE c.source_key = 'anna-sygedagpenge' AND p.role = 'subject';
INSERT INTO data.session (key_hash, person_id, display_name, level, issuer,
		name_id, name_id_format, session_index, started_at, idle, idle_until,
		until)
	SELECT sha256(session), person_id, 'Anna Holm', 2, 'demo', 'demo', 'demo',
		'demo', now() - interval '1 hour', '30 min', now() + interval '1 min',
		now() + interval '1 min' FROM talk;

CREATE FUNCTION pg_temp.version(in_title text, in_number integer) RETURNS uuid
LANGUAGE sql AS $$
	SELECT v.id FROM data.version v JOIN data.document d ON d.id = v.document_id
	WHERE d.case_id = (SELECT case_id FROM talk) AND d.title = in_title
		AND v.number = in_number
$$;
CREATE FUNCTION pg_temp.says(in_version uuid, in_kind text, in_quote text,
	in_body text, in_parent uuid DEFAULT NULL) RETURNS uuid
LANGUAGE sql AS $$
	SELECT r.ret_id FROM talk, api_citizen.remark_add(talk.session, NULL,
		in_version, in_parent, in_kind, NULL,
		CASE WHEN in_quote IS NOT NULL THEN 1 END, in_quote, NULL, NULL,
		in_body, md5(in_body)::uuid, NULL) r
$$;
CREATE FUNCTION pg_temp.answers(in_remark uuid, in_outcome text, in_text text,
	in_version uuid DEFAULT NULL) RETURNS void
LANGUAGE sql AS $$
	SELECT FROM talk, api_desk.remark_answer(talk.unit_key, 'Sagsbehandler',
		NULL, 'Svar på bemærkning', in_remark, in_outcome, in_text, in_version,
		md5(in_text)::uuid)
$$;

\set decision 'Afgørelse om forlængelse af dine sygedagpenge'
SELECT EXISTS (SELECT FROM talk) AS here \gset
\if :here
\o /dev/null
SELECT pg_temp.answers(pg_temp.says(pg_temp.version(:'decision', 2), 'remark',
	'det er overvejende sandsynligt, at du kommer tilbage til dit arbejde på lageret',
	'Min træning går langsommere, end I regner med. Jeg er bange for, at en måned ikke er nok.'),
	'changed', 'Tak, fordi du skrev. Vi har forlænget en måned mere og skrevet hvorfor i afgørelsen.',
	pg_temp.version(:'decision', 3));
SELECT pg_temp.says(pg_temp.version(:'decision', 3), 'not-understood',
	'sender vi klagen videre til Ankestyrelsen',
	'Hvem er det, og koster det noget at klage?') AS asked \gset
SELECT pg_temp.answers(:'asked', 'noted', 'Ankestyrelsen er den myndighed, der ser på klager over kommunen. Det er gratis at klage, og du kan skrive med dine egne ord.');
SELECT pg_temp.says(pg_temp.version(:'decision', 3), 'not-understood', NULL,
	'Tak, nu forstår jeg det.', :'asked');
SELECT pg_temp.answers(pg_temp.says(
	pg_temp.version('Første samtale om din sygemelding', 1), 'remark',
	'kun sidde i ti minutter',
	'Jeg sagde, at jeg kunne sidde i tyve minutter på en god dag.'),
	'disagree', 'I samtalen blev vi enige om ti minutter som det sikre. Vi ændrer ikke notatet, men din bemærkning ligger nu ved det, så alle kan se, hvad du mener.');
SELECT pg_temp.says(pg_temp.version('Plan for din vej tilbage', 2), 'remark',
	'Træning hos fysioterapeuten tirsdag og torsdag',
	'Om torsdagen henter jeg min datter. Kan vi flytte træningen til fredag?');
\o
\endif
UPDATE data.session SET ended_at = now(), ended_by = 'citizen'
	WHERE issuer = 'demo';
COMMIT;
