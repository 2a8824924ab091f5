# Two PCs of one office, a ticket that leaves with work unsent, and rounds that meet: sh test-two-pcs.sh
. "$HUIYIN_SOURCE/tests/e2e/support.sh"

second_closure ()
{
  new_district
  take_tickets 20261123-0001
  serve
  enrol one two
  for pc in one two; do
    command_of $pc 20261123-0001 sign '{}'
    command_of $pc 20261123-0001 contact "$contact_body"
  done
  command_of one 20261123-0001 reply "$(reply 第一台电脑的调查经过)" p-zhang
  first=$command
  command_of two 20261123-0001 reply "$(reply 第二台电脑的调查经过，一个字都不能少)" p-li
  second=$command
  sync_to synced one
  sync_to refused two
  is "what two sent and what was refused" "3 1" "$(jq -r '"\(.sent) \(.refused)"' out)"

  ctl two outbox --json >out
  is "what needs a decision" "$second refused already_replied" \
    "$(jq -r '.[] | "\(.id) \(.state) \(.code)"' out)"
  is "its text" 第二台电脑的调查经过，一个字都不能少 "$(jq -r '.[0].body.investigation' out)"
  jq -r '.[0].detail' out >detail
  has "who replied first" detail 张某某
  # A fraction of a second may lie between the clocks.
  grep -qE '08:59|09:00' detail || fail "when the first reply was made: $(cat detail)"
  is "replies at the district" "$first" \
    "$(at_district 20261123-0001 '[.timeline[] | select(.kind == "reply") | .id] | join(" ")')"
  is "both contacts" 2 "$(at_district 20261123-0001 '[.timeline[] | select(.kind == "contact")] | length')"
}

refused_work ()
{
  second_closure
  exits 2 ctl two outbox retry "$second"
  has "why it cannot be sent again" err already_replied
  is "it is still there" 1 "$(ctl two outbox --json | jq length)"
  exits 0 ctl two outbox discard "$second" --why 同事已办结
  is "after the decision" 0 "$(ctl two outbox --json | jq length)"
  sync_to synced two
}

here_before_sent ()
{
  new_district
  take_tickets 20261123-0001
  serve
  enrol one
  stop_serving
  exits 2 ctl one do 20261123-0001 reply --person p-zhang --body "$(reply 未签收就办结)"
  has "a reply before the signature" err wrong_state
  command_of one 20261123-0001 sign '{}'
  exits 2 ctl one do 20261123-0001 reply --person p-zhang --body "$(reply 没打电话就办结)"
  is "a reply without a contact" contact_first "$(jq -r .code err)"
  [ -n "$(jq -r .detail err)" ] || fail "a refusal without words"
  is "only the signature waits" sign "$(ctl one outbox --json | jq -r '[.[].kind] | join(" ")')"
}

reassigned_with_work ()
{
  new_district
  take_tickets 20261123-0001 20261123-0002
  serve
  enrol one
  command_of one 20261123-0001 sign '{}'
  sync_to synced one
  stop_serving
  command_of one 20261123-0001 contact "$contact_body"
  contact=$command
  command_of one 20261123-0001 reply "$(reply 已现场核查并责令停工)"
  reply=$command
  exits 0 "$HUIYIN_DISTRICT" event district 20261123-0001 reassigned to=wyl
  serve
  # The contact is true wherever the ticket is; the reply waits for a person.
  sync_to refused one
  ctl one outbox --json >out
  is "what needs a decision" "$reply reply" "$(jq -r '.[] | "\(.id) \(.kind)"' out)"
  case "$(jq -r '.[0] | "\(.state) \(.code)"' out)" in
    "refused wrong_state" | "refused not_yours" | undeliverable*) ;;
    *) fail "the reply of a ticket that left: $(cat out)" ;;
  esac
  is "its text" 已现场核查并责令停工 "$(jq -r '.[0].body.investigation' out)"
  is "the contact, late" "true" \
    "$(at_district 20261123-0001 ".timeline[] | select(.id == \"$contact\") | .late")"
  is "no reply there" 0 "$(at_district 20261123-0001 '[.timeline[] | select(.kind == "reply")] | length')"
}

