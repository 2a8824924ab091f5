#!/bin/sh
# Texts for people: the Chinese translation is complete, man pages and completions are sound.
set -u
cd "$1" || exit 1
. tests/house/tap.sh

scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT

# As GLib's preset of meson's i18n module names them.
extract ()
{
  grep -vE '^(#|[[:space:]]*$)' po/POTFILES >"$scratch/files"
  [ -s "$scratch/files" ] || return 0
  xgettext --files-from="$scratch/files" --from-code=UTF-8 --keyword=_ --keyword=N_ --keyword=C_:1c,2 \
    --keyword=NC_:1c,2 --keyword=g_dngettext:2,3 --keyword=ngettext:1,2 --keyword=g_dpgettext2:2c,3 \
    --output="$scratch/huiyin.pot"
}

# Files with marked strings that translators would not see.
unlisted ()
{
  grep -rlE '(^|[^A-Za-z0-9_])(N?C?_|n?gettext) ?\("' --include='*.[ch]' src | sort | while read -r file; do
    grep -qxF "$file" po/POTFILES || echo "$file is not in po/POTFILES"
  done
}

missing_files ()
{
  grep -vE '^(#|[[:space:]]*$)' po/POTFILES | while read -r file; do
    [ -f "$file" ] || echo "$file is in po/POTFILES only"
  done
}

# Everything that is marked is translated, by an entry that is not fuzzy.
untranslated ()
{
  extract
  [ -f "$scratch/huiyin.pot" ] || return 0
  # One line each: msgcmp's "this message is used but not defined".
  msgcmp po/zh_CN.po "$scratch/huiyin.pot" 2>&1
}

fuzzy ()
{
  msgattrib --only-fuzzy --no-obsolete po/zh_CN.po | grep -A3 '^#.*fuzzy'
  msgattrib --untranslated --no-obsolete po/zh_CN.po | grep '^msgid'
}

malformed ()
{
  msgfmt --check --output-file=/dev/null po/zh_CN.po
}

lint ()
{
  mandoc -T lint -W warning "$1"
}

check '/house/texts/potfiles-complete' unlisted
check '/house/texts/potfiles-exist' missing_files
check '/house/texts/zh_CN-complete' untranslated
check '/house/texts/zh_CN-not-fuzzy' fuzzy
check '/house/texts/zh_CN-well-formed' malformed
for page in data/*.[1-8]; do
  [ -f "$page" ] || continue
  if command -v mandoc >/dev/null 2>&1; then
    check "/house/texts/man/$(basename "$page")" lint "$page"
  else
    skip "/house/texts/man/$(basename "$page")" 'mandoc is not installed'
  fi
done
for script in data/completions/*.bash; do
  [ -f "$script" ] || continue
  if command -v bash >/dev/null 2>&1; then
    check "/house/texts/completion/$(basename "$script")" bash -n "$script"
  else
    skip "/house/texts/completion/$(basename "$script")" 'bash is not installed'
  fi
done
for script in data/*.sh tests/*.sh tests/*/*.sh .ci/run; do
  check "/house/texts/script/$script" sh -n "$script"
done
finish
