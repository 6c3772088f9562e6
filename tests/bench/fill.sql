-- SPDX-License-Identifier: EUPL-1.2
-- pg_temp.fill: gives a person a case with ten documents, each of one small
-- version that is published. Does nothing when the case is there.

CREATE FUNCTION pg_temp.fill(in_person uuid, in_key text, in_at timestamptz)
	RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
	of_case uuid;
	of_document uuid;
	of_version uuid;
BEGIN
	INSERT INTO data.case (source_key, area_key, unit_key, title, status,
		opened_on, deadline_on, deadline_da, deadline_en, latest_at,
		latest_what)
	SELECT in_key, a.key, u.key, 'Sag til måling ' || in_key,
		'being-examined', in_at::date, current_date + 14,
		'Vi svarer dig senest denne dag', 'We answer you by this day',
		in_at, 'opened'
	FROM (SELECT key FROM data.area ORDER BY md5(key || in_key) LIMIT 1) AS a,
		(SELECT key FROM data.unit ORDER BY md5(key || in_key) LIMIT 1) AS u
	ON CONFLICT (source_key) DO NOTHING
	RETURNING id INTO of_case;
	IF of_case IS NULL THEN
		RETURN;
	END IF;
	PERFORM internal.event_add(of_case, in_at, 'opened', 'being-examined', NULL);
	PERFORM internal.party_set(in_person, of_case, 'subject', in_at, NULL);
	FOR n IN 1..10 LOOP
		INSERT INTO data.document (case_id, source_key, kind, title, dated_on)
			VALUES (of_case, 'd' || n, 'note', 'Notat ' || n, in_at::date)
			RETURNING id INTO of_document;
		of_version := internal.version_add(of_document, 1, 'final', in_at,
			'text/plain', 5, 1, sha256('notat'), 'notat.txt', 'notat');
		PERFORM internal.version_append(of_version, 0, 'notat');
		PERFORM internal.publish(of_version, in_at + n * interval '1 minute',
			'måling');
	END LOOP;
END
$$;
