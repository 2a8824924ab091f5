#include "core/hy-rules.h"

#include <string.h>

/* The last one of the office that has it which is of @kind, from the entry @from on. */
static const HyRecord *
find_last (const HyCase *c, guint from, const char *kind)
{
  for (guint i = c->timeline->len; i > from; i--)
    {
      const HyRecord *record = g_ptr_array_index (c->timeline, i - 1);

      if (!record->late && strcmp (record->kind, kind) == 0)
        return record;
    }
  return NULL;
}

/* Of several signings in a dispatch the first: the others changed nothing. */
static const HyRecord *
find_sign (const HyCase *c)
{
  const HyRecord *found = NULL;

  if (c->ticket->signed_at == HY_TIME_NONE)
    return find_last (c, hy_clocks_round (c), "return_request");
  for (guint i = c->timeline->len; i > 0; i--)
    {
      const HyRecord *record = g_ptr_array_index (c->timeline, i - 1);

      if (hy_record_is_dispatch (record))
        break;
      if (!record->late && strcmp (record->kind, "sign") == 0)
        found = record;
    }
  return found;
}

/* A slip of the pen that is mended stops nothing anew: it was stopped by the first of a chain from which the
 * outcome is what it is. */
static const HyRecord *
find_contact (const HyCase *c)
{
  const HyRecord *found, *before;
  HyGate gate;

  hy_gate_scan (c, hy_clocks_round (c), c->timeline->len, &gate);
  found = gate.opener;
  while (found != NULL && (before = hy_case_amended (c, found)) != NULL
         && g_strcmp0 (hy_body_string (before->body, "outcome"), hy_body_string (found->body, "outcome")) == 0)
    found = before;
  return found;
}

const HyRecord *
hy_clocks_find_stop (const HyCase *c, HyClockId id)
{
  switch (id)
    {
    case HY_CLOCK_SIGN:
      return find_sign (c);
    case HY_CLOCK_CONTACT:
      return find_contact (c);
    case HY_CLOCK_RESULT:
      return find_last (c, hy_clocks_round (c), "reply");
    case HY_N_CLOCKS:
    default:
      g_return_val_if_reached (NULL);
    }
}
