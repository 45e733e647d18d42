#!/bin/sh
# Installs what is missing, builds in build/, runs the sample mailing and says
# what to look at. A run never overwrites an earlier one. It speaks Swedish where
# the system does, otherwise English.
set -eu
cd "$(dirname "$0")/.."
. .ci/install.sh

language=en
case ${LC_ALL:-${LC_MESSAGES:-${LANG:-}}} in
sv*) language=sv ;;
esac

# say ENGLISH SWEDISH
say() {
	if [ "$language" = sv ]; then
		printf '%s\n' "$2"
	else
		printf '%s\n' "$1"
	fi
}

say "Builds utskick (a minute or two, the first time) and makes a mailing of invented people." \
    "Bygger utskick (en minut eller två, första gången) och gör ett utskick till påhittade personer."
install_packages build

# On a terminal ninja counts on one line; elsewhere only a fault is worth its lines.
on_terminal() {
	if [ -t 1 ]; then
		"$@"
	else
		quietly "$@"
	fi
}
[ -f build/build.ninja ] ||
    quietly meson setup --buildtype=release build
on_terminal ninja -C build -j "$(nproc)" src/cli/utskick \
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
build/src/cli/utskick run --lang "$language" samples/fritt-val/job.yaml \
    -o "$to" "$@"

echo
say "Open first:" "Öppna först:"
say "  $to/keep/manifest.xlsx           every row and what became of it" \
    "  $to/keep/manifest.xlsx           varje rad, och vad det blev av den"
say "  $to/to-printer/batch-0001.pdf    the first letters, as they are printed" \
    "  $to/to-printer/batch-0001.pdf    de första breven, som de trycks"
say "  samples/fritt-val/job.yaml       what was asked for" \
    "  samples/fritt-val/job.yaml       det som begärdes"
say "to-printer/ is for the print shop, keep/ stays in the house." \
    "to-printer/ går till tryckeriet, keep/ stannar i huset."
