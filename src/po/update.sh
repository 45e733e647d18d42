#!/bin/sh
# Brings utskick.pot and the catalogues up to date with the messages in src/.
# What is new or has changed then waits for a translation; tests/catalogue.py
# fails until it has one.
set -eu
cd "$(dirname "$0")/../.."

sources=$(find src -name '*.def' -o -name '*.c' | LC_ALL=C sort)
xgettext --language=C --keyword=N_ --from-code=UTF-8 --no-wrap --sort-by-file \
    --add-location=file --package-name=utskick --output=src/po/utskick.pot \
    $sources
sed -i '/^"POT-Creation-Date/d' src/po/utskick.pot
for language in sv; do
	msgmerge --quiet --no-wrap --no-fuzzy-matching --backup=none --update \
	    --add-location=file "src/po/$language.po" src/po/utskick.pot
	msgattrib --no-obsolete --no-wrap -o "src/po/$language.po" \
	    "src/po/$language.po"
done
msgfmt --statistics -o /dev/null src/po/sv.po
