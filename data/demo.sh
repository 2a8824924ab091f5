#!/bin/sh
# The window with invented tickets, on this machine alone: sh data/demo.sh [FOLDER]
#
# On Debian 12, as root or as a user with sudo: installs what is missing, builds into build-demo/, starts a district on
# loopback in a temporary folder and lets an office have a week. Then, on a display, opens the window of a new PC on
# Monday at nine and says what to try; all is gone when the window is closed.
#
# Without a display the same window runs on a virtual one and plays the main job, driven by what a screen reader finds
# there: each step prints what it says and what the district then holds. Exit 0 only if every step held. Its pictures
# go into FOLDER, or into a temporary one that the last line names.
#
# With HUIYIN_BUILD in the environment that build is used, and nothing is installed or built.
set -eu

source=$(cd "$(dirname "$0")/.." && pwd)
. "$source/data/demo/ready.sh"

if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
  exec python3 "$source/data/demo/look.py"
fi

pictures=${1:-$(mktemp -d "${TMPDIR:-/tmp}/huiyin-demo-pictures.XXXXXX")}
mkdir -p "$pictures"
status=0
on_screen 1280x700 "$source/data/demo/morning.py" "$pictures" || status=$?
printf '%s %s\n' "$(words 'Pictures of it are in' '过程截图在')" "$pictures"
exit "$status"
