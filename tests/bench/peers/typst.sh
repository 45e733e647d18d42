#!/bin/sh
# sh typst.sh LETTERS FOLDER; see README.md
set -eu
here=$(cd "$(dirname "$0")" && pwd)
command -v typst >/dev/null || exit 77
{
	printf '%s\n' '#set page(paper: "a4")' '#set text(size: 11pt, lang: "sv")'
	awk '
	/\f/ { print "#pagebreak(weak: true)"; next }
	/^# / { print "= " substr($0, 3) "\n"; next }
	/^- / { print; next }
	{ print $0 "\n" }' "$1"
} >"$2/letters.typ"
python3 "$here/cpu.py" typst compile "$2/letters.typ" "$2/letters.pdf"
