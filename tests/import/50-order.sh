# SPDX-License-Identifier: EUPL-1.2
# Goal: what shows less is done before what shows more, in whatever order the
# lines stand; and a bad line that would have shown less bars what it is about.

to=$work/order

# --- a withholding holds from the first moment

{ area a; a_case 1; document 1 d; version 1 d "$published"
	withholding 1 d ',"decided_at":"SOON"'; party 1 subject; } | manifest "$to"
import "$to"
is "a withholding by a clock that goes ahead, its party behind it" \
	"$status $(shown 1 subject)" "0 nothing"
{ area a; a_case 2; document 2 d; version 2 d "$published"
	withholding 2 d ',"cpr":"6212564033","decided_at":"NOW"'
	party 2 subject; party 2 applicant; } | manifest "$to"
import "$to"
is "from one party whose line comes last" \
	"$status $(shown 2 subject), $(shown 2 applicant)" "0 d1, nothing"

# --- a bad one bars its document

{ area a; a_case 3; party 3 subject; document 3 d; version 3 d "$published"
	document 3 e; version 3 e "$published"
	withholding 3 e | sed 's/fvl-15b/fvl-99/'; } | manifest "$to"
import "$to"
is "a bad withholding: nothing of its document is published" \
	"$status $(shown 3 subject)" "1 d1"
is "it says so" "$(said)" \
"10: version: published_at: not done, for line 11 is bad
11: withholding: section: no such section"
is "the file has come all the same" "$(sql "SELECT count(*) FROM data.version v
	JOIN data.document d ON d.id = v.document_id AND d.source_key = 'e'
	JOIN data.version_bytes b ON b.version_id = v.id AND b.sealed_at IS NOT NULL")" 1
sed -i s/fvl-99/fvl-15b/ "$to/manifest.jsonl"
import "$to"
is "mended: published and withheld" "$status $(shown 3 subject)" "0 d1"
{ area a; a_case 3; party 3 subject; party 3 applicant; document 3 d
	version 3 d "$published"
	withholding 3 d ',"cpr":"6212564033","decided_at":"when?"'
	document 3 f; version 3 f "$published"; } | manifest "$to"
import "$to"
is "of what is published already: nobody new sees the case" \
	"$status $(sql "SELECT count(*) FROM data.party p JOIN data.case c
	ON c.id = p.case_id AND c.source_key = '3'") $(shown 3 subject)" "1 1 d1 f1"
is "that is said too" "$(said)" \
"7: party: not done, for line 10 is bad
10: withholding: decided_at: 20 to 25 characters"

# --- a line that can't be told bars the case

for line in 'garbage' '{"type":"withholding","case":"4","docu' \
	"$(party 4 friend)" "$(party 5 applicant ',"valid_to":"2025-02-01"')"; do
	{ area a; a_case 4; party 4 subject; document 4 d; version 4 d "$published"
		echo "$line"; } | manifest "$to"
	import "$to"
	is "barred by ${line:0:30}" "$status $(sql "SELECT count(*)
		FROM data.publication n JOIN data.case c ON c.id = n.case_id
		WHERE c.source_key = '4'")" "1 0"
done

# --- withdrawals and ends go by their keys

{ area a; area b; a_case 6; party 6 subject; party 6 applicant; document 6 d
	version 6 d "$published"; document 6 e; version 6 e "$published"
	document 6 f; version 6 f "$published"; } | manifest "$to"
import "$to"
is "shown to begin with" "$status $(shown 6 applicant)" "0 d1 e1 f1"
{ area a; area b; a_case 6 b 'Ny titel'; party 6 subject
	party 6 applicant | sed 's/2025-01-02/2025-01-01/'; document 6 d 'Ny titel'
	version 6 d "$published$withdrawn" | sed 's/a.txt","file_n/gone.txt","file_n/'
	document 6 e; version 6 e "$published$withdrawn" | sed 's/final/draft/'
	document 6 f; version 6 f "$published"; } | manifest "$to"
import "$to"
is "withdrawn: the file is gone, title and area are others, facts differ" \
	"$status $(shown 6 applicant)" "1 f1"
is "only what differs is a fault" "$(said)" \
	"12: version: number: known with other facts"
is "what was told before is on record" "$(sql "SELECT string_agg(concat_ws(' ',
	what, was, becomes), ', ' ORDER BY what, was) FROM data.correction")" \
"case-area a b, case-title T Ny titel, document-title N Ny titel, party-start 2025-01-01 23:00:00 2024-12-31 23:00:00"
{ area a; area b; a_case 6 b 'Ny titel'; party 6 subject
	party 6 applicant ',"valid_to":"2025-02-01"' | sed 's/applicant/friend/'
	document 6 g; version 6 g "$published"; } | manifest "$to"
import "$to"
is "the end of a party counts in a line that is bad; the case publishes nothing" \
	"$status $(shown 6 applicant), $(shown 6 subject)" "1 nothing, f1"
{ area a; a_case 10; party 10 subject; party 10 applicant; document 10 d
	version 10 d "$published"; } | manifest "$to"
