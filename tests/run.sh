#!/bin/sh
# Installs what is missing, builds with ASan and UBSan into build-tests/, runs every test: sh tests/run.sh
#
# The last line is always "N passed, N failed, N skipped", counted in test cases that really ran; a build that
# fails counts as one failure. Exit 0 only when something passed and nothing failed.
set -u

cd "$(dirname "$0")/.." || exit 1
build=build-tests

fail ()
{
  echo "$1"
  echo "0 passed, 1 failed, 0 skipped"
  exit 1
}

sh data/install-packages.sh test || fail "The packages could not be installed."

configure ()
{
  meson setup "$@" "$build" . -Dbuildtype=debug -Db_sanitize=address,undefined
}

if [ -f "$build/build.ninja" ]; then
  # A folder of another version of meson, or of another machine, is made anew.
  configure --reconfigure >/dev/null 2>&1 || configure --wipe || fail "The build could not be configured."
else
  configure || fail "The build could not be configured."
fi
meson compile -C "$build" || fail "The build failed."

# Hundreds of databases are made for a second: a folder in the memory, where it has room, saves waiting for the disk.
if [ -z "${TMPDIR:-}" ] && [ "$(df -Pm /dev/shm 2>/dev/null | awk 'NR == 2 { print $4 }')" -gt 2000 ] 2>/dev/null; then
  TMPDIR=$(mktemp -d /dev/shm/huiyin-tests.XXXXXX) && export TMPDIR && trap 'rm -rf "$TMPDIR"' EXIT && trap 'exit 130' INT TERM
fi

rm -f "$build"/meson-logs/testlog*
# Tests that drive a window wait for it now and then; one more makes use of that.
MESON_TESTTHREADS=${MESON_TESTTHREADS:-$(($(nproc) + 1))}
export MESON_TESTTHREADS
meson test -C "$build" --no-rebuild --print-errorlogs --timeout-multiplier 3
status=$?

log=$build/meson-logs/testlog.json
[ -f "$log" ] || fail "No test ran."
LC_ALL=C awk -v status="$status" -f tests/count.awk "$log"
