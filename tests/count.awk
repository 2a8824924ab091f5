# Reads meson's testlog.json (a JSON object a line, one for each test program) and prints a table of its test
# cases, the cases that failed, and the totals as the last line. A TAP program counts by its cases, another as
# one. A program that failed without a failed case (a crash, a leak, a time-out) is one failure more.
# -v status=N: what meson test returned.

# What stands between BEFORE and AFTER in a line.
function between(line, before, after,    at)
{
  at = index(line, before)
  if (!at)
    return ""
  line = substr(line, at + length(before))
  at = index(line, after)
  return at ? substr(line, 1, at - 1) : line
}

function number(line, key,    at)
{
  at = index(line, "\"" key "\": ")
  return at ? substr(line, at + length(key) + 4) + 0 : 0
}

BEGIN {
  printf "\n%-44s %6s %6s %6s %8s\n", "test", "pass", "fail", "skip", "seconds"
}

{
  name = between($0, "\"name\": \"", "\"")
  result = between($0, "\"result\": \"", "\"")
  ok = bad = skip = 0
  n = split(between($0, "\"stdout\": \"", "\", \"result\": \""), lines, /\\n/)
  for (i = 1; i <= n; i++)
    {
      if (lines[i] ~ /^ok [0-9].*# *SKIP/)
        skip++
      else if (lines[i] ~ /^ok [0-9]/)
        ok++
      else if (lines[i] ~ /^not ok [0-9]/)
        {
          bad++
          failures = failures "  " name ": " lines[i] "\n"
        }
    }
  if (ok + bad + skip == 0 && result == "OK")
    ok = 1
  else if (ok + bad + skip == 0 && result == "SKIP")
    skip = 1
  else if (bad == 0 && result != "OK" && result != "SKIP")
    {
      bad = 1
      failures = failures "  " name ": " result "\n"
    }
  printf "%-44s %6d %6d %6d %8.1f\n", name, ok, bad, skip, number($0, "duration")
  passed += ok
  failed += bad
  skipped += skip
}

END {
  if (failures != "")
    printf "\nFailed:\n%s", failures
  # meson saw a failure that no line of the log tells of.
  if (failed == 0 && status != 0)
    failed = 1
  printf "\n%d passed, %d failed, %d skipped\n", passed, failed, skipped
  exit (failed > 0 || passed == 0) ? 1 : 0
}
