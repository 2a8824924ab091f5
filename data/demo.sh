#!/bin/sh
# The main job, played from end to end with invented tickets on this machine alone: sh data/demo.sh
#
# On Debian 12, as root or as a user with sudo: installs what is missing, builds into build-demo/, starts a district on
# loopback in a temporary folder and lets an office work through a morning whose line is cut. Each step prints what the
# office shows and what the district then holds. Exit 0 only if every step held. Nothing stays but build-demo/.
#
# With HUIYINCTL and HUIYIN_DISTRICT in the environment these programs are used, and nothing is installed or built.
set -eu

source=$(cd "$(dirname "$0")/.." && pwd)

case "${LC_ALL:-${LC_MESSAGES:-${LANG:-}}}" in
  zh*) chinese=yes ;;
  *) chinese= ;;
esac

# A bare system's locale has no Chinese letters; this one is always there.
if [ "$(locale charmap 2>/dev/null)" != UTF-8 ]; then
  LC_ALL=C.UTF-8
  export LC_ALL
fi
[ -z "$chinese" ] || export LANGUAGE=zh_CN

# Words for people --------------------------------------------------------------------------------------------------

# words ENGLISH CHINESE
words ()
{
  if [ -n "$chinese" ]; then
    printf '%s' "$2"
  else
    printf '%s' "$1"
  fi
}

steps=0
step ()
{
  steps=$((steps + 1))
  printf '\n%s. %s\n' "$steps" "$(words "$@")"
}

# Each is said beside the column of who shows it.
office_shows ()
{
  sed "s/^/   $(words 'office   | ' '街道 | ')/"
}

district_holds ()
{
  sed "s/^/   $(words 'district | ' '区里 | ')/"
}

give_up ()
{
  printf '   ✗ %s: %s\n' "$(words 'This did not hold' '这一步未成立')" "$1"
  exit 1
}

# holds ENGLISH CHINESE WANTED GOT
holds ()
{
  if [ "$3" = "$4" ]; then
    printf '   ✓ %s: %s\n' "$(words "$1" "$2")" "$4"
  else
    give_up "$(words "$1" "$2"): $(words wanted 应为) [$3], $(words got 实为) [$4]"
  fi
}

# exits CODE COMMAND…: its output is in $work/out and $work/err
exits ()
{
  wanted=$1
  shift
  got=0
  "$@" >"$work/out" 2>"$work/err" || got=$?
  [ "$got" -eq "$wanted" ] || give_up "exit $got ≠ $wanted: $* $(cat "$work/out" "$work/err")"
}

# Programs ----------------------------------------------------------------------------------------------------------

if [ -z "${HUIYINCTL:-}" ] || [ -z "${HUIYIN_DISTRICT:-}" ]; then
  words 'Installing what is missing, and building…' '正在安装缺少的软件包并编译……'
  echo
  sh "$source/data/install-packages.sh" demo
  build=$source/build-demo
  [ -f "$build/build.ninja" ] || meson setup "$build" "$source" -Doptimization=2 -Ddebug=false
  meson compile -C "$build"
  HUIYINCTL=$build/src/ctl/huiyinctl
  HUIYIN_DISTRICT=$build/src/district/huiyin-district
  export HUIYIN_LOCALEDIR="$build/po"
fi

work=$(mktemp -d "${TMPDIR:-/tmp}/huiyin-demo.XXXXXX")
district=$work/district
server=
port=0

clear_away ()
{
  status=$?
  trap - EXIT
  [ -z "$server" ] || kill "$server" 2>/dev/null || true
  [ -z "$server" ] || wait "$server" || true
  rm -rf "$work"
  exit "$status"
}

trap clear_away EXIT
trap 'exit 1' INT TERM HUP

# The clock of everything that is started from now on (the demonstration is a Monday in November 2026).
clock ()
{
  HUIYIN_NOW=$1+08:00
  export HUIYIN_NOW
}

district ()
{
  verb=$1
  shift
  exits 0 "$HUIYIN_DISTRICT" "$verb" "$district" "$@"
}

started ()
{
  grep -q '^listening on ' "$work/serve" || ! kill -0 "$server" 2>/dev/null
}

