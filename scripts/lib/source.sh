# SPDX-License-Identifier: EUPL-1.2
# A copy of the checkout's source in $MINSAG_DIR/src, so that nothing is ever
# generated in the checkout, and a user who can't read it can still run.
# Sourced; needs say.sh and settings.sh.

# Paths of source files, without what building in the tree leaves.
source_list() {
	(cd "$root" && find . \( -path './.git' -o -path './.minsag*' -o \
		-path ./build -o -path ./build-aux -o -path ./autom4te.cache -o \
		-name node_modules -o -name .deps -o -name .dirstamp \) -prune -o \
		\( -type f -o -type l \) ! -name '*.o' ! -name '*.a' \
		! -path './configure*' ! -path './config.*' ! -path ./Makefile \
		! -path ./Makefile.in ! -path ./aclocal.m4 ! -path './minsag-*' \
		! -path ./stamp-h1 -print -o -path ./configure.ac -print) |
		LC_ALL=C sort
}

# One line that changes when any source file does.
source_print() {
	(cd "$root" && xargs -d '\n' stat -c '%n %s %.Y %a' <"$1") | sha256sum
}

# Copies what is new, removes what is gone.
source_copy() {
	local to=$MINSAG_DIR/src list=$MINSAG_DIR/src.list
	mkdir -p "$to"
	[[ ! $root -ef $to ]] || return 0 # called from the copy itself
	source_list >"$list.new"
	source_print "$list.new" >"$list.print.new"
	if ! cmp -s "$list.print.new" "$list.print"; then
		say "copying the source to $to"
		[[ ! -e $list ]] || LC_ALL=C comm -23 "$list" "$list.new" |
			(cd "$to" && xargs -r -d '\n' rm -f)
		tar -C "$root" --no-recursion -cf - -T "$list.new" |
			tar -C "$to" -xpf - --no-same-owner
	fi
	mv "$list.new" "$list"
	mv "$list.print.new" "$list.print"
}

# node_modules beside each package.json, as its lock file says. MODE: what
# npm is told besides, "--omit=dev" or nothing.
source_modules() { # FOLDER MODE
	local in=$MINSAG_DIR/src/$1 mark=$MINSAG_DIR/src/$1/node_modules/.minsag
	if ! { cat "$in/package-lock.json"; echo "$2"; } | cmp -s - "$mark"; then
		# shellcheck disable=SC2086 # MODE is no word or one word
		quietly "$MINSAG_DIR/log/npm.log" \
			"fetching the npm packages of $1/package-lock.json" \
			npm --prefix "$in" ci --ignore-scripts --prefer-offline $2
		{ cat "$in/package-lock.json"; echo "$2"; } >"$mark"
	fi
}
