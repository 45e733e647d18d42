#!/bin/sh
# The words that a target's reader knows, for libFuzzer: short strings of the
# folders that it is of. dictionary.sh TARGET >FILE
set -eu
cd "$(dirname "$0")/../../src"
case $1 in
docx) folders="word ooxml letter" ;;
xlsx | ods) folders="intake ooxml format record" ;;
csv | encoding) folders="intake text" ;;
pages) folders="pages" ;;
stationery) folders="layout conf shop" ;;
letter) folders="letter expr doc" ;;
expr) folders="expr" ;;
http) folders="serve" ;;
job) folders="job record conf shop" ;;
values) folders="record text format" ;;
*) folders= ;;
esac
for folder in $folders; do
	grep -ho '"[^"\\%]\{1,32\}"' "$folder"/*.c |
	    LC_ALL=C grep -v '[^ -~]' || true
done | grep -v '\.h"$' | LC_ALL=C sort -u