serve ()
{
  : >"$work/serve"
  "$HUIYIN_DISTRICT" serve "$district" --listen "127.0.0.1:$port" >"$work/serve" 2>>"$work/serve.err" &
  server=$!
  tries=200
  until started || [ "$tries" -eq 0 ]; do
    tries=$((tries - 1))
    sleep 0.05
  done
  url=$(sed -n 's/^listening on //p' "$work/serve")
  [ -n "$url" ] || give_up "huiyin-district serve: $(cat "$work/serve.err")"
  port=${url##*:}
}

stop_serving ()
{
  kill "$server"
  wait "$server" || give_up "huiyin-district serve: $(cat "$work/serve.err")"
  server=
}

# on PC ARGUMENT…
on ()
{
  pc=$1
  shift
  "$HUIYINCTL" --replica "$work/$pc" "$@"
}

enrol ()
{
  district code wh
  exits 0 on "$1" enrol "$url" "$(tail -n 1 "$work/out")" --ca "$district/ca.pem" --device-name "$1"
}

# does PC PERSON TICKET KIND BODY: $command is the id of what was saved
does ()
{
  exits 0 on "$1" do "$3" "$4" --person "$2" --body "$5"
  command=$(jq -r .command "$work/out")
}

# What the two sides say of a ticket, in the codes of scripts: its state and the kinds on its timeline.
summary='"\(.ticket.number) \(.ticket.state) [\([.timeline[].kind] | join(", "))]"'

office_ticket ()
{
  on "$1" show "$2" --json | jq -r "$summary" | office_shows
}

district_ticket ()
{
  "$HUIYIN_DISTRICT" show "$district" "$1" | jq -r "$summary" | district_holds
}

state_in_office ()
{
  on "$1" show "$2" --json | jq -r .ticket.state
}

state_at_district ()
{
  "$HUIYIN_DISTRICT" show "$district" "$1" | jq -r .ticket.state
}

round_words ()
{
  jq -r '"\(.state): sent \(.sent), received \(.received), waiting \(.waiting), refused \(.refused)"' "$work/out" | office_shows
}

# What the clerks write ---------------------------------------------------------------------------------------------

contact ()
{
  jq -cn --arg at "$1" --arg demand "$2" --arg gist "$3" '{
    channel: "phone", direction: "out", outcome: "reached", at: $at, purpose: ["confirm", "tell_result", "ask_opinion"],
    demands: [{id: "d1", text: $demand, confirmed: true}], gist: $gist}'
}

reply ()
{
  jq -cn --arg found "$1" --arg done "$2" '{
    answers: [{demand_id: "d1", finding: "true", result: $done, done: true, by: null}],
    contact_summary: "已电话核实诉求，并告知处理结果", investigation: $found, result_kind: "solved",
    basis: ["《中华人民共和国噪声污染防治法》"], citizen_opinion: {value: "satisfied", words: "满意"}}'
}

# The week before ---------------------------------------------------------------------------------------------------

# The sample in one file for each day on which its letters and calls came in; a record goes on while a quote is open.
by_day ()
{
  awk -v folder="$work" '
    NR == 1 { head = $0; next }
    {
      record = record (open ? "\n" : "") $0
      quotes += gsub(/"/, "\"")
      open = quotes % 2
      if (open)
        next
      match(record, /,2026-[0-9][0-9]-[0-9][0-9] [0-9:]+,/)
      file = folder "/day-" substr(record, RSTART + 1, 10) ".csv"
      if (!(file in seen))
        print head > file
      seen[file] = 1
      print record > file
      record = ""
      quotes = 0
    }' "$source/data/sample-tickets.csv"
}

# take FROM TO: the days' files, each dispatched at the end of its day, this Monday's at half past eight
take ()
{
  for file in "$work"/day-*.csv; do
    day=${file##*/day-}
    day=${day%.csv}
    compact=$(echo "$day" | tr -d -)
    [ "$compact" -ge "$1" ] && [ "$compact" -le "$2" ] || continue
    case "$compact" in
      20261121 | 20261122) at=23:59:00 ;;
      20261123) at=08:30:00 ;;
      *) at=17:26:00 ;;
    esac
    district import "$file" --office wh --at "${day}T$at+08:00"
    tail -n 1 "$work/out" | sed "s/^/$day  /" | district_holds
  done
}

