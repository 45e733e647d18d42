#!/bin/sh
# sh pdflatex.sh LETTERS FOLDER; see README.md
set -eu
here=$(cd "$(dirname "$0")" && pwd)
command -v pdflatex >/dev/null || exit 77
{
	printf '%s\n' '\documentclass[11pt,a4paper]{article}' \
	    '\usepackage[utf8]{inputenc}\usepackage[T1]{fontenc}' \
	    '\pagestyle{empty}\setlength{\parindent}{0pt}' \
	    '\setlength{\parskip}{6pt}\begin{document}'
	awk '
	/\f/ { print "\\newpage"; next }
	/^# / { print "\\textbf{" substr($0, 3) "}\\par"; next }
	/^- / { print "\\textbullet\\ " substr($0, 3) "\\par"; next }
	{ print ($0 == "" ? "\\vspace{2cm}" : $0) "\\par" }' "$1"
	printf '%s\n' '\end{document}'
} >"$2/letters.tex"
cd "$2"
python3 "$here/cpu.py" pdflatex -interaction=batchmode letters.tex
