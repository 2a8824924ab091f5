#!/bin/sh
# Whether the simulation notices: builds with known faults into build-teeth/, switches them on one at a time, and
# prints each with the seed that catches it. Only the seeds that every build runs count. 1 when one is not caught.
set -eu
cd "$(dirname "$0")/../.."
build=build-teeth

[ -f "$build/build.ninja" ] || meson setup "$build" . -Dplanted_faults=true >/dev/null
ninja -C "$build" tests/simulation/simulation >/dev/null
"$build/tests/simulation/simulation" --once --no-shrink >/dev/null ||
  { echo "something is found without a planted fault"; exit 1; }

missed=0
n=0
for fault in $(grep -rhoE 'HY_PLANT \("[a-z0-9-]+"' src | sed 's/.*"\(.*\)"/\1/' | sort -u); do
  n=$((n + 1))
  found=$(HUIYIN_PLANT=$fault "$build/tests/simulation/simulation" --once --no-shrink | sed -n 's/^not ok - //p')
  [ -n "$found" ] || { found="NOT CAUGHT"; missed=$((missed + 1)); }
  printf '%-24s %s\n' "$fault" "$found"
done
echo "$n faults, $missed not caught"
[ "$missed" -eq 0 ]
