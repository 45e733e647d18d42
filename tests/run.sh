#!/bin/sh
# Installs what the tests need, builds with AddressSanitizer and
# UndefinedBehaviorSanitizer in build-test/ (memory that nobody set is filled with
# a pattern there, since zeros may be right by chance), runs all tests and ends
# with a line "N passed, N failed". Arguments go to `meson test` (a suite, a name).
#
# --long as the first argument asks for everything: the fuzzers run too, for five
# minutes each, models and mutations try all that they can, every script runs
# under the sanitizers, whole commands under valgrind, and a million rows go from
# the register to the seal (TESTS_LONG).
# --coverage as the first argument builds in build-coverage/ instead, without
# sanitizers, and tells which branches of each folder the tests took.
set -eu
cd "$(dirname "$0")/.."

# Whatever ends us before the count is one failure.
trap 'status=$?; [ $status = 0 ] || [ -n "${counted:-}" ] ||
    echo "0 passed, 1 failed"; exit $status' EXIT

. .ci/install.sh
install_packages build test
build=build-test
if [ "${1:-}" = --coverage ]; then
	shift
	build=build-coverage
	install_packages coverage
fi

if [ "${1:-}" = --long ]; then
	shift
	export TESTS_LONG=yes
	install_packages long
fi

# pdf.js, and what drives a browser, come from npm's registry, at the versions
# that package.json in their folders says. Where that is out of reach the one test
# that needs them is skipped, and says so.
install_npm() { # folder with package.json
	to=$build/${1##*/}
	cmp -s "$1/package.json" "$to/package.json" && return
	command -v npm >/dev/null || install_packages npm || return
	rm -rf "$to"
	mkdir -p "$to"
	cp "$1/package.json" "$to/"
	(cd "$to" && timeout 180 npm install \
	    --no-package-lock --ignore-scripts --no-audit --no-fund \
	    --fetch-retries=0 --loglevel=error) >/dev/null ||
	    { rm -rf "$to"; return 1; }
}

if [ ! -f "$build/build.ninja" ]; then
	if [ "$build" = build-coverage ]; then
		set_up="-Dbuildtype=debug -Db_coverage=true"
	else
		# -O1 and lines alone take half the time that -O2 -g takes
		set_up="-Doptimization=1 -Darena_items=true
		    -Db_sanitize=address,undefined
		    -Dc_args=['-g1','-ftrivial-auto-var-init=pattern']"
	fi
	quietly env CC=gcc meson setup "$build" $set_up
fi
# .ci/run asks for it: there a warning is an error
[ -z "${WERROR:-}" ] || meson configure "$build" -Dwerror=true
ninja -C "$build" -j "$(nproc)"
# for what starts the program many hundred times, or brings its own allocator
[ "$build" = build-coverage ] || /usr/bin/python3 tests/plain.py "$build/plain"
(install_npm tests/pdf/pdfjs) || echo "pdf.js could not be installed by npm:" \
    "the test that compares it with poppler is skipped" >&2
(install_npm tests/e2e/browser) || echo "puppeteer-core and axe-core could not" \
    "be installed by npm: the test of pages in a browser is skipped" >&2

# Eight callers of each allocation are remembered: with thirty, as it is unless
# said, a sixth of all the time went there.
export ASAN_OPTIONS=detect_leaks=1:abort_on_error=0:strict_string_checks=1:malloc_context_size=8
export UBSAN_OPTIONS=print_stacktrace=1:halt_on_error=1
log=$build/meson-logs/testlog.json
rm -f "$log"
# counts of an earlier run would be added to
[ "$build" = build-test ] || find "$build" -name '*.gcda' -delete
# Time limits are there for what hangs: a busy machine is no fault.
meson test -C "$build" --no-rebuild --num-processes "$(nproc)" \
    --timeout-multiplier 4 --print-errorlogs "$@" || true
fuzz=$build/fuzz.log
: >"$fuzz"
[ $# -gt 0 ] || [ "$build" = build-coverage ] || [ -z "${TESTS_LONG:-}" ] ||
    sh tests/fuzz/run.sh 300 >"$fuzz" 2>&1 ||
    echo "0 passed, 1 failed" >>"$fuzz"
cat "$fuzz"
if [ "$build" = build-coverage ]; then
	gcovr --root . --filter src/ --gcov-ignore-parse-errors \
	    --json "$build/coverage.json" "$build"
	/usr/bin/python3 tests/coverage.py "$build/coverage.json"
fi
counted=yes
/usr/bin/python3 tests/count.py "$log" "$fuzz"
