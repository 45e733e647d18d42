#!/bin/sh
# Reads a million rows of 15 columns from a PostgreSQL of its own (in a temporary
# folder, on a socket there), as tests/bench/database.c measures it.
#
#	sh tests/bench/database.sh [ROWS]
set -eu
cd "$(dirname "$0")/../.."
rows=${1:-1000000}
folder=$(mktemp -d)
chmod 755 "$folder"
as=
if [ "$(id -u)" = 0 ]; then
	as="runuser -u nobody --"
	chown nobody "$folder"
fi
bin=$(ls -d /usr/lib/postgresql/*/bin | tail -1)
trap '$as "$bin/pg_ctl" -D "$folder/data" -s -m immediate stop; rm -rf "$folder"' EXIT
(cd / && $as "$bin/initdb" -D "$folder/data" -A trust -U bench -E UTF8 \
    --locale=C.UTF-8 --no-sync >/dev/null)
$as "$bin/pg_ctl" -D "$folder/data" -w -s -l "$folder/log" \
    -o "-k $folder -c listen_addresses='' -c fsync=off" start
$as "$bin/psql" -h "$folder" -U bench -q postgres <<SQL
CREATE TABLE klienter AS SELECT i AS nr,
 (19340101 + i % 28)::text || '-' || lpad((i % 20 + 9800)::text, 4, '0') AS pnr,
 'Förnamn' || i % 977 AS a, 'Åkerström' || i % 1301 AS b,
 'Storgatan ' || i % 90 AS c, '999 ' || lpad((i % 100)::text, 2, '0') AS d,
 'Norrviken' AS e, 'Eget boende' AS f, (i % 1000)::numeric / 4 AS g,
 date '2012-03-19' + i % 300 AS h, NULL::text AS j, 'sv' AS k,
 i % 7 = 0 AS l, 'anteckning ' || i AS m, ''::text AS n
FROM generate_series(1, $rows) i;
SQL
driver=$(ls /usr/lib/*/odbc/psqlodbcw.so | head -1)
printf '[PG]\nDriver=%s\n' "$driver" >"$folder/odbcinst.ini"
echo "SELECT * FROM klienter ORDER BY nr" >"$folder/klienter.sql"
[ -f build-bench/build.ninja ] || meson setup --buildtype=release build-bench
ninja -C build-bench tests/bench/bench-database >/dev/null
ODBCSYSINI=$folder build-bench/tests/bench/bench-database \
    "Driver=PG;Server=$folder;Database=postgres;UID=bench" \
    "$folder/klienter.sql"
