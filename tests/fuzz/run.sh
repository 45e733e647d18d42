#!/bin/sh
# Builds the libFuzzer targets with clang in build-fuzz/ and lets each run for
# 30 seconds (or $1) from its seeds. What is found lies in build-fuzz/found/.
# The inputs come in the same order each time, so that a run can be repeated; to
# look further, name another start: sh tests/fuzz/run.sh 600 2
set -eu
cd "$(dirname "$0")/../.."
. .ci/install.sh
install_packages build long
seconds=${1:-30}
start=${2:-1}

[ -f build-fuzz/build.ninja ] ||
    quietly env CC=clang meson setup build-fuzz -Dfuzz=true \
	-Dbuildtype=debugoptimized -Db_sanitize=address,undefined \
	-Db_lundef=false
programs=
for source in tests/fuzz/*.c; do
	name=$(basename "$source" .c)
	[ "$name" = seeds ] || programs="$programs tests/fuzz/fuzz-$name"
done
ninja -C build-fuzz -j "$(nproc)" $programs >build-fuzz/build.log || {
	grep -E "error|FAILED" build-fuzz/build.log
	exit 1
}

fuzz_one() {
	name=$1
	mkdir -p "build-fuzz/corpus/$name" build-fuzz/found
	[ ! -f "tests/fuzz/kept/$name" ] || /usr/bin/python3 tests/fuzz/bundle.py \
	    unpack "tests/fuzz/kept/$name" "build-fuzz/corpus/$name"
	words=build-fuzz/$name.dict
	sh tests/fuzz/dictionary.sh "$name" >"$words"
	[ -s "$words" ] || echo '"\\x00"' >"$words" # an empty one is refused
	if build-fuzz/tests/fuzz/fuzz-"$name" -max_total_time="$seconds" \
	    -dict="$words" \
	    -seed="$start" -timeout=10 -rss_limit_mb=2048 -max_len=65536 \
	    -artifact_prefix="$PWD/build-fuzz/found/$name-" -print_final_stats=1 \
	    "build-fuzz/corpus/$name" "tests/fuzz/seeds/$name" \
	    >"build-fuzz/$name.log" 2>&1
	then
		echo "fuzz $name: $(sed -n 's/^stat::number_of_executed_units: //p' \
		    "build-fuzz/$name.log") inputs"
		echo "1 passed, 0 failed"
	else
		tail -n 40 "build-fuzz/$name.log"
		echo "0 passed, 1 failed"
	fi
}

waiting=0
for program in $programs; do
	fuzz_one "${program##*/fuzz-}" &
	waiting=$((waiting + 1))
	if [ "$waiting" -ge "$(nproc)" ]; then
		wait
		waiting=0
	fi
done
wait
