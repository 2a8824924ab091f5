# What the end-to-end tests share. They know the programs as a script does: by their arguments, output and exit codes.
#
# The programs come in HUIYINCTL and HUIYIN_DISTRICT, the folder of the sources in HUIYIN_SOURCE. A case is a function
# that run() calls in a shell of its own, in an empty folder of its own; its first failing command ends it.
set -u

: "${HUIYINCTL:?}" "${HUIYIN_DISTRICT:?}" "${HUIYIN_SOURCE:?}"
HUIYIN_NOW=2026-11-23T09:00:00+08:00
export HUIYIN_NOW

here=$HUIYIN_SOURCE/tests/e2e
cases=0
failed=0
top=$(mktemp -d "${TMPDIR:-/tmp}/huiyin-e2e.XXXXXX")

# Only what the cases started, by the ids that they wrote down.
stop_all ()
{
  for file in "$top"/*/*.pid; do
    [ -f "$file" ] || continue
    kill -9 "$(cat "$file")" 2>/dev/null
    rm -f "$file"
  done
}

trap 'stop_all; rm -rf "$top"' EXIT
trap 'exit 1' INT TERM

# run NAME FUNCTION: one case
run ()
{
  cases=$((cases + 1))
  mkdir "$top/$cases"
  (
    cd "$top/$cases" || exit 1
    set -e
    "$2"
  ) >"$top/log" 2>&1 </dev/null
  status=$?
  stop_all
  if [ "$status" -eq 0 ]; then
    echo "ok $cases $1"
  elif [ "$status" -eq 77 ]; then
    echo "ok $cases $1 # SKIP $(tail -n 1 "$top/log")"
  else
    failed=$((failed + 1))
    echo "not ok $cases $1"
    sed 's/^/# /' "$top/log"
  fi
}

finish ()
{
  echo "1..$cases"
  [ "$failed" -eq 0 ]
}

# skip WHY: within a case
skip ()
{
  echo "$1"
  exit 77
}

fail ()
{
  echo "FAILED: $*"
  return 1
}

# is WHAT WANTED GOT
is ()
{
  [ "$2" = "$3" ] || fail "$1: wanted [$2], got [$3]"
}

# has WHAT FILE TEXT
has ()
{
  grep -qF -- "$3" "$2" || fail "$1: no [$3] in: $(head -c 600 "$2")"
}

# exits CODE COMMAND…: its output is in ./out and ./err afterwards
exits ()
{
  wanted=$1
  shift
  got=0
  "$@" >out 2>err || got=$?
  [ "$got" -eq "$wanted" ] || fail "exit $got instead of $wanted: $*: $(head -c 600 out) $(head -c 1500 err)"
}

# until_true COMMAND…: within 20 seconds
until_true ()
{
  tries=400
  until "$@"; do
    tries=$((tries - 1))
    [ "$tries" -gt 0 ] || fail "it never came true: $*"
    sleep 0.05
  done
}

# The district --------------------------------------------------------------------------------------------------------

# A district in ./district with two offices, and two people in the first.
new_district ()
{
  exits 0 "$HUIYIN_DISTRICT" init district --name 试验区热线办 --host 127.0.0.1
  exits 0 "$HUIYIN_DISTRICT" office district add dml 东茅岭街道
  exits 0 "$HUIYIN_DISTRICT" office district add wyl 五里牌街道
  exits 0 "$HUIYIN_DISTRICT" person district add p-zhang 张某某 --office dml
  exits 0 "$HUIYIN_DISTRICT" person district add p-li 李某某 --office dml
}

# serve [PROGRAM…]: starts it on a free port, or on the one it had; $url, $district_pid
serve ()
{
  : >serve.out
  "$HUIYIN_DISTRICT" serve district --listen "127.0.0.1:${port:-0}" >serve.out 2>>serve.err &
  district_pid=$!
  echo "$district_pid" >district.pid
  until_true answers_or_ended "$district_pid" serve.out
  url=$(sed -n 's/^listening on //p' serve.out)
  [ -n "$url" ] || fail "the server did not start: $(cat serve.err)"
  port=${url##*:}
}

answers_or_ended ()
{
  grep -q '^listening on ' "$2" || ! kill -0 "$1" 2>/dev/null
}

# stop_serving [SIGNAL]
stop_serving ()
{
  kill -s "${1:-TERM}" "$district_pid"
  wait "$district_pid" || [ "${1:-TERM}" = KILL ]
  rm -f district.pid
}

# tickets FILE NUMBER…: a spreadsheet with one complaint for each number
tickets ()
{
  file=$1
  shift
  echo "工单编号,标题,内容,受理时间,诉求人,联系电话,地址,诉求类型,渠道" >"$file"
  for number in "$@"; do
    echo "$number,工地夜间施工 $number,夜里十二点还在打桩，请管一管。,2026-11-23 08:00:00,陈小满,13973001234,解放路9号,投诉,市热线" >>"$file"
  done
}

take_tickets ()
{
  tickets tickets.csv "$@"
  exits 0 "$HUIYIN_DISTRICT" import district tickets.csv --office dml
  is "what import says" "imported $#, updated 0, refused 0" "$(tail -n 1 out)"
}

# at_district TICKET FILTER: of what the district holds
at_district ()
{
  "$HUIYIN_DISTRICT" show district "$1" | jq -r "$2"
}

# The office ----------------------------------------------------------------------------------------------------------

# ctl REPLICA ARGUMENT…
ctl ()
{
  replica=$1
  shift
  "$HUIYINCTL" --replica "$replica" "$@"
}

# enrol REPLICA…: each at the district that serves, with the first round
enrol ()
{
  for pc in "$@"; do
    code=$("$HUIYIN_DISTRICT" code district dml | tail -n 1)
    exits 0 ctl "$pc" enrol "$url" "$code" --ca district/ca.pem --device-name "$pc"
    sync_to synced "$pc"
  done
}

# sync_to STATE REPLICA
sync_to ()
{
  exits 0 ctl "$2" sync --json
  is "the state after the round of $2" "$1" "$(jq -r .state out)"
}

# command REPLICA TICKET KIND BODY [PERSON]: queues it; $command is its id
command_of ()
{
  exits 0 ctl "$1" do "$2" "$3" --person "${5:-p-zhang}" --body "$4"
  command=$(jq -r .command out)
}

# What waits, without what a round may change about it.
outbox ()
{
  ctl "$1" outbox --json | jq -cS '[.[] | {id, ticket, kind, made_at, body}]'
}

# What a clerk writes -------------------------------------------------------------------------------------------------

contact_body='{"channel":"phone","direction":"out","outcome":"reached","at":"2026-11-23T09:00:00+08:00",
  "purpose":["confirm","tell_result","ask_opinion"],"gist":"已与诉求人核实",
  "demands":[{"id":"d1","text":"停止夜间施工","confirmed":true}]}'

# progress TEXT
progress ()
{
  jq -cn --arg text "$1" '{text: $text}'
}

# reply INVESTIGATION: the answer to the demand of contact_body
reply ()
{
  jq -cn --arg text "$1" '{
    answers: [{demand_id: "d1", finding: "true", result: "已责令停工", done: true, by: null}],
    contact_summary: "电话核实诉求，告知处理结果", investigation: $text, result_kind: "solved",
    basis: ["噪声污染防治法"], citizen_opinion: {value: "satisfied", words: "满意"}}'
}

# A district that misbehaves (fake-district.py) ------------------------------------------------------------------------

# make_ca NAME: NAME.pem, NAME.key
make_ca ()
{
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout "$1.key" -out "$1.pem" \
    -days 30 -subj "/CN=$1" -addext keyUsage=critical,keyCertSign 2>/dev/null
}

# make_certificate NAME CA SUBJECTALTNAME YEAR: valid from 2020, as programs may be told it is any day, to the end of YEAR
make_certificate ()
{
  : >index.txt
  printf '%s\n' '[ca]' 'default_ca=it' '[it]' 'database=index.txt' 'new_certs_dir=.' 'rand_serial=yes' 'policy=any' \
    'default_md=sha256' '[any]' 'commonName=supplied' >ca.cnf
  printf 'subjectAltName=%s\nextendedKeyUsage=serverAuth\n' "$3" >"$1.ext"
  openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout "$1.key" -out "$1.csr" -subj "/CN=$1" 2>/dev/null
  openssl ca -batch -notext -config ca.cnf -cert "$2.pem" -keyfile "$2.key" -in "$1.csr" -extfile "$1.ext" -out "$1.pem" \
    -startdate 20200101000000Z -enddate "${4}1231235959Z" 2>/dev/null
}

# fake CERTIFICATE: starts it on a free port, or on the one it had; $url
fake ()
{
  mkdir -p fake
  [ -f fake/mode ] || echo normal >fake/mode
  : >fake.out
  python3 "$here/fake-district.py" "$1.pem" "$1.key" fake "${port:-0}" >fake.out 2>>fake.err &
  district_pid=$!
  echo "$district_pid" >district.pid
  until_true answers_or_ended "$district_pid" fake.out
  url=$(sed -n 's/^listening on //p' fake.out)
  [ -n "$url" ] || fail "the fake did not start: $(cat fake.err)"
  port=${url##*:}
}

stop_fake ()
{
  kill "$district_pid"
  wait "$district_pid" || true
  rm -f district.pid
}

# A fake that plays "normal", and an office that has had its first round.
new_fake ()
{
  make_ca ca
  make_certificate good ca IP:127.0.0.1 2099
  fake good
  exits 0 ctl one enrol "$url" ANY-CODE --ca ca.pem
  sync_to synced one
}
