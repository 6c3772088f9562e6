# SPDX-License-Identifier: EUPL-1.2
# Goal: a manifest as Windows writes it and names as a Mac writes them are read;
# what is empty, cut, or of another municipality never looks like nothing to do.

to=$work/forms
whole() { area a; a_case 1; party 1 subject; document 1 d; version 1 d "$published"; }

whole | manifest "$to"
sed -i -e '1s/^/\xef\xbb\xbf/' -e 's/$/\r/' "$to/manifest.jsonl"
import "$to"
is "a byte order mark and CR LF" "$status $(shown 1 subject)" "0 d1"
whole | manifest "$to"
iconv -t UTF-16 "$to/manifest.jsonl" >"$to/16" && mv "$to/16" "$to/manifest.jsonl"
import "$to"
is "UTF-16 is called that" "$status $(said)" "2 1: UTF-16; a manifest is UTF-8"

# å together in the manifest, taken apart on the disk, and the other way round
{ area a; a_case 2; party 2 subject; document 2 d; version 2 d "$published"
	document 2 e; version 2 e "$published"; } | manifest "$to"
sed -i -e '/"document":"d"/s|files/a.txt|files/p\xc3\xa5.txt|' \
	-e '/"document":"e"/s|files/a.txt|files/ba\xcc\x8ad.txt|' "$to/manifest.jsonl"
cp "$to/files/a.txt" "$to/files/$(printf 'pa\xcc\x8a.txt')"
cp "$to/files/a.txt" "$to/files/$(printf 'b\xc3\xa5d.txt')"
import "$to"
is "names in the other form of Unicode" "$status $(shown 2 subject)" "0 d1 e1"

: >"$to/manifest.jsonl"
import "$to"
is "an empty manifest" "$status $(said)" \
	"2 1: empty: the first line is of type manifest"
printf '\n\n' >"$to/manifest.jsonl"
import "$to"
is "one of empty lines" "$status" 2
whole | manifest "$to"
sed -i 1s/Egeskov/Andeby/ "$to/manifest.jsonl"
import "$to"
is "one of another municipality" "$status $(said)" \
	"2 1: manifest: municipality: not the one of the configuration"
import --all-or-nothing "$to"
is "nor all or nothing" "$status" 2
head -n 1 "$to/manifest.jsonl" | sed s/Andeby/Egeskov/ >"$to/one"
mv "$to/one" "$to/manifest.jsonl"
import "$to"
is "one with nothing behind its head says so" "$status $(cat "$work/err")" \
	"0 minsag-import: manifest.jsonl: nothing stands behind its first line"
: >"$work/kle.jsonl"
import --kle "$work/kle.jsonl"
is "an empty file of KLE numbers" "$status" 2

{ area a; a_case 3; party 3 subject; document 3 d; version 3 d "$published"; } |
	manifest "$to"
truncate -s -20 "$to/manifest.jsonl"
import "$to"
is "a manifest that is cut off" "$status $(shown 3 subject)" "1 nothing"

{ area a ',"colour":"red"'; a_case 4 a ''; party 4 subject ',"6101893012":1'
	document 4 "$(printf '%0201d' 0)"; } | manifest "$to"
import "$to"
is "every refusal names line, type, member and bounds" "$(said)" \
"4: area: colour: unknown field
5: case: title: 1 to 500 characters
6: party: unknown field
7: document: key: 1 to 200 characters"
whole | manifest "$to"
import "$to"
is "nothing but faults is said to a pipe" "$status $(cat "$work/err")" "0 "

# --- all or nothing

{ area a; for n in {1..3}; do a_case n$n; party n$n subject; document n$n d
	version n$n d "$published"; done; } | manifest "$to"
import --all-or-nothing "$to"
is "all or nothing: all" "$status $(shown n3 subject) $(awk '/^version/ { print $2 }' "$work/out")" \
	"0 d1 3"
{ area a ',"is_open":false'; a_case n4; party n4 subject; document n4 d
	version n4 d "$published"; a_case n5 none; } | manifest "$to"
before=$(counts)
import --all-or-nothing "$to"
is "all or nothing: nothing" "$status $(counts) $(sql "SELECT is_open FROM data.area")" \
	"1 $before t"
