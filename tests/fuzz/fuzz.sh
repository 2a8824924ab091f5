#!/bin/sh
# Fuzzes with libFuzzer: sh tests/fuzz/fuzz.sh MINUTES [TARGET]…
#
# Builds build-fuzz/ with clang, ASan and UBSan, runs each target for so long and prints executions, edges covered and
# findings. What is found goes to build-fuzz/found/TARGET; one that is mended belongs into tests/fuzz/corpus/TARGET, over
# which every build runs. New inputs that reach new code are kept in build-fuzz/grown/TARGET for the next time.
#
# Replay one: build-fuzz/tests/fuzz/fuzz-TARGET FILE
# Needs clang with its runtime: sh data/install-packages.sh fuzz.
set -u
cd "$(dirname "$0")/../.." || exit 1
[ $# -ge 1 ] || { sed -n '2,10p' "$0"; exit 1; }
minutes=$1
shift
build=build-fuzz

if [ ! -f "$build/build.ninja" ]; then
  CC=clang meson setup "$build" . -Dfuzzing=true -Dwerror=false -Db_sanitize=address,undefined -Dbuildtype=debugoptimized ||
    exit 1
fi
[ $# -gt 0 ] || set -- $(cd tests/fuzz/corpus && echo *)
programs=
for target in "$@"; do programs="$programs tests/fuzz/fuzz-$target"; done
# shellcheck disable=SC2086 # several words
ninja -C "$build" $programs >"$build/fuzz.log" 2>&1 || { tail -40 "$build/fuzz.log"; exit 1; }

export G_SLICE=always-malloc TZ=UTC LC_ALL=C.UTF-8 G_MESSAGES_DEBUG=
export ASAN_OPTIONS=detect_leaks=1:handle_abort=1:allocator_may_return_null=1
export UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1
status=0

for target in "$@"; do
  found=$build/found/$target
  grown=$build/grown/$target
  mkdir -p "$found" "$grown"
  before=$(ls "$found" | wc -l)
  log=$build/$target.log
  : >"$log"
  end=$(($(date +%s) + minutes * 60))
  left=$((minutes * 60))
  # A finding ends the program: it is begun again for what is left of the time, at most a few times.
  for again in 1 2 3 4 5; do
    [ "$left" -gt 0 ] || break
    "$build/tests/fuzz/fuzz-$target" -max_total_time="$left" -timeout=30 -rss_limit_mb=2048 -max_len=16384 \
      -print_final_stats=1 -verbosity=1 -artifact_prefix="$found/" "$grown" "tests/fuzz/corpus/$target" >>"$log" 2>&1 && break
    left=$((end - $(date +%s)))
  done
  awk -v target="$target" -v minutes="$minutes" -v found=$(($(ls "$found" | wc -l) - before)) '
    /^stat::number_of_executed_units/ { runs += $2 }
    / cov: / { for (i = 1; i < NF; i++) if ($i == "cov:") cov = $(i + 1) }
    END { printf "%s: %d executions in %d minutes, %d edges, %d findings\n", target, runs, minutes, cov, found }' "$log"
  [ "$(ls "$found" | wc -l)" -eq "$before" ] || status=1
done
exit $status
