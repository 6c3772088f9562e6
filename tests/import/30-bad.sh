# SPDX-License-Identifier: EUPL-1.2
# Goal: every bad line is named with file, line and rule, while the good ones
# go in; or, with --all-or-nothing, nothing does.

bad_folder() {
	local dir=$1
	mkdir -p "$dir/files/deep"
	printf 'Kære Anna\n' >"$dir/files/a.txt"
	printf 'Kære Bent\n' >"$dir/files/deep/b.txt"
	printf '%%PDF-1.7\nnot really' >"$dir/files/broken.pdf"
	printf 'hej \346\370\345' >"$dir/files/latin.txt"
	ln -s a.txt "$dir/files/link.txt"
	ln -s deep "$dir/files/other"
	mkfifo "$dir/files/pipe"
	cat >"$dir/manifest.jsonl" <<-'END'
	{"type":"manifest","format":1,"municipality":"Egeskov Kommune"}
	{"type":"kle","number":"93.05","title":"Borgerservice (opdigtet)"}
	{"type":"unit","key":"u","name":"Borgerservice","phone":"00 12","hours":"9-15"}
	{"type":"area","key":"a","name_da":"A","name_en":"A","kle_number":"99","starts_on":"2020-01-01","shown_kinds":"note"}
	{"type":"area","key":"a","name_da":"A","name_en":"A","kle_number":"93.05","starts_on":"2020-01-01","shown_kinds":"note letter"}
	{"type":"case","key":"1","area":"nowhere","unit":"u","title":"T","opened_at":"2025-01-02T09:00:00Z"}
	{"type":"party","case":"1","cpr":"6101893012","role":"subject","valid_from":"2025-01-02"}
	{"type":"case","key":"2","area":"a","unit":"u","title":"T","opened_at":"2025-01-02T09:00:00Z"}
	{"type":"party","case":"2","cpr":"6101893012","role":"subject","valid_from":"2025-01-02"}
	{"type":"party","case":"1","cpr":"6212564033","role":"subject","valid_from":"2025-01-02"}
	{"type":"document","case":"2","key":"d1","kind":"note","title":"N","dated_on":"2025-01-03"}
	{"type":"version","case":"2","document":"d1","number":1,"state":"final","created_at":"2025-01-03T09:00:00Z","media_type":"text/plain","file":"files/a.txt","file_name":"a.txt","published_at":"2025-01-03T10:00:00Z","published_by":"U"}
	{"type":"version","case":"2","document":"d1","number":2,"state":"final","created_at":"2025-01-03T09:00:00Z","media_type":"text/plain","file":"files/none.txt","file_name":"a.txt"}
	{"type":"version","case":"2","document":"d1","number":2,"state":"final","created_at":"2025-01-03T09:00:00Z","media_type":"text/plain","file":"files/../../etc/passwd","file_name":"a.txt"}
	{"type":"version","case":"2","document":"d1","number":2,"state":"final","created_at":"2025-01-03T09:00:00Z","media_type":"text/plain","file":"files/link.txt","file_name":"a.txt"}
	{"type":"version","case":"2","document":"d1","number":2,"state":"final","created_at":"2025-01-03T09:00:00Z","media_type":"text/plain","file":"files/other/b.txt","file_name":"a.txt"}
	{"type":"version","case":"2","document":"d1","number":2,"state":"final","created_at":"2025-01-03T09:00:00Z","media_type":"text/plain","file":"files/pipe","file_name":"a.txt"}
	{"type":"version","case":"2","document":"d1","number":2,"state":"final","created_at":"2025-01-03T09:00:00Z","media_type":"application/pdf","file":"files/a.txt","file_name":"a.pdf"}
	{"type":"version","case":"2","document":"d1","number":2,"state":"final","created_at":"2025-01-03T09:00:00Z","media_type":"application/pdf","file":"files/broken.pdf","file_name":"a.pdf"}
	{"type":"version","case":"2","document":"d1","number":2,"state":"final","created_at":"2025-01-03T09:00:00Z","media_type":"text/plain","file":"files/latin.txt","file_name":"a.txt"}
	{"type":"version","case":"2","document":"d1","number":2,"state":"final","created_at":"2025-01-03T09:00:00Z","media_type":"text/plain","file":"files/a.txt","file_name":"a.txt","published_at":"2999-01-03T10:00:00Z","published_by":"U"}
	{"type":"version","case":"2","document":"d9","number":1,"state":"final","created_at":"2025-01-03T09:00:00Z","media_type":"text/plain","file":"files/a.txt","file_name":"a.txt"}
	{"type":"withholding","case":"2","document":"d1","section":"fvl-99","decided_at":"2025-01-04T09:00:00Z","decided_by":"U"}
	{"type":"withholding","case":"2","document":"d1","section":"fvl-15b","cpr":"6212564033","decided_at":"2025-01-04T09:00:00Z","decided_by":"U"}
	{"type":"document","case":"2","key":"d2","kind":"poem","title":"N","dated_on":"2025-01-03"}
	{"type":"version","case":"2","document":"d2","number":1,"state":"final","created_at":"2025-01-03T09:00:00Z","media_type":"text/plain","file":"files/a.txt","file_name":"a.txt"}
	{"type":"document","case":"2","key":"d3","kind":"letter","title":"N","dated_on":"2025-01-03","colour":"red"}
	{"type":"document","case":"2","key":"d4","kind":"letter","title":"N","dated_on":"2025-01-03"}
	{"type":"version","case":"2","document":"d4","number":1,"state":"draft","created_at":"2025-01-03T09:00:00Z","media_type":"text/plain","file":"files/deep/b.txt","file_name":"b.txt"}
	{"type":"status","case":"2","at":"2025-01-05T09:00:00Z","status":"decided"}
	{"type":"status","case":"2","at":"2999-01-05T09:00:00Z","status":"closed"}
	{"type":"case","key":"3","area":"a","unit":"u","title":"T","opened_at":"2025-01-02T09:00:00Z"}
	{"type":"party","case":"3","cpr":"3213564033","role":"subject","valid_from":"2025-01-02"}
	not json at all
	{"type":"manifest","format":1,"municipality":"Again"}
	END
}

