# What the benchmarks share: an office of invented tickets and its district on the loopback interface, in a temporary folder.
# Sourced by run.sh and window.sh.
root=$(cd "$(dirname "$0")/../.." && pwd)
build=${BUILD:-$root/build-bench}
work=$(mktemp -d)
server=
floor=
finish () {
  [ -z "$server" ] || kill "$server" 2>/dev/null || true
  [ -z "$floor" ] || kill "$floor" 2>/dev/null || true
  rm -rf "$work"
}
trap finish EXIT
trap 'exit 1' INT TERM

[ -d "$build" ] || meson setup "$build" "$root" --buildtype=release -Db_ndebug=false > "$work/setup.log" 2>&1 ||
  { cat "$work/setup.log"; exit 1; }
ninja -C "$build" > "$work/build.log" 2>&1 || { tail -40 "$work/build.log"; exit 1; }
district=$build/src/district/huiyin-district
ctl=$build/src/ctl/huiyinctl
bench=$build/tests/bench/hy-bench

row () { printf '%-44s %12s %s\n' "$1" "$2" "$3"; }
value () { awk -v name="$2" '$1 == name { print $2 }' "$1"; }
ratio () { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f", a / b }'; }

# wait_line FILE PATTERN: the first line of FILE that matches, waiting at most a minute.
wait_line () {
  tries=0
  until grep -m 1 "$2" "$1" 2>/dev/null; do
    tries=$((tries + 1))
    [ "$tries" -lt 600 ] || { echo "no '$2' in $1" >&2; exit 1; }
    sleep 0.1
  done
}

serve () {
  "$district" serve "$work/district" --listen 127.0.0.1:0 > "$work/serve.log" 2>&1 &
  server=$!
  url=$(wait_line "$work/serve.log" '^listening on ' | sed 's/^listening on //')
}

stop_server () {
  kill "$server"
  wait "$server" || true
  server=
}

# enrol NAME: one more PC of the office, whose folder is $work/NAME.
enrol () {
  "$ctl" --replica "$work/$1" enrol "$url" "$("$district" code "$work/district" o1)" --ca "$work/district/ca.pem" > /dev/null
}

# prepare N: a district that serves N tickets, and a PC that has fetched none of them yet.
prepare () {
  rm -rf "$work/district" "$work/office"
  "$bench" generate "$1" 20261123 > "$work/tickets.csv"
  "$district" init "$work/district" --name 基准区 > /dev/null
  "$district" office "$work/district" add o1 基准街道 > /dev/null
  "$district" person "$work/district" add p1 李某 --office o1 > /dev/null
  "$district" import "$work/district" "$work/tickets.csv" --office o1 > /dev/null
  serve
  enrol office
}
