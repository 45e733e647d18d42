#!/bin/sh
# Builds with full optimisation in build-bench/ and measures.
#
#	sh run.sh [--rows N] [--rounds N] [--peers] [--before UTSKICK]
#
# runs a whole mailing (150,000 rows unless said), prints a table of its stages
# against bare loops over the same bytes, and puts it into docs/performance.md;
# with --peers also what other programs take for letters of the same content,
# those of peers/ that are installed, and with --before what another version takes
# for the same mailing, run by turns with this one.
#
#	sh run.sh STAGE...
#
# measures single stages, those that tests/bench has a program for: layout, pdf …
set -eu
cd "$(dirname "$0")/../.."
. .ci/install.sh
install_packages build

[ -f build-bench/build.ninja ] ||
    quietly meson setup --buildtype=release build-bench
case ${1:---} in
-*)
	quietly ninja -C build-bench src/cli/utskick \
	    tests/bench/make-mailing tests/bench/floor
	exec python3 tests/bench/whole.py --program build-bench/src/cli/utskick \
	    --maker build-bench/tests/bench/make-mailing \
	    --floor build-bench/tests/bench/floor \
	    --page docs/performance.md "$@"
	;;
esac
# one at a time: they measure time
meson test -C build-bench --benchmark --num-processes 1 --verbose "$@"
