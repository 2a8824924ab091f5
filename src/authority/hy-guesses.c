#include "authority/hy-guesses.h"

/* So many wrong codes are a slip of the hand; each further one doubles the wait. */
#define FREE_GUESSES 5
#define WINDOW (10 * HY_MINUTE)
#define FIRST_WAIT (30 * HY_SECOND)
#define LONGEST_WAIT HY_HOUR

gboolean
hy_guesses_allow (HyAuthority *self, const char *peer, int *retry_after, GError **error)
{
  HyTime until = HY_TIME_NONE;

  hy_sql_get_int (self->sql, &until, NULL, "SELECT blocked_until FROM guesses WHERE peer = ?1", "s",
                  peer);
  if (until <= self->moment)
    return TRUE;
  *retry_after = (int) ((until - self->moment + HY_SECOND - 1) / HY_SECOND);
  g_set_error (error, HY_AUTHORITY_ERROR, HY_AUTHORITY_ERROR_SLOW_DOWN,
               "too many wrong codes; wait %d seconds", *retry_after);
  return FALSE;
}

static HyTime
wait_after (gint64 failures)
{
  HyTime wait = FIRST_WAIT;

  if (failures < FREE_GUESSES)
    return 0;
  for (gint64 i = FREE_GUESSES; i < failures && wait < LONGEST_WAIT; i++)
    wait *= 2;
  return MIN (wait, LONGEST_WAIT);
}

/* Failures are forgotten when the window (or the wait, if that is longer) has passed without another. */
gboolean
hy_guesses_count (HyAuthority *self, const char *peer, GError **error)
{
  gint64 failures = 0;

  hy_sql_get_int (self->sql, &failures, NULL,
                  "SELECT failures FROM guesses WHERE peer = ?1 AND max(last_at, blocked_until) > ?2",
                  "si", peer, self->moment - WINDOW);
  failures++;
  return hy_sql_run (self->sql, NULL, error,
                     "DELETE FROM guesses WHERE max(last_at, blocked_until) <= ?1", "i",
                     self->moment - WINDOW)
         && hy_sql_run (self->sql, NULL, error,
                        "INSERT OR REPLACE INTO guesses VALUES (?1, ?2, ?3, ?4)", "siii", peer,
                        failures, self->moment, self->moment + wait_after (failures));
}

gboolean
hy_guesses_forget (HyAuthority *self, const char *peer, GError **error)
{
  return hy_sql_run (self->sql, NULL, error, "DELETE FROM guesses WHERE peer = ?1", "s", peer);
}
