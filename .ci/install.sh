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

# install_packages USE...: those of the given uses that are missing.
install_packages() {
	wanted=
	for use; do
		wanted="$wanted $(sed -n "s/^$use  *//p" .ci/packages)"
	done
	if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null
	then
		echo "This system has no apt-get. Please install what these" \
		    "Debian packages hold, and start again:" >&2
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
			echo "Please install these packages as root, and start" \
			    "again:$missing" >&2
			exit 1
		fi
	fi
	echo "Installing:$missing"
	quietly $as_root apt-get -q update &&
	    quietly $as_root env DEBIAN_FRONTEND=noninteractive \
		apt-get -q install -y --no-install-recommends $missing || {
		echo "These packages could not be installed:$missing" >&2
		exit 1
	}
}
