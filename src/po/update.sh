#!/bin/sh
# Brings utskick.pot and the catalogues up to date with the messages in src/.
# What is new or has changed then waits for a translation; tests/catalogue.py
# fails until it has one.
set -eu
cd "$(dirname "$0")/../.."

sources=$(find src -name '*.def' -o -name '*.c' | LC_ALL=C sort)
xgettext --language=C --keyword=N_ --keyword=N_MANY:1,2 --from-code=UTF-8 --no-wrap --sort-by-file \
    --add-location=file --package-name=utskick --output=src/po/utskick.pot \
    $sources
sed -i '/^"POT-Creation-Date/d' src/po/utskick.pot
for catalogue in src/po/*.po; do
	msgmerge --quiet --no-wrap --no-fuzzy-matching --backup=none --update \
	    --add-location=file "$catalogue" src/po/utskick.pot
	msgattrib --no-obsolete --no-wrap -o "$catalogue" "$catalogue"
	printf '%s: ' "$catalogue"
	msgfmt --statistics -o /dev/null "$catalogue"
done