bad_folder "$work/bad"
import "$work/bad"
is "bad lines give status 1" "$status" 1
is "each is named with file, line and rule" \
	"$(grep '^manifest' "$work/err")" \
"manifest.jsonl:4: area: kle_number: no such number
manifest.jsonl:6: case: area: no such area
manifest.jsonl:7: party: case: line 6 is bad
manifest.jsonl:10: party: case: not the case that this line stands under
manifest.jsonl:12: version: published_at: not done, for line 23 is bad
manifest.jsonl:13: version: file: there is none
manifest.jsonl:14: version: file: a path inside the folder
manifest.jsonl:15: version: file: no symbolic links
manifest.jsonl:16: version: file: no symbolic links
manifest.jsonl:17: version: file: a regular file
manifest.jsonl:18: version: media_type: the file's content is of another type
manifest.jsonl:19: version: file: one that can be read
manifest.jsonl:20: version: file: text in UTF-8 without NUL
manifest.jsonl:21: version: publish: a time in the future
manifest.jsonl:22: version: document: not the document that this line stands under
manifest.jsonl:23: withholding: section: no such section
manifest.jsonl:24: withholding: cpr: not a party of the case
manifest.jsonl:25: document: kind: note, letter, application, decision, assessment, medical, plan, photo or other
manifest.jsonl:26: version: document: line 25 is bad
manifest.jsonl:27: document: colour: unknown field
manifest.jsonl:31: status: at: a time in the future
manifest.jsonl:33: party: cpr: ten digits that begin with a day
manifest.jsonl:34: an object that begins with a known \"type\"
manifest.jsonl:35: manifest: type: only in the first line"
is "the good ones went in" "$(sql "SELECT c.source_key, c.status,
	string_agg(d.source_key || v.number || v.state, ' ' ORDER BY d.source_key)
	FROM data.case c JOIN data.document d ON d.case_id = c.id
	JOIN data.version v ON v.document_id = d.id GROUP BY 1, 2")" \
	"2|decided|d11final d12final d41draft"
is "one party alone" "$(sql 'SELECT count(*) FROM data.party')" 1
objects_whole "the bad ones left no object"
ok "no CPR number is in the messages" \
	bash -c '! grep -E "[0-9]{6}-?[0-9]{4}" "$1"' - "$work/err"

