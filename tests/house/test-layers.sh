#!/bin/sh
# The layers hold: which folder may include what, and how large a file and a function may grow.
set -u
cd "$1" || exit 1
. tests/house/tap.sh

# include_lines FOLDER…: "file:line:name", name as written with its < or "
include_lines ()
{
  sources "$@" | xargs -r grep -Hn '^[[:space:]]*#[[:space:]]*include' |
    sed 's/:[[:space:]]*#[[:space:]]*include[[:space:]]*/:/'
}

# own LAYER ALLOWED…: quoted includes of LAYER that are none of the allowed prefixes
own ()
{
  layer=$1
  shift
  allowed='"hy-config\.h"'
  for prefix in "$@"; do allowed="$allowed|\"$prefix"; done
  include_lines "src/$layer" | grep ':"' | grep -vE ":($allowed)"
}

# foreign PATTERN FOLDER…: angled includes that match PATTERN in folders that may not have them
foreign ()
{
  pattern=$1
  shift
  include_lines "$@" | grep -E ":<($pattern)"
}

# Everything of src but the named layers.
all_but ()
{
  for folder in src/*/; do
    layer=$(basename "$folder")
    case " $* " in
      *" $layer "*) ;;
      *) echo "src/$layer" ;;
    esac
  done
}

without ()
{
  pattern=$1
  shift
  # shellcheck disable=SC2046 # folder names have no spaces
  foreign "$pattern" $(all_but "$@")
}

core_only_glib ()
{
  include_lines src/core | grep ':<' |
    grep -vE ':<(glib(-object|/gi18n-lib)?\.h|(assert|ctype|errno|float|inttypes|limits|math|stdarg|stdbool|stddef|stdint|stdlib|string)\.h)>'
}

unknown_layers ()
{
  for folder in src/*/; do
    case "$(basename "$folder")" in
      core | wire | store | sync | authority | district | desk | ctl) ;;
      *) echo "$folder is no layer" ;;
    esac
  done
}

long_files ()
{
  find src -type f -exec wc -l {} + | awk '$2 != "total" && $1 > 500 { print $2 ": " $1 " lines" }'
}

long_functions ()
{
  sources src | xargs -r awk '
    FNR == 1 { open = 0 }
    /^\{/ { open = FNR }
    /^\}/ && open { if (FNR - open > 60) print FILENAME ":" open ": " FNR - open " lines"; open = 0 }'
}

gotos ()
{
  sources src tests | xargs -r grep -nE '^[[:space:]]*goto[[:space:]]'
}

unfinished ()
{
  # The words are written so that this file does not find itself.
  find src tests po data -type f ! -name '*.po' ! -name '*.csv' -exec grep -nwE 'TO[D]O|FIX[M]E|XX[X]' {} +
}

# A file of a layer that its meson.build does not name is built by nobody.
unbuilt ()
{
  built=$(cat src/*/meson.build)
  for file in src/*/*.c; do
    [ -f "$file" ] || continue
    case "$built" in
      *"'${file##*/}'"*) ;;
      *) echo "$file is in no meson.build" ;;
    esac
  done
}

misnamed ()
{
  sources src | while read -r file; do
    case "${file##*/}" in
      hy-*.[ch] | main.c) ;;
      *) echo "$file" ;;
    esac
  done
}

# tests/LAYER/test-hy-noun.c tests src/LAYER/hy-noun.c, or the group of files that share that beginning.
strayed_tests ()
{
  for layer in core wire store authority sync district ctl desk; do
    for file in "tests/$layer"/test-hy-*.c; do
      [ -f "$file" ] || continue
      noun=${file##*/test-}
      noun=${noun%.c}
      set -- "src/$layer/$noun".[ch] "src/$layer/$noun"-*.[ch]
      found=
      for source in "$@"; do [ ! -f "$source" ] || found=yes; done
      [ -n "$found" ] || echo "$file: there is no src/$layer/$noun.c"
    done
  done
}

check '/house/layers/names' unknown_layers
check '/house/layers/core' own core core/
check '/house/layers/wire' own wire core/ wire/
check '/house/layers/store' own store core/ wire/ store/
check '/house/layers/authority' own authority core/ wire/ authority/ 'store/hy-sql\.h'
check '/house/layers/sync' own sync core/ wire/ store/ sync/
check '/house/layers/district' own district core/ wire/ authority/ district/
check '/house/layers/ctl' own ctl core/ wire/ store/ sync/ ctl/
check '/house/layers/desk' own desk core/ wire/ store/ sync/ desk/
check '/house/layers/core-is-glib-only' core_only_glib
check '/house/layers/gtk' without 'gtk/|gdk/|adwaita' desk
check '/house/layers/sqlite' without 'sqlite3' store authority
check '/house/layers/soup' without 'libsoup/' sync district
check '/house/files/length' long_files
check '/house/files/functions' long_functions
check '/house/files/no-goto' gotos
check '/house/files/finished' unfinished
check '/house/files/built' unbuilt
check '/house/files/names' misnamed
check '/house/files/tests' strayed_tests
finish
