# What demonstration and pictures begin with, to be read by a shell: the packages, a build, the language.
#
# Reads $source; sets HUIYIN_BUILD and what its programs look for. With HUIYIN_BUILD in the environment that build is
# taken, and nothing is installed or built.

case "${LC_ALL:-${LC_MESSAGES:-${LANG:-}}}" in
  zh*) chinese=yes ;;
  *) chinese= ;;
esac

# words ENGLISH CHINESE
words ()
{
  if [ -n "$chinese" ]; then
    printf '%s' "$2"
  else
    printf '%s' "$1"
  fi
}

# A bare system has neither Chinese letters in its locale nor the Chinese locale; this one is always there, and
# translations go by LANGUAGE.
speak ()
{
  LC_ALL=C.UTF-8
  LANGUAGE=$1
  export LC_ALL LANGUAGE
}

if [ -n "$chinese" ]; then
  speak zh_CN
else
  speak en
fi

if [ -z "${HUIYIN_BUILD:-}" ]; then
  words 'Installing what is missing, and building…' '正在安装缺少的软件包并编译……'
  echo
  sh "$source/data/install-packages.sh" demo
  HUIYIN_BUILD=$source/build-demo
  [ -f "$HUIYIN_BUILD/build.ninja" ] || meson setup "$HUIYIN_BUILD" "$source" -Doptimization=2 -Ddebug=false -Dtests=false
  meson compile -C "$HUIYIN_BUILD"
fi
HUIYIN_LOCALEDIR=$HUIYIN_BUILD/po
GSETTINGS_SCHEMA_DIR=$HUIYIN_BUILD/data
PYTHONPATH=$source/tests/support:$source/data/demo
PYTHONDONTWRITEBYTECODE=1
export HUIYIN_BUILD HUIYIN_LOCALEDIR GSETTINGS_SCHEMA_DIR PYTHONPATH PYTHONDONTWRITEBYTECODE

# on_screen SIZE SCRIPT ARGUMENT…: on a virtual display, drawn in the same way everywhere. What the buses and the script
# print to the error output is shown where it failed.
on_screen ()
{
  log=$(mktemp)
  got=0
  HUIYIN_SCREEN=$1
  shift
  HUIYIN_SCREEN=$HUIYIN_SCREEN HUIYIN_SCREEN_MUST=yes GDK_BACKEND=x11 GSK_RENDERER=cairo \
    sh "$source/tests/support/with-display.sh" python "$@" 2>"$log" || got=$?
  [ "$got" -eq 0 ] || cat "$log" >&2
  rm -f "$log"
  return "$got"
}
