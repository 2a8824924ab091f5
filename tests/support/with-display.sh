#!/bin/sh
# Runs something on a virtual display with a bus of its own: with-display.sh PROGRAM ARGS… · with-display.sh python SCRIPT
#
# HUIYIN_SCREEN is the size of the display. Where a part is missing a test is skipped; with HUIYIN_SCREEN_MUST it fails.
set -eu

skip ()
{
  if [ -n "${HUIYIN_SCREEN_MUST:-}" ]; then
    echo "$1" >&2
    exit 1
  fi
  echo "1..0 # SKIP $1"
  exit 0
}

command -v xvfb-run >/dev/null || skip 'xvfb is not installed'
command -v dbus-run-session >/dev/null || skip 'dbus-run-session is not installed'
command -v xdotool >/dev/null || skip 'xdotool is not installed'

if [ "$1" = python ]; then
  shift
  # Debian's own comes first: its modules are where the packages put them.
  python=
  for candidate in /usr/bin/python3 python3; do
    if "$candidate" -c "import gi; gi.require_version('Atspi', '2.0')" 2>/dev/null; then
      python=$candidate
      break
    fi
  done
  [ -n "$python" ] || skip 'python3-gi and gir1.2-atspi-2.0 are not installed'
  PYTHONPATH=$(dirname "$0")${PYTHONPATH:+:$PYTHONPATH}
  PYTHONDONTWRITEBYTECODE=1
  export PYTHONPATH PYTHONDONTWRITEBYTECODE
  set -- "$python" "$@"
else
  # Nothing listens here.
  GTK_A11Y=none
  export GTK_A11Y
fi

home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
# Everything is drawn by cairo; looking for OpenGL loads its compiler into each window.
GDK_DEBUG=gl-disable
export GDK_DEBUG
# Without -noreset the server begins anew whenever its last client leaves, and who comes in that moment finds none.
screen="-screen 0 ${HUIYIN_SCREEN:-1366x768}x24 -extension GLX -noreset"
# The buses and what they start print to where the test's own lines go; those alone may.
HOME=$home XDG_CONFIG_HOME=$home/config XDG_DATA_HOME=$home/data XDG_CACHE_HOME=$home/cache XDG_RUNTIME_DIR=$home \
  dbus-run-session -- sh -c 'screen=$1; shift; exec xvfb-run -a -s "$screen" "$@" >&3 3>&-' sh "$screen" "$@" 3>&1 >&2
