#!/bin/sh
# Installs what is missing, builds in build/, runs the sample mailing and says
# where the result lies. A run never overwrites an earlier one.
set -eu
cd "$(dirname "$0")/.."
. .ci/install.sh
install_packages build

[ -f build/build.ninja ] ||
    quietly meson setup --buildtype=release build
ninja -C build -j "$(nproc)" src/cli/utskick \
    src/po/sv/LC_MESSAGES/utskick.mo

out=samples/fritt-val/out
to=$out/2012-03-19-fritt-val
n=1
while [ -e "$to" ]; do
	n=$((n + 1))
	to=$out/2012-03-19-fritt-val-$n
done
# The same mailing once more wants a reason (docs/commands.md).
set --
[ ! -e "$out/runs.jsonl" ] || set -- --again "samples/run.sh once more"
build/src/cli/utskick run samples/fritt-val/job.yaml -o "$to" "$@"

echo
echo "For the print shop:  $to/to-printer/"
ls "$to/to-printer"/*.pdf
echo "To keep:             $to/keep/"
ls "$to/keep"/*.xlsx
