# The district goes back to yesterday's copy, or takes a file instead of a line: sh test-restore.sh
. "$HUIYIN_SOURCE/tests/e2e/support.sh"

# Yesterday's copy has the ticket; what was done today has been acknowledged, but for one entry.
restored ()
{
  new_district
  take_tickets 20261123-0001
  serve
  enrol one
  command_of one 20261123-0001 sign '{}'
  sync_to synced one
  exits 0 "$HUIYIN_DISTRICT" backup district yesterday.backup
  command_of one 20261123-0001 contact "$contact_body"
  contact=$command
  command_of one 20261123-0001 progress "$(progress 备份之后的记录)"
  note=$command
  command_of one 20261123-0001 reply "$(reply 备份之后的办结)"
  reply=$command
  sync_to synced one
  command_of one 20261123-0001 progress "$(progress 尚未发送的记录)"
  unsent=$command
  exits 5 "$HUIYIN_DISTRICT" restore district yesterday.backup
  [ -s err ] || fail "no word about the running server"
  stop_serving
  exits 0 "$HUIYIN_DISTRICT" restore district yesterday.backup
  is "what the copy knows" handling "$(at_district 20261123-0001 .ticket.state)"
}

re_offered ()
{
  restored
  serve
  sync_to synced one
  is "what waits" 0 "$(jq -r .waiting out)"
  at_district 20261123-0001 '.timeline[].id' >there
  for id in "$contact" "$note" "$reply" "$unsent"; do
    is "times that $id is there" 1 "$(grep -cx "$id" there)"
  done
  is "the state" submitted "$(at_district 20261123-0001 .ticket.state)"
  is "the office's state" submitted "$(ctl one show 20261123-0001 --json | jq -r .ticket.state)"
  sync_to synced one
  is "sent a second time" 0 "$(jq -r .sent out)"
}

# A ticket that came after the copy: unknown to the district, kept whole in the office.
orphan ()
{
  new_district
  take_tickets 20261123-0001
  serve
  enrol one
  exits 0 "$HUIYIN_DISTRICT" backup district yesterday.backup
  take_tickets 20261123-0002
  sync_to synced one
  command_of one 20261123-0002 sign '{}'
  command_of one 20261123-0002 progress "$(progress 备份之后才派来的工单)"
  sync_to synced one
  stop_serving
  exits 0 "$HUIYIN_DISTRICT" restore district yesterday.backup
  serve
  exits 0 ctl one sync --json
  exits 0 ctl one show 20261123-0002 --json
  is "its text" 备份之后才派来的工单 \
    "$(jq -r '[.timeline[] | select(.kind == "progress") | .body.text] | join(" ")' out)"
  is "its citizen" 陈小满 "$(jq -r .ticket.citizen.name out)"
  is "what the status counts" 1 "$(ctl one status --json | jq -r .orphans)"
  exits 0 ctl one doctor
}

by_file ()
{
  new_district
  take_tickets 20261123-0001
  serve
  enrol one
  stop_serving
  command_of one 20261123-0001 sign '{}'
  command_of one 20261123-0001 contact "$contact_body"
  exits 0 ctl one outbox export work.json
  is "what still waits" 2 "$(ctl one outbox --json | jq length)"
  exits 0 "$HUIYIN_DISTRICT" commands district work.json
  is "contacts at the district" 1 "$(at_district 20261123-0001 '[.timeline[] | select(.kind == "contact")] | length')"
  serve
  sync_to synced one
  is "what waits" 0 "$(jq -r .waiting out)"
  is "contacts in the end" 1 "$(at_district 20261123-0001 '[.timeline[] | select(.kind == "contact")] | length')"
}

run "the district's copy is put back only while it does not serve" restored
run "what was acknowledged is offered again, once" re_offered
run "a ticket the restored district does not know is kept whole" orphan
run "work taken by file applies once" by_file
finish
