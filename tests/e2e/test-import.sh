# Spreadsheet exports, from the file to what a clerk finds: sh test-import.sh
. "$HUIYIN_SOURCE/tests/e2e/support.sh"

# Real letters lie beside the project, never in it.
real=${HUIYIN_SHARED:-$HUIYIN_SOURCE/../shared}/data/letters.csv

# arrives FILE: nothing lost or mangled on the way to the office, and everything found there
arrives ()
{
  new_district
  rows=$(python3 -c 'import csv, sys; print(sum(1 for row in csv.DictReader(open(sys.argv[1], encoding=sys.argv[2]))))' \
    "$1" "$2")
  exits 0 "$HUIYIN_DISTRICT" import district "$1" --office dml --channel mayor_mailbox
  is "what import says" "imported $rows, updated 0, refused 0" "$(tail -n 1 out)"
  exits 0 "$HUIYIN_DISTRICT" import district "$1" --office dml --channel mayor_mailbox
  is "the same again" "imported 0, updated 0, refused 0" "$(tail -n 1 out)"
  serve
  python3 "$here/compare-import.py" district "$1" "$url" district/ca.pem \
    "$("$HUIYIN_DISTRICT" code district dml | tail -n 1)"
  enrol one
  python3 "$here/compare-import.py" office "$1" "$HUIYINCTL" one
  python3 "$here/compare-import.py" search "$1" "$HUIYINCTL" one
}

real_letters ()
{
  [ -f "$real" ] || skip "no real letters at $real"
  arrives "$real" utf-8-sig
}

real_letters_gbk ()
{
  [ -f "$real" ] || skip "no real letters at $real"
  iconv -f UTF-8 -t GB18030 "$real" >gbk.csv
  arrives gbk.csv gb18030
}

hostile_letters ()
{
  python3 "$here/hostile-csv.py" hostile.csv
  arrives hostile.csv utf-8-sig
}

hostile_letters_gbk ()
{
  python3 "$here/hostile-csv.py" hostile.csv
  tail -c +4 hostile.csv | iconv -f UTF-8 -t GB18030 >gbk.csv
  arrives gbk.csv gb18030
}

bad_rows ()
{
  new_district
  printf '工单编号,标题,内容,受理时间,楼栋\nB1,好的,内容一,2026-11-20 08:00:00,3栋\nB2,坏的,内容二,没有时间,4栋\nB3,好的,"内
容三",2026-11-20 08:00:00,5栋\n' >mixed.csv
  exits 0 "$HUIYIN_DISTRICT" import district mixed.csv --office dml
  is "what import says" "imported 2, updated 0, refused 1" "$(tail -n 1 out)"
  has "where the bad one is" err "line 3, column 4 (受理时间):"
  is "a column of its own" 5栋 "$(at_district B3 '.ticket.extra | tostring' | grep -o '5栋')"
}

run "the real letters arrive whole and are found" real_letters
run "the real letters in GB18030" real_letters_gbk
run "hostile text arrives whole and is found" hostile_letters
run "hostile text in GB18030" hostile_letters_gbk
run "a bad row is named, the rest is taken" bad_rows
finish