step 'A district, its office, and the tickets of the week before' '建立区平台、街道，以及上周的工单'
clock 2026-11-20T17:28:00
by_day
district init --name 湖滨区热线办（演示） --host 127.0.0.1
district office add wh 望湖街道办事处
district office add qt 清潭街道办事处
district person add p-lin 林某某 --office wh
district person add p-he 何某某 --office wh
take 20261113 20261120

step 'On Friday the colleague worked on some of them' '周五，同事办理了其中一部分'
serve
enrol colleague
exits 0 on colleague sync --json
for number in 20261116-0034 20261118-0007 20261119-0021 20261119-0140 20261120-0031 20261120-0119; do
  does colleague p-he $number sign '{}'
  does colleague p-he $number contact "$(contact 2026-11-20T17:27:00+08:00 '按来电所说办理' '已核实诉求')"
done
does colleague p-he 20261120-0119 reply "$(reply 经现场测时，绿灯时长确实不足 已由交警调整配时)"
does colleague p-he 20261119-0021 extension_request "$(jq -cn --arg contact "$(on colleague show 20261119-0021 --json |
  jq -r '.timeline[] | select(.kind == "contact") | .id')" '{days: 5, reason: "安置房验收尚需时日", citizen_told: $contact}')"
exits 0 on colleague sync --json
round_words
holds 'the round' '同步' synced "$(jq -r .state "$work/out")"
stop_serving

step 'Over the weekend more came in: tickets, a supplement, an urge, a rework, a supervision' \
  '周末又来了新的：工单、补充、催办、退回重办、督办'
clock 2026-11-23T08:50:00
take 20261121 20261123
district event 20261116-0034 supplemented 'text=昨晚又下雨了，插座冒火花'
district event 20261120-0031 urged 'text=七楼老人提不动水，请尽快'
district event 20261120-0119 reply_rejected 'reason=没有说明调整后的时长'
district event 20261118-0007 supervised level=yellow
district tickets
holds 'tickets at the district' '区里的工单数' 52 "$(jq length "$work/out")"

# The morning -------------------------------------------------------------------------------------------------------

step 'Monday, nine: the new PC is enrolled and fetches its tickets' '周一九点：新电脑登记并首次同步'
clock 2026-11-23T09:00:00
serve
enrol new-pc
office_shows <"$work/out"
exits 0 on new-pc sync --json
round_words
holds 'the round' '同步' synced "$(jq -r .state "$work/out")"
holds 'tickets in the office' '街道的工单数' 52 "$(on new-pc tickets --json | jq length)"
on new-pc tickets --limit 6 | office_shows
holds 'lights there are' '现有的灯' 'green red red_framed yellow' \
  "$(on new-pc tickets --json | jq -r '[.[].light] | unique - ["in_time", "late"] | join(" ")')"
holds 'sent back to be done again' '退回重办' 20261120-0119 \
  "$(on new-pc tickets --queue rework --json | jq -r '[.[].number] | join(" ")')"
holds 'a title found by two characters' '按两个字搜到' yes \
  "$(on new-pc tickets --search 停车 --json | jq -r 'if any(.number == "20261121-0044") then "yes" else "no" end')"

step 'The colleague closes a ticket on the other PC' '同事在另一台电脑上办结了一件'
clock 2026-11-23T09:01:00
does colleague p-he 20261120-0031 reply "$(reply 二次加压泵故障，已更换 已恢复供水)"
colleagues=$command
exits 0 on colleague sync --json
holds 'the round' '同步' synced "$(jq -r .state "$work/out")"
district_ticket 20261120-0031

step 'The line is cut' '断网（停止区平台服务）'
stop_serving
exits 3 on new-pc sync --json
office_shows <"$work/err"
holds 'the round' '同步' offline "$(jq -r .state "$work/out")"

