# The demonstration holds, and leaves nothing behind but its pictures: sh test-demo.sh
. "$HUIYIN_SOURCE/tests/e2e/support.sh"

command -v xvfb-run >/dev/null && command -v import >/dev/null && command -v xdotool >/dev/null || {
  echo "1..0 # SKIP xvfb, xdotool or imagemagick is not installed"
  exit 0
}
unset DISPLAY WAYLAND_DISPLAY

play ()
{
  mkdir folder
  TMPDIR=$PWD/folder LC_ALL=$1 exits "$2" sh "$HUIYIN_SOURCE/data/demo.sh" "$PWD/pictures"
  is "what it left" "" "$(ls folder)"
}

plays ()
{
  LANGUAGE='' play zh_CN.UTF-8 0
  has "its end" out "每一步都成立。"
  is "its pictures" 9 "$(ls pictures | wc -l)"
}

broken ()
{
  for program in ctl/huiyinctl desk/huiyin district/huiyin-district; do
    mkdir -p "broken/src/${program%/*}"
    ln -s "$HUIYIN_BUILD/src/$program" "broken/src/$program"
  done
  printf '#!/bin/sh\nexit 7\n' >broken.sh
  chmod +x broken.sh
  ln -sf "$PWD/broken.sh" broken/src/ctl/huiyinctl
  HUIYIN_BUILD=$PWD/broken play C.UTF-8 1
  has "which step failed" out "did not hold"
}

run "the demonstration in Chinese" plays
run "the demonstration in English, with a broken program, says which step failed" broken
finish
