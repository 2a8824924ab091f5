# The demonstration holds, and leaves nothing behind: sh test-demo.sh
. "$HUIYIN_SOURCE/tests/e2e/support.sh"

play ()
{
  mkdir folder
  TMPDIR=$PWD/folder LC_ALL=$1 exits 0 sh "$HUIYIN_SOURCE/data/demo.sh"
  is "what it left" "" "$(ls folder)"
}

english ()
{
  play C.UTF-8
  has "its last line" out "Every step held."
}

chinese ()
{
  LANGUAGE='' play zh_CN.UTF-8
  has "its last line" out "每一步都成立。"
}

broken ()
{
  mkdir folder
  printf '#!/bin/sh\nexit 7\n' >broken
  chmod +x broken
  TMPDIR=$PWD/folder HUIYINCTL=$PWD/broken exits 1 sh "$HUIYIN_SOURCE/data/demo.sh"
  has "which step failed" out "did not hold"
  is "what it left" "" "$(ls folder)"
}

run "the demonstration in English" english
run "the demonstration in Chinese" chinese
run "the demonstration with a broken program says which step failed" broken
finish
