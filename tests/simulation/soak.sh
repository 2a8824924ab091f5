#!/bin/sh
# New seeds for as long as is said: sh tests/simulation/soak.sh MINUTES [PROGRAM]
#
# Prints seeds, commands, faults and findings; what is found, with the least that shows it, comes before. A program that
# dies of a seed is a finding too.
set -u
minutes=$1
program=${2:-build/tests/simulation/simulation}
seed=$(date +%s)
end=$((seed + minutes * 60))
log=$(mktemp)
trap 'rm -f "$log"' EXIT

while [ "$(date +%s)" -lt "$end" ]; do
  status=0
  "$program" --seed "$seed" --seeds 20 --steps 150 >"$log.part" 2>&1 || status=$?
  grep -v '^# .* seeds, ' "$log.part"
  [ "$status" -le 1 ] || echo "not ok - a seed from $seed to $((seed + 19)): ended with status $status"
  grep -h '^# .* seeds, \|^not ok - a seed' "$log.part" >>"$log"
  [ "$status" -le 1 ] || echo "# 0 seeds, 0 commands, 0 rounds, 0 requests, 0 faults, 0 deaths, 0 events, 0 restores, 0 files, 0 waits, 0 aside: 1 findings" >>"$log"
  rm -f "$log.part"
  seed=$((seed + 20))
done
awk '/seeds,/ { for (i = 2; i < NF; i += 2) { name = $(i + 1); sub(/[,:]$/, "", name); n[name] += $i } }
  END { printf "%d seeds, %d commands, %d rounds, %d requests, %d faults, %d deaths, %d restores, %d files, %d waits, %d rows aside: %d findings\n",
    n["seeds"], n["commands"], n["rounds"], n["requests"], n["faults"], n["deaths"], n["restores"], n["files"], n["waits"], n["aside"], n["findings"] }' "$log"
awk '/seeds,/ { f += $(NF - 1) } END { exit f > 0 }' "$log"