fresh
import --all-or-nothing "$work/bad"
is "--all-or-nothing gives status 1" "$status" 1
is "and names the same lines" "$(grep -c '^manifest' "$work/err")" 24
ok "and says that nothing was kept" grep -q 'nothing of it was kept' "$work/out"
is "and keeps nothing" "$(counts)" "0|0|0|0|0|0|0|0|0|0|0"
is "not even an object" "$(sql 'SELECT count(*) FROM pg_largeobject_metadata')" 0
grep -nE '"type":"(manifest|kle|unit)"|"key":"a"|"(case|key)":"2"' "$work/bad/manifest.jsonl" |
	grep -vE '^(4|1[3-9]|2[0-7]|31|35):' | sed 's/^[0-9]*://' >"$work/bad/good"
mv "$work/bad/good" "$work/bad/manifest.jsonl"
import --all-or-nothing "$work/bad"
is "without bad lines it keeps everything" "$status $(sql 'SELECT count(*) FROM data.version')" "0 2"

# --- conflicts, and what may change

change() { sed -i "$1" "$work/bad/manifest.jsonl"; import "$work/bad"; }
rule() { sed -n 's/^manifest.jsonl:[0-9]*: //p' "$work/err"; }
printf 'Kære Anna, nyt\n' >"$work/bad/files/a.txt"
import "$work/bad"
is "other bytes under a known number are a conflict" "$(rule)" \
	"version: number: known with other content"
printf 'Kære Anna\n' >"$work/bad/files/a.txt"
change 's/"state":"final"/"state":"draft"/'
is "other facts are a conflict" "$(rule)" \
	"version: number: known with other facts"
change '/files.a.txt/s/"state":"draft"/"state":"final"/
	s/10:00:00Z","published_by":"U"/11:00:00Z","published_by":"U"/'
is "another time of publication is a conflict" "$(rule)" \
	"version: published_at: known with another time or publisher"
change 's/11:00:00Z","published_by"/10:00:00Z","published_by"/; s/"dated_on":"2025-01-03"/"dated_on":"2025-01-04"/'
is "another date of a document is a conflict, and nothing goes under it" "$(rule)" \
"document: known with another kind or date
version: document: line 7 is bad
document: known with another kind or date
version: document: line 9 is bad"
change 's/"dated_on":"2025-01-04"/"dated_on":"2025-01-03"/; s/"title":"T","opened_at":"2025-01-02T09/"title":"T","opened_at":"2025-01-02T10/'
is "another opening time is a conflict of the case" "$(rule | sed -n 1p)" \
	"case: opened_at: known with another time"
change 's/"title":"T","opened_at":"2025-01-02T10/"title":"Ny titel","opened_at":"2025-01-02T09/; s/"role":"subject"/"role":"applicant"/'
is "title and role may change" "$status $(sql "SELECT c.title, p.role FROM data.case c
	JOIN data.party p ON p.case_id = c.id")" "0 Ny titel|applicant"
change 's/"file":"files\/deep\/b.txt","file_name":"b.txt"/&,"published_at":"2025-01-06T10:00:00Z","published_by":"U"/'
is "a known version is published later" \
	"$status $(awk '/^version/ { print $2, $3, $4 }' "$work/out")" "0 0 1 1"
objects_whole "after all of it every object is whole"

# --- whole files

printf 'no manifest here\n' >"$work/bad/manifest.jsonl"
import "$work/bad"
is "a first line that is nothing stops" "$status" 2
echo '{"type":"unit","key":"v","name":"V","phone":"1","hours":"2"}' >"$work/bad/manifest.jsonl"
import "$work/bad"
is "a manifest that begins with another type stops" "$status $(sql "SELECT count(*)
	FROM data.unit WHERE key = 'v'")" "2 0"
echo '{"type":"kle","number":"77","title":"Alene (opdigtet)"}' >"$work/kle.jsonl"
echo '{"type":"unit","key":"v","name":"V","phone":"1","hours":"2"}' >>"$work/kle.jsonl"
import --kle "$work/kle.jsonl"
is "a file of KLE numbers goes in alone" "$status $(sql "SELECT title FROM data.kle
	WHERE number = '77'") $(cut -d: -f2- "$work/err" | grep kle)" \
	"1 Alene (opdigtet) 2: unit: type: kle alone in this file"
import /nonexistent
is "a folder that is not there" "$status" 2
sed 's|^database.*|database = host=/nonexistent dbname=x|' "$conf" >"$work/away.conf"
status=0
"$MINSAG_IMPORT" -c "$work/away.conf" "$work/bad" 2>"$work/err" || status=$?
is "a database that is away" "$status $(cat "$work/err")" \
	"2 minsag-import: database: database: connecting failed"
