#!/bin/sh
# sh libreoffice.sh LETTERS FOLDER; see README.md
set -eu
here=$(cd "$(dirname "$0")" && pwd)
command -v soffice >/dev/null || exit 77
ls /usr/lib/libreoffice/program/libswlo.so >/dev/null 2>&1 || exit 77
{
	printf '%s\n' '<html><head><meta charset="utf-8"></head><body>'
	awk '
	/\f/ { print "<p style=\"page-break-after: always\"></p>"; next }
	/^# / { print "<h1>" substr($0, 3) "</h1>"; next }
	/^- / { print "<ul><li>" substr($0, 3) "</li></ul>"; next }
	{ print "<p>" ($0 == "" ? "<br>" : $0) "</p>" }' "$1"
	printf '%s\n' '</body></html>'
} >"$2/letters.html"
python3 "$here/cpu.py" timeout 300 soffice --headless \
    "-env:UserInstallation=file://$2/profile" --writer \
    --convert-to pdf:writer_pdf_Export --outdir "$2" "$2/letters.html"
[ -s "$2/letters.pdf" ]
