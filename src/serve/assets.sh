#!/bin/sh
# Prints files as arrays of C: assets.sh NAME FILE [NAME FILE…]; each becomes
# asset_NAME, and asset_NAME_len.
set -eu
echo '#include <stddef.h>'
while [ $# -gt 1 ]; do
	echo "extern const unsigned char asset_$1[];"
	echo "extern const size_t asset_$1_len;"
	echo "const unsigned char asset_$1[] = {"
	od -An -v -tx1 "$2" | sed 's/ \([0-9a-f][0-9a-f]\)/0x\1,/g'
	echo '};'
	echo "const size_t asset_$1_len = sizeof asset_$1;"
	shift 2
done
