# A replica that is full, too new, or met by kill -9: sh test-replica.sh
. "$HUIYIN_SOURCE/tests/e2e/support.sh"

fingerprint ()
{
  find "$1" -type f -exec sha256sum {} + | sort
}

database_of ()
{
  find "$1" -maxdepth 1 -type f -exec sh -c 'head -c 15 "$1" | grep -q "^SQLite format 3" && echo "$1"' sh {} \;
}

newer ()
{
  new_district
  take_tickets 20261123-0001
  serve
  enrol one
  database=$(database_of one)
  [ -f "$database" ] || fail "no database: $database"
  python3 -c 'import sqlite3, sys
db = sqlite3.connect(sys.argv[1]); db.execute("PRAGMA user_version = 9999"); db.commit()
db.execute("PRAGMA wal_checkpoint(TRUNCATE)"); db.close()' "$database"
  fingerprint one >before
  for verb in tickets sync status outbox "show 20261123-0001" "do 20261123-0001 sign --person p-zhang" doctor; do
    # shellcheck disable=SC2086
    exits 5 ctl one $verb
    grep -qi 'new' err || fail "no word about it: $(cat err)"
  done
  fingerprint one >after
  cmp before after || fail "it was touched: $(diff before after)"
}

damaged ()
{
  new_district
  take_tickets 20261123-0001
  serve
  enrol one
  database=$(database_of one)
  rm -f "$database-wal" "$database-shm"
  printf 'no database at all, only words' | dd of="$database" conv=notrunc bs=1 2>/dev/null
  fingerprint one >before
  exits 5 ctl one tickets
  [ -s err ] || fail "no word about it"
  fingerprint one >after
  cmp before after || fail "it was touched: $(diff before after)"
}

# Runs within a disk of its own; see full_disk.
fill_and_save ()
{
  cp -a one disk/one
  command_of disk/one 20261123-0001 progress "$(progress 盘满之前)"
  jq -cn '{text: ("长" * 80000)}' >long.json
  dd if=/dev/zero of=disk/filler bs=4096 2>/dev/null || true
  got=0
  tries=40
  while [ "$got" -eq 0 ] && [ "$tries" -gt 0 ]; do
    tries=$((tries - 1))
    ctl disk/one do 20261123-0001 progress --person p-zhang --body-file long.json >out 2>err || got=$?
    [ "$got" -ne 0 ] || jq -r .command out >>saved
  done
  is "the exit code" 5 "$got"
  grep -qiE 'disk|space|full' err || fail "no word about the disk: $(cat err)"
  rm disk/filler
  exits 0 ctl disk/one doctor
  ctl disk/one outbox --json >waiting
  is "what was saved before" "$(printf '%s\n' "$command"; cat saved 2>/dev/null)" "$(jq -r '.[].id' waiting)"
  is "its text" 盘满之前 "$(jq -r '.[0].body.text' waiting)"
  command_of disk/one 20261123-0001 progress "$(progress 盘空之后)"
  is "the last one waits" "$command" "$(ctl disk/one outbox --json | jq -r '.[-1].id')"
}

full_disk ()
{
  new_district
  take_tickets 20261123-0001
  serve
  enrol one
  mkdir disk
  as=
  [ "$(id -u)" -eq 0 ] || as=-r
  # A mount of its own namespace needs no clearing away, and no root where users may have namespaces.
  # shellcheck disable=SC2086
  unshare -m $as mount -t tmpfs -o size=4m none disk 2>/dev/null || skip "no file system of its own can be mounted here"
  unshare -m $as sh -euc "mount -t tmpfs -o size=4m none disk; HUIYIN_WITHIN=full_disk exec sh '$here/test-replica.sh'"
}

# saved REPLICA: each id that a save printed is at the district once, and nothing is there twice
all_there ()
{
  at_district 20261123-0001 '.timeline[] | select(.kind == "progress") | .id' | sort >there
  is "what is there twice" "" "$(uniq -d there)"
  sort saved >wanted
  is "what was saved and is not there" "" "$(comm -23 wanted there)"
}

killed_office ()
{
  new_district
  take_tickets 20261123-0001
  serve
  enrol one
  : >saved
  for n in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16; do
    # Each a little later than the one before, from the very start of the program to after its end.
    timeout -s KILL "0.$(printf %03d $((n * 6)))" "$HUIYINCTL" --replica one do 20261123-0001 progress \
      --person p-zhang --body "$(progress "保存 $n")" >out 2>err || true
    jq -r '.command // empty' out >>saved 2>/dev/null || true
    command_of one 20261123-0001 progress "$(progress "完整 $n")"
    echo "$command" >>saved
    timeout -s KILL "0.$(printf %03d $((n * 8)))" "$HUIYINCTL" --replica one sync --json >out 2>err || true
  done
  sync_to synced one
  is "what waits" 0 "$(jq -r .waiting out)"
  all_there
  exits 0 ctl one doctor
}

killed_district ()
{
  new_district
  take_tickets 20261123-0001
  serve
  enrol one
  : >saved
  for n in 1 2 3 4 5 6 7 8 9 10; do
    for m in 1 2 3; do
      command_of one 20261123-0001 progress "$(progress "第 $n-$m 次")"
      echo "$command" >>saved
    done
    ctl one sync --json >out 2>err &
    echo $! >sync.pid
    # Waiting for so many looks at the process is waiting for no given time: the server dies at another point each round.
    looks=$((n * 4))
    while [ "$looks" -gt 0 ] && kill -0 "$(cat sync.pid)" 2>/dev/null; do
      looks=$((looks - 1))
      /bin/true
    done
    stop_serving KILL
    wait "$(cat sync.pid)" || true
    rm sync.pid
    serve
  done
  sync_to synced one
  is "what waits" 0 "$(jq -r .waiting out)"
  all_there
  is "how many" 30 "$(wc -l <there | tr -d ' ')"
}

if [ -n "${HUIYIN_WITHIN:-}" ]; then
  set -e
  fill_and_save
  exit 0
fi

run "a replica of a newer version is refused and untouched" newer
run "a damaged replica is refused and untouched" damaged
run "the disk is full while saving" full_disk
run "the office is killed while saving and syncing" killed_office
run "the district is killed while it is synced with" killed_district
finish
