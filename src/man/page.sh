#!/bin/sh
# Prints a manual page made from the program's own help, which is its one source:
#
#	page.sh UTSKICK LANGUAGE [COMMAND]
#
# What no help says (files, environment, exit codes) is in tail.LANGUAGE.
set -eu
program=$1 language=$2 command=${3:-}
here=$(dirname "$0")
export LC_ALL=C.UTF-8

version=$("$program" --version | sed -n '1s/^[^0-9]*\([0-9.]*\).*/\1/p')
if [ -n "$command" ]; then
	summary=$("$program" --lang "$language" --help |
	    sed -n "s/^  $command  *//p")
	help=$("$program" --lang "$language" "$command" --help)
else
	help=$("$program" --lang "$language" --help)
	summary=$(printf '%s\n' "$help" | sed -n '1s/^utskick: //p')
	help=$(printf '%s\n' "$help" | sed 1,2d)
fi
printf '%s\n' "$help" | awk -v language="$language" -v version="$version" \
    -v page="utskick${command:+-$command}" -v summary="$summary" '
function roff(text) {
	gsub(/\\/, "\\e", text)
	gsub(/-/, "\\-", text)
	if (text ~ /^[.\047]/)
		text = "\\&" text
	return text
}
function words(en, sv, nb) {
	return language == "sv" ? sv : language == "nb" ? nb : en
}
function section(name) {
	if (name != now)
		print ".SH " name
	now = name
}
# "  -o, --output DIR   the folder": what stands before two blanks is its name.
function item(line,    at) {
	sub(/^  /, "", line)
	at = match(line, /   */)
	print ".TP"
	print ".B " roff(substr(line, 1, at - 1))
	sub(/^ */, "", line)
	print roff(substr(line, at + RLENGTH))
}
BEGIN {
	print ".\\\" Made by src/man/page.sh from the help of utskick; not for editing."
	printf ".TH %s 1 \"\" \"utskick %s\" \"utskick\"\n", toupper(page), version
	print ".SH " words("NAME", "NAMN", "NAVN")
	print roff(page) " \\- " roff(summary)
}
NR == 1 {
	sub(/^[^:]*: /, "")
	print ".SH " words("SYNOPSIS", "SYNOPSIS", "SYNOPSIS")
	print ".B " roff($0)
	next
}
/^ +utskick / && now == "" { # another form of the command
	sub(/^ */, "")
	print ".br"
	print ".B " roff($0)
	next
}
/^$/ { gap = 1; next }
/^  -/ { section(words("OPTIONS", "FLAGGOR", "VALG")); item($0); gap = 0; next }
/^  [a-z]/ { section(words("COMMANDS", "KOMMANDON", "KOMMANDOER")); item($0); gap = 0; next }
/^[a-zåäöæø]+:$/ { gap = 0; next } # "commands:", which is a section here
{
	if (now == "")
		section(words("DESCRIPTION", "BESKRIVNING", "BESKRIVELSE"))
	else if (gap)
		print ".PP"
	print roff($0)
	gap = 0
}'
cat "$here/tail.$language"