stub ()
{
  reassigned_with_work
  ctl one show 20261123-0001 --json >out
  is "the stub" "left 20261123-0001 五里牌街道" "$(jq -r '"\(.ticket.state) \(.ticket.number) \(.left.to)"' out)"
  ! grep -qE '陈小满|13973001234|解放路9号' out || fail "the stub shows the citizen: $(cat out)"
  is "found by the telephone number" 20261123-0002 \
    "$(ctl one tickets --search 13973001234 --json | jq -r '[.[].number] | join(" ")')"
  is "the list, with the stub last" "20261123-0002 20261123-0001" \
    "$(ctl one tickets --json | jq -r '[.[].number] | join(" ")')"
  for queue in today pending_sign to_contact handling overdue; do
    ctl one tickets --queue $queue --json >out
    is "stubs in $queue" 0 "$(jq '[.[] | select(.number == "20261123-0001")] | length' out)"
  done
  # Both tickets are of one citizen, whose name may go when the second has left.
  exits 0 "$HUIYIN_DISTRICT" event district 20261123-0002 reassigned to=wyl
  sync_to refused one
  exits 0 ctl one outbox discard "$reply" --why 已转出
  sync_to synced one
  # The copy of the day goes with the next one.
  HUIYIN_NOW=2026-11-24T09:00:00+08:00 sync_to synced one
  ! grep -rlaE '陈小满|13973001234|解放路9号' one || fail "files above hold the citizen's data"
}

two_rounds ()
{
  new_district
  take_tickets 20261123-0001
  serve
  enrol one
  for n in 1 2 3 4 5 6 7 8; do
    command_of one 20261123-0001 progress "$(progress "第 $n 次")"
  done
  for n in 1 2 3; do
    ctl one sync --json >round$n 2>round$n.err &
    echo $! >round$n.pid
  done
  for n in 1 2 3; do
    wait "$(cat round$n.pid)" || fail "round $n: $(cat round$n.err)"
    rm round$n.pid
    is "round $n" synced "$(jq -r .state round$n)"
  done
  is "each once, in order" "第 1 次 第 2 次 第 3 次 第 4 次 第 5 次 第 6 次 第 7 次 第 8 次" \
    "$(at_district 20261123-0001 '[.timeline[] | select(.kind == "progress") | .body.text] | join(" ")')"
}

beside_a_writer ()
{
  new_district
  take_tickets 20261123-0001
  serve
  enrol one
  (
    set -e
    for n in 1 2 3 4 5 6 7 8 9 10 11 12; do
      ctl one do 20261123-0001 progress --person p-zhang --body "$(progress "第 $n 次")" >>written
    done
  ) 2>writer.err &
  echo $! >writer.pid
  while kill -0 "$(cat writer.pid)" 2>/dev/null; do
    exits 0 ctl one sync --json
  done
  wait "$(cat writer.pid)" || fail "the writer: $(cat writer.err)"
  rm writer.pid
  sync_to synced one
  is "what waits" 0 "$(jq -r .waiting out)"
  is "every saved one, once and in order" "$(jq -r .command written)" \
    "$(at_district 20261123-0001 '.timeline[] | select(.kind == "progress") | .id')"
  is "how many" 12 "$(wc -l <written | tr -d ' ')"
  exits 0 ctl one doctor
}

run "the second closure is refused with who and when, its text kept" second_closure
run "refused work is retried or given up by a person" refused_work
run "what the workflow forbids is refused before it is queued" here_before_sent
run "a ticket reassigned while two commands wait" reassigned_with_work
run "a ticket that left is a stub without the citizen" stub
run "three rounds at once" two_rounds
run "rounds beside a program that writes" beside_a_writer
finish
