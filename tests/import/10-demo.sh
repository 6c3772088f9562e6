# SPDX-License-Identifier: EUPL-1.2
# Goal: the demo municipality goes in, once, however often it is imported.

demo
import "$work/demo"
is "the demo goes in" "$status" 0
is "its size is what was promised" "$(sql "SELECT count(DISTINCT p.person_id),
	count(DISTINCT c.id), count(DISTINCT c.area_key),
	(SELECT count(*) FROM data.document),
	(SELECT max(pages) FROM data.version), (SELECT max(size) FROM data.version)
	FROM data.case c JOIN data.party p ON p.case_id = c.id")" \
	"3|12|3|200|179|67108864"
is "drafts became decisions" "$(sql "SELECT count(*) > 3 FROM data.version v
	JOIN data.document d ON d.id = v.document_id AND d.kind = 'decision'
	WHERE v.state = 'final' AND v.number > 1")" t
is "some are withheld, withdrawn, unpublished, from before the start" \
	"$(sql "SELECT (SELECT count(*) > 0 FROM data.withholding),
	(SELECT count(*) > 0 FROM data.withdrawal),
	(SELECT count(*) > 0 FROM data.version v WHERE NOT EXISTS
		(SELECT FROM data.publication p WHERE p.version_id = v.id)),
	(SELECT count(*) > 0 FROM data.document d JOIN data.case c ON c.id = d.case_id
		JOIN data.area a ON a.key = c.area_key WHERE d.dated_on < a.starts_on)")" \
	"t|t|t|t"
is "every PDF and text can be searched" "$(sql "SELECT count(*) FROM data.version v
	WHERE media_type IN ('application/pdf', 'text/plain') AND NOT EXISTS
		(SELECT FROM data.version_text t WHERE t.version_id = v.id)")" 0
is "Danish words are found" "$(sql "SELECT count(*) > 0 FROM data.version_text
	WHERE words @@ websearch_to_tsquery('danish', 'arbejdsprøvningen')")" t
is "each case stands where its last change of status left it" \
	"$(sql "SELECT count(*) FROM data.case c WHERE c.status <> (SELECT e.status
		FROM data.case_event e WHERE e.case_id = c.id AND e.status IS NOT NULL
		ORDER BY e.at DESC LIMIT 1)")" 0
is "what was published is in the audit" "$(sql "SELECT
	(SELECT count(*) FROM data.audit WHERE action = 'publish') =
	(SELECT count(*) FROM data.publication)")" t
objects_whole "every object is whole and a version's"

before=$(counts) was=$(contents)
import "$work/demo"
is "a second import is well" "$status" 0
is "it makes no doubles" "$(counts)" "$before"
is "it changes nothing" "$(contents)" "$was"
is "it says so" "$(awk '/^(case|document|version)/ { print $1, $2, $3 }' "$work/out")" \
	"$(printf 'case 0 12\ndocument 0 200\nversion 0 249')"

# The digits are nowhere, neither in the tables nor in what was printed.
ok "no CPR number is stored or printed" bash -c '! {
	pg_dump --data-only --no-large-objects 2>/dev/null ||
		pg_dump --data-only --no-blobs; cat "$1"/out "$1"/err
	} | grep -E "6101893012|6212564033|7005994044"' - "$work"
