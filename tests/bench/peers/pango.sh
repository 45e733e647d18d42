#!/bin/sh
# sh pango.sh LETTERS FOLDER; see README.md
set -eu
here=$(cd "$(dirname "$0")" && pwd)
pkg-config --exists pangocairo 2>/dev/null || exit 77
cc -O2 -o "$2/pango" "$here/pango.c" $(pkg-config --cflags --libs pangocairo)
python3 "$here/cpu.py" "$2/pango" "$1" "$2/letters.pdf"
