# The exit codes of huiyinctl: sh test-exits.sh
. "$HUIYIN_SOURCE/tests/e2e/support.sh"

usage ()
{
  new_district
  take_tickets 20261123-0001
  serve
  enrol one
  exits 1 ctl one no-such-verb
  exits 1 ctl one show
  exits 1 ctl one show no-such-ticket
  exits 1 ctl one tickets --queue no-such-queue
  exits 1 ctl one outbox retry no-such-command
  exits 0 ctl one --help
  exits 0 "$HUIYINCTL" --version
  exits 0 ctl one doctor
}

refused ()
{
  new_district
  take_tickets 20261123-0001
  serve
  enrol one
  exits 2 ctl one do 20261123-0001 resume --person p-zhang --body '{}'
  exits 2 ctl one do 20261123-0001 no_such_kind --person p-zhang --body '{}'
  is "a kind that is none" unknown_kind "$(jq -r .code err)"
  exits 2 ctl one do 20261123-0001 progress --person p-zhang --body '{}'
  is "a body without its text" bad_body "$(jq -r .code err)"
  exits 2 ctl one do 20261123-0001 progress --person p-zhang --body '{no json'
  is "a body that is no JSON" bad_body "$(jq -r .code err)"
  exits 2 ctl one do 20261123-0001 progress --person p-nobody --body "$(progress 谁)"
  is "nobody's step" unknown_person "$(jq -r .code err)"
  exits 2 ctl two enrol "$url" WRONG-CODE --ca district/ca.pem
  is "a wrong code" bad_code "$(jq -r .code err)"
  is "what was queued" 0 "$(ctl one outbox --json | jq length)"
}

no_line ()
{
  new_district
  take_tickets 20261123-0001
  serve
  enrol one
  stop_serving
  command_of one 20261123-0001 sign '{}'
  exits 3 ctl one sync --json
  is "the state" "offline 1" "$(jq -r '"\(.state) \(.waiting)"' out)"
  for verb in status tickets outbox doctor "show 20261123-0001"; do
    # shellcheck disable=SC2086
    exits 0 ctl one $verb
    # shellcheck disable=SC2086
    [ "$verb" = doctor ] || ctl one $verb --json | jq -e . >/dev/null
  done
}

not_enrolled ()
{
  for verb in sync status tickets outbox; do
    exits 4 ctl nowhere $verb
    [ -s err ] || fail "no word about it"
  done
  [ ! -e nowhere ] || fail "a folder was made"
}

revoked ()
{
  new_district
  take_tickets 20261123-0001
  serve
  enrol one
  device=$("$HUIYIN_DISTRICT" devices district | jq -r '.[0].id')
  exits 0 "$HUIYIN_DISTRICT" revoke district "$device"
  command_of one 20261123-0001 progress "$(progress 撤销之后)"
  exits 4 ctl one sync --json
  is "the state" unauthorized "$(jq -r .state out)"
  is "its text" 撤销之后 "$(ctl one outbox --json | jq -r '.[0].body.text')"
}

run "1: wrong usage" usage
run "2: refused by the workflow" refused
run "3: no connection" no_line
run "4: not enrolled" not_enrolled
run "4: revoked, nothing lost" revoked
finish
