#!/bin/sh
# sh libharu.sh LETTERS FOLDER; see README.md
set -eu
here=$(cd "$(dirname "$0")" && pwd)
font=/usr/share/fonts/truetype/open-sans/OpenSans-Regular.ttf
[ -f "$font" ] && [ -f /usr/include/hpdf.h ] || exit 77
cc -O2 -o "$2/libharu" "$here/libharu.c" -lhpdf
python3 "$here/cpu.py" "$2/libharu" "$1" "$font" "$2/letters.pdf"
