#include "core/hy-waiting.h"

#include <string.h>

static gboolean
is_progress (const HyRecord *record)
{
  return strcmp (record->kind, "progress") == 0;
}

static gboolean
is_answered (const HyCase *c, const HyRecord *question, guint from)
{
  for (guint i = from; i < c->timeline->len; i++)
    {
      const HyRecord *record = g_ptr_array_index (c->timeline, i);

      if (is_progress (record)
          && g_strcmp0 (hy_body_string (record->body, "answers"), question->id) == 0
          && !hy_case_is_amended (c, record))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_sooner (HyTime a, HyTime b)
{
  return b == HY_TIME_NONE || (a != HY_TIME_NONE && a <= b);
}

const HyRecord *
hy_waiting_find (const HyCase *c, char **unit, HyTime *by)
{
  const HyRecord *found = NULL;

  *unit = NULL;
  *by = HY_TIME_NONE;
  if (!hy_ticket_is_open (c->ticket))
    return NULL;
  for (guint i = 0; i < c->timeline->len; i++)
    {
      const HyRecord *record = g_ptr_array_index (c->timeline, i);
      g_autoptr (GVariant) waiting = NULL;
      const char *name;
      HyTime asked = HY_TIME_NONE;

      if (!is_progress (record))
        continue;
      waiting = hy_body_object (record->body, "waiting_for");
      name = waiting != NULL ? hy_body_string (waiting, "unit") : NULL;
      if (name == NULL || hy_case_is_amended (c, record) || is_answered (c, record, i + 1))
        continue;
      if (!hy_body_time (waiting, "by", &asked))
        asked = HY_TIME_NONE;
      if (*unit != NULL && !is_sooner (asked, *by))
        continue;
      g_free (*unit);
      *unit = g_strdup (name);
      *by = asked;
      found = record;
    }
  return found;
}
