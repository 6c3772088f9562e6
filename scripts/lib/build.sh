# SPDX-License-Identifier: EUPL-1.2
# Builds the programs and the site out of tree and installs them below
# $MINSAG_DIR/inst. Does nothing when the source has not changed.
# Sourced; needs say.sh, settings.sh, source.sh.

# What the build depends on besides the source.
build_print() {
	cat "$MINSAG_DIR/src.list.print"
	printf '%s\n' "${CC-}" "${CFLAGS-}" "${CONFIGURE_ARGS-}"
}

build_configure() {
	(cd "$MINSAG_DIR/src" && autoreconf -fi) || return
	rm -rf "$MINSAG_DIR/build"
	mkdir -p "$MINSAG_DIR/build"
	# shellcheck disable=SC2086 # words on purpose
	cd "$MINSAG_DIR/build" && ../src/configure \
		--prefix="$MINSAG_DIR/inst" ${CONFIGURE_ARGS-}
}

build_all() {
	local log=$MINSAG_DIR/log/build.log src=$MINSAG_DIR/src newer
	if build_print | cmp -s - "$MINSAG_DIR/build.done"; then
		return
	fi
	newer=$(cd "$src" && find configure.ac Makefile.am . -name local.mk \
		-newer "$src/configure" -print -quit 2>/dev/null) || true
	if [[ ! -e $MINSAG_DIR/build/config.status || -n $newer ]] ||
		! build_print | tail -n 3 | cmp -s - "$MINSAG_DIR/build.arguments"; then
		quietly "$log" "configuring" build_configure
		build_print | tail -n 3 >"$MINSAG_DIR/build.arguments"
	fi
	quietly "$log" "building the programs" \
		make -C "$MINSAG_DIR/build" -j"$(nproc)"
	quietly "$log" "installing them below $MINSAG_DIR/inst" \
		make -C "$MINSAG_DIR/build" install
	build_print >"$MINSAG_DIR/build.done"
}

# The programs that everything below needs, by name.
build_check() {
	local program
	for program in sbin/minsag-login sbin/minsag-citizen sbin/minsag-document \
		sbin/minsag-courier bin/minsag-import bin/minsag-audit bin/minsag-admin; do
		[[ -x $MINSAG_DIR/inst/$program ]] ||
			fail "the build made no $program; see $MINSAG_DIR/log/build.log."
	done
}
