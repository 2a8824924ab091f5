# Who is not the district gets no byte: sh test-trust.sh
. "$HUIYIN_SOURCE/tests/e2e/support.sh"

# Certificates are judged by the machine's own clock.
unset HUIYIN_NOW

# impostor CERTIFICATE: in the district's place; whoever has a token and work to send sends nothing
impostor ()
{
  new_fake
  command_of one 20261123-0001 progress "$(progress 等着发送)"
  outbox one >before
  stop_fake
  echo listen >fake/mode
  make_ca other
  make_certificate stranger other IP:127.0.0.1 2099
  make_certificate stale ca IP:127.0.0.1 2020
  make_certificate elsewhere ca DNS:elsewhere.example 2099
  rm -f fake/connections
  fake "$1"
  exits 3 ctl one sync --json
  is "the fault" "$2" "$(jq -r .fault out)"
  [ -s err ] || fail "no word about it"
  exits 3 ctl two enrol "$url" SECRET-CODE --ca ca.pem
  until_true test -s fake/connections
  ! grep -qa -e secret-token -e SECRET-CODE -e Bearer fake/bytes 2>/dev/null || fail "it got the token"
  is "bytes that came" 0 "$(cat fake/bytes 2>/dev/null | wc -c | tr -d ' ')"
  outbox one >after
  cmp before after || fail "what waits has changed"
  stop_fake
  echo normal >fake/mode
  fake good
  sync_to synced one
}

wrong_ca () { impostor stranger tls; }
expired () { impostor stale tls; }
other_host () { impostor elsewhere tls; }

# The listener writes down what does come: else the cases above would prove nothing.
genuine ()
{
  new_fake
  echo listen >fake/mode
  ctl one sync --json >out 2>err &
  echo $! >sync.pid
  until_true grep -qsa 'Bearer secret-token' fake/bytes
  kill "$(cat sync.pid)"
  rm sync.pid
}

system_trust ()
{
  new_fake
  exits 3 ctl two enrol "$url" ANY-CODE
  is "enrolments" 1 "$(grep -c enrol fake/requests)"
}

run "a certificate of another CA" wrong_ca
run "an expired certificate" expired
run "a certificate of another host" other_host
run "the genuine certificate gets the token" genuine
run "without --ca the system's trust holds" system_trust
finish
