# Installs what .ci/packages lists; sourced by samples/run.sh and tests/run.sh
# with the repository's root as the working folder.

# quietly COMMAND ARGUMENT...: shows what the command says only where it fails.
quietly() {
	said=$(mktemp)
	quiet_status=0
	"$@" >"$said" 2>&1 || quiet_status=$?
	[ "$quiet_status" = 0 ] || cat "$said" >&2
	rm -f "$said"
	return "$quiet_status"
}

# How many packages apt would fetch for these, and their weight: "57: 210 MB".
weigh_packages() {
	apt-get -q install -y --no-install-recommends --print-uris "$@" \
	    2>/dev/null | awk '/^\047/ { n++; bytes += $3 } END {
		printf "%d: %d MB\n", n, bytes / 1000000 + 1 }'
}

# say ENGLISH SWEDISH: samples/run.sh has one that chooses.
say() {
	printf '%s\n' "$1"
}

# without_daemons COMMAND ARGUMENT...: no package that it installs starts its daemon.
# Where somebody has a policy (invoke-rc.d(8)), that holds. As root or by $as_root.
without_daemons() {
	(
		policy=/usr/sbin/policy-rc.d
		if [ ! -e "$policy" ]; then
			trap '$as_root rm -f "$policy"' EXIT
			trap 'exit 1' INT TERM HUP
			printf '#!/bin/sh\nexit 101\n' |
			    $as_root tee "$policy" >/dev/null
			$as_root chmod 755 "$policy"
		fi
		"$@"
	)
}

# install_packages USE...: those of the given uses that are missing.
install_packages() {
	wanted=
	for use; do
		wanted="$wanted $(sed -n "s/^$use  *//p" .ci/packages)"
	done
	if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null
	then
		say "This system has no apt-get. Please install what these Debian packages hold, and start again:" \
		    "Det här systemet har inget apt-get. Installera det som de här Debianpaketen innehåller, och börja om:" >&2
		echo $wanted >&2
		exit 1
	fi
	missing=
	for package in $wanted; do
		state=$(dpkg-query -W -f '${db:Status-Status}' "$package" \
		    2>/dev/null) || state=
		[ "$state" = installed ] || missing="$missing $package"
	done
	[ -n "$missing" ] || return 0

	as_root=
	if [ "$(id -u)" != 0 ]; then
		as_root=sudo
		if ! command -v sudo >/dev/null; then
			say "Please install these packages as root, and start again:$missing" \
			    "Installera de här paketen som root, och börja om:$missing" >&2
			exit 1
		fi
	fi
	weight=
	quietly $as_root apt-get -q update &&
	    weight=$(weigh_packages $missing) &&
	    say "Installing ($weight):$missing" \
		"Installerar ($weight):$missing" &&
	    without_daemons quietly $as_root env DEBIAN_FRONTEND=noninteractive \
		apt-get -q install -y --no-install-recommends $missing || {
		say "These packages could not be installed:$missing" \
		    "De här paketen kunde inte installeras:$missing" >&2
		exit 1
	}
}
