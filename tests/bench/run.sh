#!/bin/sh
# Builds with full optimisation in build-bench/ and measures each stage that
# tests/bench has a program for. Arguments name stages: sh run.sh layout pdf
set -eu
cd "$(dirname "$0")/../.."
. .ci/install.sh
install_packages build

[ -f build-bench/build.ninja ] ||
    quietly meson setup --buildtype=release build-bench
# one at a time: they measure time
meson test -C build-bench --benchmark --num-processes 1 --verbose "$@"
