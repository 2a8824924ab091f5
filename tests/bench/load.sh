#!/bin/sh
# Many PCs at one district: `sh tests/bench/load.sh [DEVICES [COMMANDS [SPREAD_MS]]]`, by default 500 PCs of 50 offices with
# 20 commands each, whose lines come back in the same instant. Prints tables; a timing judges nothing, but it fails when a
# command is not there once or a PC met with anything but 429 and 503.
set -eu

. "$(dirname "$0")/office.sh"
load=$build/tests/load/hy-load
devices=${1:-500}
commands=${2:-20}
spread=${3:-0}
offices=$(((devices + 9) / 10))

"$district" init "$work/district" --name 基准区 > /dev/null
"$load" prepare "$work/district" "$devices" "$offices" "$commands" > "$work/codes"
serve
echo "$devices PCs of $offices offices, $commands commands each, lines back within $spread ms; $(nproc) cores for all of it"
"$load" run "$work/district" "$url" "$server" "$devices" "$offices" "$commands" "$spread" < "$work/codes"