import "$to"
sed -i '/applicant/s/"2025-01-02"/"2025-01-01","valid_to":"2025-02-01"/' "$to/manifest.jsonl"
import "$to"
is "the end of a party whose first day is corrected" \
	"$status $(shown 10 applicant), $(shown 10 subject)" "0 nothing, d1"
{ area a; area b; a_case 6 b | sed 's/"unit":"u"/"unit":"none"/'; document 6 f
	version 6 f "$published$withdrawn"; } | manifest "$to"
import "$to"
is "a withdrawal counts although its case is bad" \
	"$status $(shown 6 subject)" "1 nothing"
{ area a; a_case 7; party 7 subject; document 7 d
	version 7 d "$published$withdrawn"; } | manifest "$to"
import "$to"
is "published and taken back in one line: never shown" \
	"$status $(shown 7 subject) $(sql "SELECT count(*) FROM data.showing s
	JOIN data.case c ON c.id = s.case_id AND c.source_key = '7'")" "0 nothing 0"

# --- the desk was first

{ area a; a_case 11; party 11 subject; document 11 d; version 11 d "$published"
	document 11 e; version 11 e "$published"; } | manifest "$to"
import "$to"
sql "SELECT api_desk.version_withdraw('u', 'Leder', NULL, 'Forkert sag', v.id,
		'others-information')
	FROM data.version v JOIN data.document d ON d.id = v.document_id
		JOIN data.case c ON c.id = d.case_id
	WHERE c.source_key = '11' AND d.source_key = 'd'" >"$work/desk"
is "withdrawn at the desk" "$status $(shown 11 subject)" "0 e1"
{ area a; a_case 11; party 11 subject; party 11 applicant; document 11 d
	version 11 d "$published$withdrawn"
	version 11 d "$published" | sed 's/"number":1/"number":2/'
	document 11 e; version 11 e "$published"; } | manifest "$to"
import "$to"
is "the case system's own withdrawal, of other facts, bars nothing" \
	"$status $(shown 11 applicant) $(sql "SELECT w.cause
	FROM data.withdrawal w JOIN data.case c ON c.id = w.case_id
	WHERE c.source_key = '11'")" "0 d2 e1 others-information"

# --- titles: a new one is read by who is shown an earlier version

titles() { # CASE: the case's and the document's
	sql "SELECT c.title || ' ' || d.title FROM data.case c
		JOIN data.document d ON d.case_id = c.id WHERE c.source_key = '$1'"
}
{ area a; a_case 12; party 12 subject; document 12 d
	version 12 d "$published"; } | manifest "$to"
import "$to"
{ area a; a_case 12 a Ny; party 12 subject; document 12 d Nyt
	version 12 d "$published"
	withholding 12 d | sed 's/fvl-15b/fvl-99/'; } | manifest "$to"
import "$to"
is "with a bad withholding neither title is corrected" \
	"$status $(titles 12)" "1 T N"
is "that is said" "$(said)" \
"5: case: area or title: not done, for line 9 is bad
7: document: title: not done, for line 9 is bad
9: withholding: section: no such section"
sed -i s/fvl-99/fvl-15b/ "$to/manifest.jsonl"
import "$to"
is "nor the document's with a good one" "$status $(titles 12)" "1 Ny N"
is "that is said too" "$(said)" \
	"7: document: title: not corrected while something is withheld"
import "$to"
is "and again" "$status $(titles 12)" "1 Ny N"
withholding 12 d ',"decided_at":"'"$(date -u +%FT%TZ)"'","lifted":true' \
	>>"$to/manifest.jsonl"
import "$to"
is "withheld no longer: corrected" "$status $(titles 12)" "0 Ny Nyt"
import "$to"
is "once" "$status $(sql "SELECT count(*) FROM data.correction k
	JOIN data.case c ON c.id = k.case_id WHERE c.source_key = '12'")" "0 2"

# --- areas

{ area shut ',"is_open":false'; a_case 8 shut; party 8 subject; document 8 d
	version 8 d "$published"; document 8 e; version 8 e "$published"; } | manifest "$to"
import "$to"
{ area shut; a_case 8 shut; party 8 subject; document 8 d
	version 8 d "$published"; withholding 8 d; } | manifest "$to"
import "$to"
is "an area opens after what is withheld in it" \
	"$status $(sql "SELECT is_open FROM data.area WHERE key = 'shut'")" "0 t"
{ area shut ',"is_open":false'; a_case 8 shut; } | manifest "$to"
import "$to"
is "and closes at once" \
	"$status $(sql "SELECT is_open FROM data.area WHERE key = 'shut'")" "0 f"
{ area shut; a_case 8 shut; document 8 d
	withholding 8 d | sed 's/fvl-15b/fvl-99/'; } | manifest "$to"
import "$to"
is "it stays closed when something that would have been withheld is bad" \
	"$status $(sql "SELECT is_open FROM data.area WHERE key = 'shut'") $(said |
	tail -n 1)" "1 f 4: area: shows no more, for line 7 is bad"
{ area a ',"is_open":"no"'; a_case 9; party 9 subject; document 9 d
	version 9 d "$published"; } | manifest "$to"
import "$to"
is "nothing is published in an area whose line is bad" \
	"$status $(shown 9 subject)" "1 nothing"
