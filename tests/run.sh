#!/bin/sh
# Installs what the tests need, builds with AddressSanitizer and
# UndefinedBehaviorSanitizer in build-test/ (what nobody set is filled with a
# pattern there: else it is right by chance), runs all tests and ends with a line
# "N passed, N failed". Arguments go to `meson test` (a suite, a name), and then
# the fuzzers do not run, which do for 30 seconds each.
set -eu
cd "$(dirname "$0")/.."
. .ci/install.sh
install_packages build test

# pdf.js comes from npm's registry, at the versions that pdfjs/package.json says.
# Where that is out of reach its one test is skipped, and says so.
install_pdfjs() {
	cmp -s tests/pdf/pdfjs/package.json build-test/pdfjs/package.json &&
	    return
	command -v npm >/dev/null || install_packages npm || return
	rm -rf build-test/pdfjs
	mkdir -p build-test/pdfjs
	cp tests/pdf/pdfjs/package.json build-test/pdfjs/
	(cd build-test/pdfjs && timeout 180 npm install \
	    --no-package-lock --ignore-scripts --no-audit --no-fund \
	    --fetch-retries=0 --loglevel=error) >/dev/null ||
	    { rm -rf build-test/pdfjs; return 1; }
}

# Whatever ends us before the count is one failure.
trap 'status=$?; [ $status = 0 ] || [ -n "${counted:-}" ] ||
    echo "0 passed, 1 failed"; exit $status' EXIT

if [ ! -f build-test/build.ninja ]; then
	quietly env CC=gcc meson setup build-test -Dbuildtype=debugoptimized \
	    -Db_sanitize=address,undefined -Darena_items=true \
	    -Dc_args=-ftrivial-auto-var-init=pattern
fi
# .ci/run asks for it: there a warning is an error
[ -z "${WERROR:-}" ] || meson configure build-test -Dwerror=true
ninja -C build-test -j "$(nproc)"
(install_pdfjs) || echo "pdf.js could not be installed by npm: the test that" \
    "compares it with poppler is skipped" >&2

export ASAN_OPTIONS=detect_leaks=1:abort_on_error=0:strict_string_checks=1
export UBSAN_OPTIONS=print_stacktrace=1:halt_on_error=1
log=build-test/meson-logs/testlog.json
rm -f "$log"
meson test -C build-test --no-rebuild --num-processes "$(nproc)" \
    --print-errorlogs "$@" || true
fuzz=build-test/fuzz.log
: >"$fuzz"
[ $# -gt 0 ] || sh tests/fuzz/run.sh >"$fuzz" 2>&1 ||
    echo "0 passed, 1 failed" >>"$fuzz"
cat "$fuzz"
counted=yes
/usr/bin/python3 tests/count.py "$log" "$fuzz"
