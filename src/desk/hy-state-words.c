#include "desk/hy-state-words.h"

#include "core/hy-words.h"
#include "desk/hy-look.h"
#include "desk/hy-record-words.h"

#include "desk/hy-text.h"

/* "today 15:10 Zhang Min: Phone · reached". */
static char *
event_words (const HyRecord *record, HyTime now)
{
  g_autofree char *at = hy_look_date (record->made_at, now);
  g_autofree char *verb = hy_record_verb (record);

  return g_strdup_printf (_ ("%s %s: %s"), at, hy_record_who (record), verb);
}

static char *
waiting_words (const HyListRow *row, HyTime now)
{
  g_autofree char *by = row->waiting_by != HY_TIME_NONE ? hy_look_date (row->waiting_by, now) : NULL;

  return by != NULL ? g_strdup_printf (_ ("waiting for %s until %s"), row->waiting_for, by)
                    : g_strdup_printf (_ ("waiting for %s"), row->waiting_for);
}

/* Who has it where the state alone says so. */
static const char *
place_words (HyState state)
{
  switch (state)
    {
    case HY_STATE_PENDING_SIGN:
      return _ ("not signed for yet");
    case HY_STATE_SUBMITTED:
    case HY_STATE_RETURN_REQUESTED:
      return _ ("with the district");
    case HY_STATE_CLOSED:
    case HY_STATE_SUSPENDED:
      return hy_state_words (state);
    default:
      return NULL;
    }
}

static char *
holder_words (const HyListRow *row, const char *handler, HyTime now)
{
  HyState state;
  const char *place = hy_state_parse (row->state, &state) ? place_words (state) : NULL;

  if (g_strcmp0 (row->scope, "stub") == 0)
    return row->went_to != NULL ? g_strdup_printf (_ ("went to %s"), row->went_to)
                                : g_strdup (_ ("has left the office"));
  if (place != NULL)
    return g_strdup (place);
  if (row->waiting_for != NULL)
    return waiting_words (row, now);
  return handler != NULL ? g_strdup_printf (_ ("with %s"), handler) : g_strdup (_ ("with nobody"));
}

/* What comes first: a promise to the citizen, or the clock that runs. */
static char *
next_words (const HyListRow *row, HyTime now)
{
  gboolean promise = row->promise_at != HY_TIME_NONE
                     && (!row->running || row->promise_at < row->due);
  g_autofree char *at = NULL;

  if (!promise && !row->running)
    return NULL;
  at = hy_look_date (promise ? row->promise_at : row->due, now);
  return promise ? g_strdup_printf (_ ("promised %s"), at)
                 : g_strdup_printf ("%s %s", hy_clock_words (row->clock), at);
}

char *
hy_state_sentence (const HyListRow *row, const char *handler, HyTime now)
{
  g_autofree char *event = row->latest != NULL ? event_words (row->latest, now) : NULL;
  g_autofree char *holder = holder_words (row, handler, now);
  g_autofree char *next = next_words (row, now);
  const char *parts[] = { event, holder, next };
  GString *out = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL)
      g_string_append_printf (out, "%s%s", out->len > 0 ? _ ("; ") : "", parts[i]);
  return g_string_free (out, FALSE);
}