step 'Without a line: a ticket is signed for' '断网中：签收一件'
clock 2026-11-23T09:15:00
does new-pc p-lin 20261122-0053 sign '{}'
signed=$command
office_ticket new-pc 20261122-0053
district_ticket 20261122-0053
holds 'in the office' '街道' handling "$(state_in_office new-pc 20261122-0053)"
holds 'at the district' '区里' pending_sign "$(state_at_district 20261122-0053)"

step 'Closing it without having rung the citizen is refused' '没有联系诉求人就办结：不允许'
clock 2026-11-23T09:20:00
exits 2 on new-pc do 20261122-0053 reply --person p-lin --body "$(reply 未核实 已办)"
jq -r .detail "$work/err" | office_shows
holds 'why' '原因' contact_first "$(jq -r .code "$work/err")"

step 'The citizen is rung, the matter settled, the ticket closed' '联系诉求人，办理，办结回复'
clock 2026-11-23T09:30:00
does new-pc p-lin 20261122-0053 contact \
  "$(contact 2026-11-23T09:28:00+08:00 停止夜间施工 '本人接听，要求晚上十点以后停工')"
contacted=$command
clock 2026-11-23T10:20:00
does new-pc p-lin 20261122-0053 reply "$(reply 经现场核查，工地夜间打桩属实 已责令停工并约谈施工单位)"
replied=$command
office_ticket new-pc 20261122-0053
district_ticket 20261122-0053
holds 'in the office' '街道' submitted "$(state_in_office new-pc 20261122-0053)"
holds 'at the district' '区里' pending_sign "$(state_at_district 20261122-0053)"

step 'Also closed here: what the colleague had closed, unknown on this PC' '这里也办结了同事已办结的那件（本机尚不知情）'
does new-pc p-lin 20261120-0031 reply "$(reply 上门测压，六楼以上水压不足属实 已协调供水公司检修)"
second=$command
on new-pc outbox | office_shows
holds 'what waits' '待发送' 4 "$(on new-pc status --json | jq -r .waiting)"

step 'The line is back: all of it goes up' '网络恢复：全部上传'
clock 2026-11-23T10:30:00
serve
exits 0 on new-pc sync --json
round_words
holds 'the round' '同步' 'refused 0 1' "$(jq -r '"\(.state) \(.waiting) \(.refused)"' "$work/out")"
office_ticket new-pc 20261122-0053
district_ticket 20261122-0053
holds 'at the district' '区里' submitted "$(state_at_district 20261122-0053)"
holds 'each step there, once' '每一步都在，且只有一次' "$signed $contacted $replied" \
  "$("$HUIYIN_DISTRICT" show "$district" 20261122-0053 |
    jq -r '[.timeline[] | select(.by.office == "wh") | .id] | join(" ")')"

step 'The second closure was refused, its text kept' '第二次办结被退回，文字保留'
on new-pc outbox --json >"$work/outbox"
jq -r '.[] | "\(.number) \(.kind) \(.code): \(.detail)"' "$work/outbox" | office_shows
district_ticket 20261120-0031
holds 'what was refused, and why' '被拒绝的是哪一条，为什么' "$second already_replied" \
  "$(jq -r '.[] | "\(.id) \(.code)"' "$work/outbox")"
holds 'its text' '原文' 上门测压，六楼以上水压不足属实 "$(jq -r '.[0].body.investigation' "$work/outbox")"
holds 'the reply at the district is the colleague’s' '区里留的是同事的回复' "$colleagues" \
  "$("$HUIYIN_DISTRICT" show "$district" 20261120-0031 | jq -r '[.timeline[] | select(.kind == "reply") | .id] | join(" ")')"

step 'The clerk decides, and everything has arrived' '经办人作出决定，全部到达'
exits 0 on new-pc outbox discard "$second" --why 同事已办结
exits 0 on new-pc sync --json
round_words
holds 'the round' '同步' 'synced 0 0' "$(jq -r '"\(.state) \(.waiting) \(.refused)"' "$work/out")"
exits 0 on new-pc doctor
office_shows <"$work/out"

printf '\n%s\n' "$(words 'Every step held.' '每一步都成立。')"
