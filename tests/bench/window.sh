#!/bin/sh
# The benchmark of the window: prints a table; judges nothing. `sh tests/bench/window.sh [TICKETS [SCROLLED [RUNS]]]`, by
# default 50000, 200000 and 11. Needs xvfb and dbus. The runs of an empty window and of the program alternate, and medians are
# compared, because the machine may be busy; what matters are the ratios, and the processor's time.
set -eu

if [ -z "${HUIYIN_BENCH_DISPLAY:-}" ]; then
  HUIYIN_BENCH_DISPLAY=1 exec dbus-run-session -- xvfb-run -a -s '-screen 0 1366x768x24 -noreset' sh "$0" "$@"
fi
. "$(dirname "$0")/office.sh"

tickets=${1:-50000}
scrolled=${2:-200000}
runs=${3:-11}
huiyin=$build/src/desk/huiyin
empty=$build/tests/bench/hy-empty-window
pixels=$build/tests/bench/hy-first-pixels
inside=$build/tests/bench/hy-window-bench

export HOME="$work" XDG_RUNTIME_DIR="$work" XDG_CONFIG_HOME="$work/config" XDG_DATA_HOME="$work/data" \
  XDG_CACHE_HOME="$work/cache" GDK_BACKEND=x11 GSK_RENDERER=cairo GTK_A11Y=none GSETTINGS_BACKEND=keyfile \
  GSETTINGS_SCHEMA_DIR="$build/data" HUIYIN_LOCALEDIR="$build/po" LANGUAGE=zh_CN HUIYIN_NOW=2026-11-23T09:00:00+08:00

# Text as large as desktops have it: a bare display's is smaller.
mkdir -p "$XDG_CONFIG_HOME/gtk-4.0" "$XDG_CONFIG_HOME/glib-2.0/settings"
printf '[Settings]\ngtk-font-name=Sans 11\n' > "$XDG_CONFIG_HOME/gtk-4.0/settings.ini"

# settle PAGE: the window of the office opens with that page, as large as the empty one.
settle () {
  hash=$(printf %s "$(realpath "$work/office")" | sha256sum | cut -c 1-16)
  cat > "$XDG_CONFIG_HOME/glib-2.0/settings/keyfile" << END
[cn/huiyin/Huiyin]
window-maximized=false

[cn/huiyin/Huiyin/replicas/$hash]
person='p1'
queue='$1'
END
}

# median NAME FILE…
median () {
  name=$1
  shift
  awk -v name="$name" '$1 == name { print $2 }' "$@" | sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'
}

# compare NAME WORDS UNIT: the program beside the empty window.
compare () {
  a=$(median "$1" "$work"/empty.*)
  b=$(median "$1" "$work"/ours.*)
  row "  $2" "$b" "$3; empty window $a: $(ratio "$b" "$a") x, $(awk -v a="$a" -v b="$b" 'BEGIN { printf "%+.1f", b - a }')"
}

start_and_memory () {
  settle "$1"
  rm -f "$work"/empty.* "$work"/ours.*
  # The first of each warms the caches.
  "$pixels" "$empty" > /dev/null
  "$pixels" "$huiyin" --replica "$work/office" > /dev/null
  for i in $(seq "$runs"); do
    "$pixels" "$empty" > "$work/empty.$i"
    "$pixels" "$huiyin" --replica "$work/office" > "$work/ours.$i"
  done
  echo
  row "start with $tickets tickets, page \"$1\"" "" "median of $runs"
  compare pixels "first pixels" ms
  compare busy "  processor's time of the main thread" ms
  compare settled "everything is shown" ms
  compare rss "memory, resident" MiB
  compare pss "memory, shared by halves" MiB
  compare private "memory, written" MiB
}

# frames NAME WORDS FILE
frames () {
  row "  $2" "$(value "$3" "$1_cpu_worst")" "ms worst of $(value "$3" "$1_n"), after $(value "$3" "$1_cpu_worst_at") ms; median $(value "$3" "$1_cpu_median"); past the limit $(value "$3" "$1_cpu_over")"
  row "    on the wall" "$(value "$3" "$1_wall_worst")" "ms worst; past the limit $(value "$3" "$1_wall_over")"
  echo "    how many within so many ms:$(sed -n "s/^$1_histogram//p" "$3")"
}

first_sync () {
  enrol second
  "$inside" first-sync "$work/second" > "$work/out"
  echo
  row "a first sync of $tickets beside the window" "" "processor's time of the main thread; limit 16 ms"
  frames loop "one round of the main loop" "$work/out"
  rm -rf "$work/second"
}

scrolling () {
  "$inside" scroll "$work/office" > "$work/out"
  echo
  row "scrolling $(value "$work/out" rows) rows" "" "processor's time of the main thread; limit 16.7 ms"
  for phase in "scroll:three rows a frame" "sweep:pulling the bar to the end" "jump:jumping anywhere"; do
    frames "${phase%%:*}" "${phase#*:}, a frame" "$work/out"
    frames "${phase%%:*}_loop" "  a round of the main loop" "$work/out"
  done
}

prepare "$tickets"
"$ctl" --replica "$work/office" sync > /dev/null
start_and_memory today
start_and_memory all
first_sync
stop_server

prepare "$scrolled"
"$ctl" --replica "$work/office" sync > /dev/null
scrolling
stop_server
