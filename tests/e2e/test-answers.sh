# Answers that are not the district's, or not as they should be: sh test-answers.sh
. "$HUIYIN_SOURCE/tests/e2e/support.sh"

# mishap MODE EXIT STATE: a round gets only that answer; nothing that waits changes, and all goes up afterwards
mishap ()
{
  new_fake
  command_of one 20261123-0001 sign '{}'
  command_of one 20261123-0001 contact "$contact_body"
  outbox one >before
  is "what waits" 2 "$(jq length before)"
  echo "$1" >fake/mode
  exits "$2" ctl one sync --json
  is "the state" "$3" "$(jq -r .state out)"
  [ -s err ] || fail "no word about it"
  cp err said
  outbox one >after
  cmp before after || fail "what waits has changed"
  exits 0 ctl one status
  [ -s out ] || fail "no word in the status"
  is "the status" "$3 2" "$(ctl one status --json | jq -r '"\(.state) \(.waiting)"')"
  exits 0 ctl one doctor
  heals
}

# What was sent at last is what waited, under the same ids.
heals ()
{
  echo normal >fake/mode
  HUIYIN_NOW=2026-11-23T09:30:00+08:00 exits 0 ctl one sync --json
  is "what waits in the end" 0 "$(jq -r .waiting out)"
  is "the ids sent" "$(jq -r '.[].id' before)" "$(tail -n 2 fake/commands)"
  is "ids in all" 2 "$(sort -u fake/commands | wc -l | tr -d ' ')"
}

portal () { mishap portal 3 offline; grep -qi 'log' said || fail "what it says of a portal: $(cat said)"; }
redirect () { mishap redirect 3 offline; is "pages followed" 0 "$(grep -c /login fake/requests)" || return 1; }
html () { mishap html 3 offline; }
wrong_echo () { mishap wrong_echo 3 offline; }
cut () { mishap cut 3 offline; }
fault_500 () { mishap 500 3 offline; }
nested () { mishap nested 3 offline; }
oversized () { mishap oversized 3 offline; }
other_results () { mishap other_results 3 offline; }

unauthorized ()
{
  mishap 401 4 unauthorized
  is "the tickets are still there" 1 "$(ctl one tickets --json | jq length)"
}

slow_down ()
{
  new_fake
  command_of one 20261123-0001 sign '{}'
  outbox one >before
  echo 429 >fake/mode
  exits 3 ctl one sync --json
  is "the state" offline "$(jq -r .state out)"
  # The two minutes bind "try now" too: nothing is asked.
  echo normal >fake/mode
  wc -l <fake/requests >asked
  exits 3 ctl one sync --json
  [ -s err ] || fail "no word about it"
  is "requests within the two minutes" "$(cat asked)" "$(wc -l <fake/requests)"
  outbox one >after
  cmp before after || fail "what waits has changed"
}

goes_up ()
{
  ctl one sync --json >out 2>err
}

slow_down_shortly ()
{
  new_fake
  command_of one 20261123-0001 sign '{}'
  command_of one 20261123-0001 contact "$contact_body"
  outbox one >before
  echo 429_shortly >fake/mode
  exits 3 ctl one sync --json
  echo normal >fake/mode
  until_true goes_up
  heals
}

# The feed is torn where the push went well.
torn_feed ()
{
  new_fake
  rm -rf one
  exits 0 ctl one enrol "$url" ANY-CODE --ca ca.pem
  echo "$1" >fake/mode
  exits 3 ctl one sync --json
  is "the state" offline "$(jq -r .state out)"
  exits 0 ctl one doctor
  echo normal >fake/mode
  sync_to synced one
  is "the tickets afterwards" 20261123-0001 "$(ctl one tickets --json | jq -r '[.[].number] | join(" ")')"
}

torn_gzip () { torn_feed truncated_gzip; }
torn_stream () { torn_feed cut; }
long_line () { torn_feed oversized; }

# kept_aside MODE: one line of the feed cannot be stored; the others can
kept_aside ()
{
  new_fake
  rm -rf one
  exits 0 ctl one enrol "$url" ANY-CODE --ca ca.pem
  echo "$1" >fake/mode
  sync_to partial one
  is "what is usable" 20261123-0001 "$(ctl one tickets --json | jq -r '[.[].number] | join(" ")')"
  is "what was set aside" 1 "$(ctl one status --json | jq -r .aside)"
  exits 0 ctl one status
  has "the words" out aside
}

without_state () { kept_aside ticket_without_state; }
deep_line () { kept_aside nested; }

run "a login page with 200" portal
run "a redirect is not followed" redirect
run "HTML under the right echo" html
run "a wrong echo" wrong_echo
run "an answer that was cut" cut
run "500" fault_500
run "401 wipes nothing" unauthorized
run "429: nothing is asked before Retry-After is over" slow_down
run "429: afterwards all goes up" slow_down_shortly
run "JSON nested 10,000 deep" nested
run "a body past its limit" oversized
run "results of other commands" other_results
run "a truncated gzip" torn_gzip
run "a feed without its end" torn_stream
run "a line of two megabytes" long_line
run "a line nested 10,000 deep is set aside" deep_line
run "a ticket without its state is set aside" without_state
finish
