# What the house tests share: each check is a command that prints what it finds wrong; nothing printed is a pass.
cases=0

# check NAME COMMAND…
check ()
{
  name=$1
  shift
  cases=$((cases + 1))
  found=$("$@" 2>&1)
  if [ -z "$found" ]; then
    echo "ok $cases $name"
  else
    echo "not ok $cases $name"
    printf '%s\n' "$found" | sed 's/^/# /'
  fi
}

# skip NAME WHY
skip ()
{
  cases=$((cases + 1))
  echo "ok $cases $1 # SKIP $2"
}

finish ()
{
  echo "1..$cases"
}

# sources FOLDER…: their C files
sources ()
{
  for folder in "$@"; do
    [ ! -d "$folder" ] || find "$folder" -name '*.[ch]'
  done | sort
}
