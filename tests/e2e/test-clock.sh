# PCs whose clock is wrong: sh test-clock.sh
. "$HUIYIN_SOURCE/tests/e2e/support.sh"

lights ()
{
  ctl "$1" tickets --json | jq -cS '[.[] | {number, light, due}]'
}

# A ticket of each light, by when it was dispatched.
lit_district ()
{
  new_district
  n=0
  for at in 2026-11-10T09:00:00 2026-11-16T09:00:00 2026-11-18T09:00:00 2026-11-23T08:59:00; do
    n=$((n + 1))
    tickets tickets.csv "2026111$n-0001"
    exits 0 "$HUIYIN_DISTRICT" import district tickets.csv --office dml --at "$at+08:00"
  done
  serve
}

days_off ()
{
  lit_district
  enrol right
  lights right >wanted
  for now in 2026-11-26T09:00:00 2026-11-20T09:00:00; do
    code=$("$HUIYIN_DISTRICT" code district dml | tail -n 1)
    export HUIYIN_NOW="$now+08:00"
    exits 0 ctl "pc-$now" enrol "$url" "$code" --ca district/ca.pem
    sync_to synced "pc-$now"
    lights "pc-$now" >got
    cmp wanted got || fail "lights of a PC at $now: $(cat got) instead of $(cat wanted)"
    is "the warning" true "$(ctl "pc-$now" status --json | jq -r .clock_warning)"
    exits 0 ctl "pc-$now" status
    grep -qi clock out || fail "no word about the clock: $(cat out)"
    HUIYIN_NOW=2026-11-23T09:00:00+08:00
  done
  is "no warning on the right one" false "$(ctl right status --json | jq -r .clock_warning)"
}

# What was done is entered at the district's time.
when_it_was ()
{
  lit_district
  code=$("$HUIYIN_DISTRICT" code district dml | tail -n 1)
  HUIYIN_NOW=2026-11-26T09:00:00+08:00
  exits 0 ctl one enrol "$url" "$code" --ca district/ca.pem
  sync_to synced one
  command_of one 20261114-0001 sign '{}'
  sync_to synced one
  is "when it was signed" 2026-11-23 \
    "$(at_district 20261114-0001 '.ticket.signed_at | sub("\\.[0-9]+"; "") | sub("\\+08:00"; "Z") | fromdate | todate' | cut -c 1-10)"
}

long_ago ()
{
  new_fake
  command_of one 20261123-0001 sign '{}'
  outbox one >before
  wc -l <fake/requests >asked
  HUIYIN_NOW=2010-01-01T00:00:00+08:00
  exits 3 ctl one sync --json
  is "the fault" clock "$(jq -r .fault out)"
  grep -qi clock err || fail "no word about the clock: $(cat err)"
  is "requests" "$(cat asked)" "$(wc -l <fake/requests)"
  outbox one >after
  cmp before after || fail "what waits has changed"
  # What is known of the time is not forgotten over a wrong clock.
  is "the light" green "$(ctl one tickets --json | jq -r '.[0].light')"
  HUIYIN_NOW=2026-11-23T09:10:00+08:00
  sync_to synced one
}

run "lights follow the district's time on a PC days off" days_off
run "a step on a PC days off has the district's date" when_it_was
run "a PC that boots in 2010 sends nothing" long_ago
finish
