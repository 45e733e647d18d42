#!/bin/sh
# Prints bash's completion, made from the program's own help: completion.sh UTSKICK
set -eu
program=$1
export LC_ALL=C.UTF-8

# The long options that a help names.
options() {
	"$program" --lang en "$@" --help | sed -n 's/^  \(.*\)/\1/p' |
	    grep -o -e '--[a-z][a-z-]*' | sort -u | tr '\n' ' '
}

commands=$("$program" --lang en --help |
    sed -n 's/^  \([a-z][a-z]*\)  .*/\1/p' | tr '\n' ' ')
cat <<END
# bash completion for utskick; made by src/man/completion.sh from its help.
_utskick()
{
	local word=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD - 1]}
	local command= options= ends= i
	COMPREPLY=()
	for ((i = 1; i < COMP_CWORD; i++)); do
		case \${COMP_WORDS[i]} in
		--lang) ((i++)) ;;
		-*) ;;
		*) command=\${COMP_WORDS[i]}; break ;;
		esac
	done
	case \$before in
	--lang) COMPREPLY=(\$(compgen -W "sv en nb" -- "\$word")); return ;;
	--base) COMPREPLY=(\$(compgen -W "kommun-h2 kommun-v2 suomi-c5 enkel-a4" -- "\$word")); return ;;
	--job) compopt -o filenames; COMPREPLY=(\$(compgen -f -- "\$word" | grep -E "\\.(yaml|yml)\$")); return ;;
	--logo) compopt -o filenames; COMPREPLY=(\$(compgen -f -- "\$word")); return ;;
	--delimiter) COMPREPLY=(\$(compgen -W "tab" -- "\$word")); return ;;
	--encoding)
		COMPREPLY=(\$(compgen -W "utf-8 windows-1252 iso-8859-15 cp850 utf-16le" -- "\$word"))
		return ;;
	-o | --output) compopt -o filenames; COMPREPLY=(\$(compgen -d -- "\$word")); return ;;
	--again | --rows | --seen | --workers | --batch | --part | --row | --letter | --sheet | --header | --odbc | \\
	--municipality | --unit | --addresses | --telephones | --port | --user-header | --origin)
		return ;;
	esac
	case \$command in
END
for command in $commands; do
	case $command in
	new) ends='csv|txt|tsv|xlsx|ods|sql' ;;
	paper | find | diff | verify | keygen | seal) ends= ;;
	posted | withdraw | reprint | status | extract | pack | purge | labels | list | serve) ends= ;;
	returns | reconcile) ends='csv|txt|tsv|xlsx|ods' ;;
	*) ends='yaml|yml' ;;
	esac
	printf '\t%s) options="%s" ends="%s" ;;\n' "$command" \
	    "$(options "$command")" "$ends"
done
cat <<END
	*) options="$commands$(options)" ;;
	esac
	if [[ \$word == -* || -z \$command ]]; then
		COMPREPLY=(\$(compgen -W "\$options" -- "\$word"))
		return
	fi
	local IFS=\$'\n'
	compopt -o filenames
	COMPREPLY=(\$(compgen -d -- "\$word"))
	[[ -z \$ends ]] ||
		COMPREPLY+=(\$(compgen -f -- "\$word" | grep -E "\\.(\$ends)\\$"))
}
complete -F _utskick utskick
END
