#!/bin/sh
# The benchmark: prints a table; judges nothing. `sh tests/bench/run.sh [TICKETS…]`, by default 50000 and 200000.
# Everything lives in a temporary folder and on the loopback interface.
set -eu

. "$(dirname "$0")/office.sh"
bare=$build/tests/bench/hy-floor

# Page after page of a first sync, as the district sends it.
capture_feed () {
  token=$(cat "$work/office/token")
  cursor=
  : > "$work/feed.ndjson"
  while :; do
    curl -sS --cacert "$work/district/ca.pem" -H "Authorization: Bearer $token" -H 'Huiyin-Protocol: 1' \
      -H 'Huiyin-Request: 019ab000-0000-7000-8000-000000000001' \
      "$url/v1/changes?since=$cursor&limit=20000" > "$work/page.ndjson"
    cat "$work/page.ndjson" >> "$work/feed.ndjson"
    cursor=$(tail -n 1 "$work/page.ndjson" | sed 's/.*"end":{"cursor":"\([^"]*\)".*/\1/')
    tail -n 1 "$work/page.ndjson" | grep -q '"more":true' || break
  done
  rm "$work/page.ndjson"
}

# The same rows, as the feed sends them, from a bare server to a bare loop.
run_floor () {
  capture_feed
  "$bare" serve "$work/feed.ndjson" "$work/district/server.pem" "$work/district/server-key.pem" > "$work/floor.log" &
  floor=$!
  port=$(wait_line "$work/floor.log" '^[0-9]')
  "$bare" load "https://127.0.0.1:$port/" "$work/district/ca.pem" "$work/floor.db" > "$work/floor.txt"
  rm -f "$work/floor.db"*
  kill "$floor"
  wait "$floor" 2>/dev/null || true
  floor=
}

measure () {
  n=$1
  prepare "$n"
  run_floor
  "$bench" first-sync "$work/office" > "$work/out"
  base=$(value "$work/floor.txt" floor)
  echo
  row "$n tickets" ms ""
  row "floor: bare download, parse, insert" "$base" "$(value "$work/floor.txt" floor_lines) lines, $(value "$work/floor.txt" floor_rss) MiB"
  row "first sync until the list is usable" "$(value "$work/out" list_usable)" \
    "$(ratio "$(value "$work/out" list_usable)" "$base") x floor, peak $(value "$work/out" rss_list) MiB"
  row "first sync until search is complete" "$(value "$work/out" search_complete)" "peak $(value "$work/out" rss_search) MiB"
  "$bench" idle "$work/office" > "$work/out"
  row "a round with nothing new" "$(value "$work/out" idle_round)" "median of 31"
  "$bench" local "$work/office" > "$work/out"
  row "first page of a queue (50 rows)" "$(value "$work/out" first_page)" "median of 31"
  row "first page of the overdue" "$(value "$work/out" overdue_page)" ""
  row "counts of all queues" "$(value "$work/out" counts)" ""
  row "search of a two-character word (50 rows)" "$(value "$work/out" search_page)" ""
  row "search of a long phrase" "$(value "$work/out" search_rare)" ""
  for many in 1000 5000; do
    "$bench" push "$work/office" "$many" > "$work/out"
    row "saving one contact, durable" "$(value "$work/out" save_contact)" "median of $many"
    row "pushing $many commands (and pulling their effect)" "$(value "$work/out" "push_$many")" ""
  done
  stop_server
  peak_of_ctl "$n"
}

# huiyinctl itself, first sync with its index.
peak_of_ctl () {
  serve
  enrol second
  /usr/bin/time -f '%e %M' -o "$work/time" "$ctl" --replica "$work/second" sync > /dev/null
  row "huiyinctl sync, first, whole" "$(awk '{ print $1 * 1000 }' "$work/time")" "peak $(awk '{ printf "%.1f", $2 / 1024 }' "$work/time") MiB"
  stop_server
  rm -rf "$work/second"
}

for n in ${*:-50000 200000}; do
  measure "$n"
done
